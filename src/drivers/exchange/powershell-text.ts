/**
 * A call to Exchange as an administrator would type it into PowerShell: for
 * plans that show their commands, for the log, for the pages of docs. Nothing is
 * ever run from this text; the driver hands values over as data.
 *
 * We lean on these rules of PowerShell:
 * - in single quotes only a quote means something, and it is doubled; the
 *   typographic quotes ‘ ’ ‚ ‛ are quotes like any other
 * - in double quotes a backtick escapes, and `u{…} names any character
 * - `-Name:$true` suits Boolean and Switch parameters alike
 */
import type { Call, ParameterValue } from '../drivers.js'

const width = 88

/** Which object comes first, how to be quiet about it last. */
const places: Readonly<Record<string, number>> = { Identity: -1, Confirm: 1 }

/** The cmdlet, and a word for each parameter with its value. */
export function powershellWords({ cmdlet, parameters }: Call): readonly string[] {
  const order = (name: string) => places[name] ?? 0
  const words = Object.entries(parameters)
    .sort(([one], [other]) => order(one) - order(other))
    .map(([name, value]) => `-${name}${typeof value === 'boolean' ? ':' : ' '}${printed(value)}`)
  return [cmdlet, ...words]
}

/** One command; a long one goes on over several lines. */
export function laidOut(words: readonly string[]): string {
  const line = words.join(' ')
  return line.length <= width ? line : words.join(' `\n    ')
}

export function powershellText(call: Call): string {
  return laidOut(powershellWords(call))
}

/** A line that PowerShell passes over, whatever stands in it. */
export function commented(text: string): string {
  return `# ${text.replace(new RegExp(shapeless, 'gu'), one => `\\u{${hex(one)}}`)}`
}

function printed(value: ParameterValue): string {
  if (value === null) return '$null'
  if (typeof value === 'boolean') return value ? '$true' : '$false'
  // A minus would make a text of it.
  if (typeof value === 'number') return value < 0 ? `(${String(value)})` : String(value)
  // Even in quotes this one ends the parsing of the line.
  if (value === '--%') return "('--%')"
  if (typeof value === 'string') return quoted(value)
  if (isList(value)) return `@(${value.map(quoted).join(', ')})`
  const edits = Object.entries(value).map(([verb, texts]) => `${capital(verb)} = ${printed(texts)}`)
  return `@{ ${edits.join('; ')} }`
}

/** What a terminal may obey or a reader not see: no such character stands in a command as itself. */
const shapeless =
  /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0]/u
const inDoubleQuotes = new RegExp(`[\`$"\u201c\u201d\u201e]|${shapeless.source}`, 'gu')

function quoted(text: string): string {
  if (!shapeless.test(text)) return `'${text.replace(/['\u2018\u2019\u201a\u201b]/g, '$&$&')}'`
  return `"${text.replace(inDoubleQuotes, escaped)}"`
}

function escaped(one: string): string {
  return `\`u{${hex(one)}}`
}

function hex(one: string): string {
  return (one.codePointAt(0) ?? 0).toString(16)
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1)
}

// Array.isArray does not narrow readonly arrays.
function isList(value: ParameterValue): value is readonly string[] {
  return Array.isArray(value)
}
