/**
 * A TXT value as services write it: quoted strings of at most 255 bytes, with
 * escapes. Most count the bytes in decimal (RFC 1035, section 5.1), Route 53 in
 * octal. A value is a text of bytes: one character, one byte.
 */
import { splitTxt } from '../../../mail/spf-txt.js'

/** How the digits of an escaped byte count. */
export type EscapeBase = 'decimal' | 'octal'

const radix = { decimal: 10, octal: 8 } as const

/** `"v=spf1 mx -all"`; a long one is several strings with blanks between. */
export function quotedTxt(value: string, base: EscapeBase): string {
  const escaped = (character: string) =>
    character === '"' || character === '\\' ? `\\${character}` : byteEscape(character, base)
  return splitTxt(value)
    .map(part => `"${part.replace(/["\\]|[^\x20-\x7e]/g, escaped)}"`)
    .join(' ')
}

/** The value behind such a text, its strings joined. A text without quotes is one string as it is. */
export function unquotedTxt(text: string, base: EscapeBase): string {
  const strings = quotedStrings(text)
  if (!strings) return text
  return strings.map(one => unescaped(one, base)).join('')
}

/** What stands between the quotes; undefined where the text is not made of quoted strings alone. */
function quotedStrings(text: string): readonly string[] | undefined {
  const string = /\s*"((?:[^"\\]|\\[^])*)"\s*/y
  const strings: string[] = []
  while (string.lastIndex < text.length) {
    const found = string.exec(text)
    if (!found) return undefined
    strings.push(found[1] ?? '')
  }
  return strings.length > 0 ? strings : undefined
}

function unescaped(text: string, base: EscapeBase): string {
  return text.replace(/\\(?:(\d{3})|([^]))/g, (_, digits?: string, character?: string) =>
    digits === undefined
      ? (character ?? '')
      : String.fromCharCode(Number.parseInt(digits, radix[base])),
  )
}

function byteEscape(character: string, base: EscapeBase): string {
  return `\\${character.charCodeAt(0).toString(radix[base]).padStart(3, '0')}`
}
