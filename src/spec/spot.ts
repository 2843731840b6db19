/**
 * A spot is a value in a document, or its key. Thousands are made on the way, one
 * for each value that might be told, and few are ever looked at; so a spot only
 * remembers from which other one it was reached.
 */
import type { RawDocument } from './documents.js'
import type { Path } from './positions.js'

export interface Spot {
  readonly raw: RawDocument
  readonly from: Spot | undefined
  readonly steps: Path
  readonly at: 'key' | 'value'
}

export function spotOf(raw: RawDocument, steps: Path, at: 'key' | 'value' = 'value'): Spot {
  return { raw, from: undefined, steps, at }
}

/** A value within the one at the spot. */
export function within(from: Spot, ...steps: Path): Spot {
  return { raw: from.raw, from, steps, at: 'value' }
}

/** The key of a value within the one at the spot. */
export function keyWithin(from: Spot, key: string): Spot {
  return { raw: from.raw, from, steps: [key], at: 'key' }
}

function pathOf({ from, steps }: Spot): Path {
  return from ? [...pathOf(from), ...steps] : steps
}

/** Its offset in the text; undefined where there is no text. */
export function offsetOf(spot: Spot): number | undefined {
  return spot.raw.positions?.locate(pathOf(spot), spot.at)
}

/** `milan.yaml:3`, or the path where there is no file. */
export function describeSpot(spot: Spot): string {
  const { source } = spot.raw
  const offset = offsetOf(spot)
  if (!source || offset === undefined) return pathOf(spot).join('.')
  return `${source.file}:${String(source.lines.at(offset).line)}`
}
