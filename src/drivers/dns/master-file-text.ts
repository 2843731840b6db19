/**
 * Names and texts in the spelling of a zone file: relative names, quotes,
 * escapes, and long texts in several strings.
 *
 * A text is a string of bytes here (one character is one byte), because that is
 * what a TXT record holds and what resolvers give.
 */
import { splitTxt } from '../../mail/spf-txt.js'

/** The whole name of what stands in a file: `@`, `www`, `www.contoso.com.` */
export function absoluteName(written: string, origin: string): string {
  const name = written.toLowerCase()
  if (name === '@') return origin
  if (/(?:^|[^\\])\.$/.test(name)) return name.slice(0, -1)
  return origin === '' ? name : `${name}.${origin}`
}

/** How a name is written where relative names are completed with `origin`. */
export function relativeName(name: string, origin: string): string {
  if (name === origin) return '@'
  return name.endsWith(`.${origin}`) ? name.slice(0, -origin.length - 1) : `${name}.`
}

/** A name with blanks behind it, at least one, in a column of that width. */
export function inColumn(name: string, width: number): string {
  return name.length < width ? name.padEnd(width) : `${name} `
}

/** The bytes of one string of a record, without quotes and escapes. */
export function unescaped({
  text,
  quoted,
}: {
  readonly text: string
  readonly quoted: boolean
}): string {
  const inside = quoted ? text.slice(1, -1) : text
  return inside.replace(/\\(?:(\d{3})|([^]))/g, (_, code?: string, character?: string) =>
    code === undefined ? (character ?? '') : String.fromCharCode(Number(code)),
  )
}

/** A value as the strings of a TXT record, quoted, each of 255 bytes at most. */
export function quotedStrings(value: string): readonly string[] {
  return splitTxt(value).map(part => `"${part.replace(/["\\]|[^\x20-\x7e]/g, escaped)}"`)
}

/** Whether the value can stand in a record at all: a character must be one byte. */
export function isByteText(value: string): boolean {
  return /^[\x00-\xff]*$/.test(value)
}

function escaped(character: string): string {
  if (character === '"' || character === '\\') return `\\${character}`
  return `\\${String(character.charCodeAt(0)).padStart(3, '0')}`
}
