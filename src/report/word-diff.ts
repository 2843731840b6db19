/**
 * What differs between two values, word by word: of an SPF record or a list of
 * addresses a reviewer sees what comes and what goes, in its place.
 */
import type { Change } from '../engine/plan-data.js'
import { piece, type Piece, type Text } from './page.js'
import { valueText } from './wording.js'

type Difference = Change['fields'][number]

/** Comparing is quadratic; above this many pairs of words, before and after are shown whole. */
const mostPairs = 1_000_000

/** The difference as text: `… {+ip4:198.51.100.7+} …`, or `before → after` where nothing is common. */
export function differenceText(difference: Difference): Text {
  const { before, after } = difference
  if (before === null) return [piece(valueText(after), 'added')]
  if (after === null) return [piece(valueText(before), 'removed')]
  const steps = stepsOf(difference)
  if (steps) return joined(steps, difference)
  return [piece(valueText(before), 'removed'), piece(' → '), piece(valueText(after), 'added')]
}

/** What is there afterwards, with what is new about it set off. */
export function afterText(difference: Difference): Text {
  const steps = stepsOf(difference)
  if (steps)
    return joined(
      steps.filter(one => one.tone !== 'removed'),
      difference,
    )
  return [piece(valueText(difference.after), 'added')]
}

/** What was there before, with what goes of it set off; nothing is, where both sides have nothing in common. */
export function beforeText(difference: Difference): Text {
  const steps = stepsOf(difference)
  if (steps)
    return joined(
      steps.filter(one => one.tone !== 'added'),
      difference,
    )
  return [piece(valueText(difference.before))]
}

/** Whether a difference reads as running text, such as an SPF record. */
export function isWording(difference: Difference): boolean {
  return typeof difference.after === 'string' && stepsOf(difference) !== undefined
}

/** Word by word, where both sides have words in common. */
function stepsOf({ before, after }: Difference): readonly Piece[] | undefined {
  const old = wordsOf(before)
  const fresh = wordsOf(after)
  const known = new Set(old)
  const comparable = typeof before === typeof after && old.length * fresh.length <= mostPairs
  return comparable && fresh.some(word => known.has(word)) ? steps(old, fresh) : undefined
}

function wordsOf(value: Difference['before']): readonly string[] {
  if (typeof value === 'string') return value.split(/\s+/u).filter(word => word !== '')
  return Array.isArray(value) ? value.map(valueText) : []
}

/** Words of one tone run together; between two tones stands a plain joint. */
function joined(steps: readonly Piece[], { after }: Difference): Text {
  const joint = typeof after === 'string' ? ' ' : ', '
  const pieces: Piece[] = []
  for (const step of steps) {
    const last = pieces.at(-1)
    if (last?.tone === step.tone)
      pieces[pieces.length - 1] = piece(last.text + joint + step.text, step.tone)
    else pieces.push(...(last ? [piece(joint)] : []), step)
  }
  return pieces
}

/** Kept, removed and added words in order, along the longest sequence that both have. */
function steps(before: readonly string[], after: readonly string[]): readonly Piece[] {
  const common = commonLengths(before, after)
  const at = (row: number, column: number) => common[row]?.[column] ?? 0
  const found: Piece[] = []
  let row = 0
  let column = 0
  for (;;) {
    const old = before[row]
    const fresh = after[column]
    if (old !== undefined && old === fresh) {
      found.push(piece(old))
      row++
      column++
    } else if (
      old !== undefined &&
      (fresh === undefined || at(row + 1, column) >= at(row, column + 1))
    ) {
      found.push(piece(old, 'removed'))
      row++
    } else if (fresh !== undefined) {
      found.push(piece(fresh, 'added'))
      column++
    } else return found
  }
}

/** How many words the rest of both lists share in order, for every pair of beginnings. */
function commonLengths(
  before: readonly string[],
  after: readonly string[],
): readonly (readonly number[])[] {
  const rows: number[][] = []
  let below: readonly number[] = new Array<number>(after.length + 1).fill(0)
  for (const word of [...before].reverse()) {
    const row = new Array<number>(after.length + 1).fill(0)
    for (let column = after.length - 1; column >= 0; column--)
      row[column] =
        word === after[column]
          ? (below[column + 1] ?? 0) + 1
          : Math.max(below[column] ?? 0, row[column + 1] ?? 0)
    rows.push(row)
    below = row
  }
  return rows.reverse()
}
