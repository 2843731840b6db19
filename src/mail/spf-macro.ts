/**
 * Macros in SPF records and explanations (RFC 7208, section 7): `%{ir}.%{v}.arpa`
 * becomes the name that a receiver asks for this one mail.
 *
 * A sender chooses some of the values, of whatever length, so every expansion
 * ends at a size that nothing behind it could use. Whether a text is good SPF is
 * decided in spf-term.ts, before anything is filled in.
 */
import { withoutLastDot } from './dns-name.js'

export type SpfMacroLetter = 's' | 'l' | 'o' | 'd' | 'i' | 'p' | 'h' | 'c' | 'r' | 't' | 'v'

/** Worked out only for the letters that a text asks for. */
export type SpfMacroValues = (letter: SpfMacroLetter) => string

/** Octets of a domain name, without its last dot. */
const longestName = 253
const longestExplanation = 65_535

const pieces = /%\{([slodiphcrtv])(\d*)(r?)([.+,/_=-]*)\}|%([%_-])|[^%]+|%/gi
const wholeExplanation =
  /^(?:[\x20-\x24\x26-\x7e]|%[%_-]|%\{[slodiphcrtv](?:[1-9]\d*)?r?[.+,/_=-]*\})*$/i

/** Whether filling in the text needs `%{p}`, which costs questions to the DNS. */
export function needsValidatedName(text: string): boolean {
  return /%\{p/i.test(text)
}

/** The name that a domain with macros stands for; too long a one loses labels from the left. */
export function expandDomain(text: string, valueOf: SpfMacroValues): string {
  let name = ''
  // From the right, since only the right end of a long name is kept.
  for (const piece of Array.from(text.matchAll(pieces)).reverse()) {
    name = expand(piece, valueOf) + name
    if (name.length > longestName + 1) break
  }
  return shortened(withoutLastDot(name))
}

/** An explanation with macros filled in; undefined where it is none that could be told to a sender. */
export function expandExplanation(text: string, valueOf: SpfMacroValues): string | undefined {
  if (text.length > longestExplanation || !wholeExplanation.test(text)) return undefined
  let explanation = ''
  for (const piece of text.matchAll(pieces)) {
    explanation += expand(piece, valueOf)
    if (explanation.length > longestExplanation) return undefined
  }
  // It goes into a reply of SMTP: a sender's own characters must not break out of it.
  return /^[\x20-\x7e]*$/.test(explanation) ? explanation : undefined
}

function expand(piece: RegExpExecArray, valueOf: SpfMacroValues): string {
  const [text, letter, count = '', reverse = '', delimiters = '', escape] = piece
  if (escape !== undefined) return { '%': '%', _: ' ', '-': '%20' }[escape] ?? ''
  if (letter === undefined) return text
  const value = valueOf(letter.toLowerCase() as SpfMacroLetter)
  const changed =
    count === '' && reverse === '' && delimiters === ''
      ? value
      : rearranged(value, count, reverse !== '', delimiters)
  return letter < 'a' ? urlEscaped(changed) : changed
}

function rearranged(value: string, count: string, reverse: boolean, delimiters: string): string {
  const separators = delimiters === '' ? '.' : delimiters
  const parts = [...splitAt(value, separators)]
  if (reverse) parts.reverse()
  return (count === '' ? parts : parts.slice(-Number(count))).join('.')
}

function splitAt(value: string, separators: string): readonly string[] {
  if (separators.length === 1) return value.split(separators)
  return value.split(new RegExp(`[${separators.replaceAll('-', '\\-')}]`))
}

/** Escapes all but the unreserved characters of RFC 3986. */
function urlEscaped(text: string): string {
  if (/^[\w.~-]*$/.test(text)) return text
  return encodeURIComponent(withoutLoneSurrogates(text)).replace(
    /[!'()*]/g,
    sign => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  )
}

function withoutLoneSurrogates(text: string): string {
  return text.replace(/\p{Surrogate}/gu, '\u{fffd}')
}

/** Drops labels from the left until the rest can be a name. */
function shortened(name: string): string {
  if (name.length <= longestName) return name
  const dot = name.indexOf('.', name.length - longestName - 1)
  return dot === -1 ? name : name.slice(dot + 1)
}
