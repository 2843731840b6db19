/**
 * Blocks laid over each other in their order, the first on top: which of them
 * decides for an address, and which is hidden by those before it.
 *
 * Of two blocks that share an address one holds the other, so the blocks that
 * are open at an address stand in each other like boxes. One walk over all of
 * them in the order of their addresses answers for each, however many there are.
 */
import { setOf, spanOf, type AddressSet, type Span } from './address-set.js'
import type { IpRange } from './ip-range.js'

interface Layer<Key> {
  readonly range: IpRange
  readonly key: Key
}

interface Box extends Span {
  /** Its place among the layers. */
  readonly index: number
}

/** For each key the addresses for which a layer of it comes first. */
export function seenFromAbove<Key>(layers: readonly Layer<Key>[]): ReadonlyMap<Key, AddressSet> {
  const spans = new Map<Key, Span[]>(layers.map(({ key }) => [key, []]))
  const show = (index: number, start: bigint, end: bigint) => {
    const layer = layers[index]
    if (layer && start <= end) spans.get(layer.key)?.push({ start, end })
  }
  const open: { readonly end: bigint; readonly top: number }[] = []
  let from = 0n
  const closeBefore = (start: bigint | undefined) => {
    for (let last = open.at(-1); last; last = open.at(-1)) {
      if (start !== undefined && last.end >= start) return
      show(last.top, from, last.end)
      from = last.end + 1n
      open.pop()
    }
  }
  for (const { start, end, index } of inOrder(layers.map(({ range }) => range))) {
    closeBefore(start)
    const around = open.at(-1)
    if (around) show(around.top, from, start - 1n)
    open.push({ end, top: around ? Math.min(around.top, index) : index })
    from = start
  }
  closeBefore(undefined)
  return new Map([...spans].map(([key, list]) => [key, setOf(list)]))
}

/** What hides a block: the first before it that holds it, or several together. */
export type Hidden = number | 'together' | undefined

export function hiddenBy(ranges: readonly IpRange[]): readonly Hidden[] {
  const hidden: Hidden[] = ranges.map(() => undefined)
  const open: OpenBox[] = []
  const closeBefore = (start: bigint | undefined) => {
    for (let last = open.at(-1); last; last = open.at(-1)) {
      if (start !== undefined && last.end >= start) return
      open.pop()
      const tiled = last.filled > last.end ? last.filledAt : Infinity
      if (last.around < last.index) hidden[last.index] = last.around
      else if (tiled < last.index) hidden[last.index] = 'together'
      fill(open.at(-1), last, Math.min(tiled, last.index))
    }
  }
  for (const { start, end, index } of inOrder(ranges)) {
    closeBefore(start)
    const parent = open.at(-1)
    const around = parent ? Math.min(parent.around, parent.index) : Infinity
    open.push({ start, end, index, around, filled: start, filledAt: -1 })
  }
  closeBefore(undefined)
  return hidden
}

interface OpenBox extends Box {
  /** The first of the blocks that hold it. */
  readonly around: number
  /** Up to here, exclusive, blocks inside it leave no hole … */
  filled: bigint
  /** … and this one of them came last. */
  filledAt: number
}

function fill(outer: OpenBox | undefined, { start, end }: Span, at: number): void {
  if (outer?.filled !== start) return
  outer.filled = end + 1n
  outer.filledAt = Math.max(outer.filledAt, at)
}

/** From low to high, and what holds another before it. */
function inOrder(ranges: readonly IpRange[]): readonly Box[] {
  const boxes = ranges.map((range, index) => ({ ...spanOf(range), index }))
  return boxes.sort((one, other) => {
    if (one.start !== other.start) return one.start < other.start ? -1 : 1
    if (one.end !== other.end) return one.end > other.end ? -1 : 1
    return one.index - other.index
  })
}
