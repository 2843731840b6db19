/**
 * A file of the spec as text, or the finding that says why it is none.
 *
 * Editors and shells of other systems write UTF-16, byte order marks and line
 * ends of their own: the mark and the line ends are fine, another encoding is
 * not, since a name read wrongly is worse than a name not read.
 */
import { finding, type Finding, type Place } from '../findings.js'
import { linesOf, type Lines } from './lines.js'
import { withoutSecrets } from './secrets.js'

export interface Source {
  /** Relative to the folder of the spec, with forward slashes. */
  readonly file: string
  readonly text: string
  readonly lines: Lines
}

export type Decoded =
  { readonly ok: true; readonly source: Source } | { readonly ok: false; readonly why: Finding }

export function sourceFrom(file: string, bytes: Uint8Array): Decoded {
  const text = decode(bytes)
  if (text === undefined) {
    const place = { file, line: firstUnreadableLine(bytes), column: 1 }
    return { ok: false, why: finding('file-not-utf-8', { file }, place) }
  }
  const lines = linesOf(text)
  const nul = text.indexOf('\0')
  if (nul !== -1) {
    const place = { file, ...lines.at(nul) }
    return { ok: false, why: finding('file-not-text', { file }, place) }
  }
  return { ok: true, source: { file, text, lines } }
}

/** A place of the source, and the finding there with the line for its caret. */
export function placeIn(source: Source, offset: number): Place {
  return { file: source.file, ...source.lines.at(offset) }
}

export function withLine(one: Finding, source: Source): Finding {
  const line = one.place && source.lines.text(one.place.line)
  return line === undefined ? one : Object.freeze({ ...one, line: withoutSecrets(line) })
}

/** A byte order mark at the start is dropped. */
function decode(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}

/** In UTF-8 no byte of a longer character is a line feed, so each line can be tried on its own. */
function firstUnreadableLine(bytes: Uint8Array): number {
  let line = 1
  let start = 0
  while (start < bytes.length) {
    const feed = bytes.indexOf(10, start)
    const end = feed === -1 ? bytes.length : feed
    if (decode(bytes.subarray(start, end)) === undefined) return line
    start = end + 1
    line += 1
  }
  return line
}
