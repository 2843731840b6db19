/** Things in a terminal: a sign and a title, for whom and where in columns beside it, lines under it. */
import type { Brush } from './brush.js'
import { visible } from './escape.js'
import { columnWidth, padded, widthOf } from './layout.js'
import { say, type Thing } from './page.js'
import { signs } from './signs.js'
import { drawFacts, labelColumn } from './terminal-facts.js'
import { drawFinding } from './terminal-findings.js'

const indent = '    '

export function drawThings(things: readonly Thing[], brush: Brush): readonly string[] {
  const whoms = things.map(one => visible(one.whom))
  const places = things.map(one => visible(one.place))
  const whomColumn = columnWidth(whoms, 26)
  const placeColumn = columnWidth(places, 26)
  const titleColumn = Math.min(
    columnWidth(things.map(titleOf), 60),
    Math.max(20, brush.width - 2 - whomColumn - placeColumn - 4),
  )
  const labels = labelColumn(things.flatMap(one => one.lines))
  return things.flatMap((thing, index) => {
    const aside = `${padded(whoms[index] ?? '', whomColumn)}  ${places[index] ?? ''}`.trimEnd()
    return [
      ...drawTitle(thing, aside, titleColumn, brush),
      ...drawFacts(thing.lines, indent, brush, labels),
      ...(thing.copy === null ? [] : [indent + brush.palette.cyan(visible(thing.copy))]),
      ...thing.findings.flatMap(one => drawFinding(one, indent, brush)),
    ]
  })
}

/** What does not fit beside the title stands under it. */
function drawTitle(thing: Thing, aside: string, column: number, brush: Brush): readonly string[] {
  const { palette, width } = brush
  const { symbol, colour } = signs[thing.sign]
  const sign = palette[colour](symbol)
  const title = titleOf(thing)
  const quiet = aside === '' ? '' : palette.dim(aside)
  if (widthOf(title) <= column && column + 4 + widthOf(aside) <= width)
    return [`${sign} ${palette.bold(padded(title, column))}  ${quiet}`]
  const lines = brush
    .lines('  ', say(title))
    .map((line, index) =>
      index === 0 ? `${sign} ${palette.bold(line.slice(2))}` : palette.bold(line),
    )
  return [...lines, ...(quiet === '' ? [] : [indent + quiet])]
}

function titleOf({ title, state }: Thing): string {
  return visible(state === '' ? title : `${title} ${state}`)
}
