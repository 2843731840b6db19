/**
 * The lines of a file: from an offset in its text to line and column, and from a
 * line number to its text. The table is made when somebody first asks, since
 * most files are read without a fault.
 */

export interface Lines {
  /** Line and column of an offset, both counted from 1. */
  at(offset: number): { readonly line: number; readonly column: number }
  /** The text of a line without its break; undefined where there is no such line. */
  text(line: number): string | undefined
}

export function linesOf(text: string): Lines {
  let table: readonly number[] | undefined
  const starts = () => (table ??= startsOf(text))

  return {
    at(offset) {
      const line = lastNotAfter(starts(), offset)
      return { line: line + 1, column: offset - (starts()[line] ?? 0) + 1 }
    },
    text(line) {
      const start = starts()[line - 1]
      if (start === undefined) return undefined
      return text.slice(start, starts()[line] ?? text.length).replace(/[\r\n]+$/, '')
    },
  }
}

/** Where each line starts. A lone carriage return ends a line too, as in YAML. */
function startsOf(text: string): readonly number[] {
  const starts = [0]
  if (text.includes('\r'))
    for (const { index, 0: end } of text.matchAll(/\r\n?|\n/g)) starts.push(index + end.length)
  else
    for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1))
      starts.push(at + 1)
  return starts
}

/** Index of the last start that is not after the offset. */
function lastNotAfter(starts: readonly number[], offset: number): number {
  let low = 0
  let high = starts.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((starts[middle] ?? 0) <= offset) low = middle
    else high = middle - 1
  }
  return low
}
