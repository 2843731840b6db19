/**
 * Reads a list as spreadsheets write it (RFC 4180): cells apart by comma,
 * semicolon or tab, in quotes where they hold one of these. Each cell knows
 * where it stands, so that a fault can be found again in the spreadsheet.
 */

export interface Cell {
  readonly text: string
  /** Both count from 1. */
  readonly line: number
  readonly column: number
}

export interface Csv {
  readonly rows: readonly (readonly Cell[])[]
  /** Where a quoted cell begins that nothing ends. */
  readonly unclosed: Cell | null
}

export function parseCsv(source: string): Csv {
  const text = source.replace(/^\ufeff/u, '')
  const separator = separatorOf(text)
  const rows: Cell[][] = []
  let row: Cell[] = []
  let unclosed: Cell | null = null
  let at = 0
  let line = 1
  let lineStart = 0

  const newLine = (next: number) => {
    line += 1
    lineStart = next
  }
  const endRow = () => {
    if (row.some(cell => cell.text !== '')) rows.push(row)
    row = []
  }
  while (at < text.length) {
    const place = { line, column: at - lineStart + 1 }
    let value = ''
    if (text[at] === '"') {
      at += 1
      for (;;) {
        const one = text[at]
        if (one === undefined) {
          unclosed ??= { text: value, ...place }
          break
        }
        at += 1
        if (one === '"') {
          if (text[at] !== '"') break
          at += 1
        } else if (one === '\n') newLine(at)
        value += one
      }
    }
    const start = at
    while (at < text.length && text[at] !== separator && !isLineEnd(text[at])) at += 1
    row.push({ text: (value + text.slice(start, at)).trim(), ...place })
    if (text[at] === separator) {
      at += 1
      // A separator at the very end has an empty cell behind it.
      if (at >= text.length || isLineEnd(text[at]))
        row.push({ text: '', line, column: at - lineStart + 1 })
      else continue
    }
    if (text[at] === '\r' && text[at + 1] === '\n') at += 1
    at += 1
    newLine(at)
    endRow()
  }
  endRow()
  return { rows, unclosed }
}

function isLineEnd(one: string | undefined): boolean {
  return one === '\n' || one === '\r'
}

/** The one that stands most often in the first line; spreadsheets in half of Europe write semicolons. */
function separatorOf(text: string): string {
  const first = text.split(/\r?\n|\r/u, 1)[0] ?? ''
  const count = (one: string) => first.split(one).length
  return [',', ';', '\t'].reduce((best, one) => (count(one) > count(best) ? one : best), ',')
}
