/**
 * Many blocks, laid out so that those which share an address with a given one are
 * found without going through them all: a record may hold thousands of terms, and
 * so may the list that it is held against.
 *
 * Of two blocks that share an address one holds the other. So in the order of their
 * addresses, wide before narrow, the blocks inside a given one follow each other,
 * and those around it are the boxes that the block before them lies in.
 */
import { spanOf, type Span } from './address-set.js'
import { compareRanges, type IpRange } from './ip-range.js'

export interface Overlapping {
  readonly count: number
  /** Places in the list, of `most` blocks at most: those around it first, the widest in front. */
  readonly first: readonly number[]
}

/** Equal blocks, and what holds them. */
interface Box extends Span {
  readonly places: number[]
  readonly outer: Box | undefined
}

/** Gives for a block those of the list that share an address with it. */
export function overlapIndex(
  ranges: readonly IpRange[],
): (range: IpRange, most: number) => Overlapping {
  const boxes = boxesOf(ranges)
  // How many blocks of the list stand before each box, so that the inner ones are counted by their ends.
  const before = [0]
  for (const { places } of boxes) before.push((before.at(-1) ?? 0) + places.length)

  return (range, most) => {
    const { start, end } = spanOf(range)
    const begin = firstWhere(
      boxes,
      box => box.start > start || (box.start === start && box.end <= end),
    )
    const behind = firstWhere(boxes, box => box.start > end)
    const around = boxesAround(boxes[begin - 1], end)
    const first = around.flatMap(({ places }) => places.slice(0, most)).slice(0, most)
    for (let at = begin; at < behind && first.length < most; at += 1)
      first.push(...(boxes[at]?.places ?? []).slice(0, most - first.length))
    const inside = (before[behind] ?? 0) - (before[begin] ?? 0)
    return { count: around.reduce((sum, { places }) => sum + places.length, inside), first }
  }
}

function boxesOf(ranges: readonly IpRange[]): readonly Box[] {
  const boxes: Box[] = []
  const inOrder = ranges
    .map((range, place) => ({ range, place }))
    .sort((one, other) => compareRanges(one.range, other.range) || one.place - other.place)
  for (const { range, place } of inOrder) {
    const { start, end } = spanOf(range)
    const last = boxes.at(-1)
    if (last?.start === start && last.end === end) last.places.push(place)
    else boxes.push({ start, end, places: [place], outer: boxesAround(last, end).at(-1) })
  }
  return boxes
}

/** Of a box and those it lies in, the ones that reach to the address; the widest first. */
function boxesAround(box: Box | undefined, end: bigint): readonly Box[] {
  const around: Box[] = []
  for (let one = box; one; one = one.outer) if (one.end >= end) around.unshift(one)
  return around
}

/** By halving: the place of the first for which it is so, where it is so for all behind it. */
function firstWhere(boxes: readonly Box[], isSo: (box: Box) => boolean): number {
  let [low, high] = [0, boxes.length]
  while (low < high) {
    const middle = (low + high) >> 1
    const box = boxes[middle]
    if (box && isSo(box)) high = middle
    else low = middle + 1
  }
  return low
}
