/**
 * Checks for plain data that a person wrote: each looks at a value and gives a
 * finding for everything that is wrong in it, never only the first.
 */
import { finding, type Finding } from '../../../findings.js'
import { isObject } from '../../plain-object.js'

export type Check = (value: unknown, key: string) => readonly Finding[]

export const aText: Check = (value, key) =>
  typeof value === 'string' && value !== '' ? [] : [wrong(key, value, 'a text')]

export const aFlag: Check = (value, key) =>
  typeof value === 'boolean' ? [] : [wrong(key, value, 'true or false')]

export const aCount: Check = (value, key) =>
  typeof value === 'number' && Number.isInteger(value) && value > 0
    ? []
    : [wrong(key, value, 'a whole number from 1')]

export const seconds: Check = (value, key) =>
  typeof value === 'number' && value >= 0 ? [] : [wrong(key, value, 'a number of seconds')]

export const anAddress: Check = (value, key) =>
  typeof value === 'string' && /^[^@\s]+@[^@\s]+$/.test(value)
    ? []
    : [wrong(key, value, 'a mail address')]

/** Any object, such as a row of a Get cmdlet. */
export const aRow: Check = (value, key) =>
  isObject(value) ? [] : [wrong(key, value, 'an object with properties')]

export const anything: Check = () => []

export function wordOf(known: readonly string[], what: string): Check {
  return (value, key) => {
    if (typeof value === 'string' && known.includes(value)) return []
    const written = typeof value === 'string' ? value : JSON.stringify(value)
    return [finding('scene-word-unknown', { key, value: written, what, known: known.join(', ') })]
  }
}

export function listOf(item: Check): Check {
  return (value, key) =>
    Array.isArray(value)
      ? value.flatMap((one: unknown, index) => item(one, `${key}[${String(index)}]`))
      : [wrong(key, value, 'a list')]
}

export function eitherOf(fits: (value: unknown) => boolean, one: Check, other: Check): Check {
  return (value, key) => (fits(value) ? one : other)(value, key)
}

/** Keys with a check each; those of `required` must be there. */
export function mapOf(
  checks: Readonly<Record<string, Check>>,
  required: readonly string[] = [],
): Check {
  const known = Object.keys(checks)
  return (value, key) => {
    if (!isObject(value)) return [wrong(key, value, 'a map of keys and values')]
    const at = (name: string) => (key === '' ? name : `${key}.${name}`)
    const missing = required
      .filter(name => value[name] === undefined)
      .map(name => finding('scene-key-missing', { key: at(name), expected: `${name}: …` }))
    const found = Object.entries(value).flatMap(([name, one]) => {
      const check = known.includes(name) ? checks[name] : undefined
      if (check) return check(one, at(name))
      return finding('scene-key-unknown', { key: at(name), known: known.join(', ') })
    })
    return [...missing, ...found]
  }
}

function wrong(key: string, value: unknown, expected: string): Finding {
  return finding('scene-value-wrong', { key: key || 'the file', found: shown(value), expected })
}

function shown(value: unknown): string {
  if (value === undefined) return 'missing'
  if (Array.isArray(value)) return 'a list'
  if (isObject(value)) return 'a map'
  return value === null || value === '' ? 'empty' : JSON.stringify(value)
}
