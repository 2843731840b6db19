/** A table in a terminal: columns as wide as their widest cell; where that is too wide, the widest ones wrap. */
import type { Brush } from './brush.js'
import { visible } from './escape.js'
import { columnWidth, padded, wrapped } from './layout.js'
import { plainOf, say, type Text } from './page.js'

const gap = 2

export function drawTable(
  columns: readonly string[],
  rows: readonly (readonly Text[])[],
  { palette, width }: Brush,
): readonly string[] {
  if (rows.length === 0) return []
  const texts = rows.map(row => row.map(cell => visible(plainOf(cell))))
  const natural = columns.map((name, index) =>
    columnWidth([name, ...texts.map(row => row[index] ?? '')], Number.MAX_SAFE_INTEGER),
  )
  const widths = fitted(natural, width - gap * (columns.length - 1))
  return [
    ...drawRow(columns, widths).map(line => palette.dim(line)),
    ...texts.flatMap(row => drawRow(row, widths)),
  ]
}

/** Narrow columns keep their width; what is left is shared by the others. */
function fitted(natural: readonly number[], room: number): readonly number[] {
  let left = room
  let open = natural.length
  const widths = [...natural]
  for (const index of [...natural.keys()].sort(
    (one, other) => at(natural, one) - at(natural, other),
  )) {
    widths[index] = Math.max(1, Math.min(at(natural, index), Math.floor(left / open)))
    left -= at(widths, index)
    open--
  }
  return widths
}

function drawRow(cells: readonly string[], widths: readonly number[]): readonly string[] {
  const drawn = cells.map((cell, index) => wrapped(say(cell), at(widths, index)).map(plainOf))
  const height = drawn.reduce((most, lines) => Math.max(most, lines.length), 1)
  return Array.from({ length: height }, (_, line) =>
    drawn
      .map((lines, index) => padded(lines[line] ?? '', at(widths, index)))
      .join(' '.repeat(gap))
      .trimEnd(),
  )
}

function at(numbers: readonly number[], index: number): number {
  return numbers[index] ?? 0
}
