/** Facts in a terminal: labels in one column, what they say in the next. */
import type { Brush } from './brush.js'
import { visible } from './escape.js'
import { padded, widthOf } from './layout.js'
import type { Fact } from './page.js'

const narrowestLabel = 12
const widestLabel = 22

/** How wide the labels are, so that several lists can share a column. */
export function labelColumn(facts: readonly Fact[]): number {
  const widths = facts.map(one => widthOf(visible(one.label)))
  return (
    Math.min(
      widestLabel,
      widths.reduce((most, one) => Math.max(most, one), narrowestLabel),
    ) + 2
  )
}

/** A text without a label begins at the indent, unless it goes on under a labelled one. */
export function drawFacts(
  facts: readonly Fact[],
  indent: string,
  brush: Brush,
  column = labelColumn(facts),
): readonly string[] {
  const labels = facts.map(one => visible(one.label))
  let labelled = false
  return facts.flatMap(({ text }, index) => {
    const label = labels[index] ?? ''
    labelled ||= label !== ''
    if (!labelled) return brush.lines(indent, text)
    // A label that fills its column stands on a line of its own.
    if (widthOf(label) < column) return brush.lines(indent + padded(label, column), text)
    return [indent + label, ...brush.lines(indent + padded('', column), text)]
  })
}
