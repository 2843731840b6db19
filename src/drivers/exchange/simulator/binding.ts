/**
 * Binds a call to its cmdlet as the service does: names without regard to case,
 * unknown ones refused, values held against their types, missing ones named.
 */
import type { ParameterValue, Parameters } from '../../drivers.js'
import type { CmdletShape } from '../cmdlet-table.js'
import { converted } from './parameter-types.js'
import { invented, unknownParameter, wrongValue } from './refusal.js'

/** Parameters under their true names, in the form of their types. */
export type Bound = Parameters

export interface ListEdit {
  readonly add?: readonly string[]
  readonly remove?: readonly string[]
}

export function bind(shape: CmdletShape, parameters: Parameters): Bound {
  const bound: Record<string, ParameterValue> = {}
  const names = new Map(Object.keys(shape.parameters).map(name => [name.toLowerCase(), name]))
  for (const [written, value] of Object.entries(parameters)) {
    const name = names.get(written.toLowerCase())
    const type = name === undefined ? undefined : shape.parameters[name]
    if (name === undefined || type === undefined) throw unknownParameter(written)
    const accepted = converted(type, value)
    if (accepted === undefined) throw wrongValue(name, value, type)
    bound[name] = accepted
  }
  const missing = shape.mandatory.filter(name => !isGiven(bound[name]))
  if (missing.length > 0)
    throw invented(
      'rejected',
      'MissingMandatoryParameter',
      `Mandatory parameters are missing or empty: ${missing.join(', ')}.`,
    )
  return bound
}

/** The text of a parameter; undefined where it is not given, is `$null` or empty. */
export function textOf(bound: Bound, name: string): string | undefined {
  const value = bound[name]
  return typeof value === 'string' && value !== '' ? value : undefined
}

export function flagOf(bound: Bound, name: string): boolean | undefined {
  const value = bound[name]
  return typeof value === 'boolean' ? value : undefined
}

/** A list that is given whole; an edit is none. */
export function listOf(bound: Bound, name: string): readonly string[] | undefined {
  const value = bound[name]
  return isList(value) ? value : undefined
}

/** What a list becomes: overwritten by a plain list, edited by `{ add, remove }`. */
export function edited(
  given: ParameterValue | undefined,
  current: readonly string[],
  canonical: (value: string) => string = value => value,
): readonly string[] {
  if (isList(given)) return [...new Set(given.map(canonical))]
  const { add = [], remove = [] } = editOf(given) ?? {}
  const removed = new Set(remove.map(value => canonical(value).toLowerCase()))
  const kept = current.filter(value => !removed.has(value.toLowerCase()))
  return [...new Set([...kept, ...add.map(canonical)])]
}

export function editOf(given: ParameterValue | undefined): ListEdit | undefined {
  return typeof given === 'object' && given !== null && !isList(given) ? given : undefined
}

function isGiven(value: ParameterValue | undefined): boolean {
  if (value === undefined || value === null || value === '') return false
  return !(isList(value) && value.length === 0)
}

function isList(value: ParameterValue | undefined): value is readonly string[] {
  return Array.isArray(value)
}
