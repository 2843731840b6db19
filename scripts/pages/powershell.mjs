/**
 * A call to Exchange as an administrator would type it. Objects are named by
 * their Guid, as the program does it, since nothing else of them is stable; the
 * text says `$guid`, because nobody can compare such numbers by eye.
 */
import { capital } from './markdown.mjs'

/** @typedef {import('../../src/drivers/drivers.js').Call} Call */
/** @typedef {import('../../src/drivers/drivers.js').ParameterValue} ParameterValue */

const width = 88
/** Which object comes first, how to be quiet about it last. @type {Readonly<Record<string, number>>} */
const places = { Identity: -1, Confirm: 1 }
const guid = /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/i

/** @param {Call} call */
export function powershell({ cmdlet, parameters }) {
  const order = (/** @type {string} */ name) => places[name] ?? 0
  const words = Object.entries(parameters)
    .sort(([one], [other]) => order(one) - order(other))
    .map(([name, value]) => `-${name}${typeof value === 'boolean' ? ':' : ' '}${printed(value)}`)
  const line = [cmdlet, ...words].join(' ')
  return line.length <= width ? line : [cmdlet, ...words].join(' `\n    ')
}

/**
 * @param {ParameterValue} value
 * @returns {string}
 */
function printed(value) {
  if (value === null) return '$null'
  if (typeof value === 'boolean') return value ? '$true' : '$false'
  if (typeof value === 'number') return String(value)
  if (typeof value === 'string') return guid.test(value) ? '$guid' : quoted(value)
  if (isList(value)) return value.length === 0 ? '@()' : value.map(quoted).join(', ')
  const edits = Object.entries(value).map(([verb, texts]) => `${capital(verb)} = ${printed(texts)}`)
  return `@{ ${edits.join('; ')} }`
}

/**
 * @param {ParameterValue} value
 * @returns {value is readonly string[]}
 */
function isList(value) {
  return Array.isArray(value)
}

/** @param {string} text */
function quoted(text) {
  return `'${text.replaceAll("'", "''")}'`
}
