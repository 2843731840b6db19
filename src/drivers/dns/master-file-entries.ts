/**
 * A zone file cut into entries: the first half of reading the master file format
 * (RFC 1035, section 5.1). An entry is a record or directive, on one line or,
 * within parentheses, on several; its tokens know where they stand, so that a
 * change can touch them and nothing else.
 *
 * The text is read byte by byte (one character is one byte), whatever its
 * encoding: what is written back is then the same bytes. Faults do not stop the
 * reading; each is told with its place.
 */
export interface Token {
  /** As written, with quotes and escapes. */
  readonly text: string
  readonly start: number
  readonly end: number
  readonly quoted: boolean
}

export interface Entry {
  /** Beginning of its first line. */
  readonly start: number
  /** Behind the line break that ends it; comments behind it belong to it. */
  readonly end: number
  /** Begins with a blank: its owner is that of the record before. */
  readonly indented: boolean
  /** At least one. */
  readonly tokens: readonly Token[]
}

export type MasterFaultCode =
  | 'zone-file-unclosed-quote'
  | 'zone-file-unbalanced-parenthesis'
  | 'zone-file-include'
  | 'zone-file-generated'
  | 'zone-file-unknown-directive'
  | 'zone-file-not-a-record'
  | 'zone-file-without-owner'
  | 'zone-file-opaque-text'
  | 'zone-file-bad-serial'

export interface MasterFault {
  readonly code: MasterFaultCode
  readonly text: string
  readonly offset: number
}

export interface Entries {
  readonly entries: readonly Entry[]
  readonly faults: readonly MasterFault[]
}

// Blanks, a comment, a line break, parentheses, a quoted string, a word, or a character that fits nowhere.
const lexeme =
  /[ \t\r\f\v]+|;[^\n]*|\n|[()]|"(?:[^"\\\n]|\\[^\n])*"|(?:[^ \t\r\f\v\n;()"\\]|\\[^\n])+|[^]/g
const blank = /^[ \t\r\f\v;]/

export function readEntries(text: string): Entries {
  const entries: Entry[] = []
  const faults: MasterFault[] = []
  let tokens: Token[] = []
  const open: number[] = []
  let start = 0
  let isBroken = false

  const finish = (end: number) => {
    // A broken entry is told as that, and not once more as a faulty record.
    if (tokens.length > 0 && !isBroken)
      entries.push({ start, end, indented: blank.test(text.charAt(start)), tokens })
    tokens = []
    start = end
    isBroken = false
  }

  lexeme.lastIndex = 0
  for (let match = lexeme.exec(text); match; match = lexeme.exec(text)) {
    const [found] = match
    const at = match.index
    if (blank.test(found)) continue
    if (found === '\n') {
      if (open.length === 0) finish(at + 1)
    } else if (found === '(') {
      open.push(at)
    } else if (found === ')') {
      if (open.pop() === undefined) faults.push(fault('zone-file-unbalanced-parenthesis', text, at))
    } else if (found === '"' || found === '\\') {
      faults.push(fault('zone-file-unclosed-quote', text, at))
      isBroken = true
      lexeme.lastIndex = endOfLine(text, at)
    } else {
      tokens.push({ text: found, start: at, end: at + found.length, quoted: found.startsWith('"') })
    }
  }
  for (const at of open) faults.push(fault('zone-file-unbalanced-parenthesis', text, at))
  finish(text.length)
  return { entries, faults }
}

/** A fault with the rest of its line, for a person to find it by. */
export function fault(code: MasterFaultCode, text: string, offset: number): MasterFault {
  const rest = text.slice(offset, endOfLine(text, offset)).trim()
  return { code, offset, text: rest.length > 60 ? `${rest.slice(0, 59)}…` : rest }
}

function endOfLine(text: string, from: number): number {
  const end = text.indexOf('\n', from)
  return end === -1 ? text.length : end
}
