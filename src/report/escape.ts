/**
 * Values that came from a person or a tenant, made harmless for where they are drawn.
 *
 * A connector's name may hold an escape sequence that repaints the terminal, a
 * pipe that adds a table cell, or `@everyone`. Every painter passes every value
 * through one of these functions, and adds its own markup only afterwards, so
 * what a reviewer reads is what is there.
 *
 * We lean on these facts:
 * - terminals obey C0 and C1 control characters, and reorder text at bidi marks
 * - GitHub and GitLab look for mentions and references in the rendered text, so
 *   a backslash does not stop them; a zero-width space after the sign does, and
 *   so does a code span
 * - a character reference never counts as Markdown structure
 */

/** Controls, bidi and zero-width marks, lone surrogates, line separators, letters without a shape. */
const invisible =
  /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0]/gu

const named: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' }

/** Shows what has no shape of its own as an escape: a line feed becomes `\n`, an escape `\u{1b}`. */
export function visible(text: string): string {
  return text.replace(
    invisible,
    one => named[one] ?? `\\u{${(one.codePointAt(0) ?? 0).toString(16)}}`,
  )
}

const breakUp = '&#8203;'

// The first alternative that matches counts, so neither code nor an address is taken apart.
const active =
  /`[^`]+`|[a-z0-9.*+_%-]+@[a-z0-9-]+(?:\.[a-z0-9-]+)+|:(?=\/\/)|www(?=\.)|GH(?=-\d)|[&<>`|$\\*_~[\]@#!]/giu

const references: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '`': '&#96;',
  '|': '&#124;',
  $: '&#36;',
  '\\': '&#92;',
}

/** What may stand in a code span, even in a table cell, on every site that draws Markdown. */
const plainEnoughForCode = /^(?! )[^`|<>&\\]+(?<! )$/u

/**
 * Text for Markdown: also inside a table cell. Mail addresses become code, so that
 * they can be copied; what stands in backticks stays code where it can do no harm.
 */
export function markdownText(text: string): string {
  return withoutMarkup(visible(text).replace(/\s+/gu, ' '))
    .replace(/^(\s*)([-+=])/u, '$1\\$2')
    .replace(/^(\s*\d+)([.)])(?=\s|$)/u, '$1\\$2')
}

/** A code span where the text cannot end it, else plain text. */
export function markdownCode(text: string): string {
  const shown = visible(text)
  return plainEnoughForCode.test(shown) ? `\`${shown}\`` : markdownText(text)
}

function withoutMarkup(text: string): string {
  return text.replace(active, (match: string, offset: number) => {
    if (match.length > 1 && match.startsWith('`')) return quoted(match.slice(1, -1))
    if (match.length > 1 && match.includes('@')) return `\`${match}\``
    const next = text[offset + match.length] ?? ''
    // At the end of a value nobody knows what will stand behind it.
    if (match === '#') return /\w|^$/u.test(next) ? `#${breakUp}` : '\\#'
    if (match === '!') return /\d|^$/u.test(next) ? `!${breakUp}` : '!'
    if (/^(?:@|:|www|GH)$/iu.test(match)) return match + breakUp
    return references[match] ?? `\\${match}`
  })
}

function quoted(inner: string): string {
  return plainEnoughForCode.test(inner) ? `\`${inner}\`` : `&#96;${withoutMarkup(inner)}&#96;`
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** Text for HTML, between tags or in a quoted attribute. */
export function htmlText(text: string): string {
  return visible(text).replace(/[&<>"']/gu, one => entities[one] ?? one)
}

/** JSON that is safe to print: what has no shape is written as `\u…`, which reads back as the same value. */
export function jsonText(value: unknown): string {
  return JSON.stringify(value, null, 2)
    .replace(invisible, one => (one === '\n' ? one : unicodeEscape(one)))
    .concat('\n')
}

function unicodeEscape(one: string): string {
  return Array.from({ length: one.length }, (_, index) => one.charCodeAt(index))
    .map(unit => `\\u${unit.toString(16).padStart(4, '0')}`)
    .join('')
}
