/**
 * Sets of addresses, IPv4 and IPv6 together: what a record lets in, refuses or
 * leaves open. Joining, cutting and comparing take one walk over both sets, so
 * that a record of thousands of terms is no matter of minutes.
 *
 * All addresses stand on one line, IPv4 first and IPv6 far behind it, and a set
 * is its stretches in order, none touching the next.
 */
import { aggregate, type IpRange, sizeOf } from './ip-range.js'

/** Addresses that follow each other, on the line of both versions. */
export interface Span {
  readonly start: bigint
  /** The last address of the stretch. */
  readonly end: bigint
}

export type AddressSet = readonly Span[]

/** Where IPv6 begins on the line; far enough behind IPv4 that the two never touch. */
const ipv6Begins = 1n << 40n

export const noAddress: AddressSet = Object.freeze([])
export const everyIpv4: AddressSet = Object.freeze([{ start: 0n, end: (1n << 32n) - 1n }])
export const everyIpv6: AddressSet = Object.freeze([
  { start: ipv6Begins, end: ipv6Begins + (1n << 128n) - 1n },
])
export const everyAddress: AddressSet = Object.freeze([...everyIpv4, ...everyIpv6])

export function addressesOf(ranges: readonly IpRange[]): AddressSet {
  return setOf(ranges.map(spanOf))
}

/** The fewest blocks that hold exactly these addresses, IPv4 first. */
export function rangesOf(set: AddressSet): readonly IpRange[] {
  return aggregate(set.flatMap(blocksOf))
}

export function union(one: AddressSet, other: AddressSet): AddressSet {
  if (one.length === 0) return other
  return other.length === 0 ? one : setOf([...one, ...other])
}

/** All of them in one go; one after the other would sort what is there again and again. */
export function unionOf(sets: readonly AddressSet[]): AddressSet {
  return setOf(sets.flat())
}

export function intersection(one: AddressSet, other: AddressSet): AddressSet {
  const shared: Span[] = []
  // Of a long set and a short one, only the stretches that can meet are gone through.
  let i = other[0] ? firstEndingAt(one, other[0].start) : 0
  let j = one[0] ? firstEndingAt(other, one[0].start) : 0
  for (;;) {
    const [here, there] = [one[i], other[j]]
    if (!here || !there) return shared
    const start = here.start > there.start ? here.start : there.start
    const end = here.end < there.end ? here.end : there.end
    if (start <= end) shared.push({ start, end })
    if (here.end < there.end) i += 1
    else j += 1
  }
}

/** The addresses of the one that are not in the other. */
export function difference(one: AddressSet, other: AddressSet): AddressSet {
  const left: Span[] = []
  for (const { start: first, end } of one) {
    let start = first
    for (let k = firstEndingAt(other, start); start <= end; k += 1) {
      const hole = other[k]
      if (!hole || hole.start > end) {
        left.push({ start, end })
        break
      }
      if (hole.start > start) left.push({ start, end: hole.start - 1n })
      if (hole.end >= start) start = hole.end + 1n
    }
  }
  return left
}

/** The first stretch that does not end before the address: found by halving, since the other set may be long. */
function firstEndingAt(set: AddressSet, address: bigint): number {
  let [low, high] = [0, set.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((set[middle]?.end ?? address) < address) low = middle + 1
    else high = middle
  }
  return low
}

export function isEmpty(set: AddressSet): boolean {
  return set.length === 0
}

/** Whether the one holds every address of the other. */
export function holds(one: AddressSet, other: AddressSet): boolean {
  return isEmpty(difference(other, one))
}

export function countOf(set: AddressSet): bigint {
  return set.reduce((sum, { start, end }) => sum + end - start + 1n, 0n)
}

export function spanOf(range: IpRange): Span {
  const start = range.version === 4 ? range.address : range.address + ipv6Begins
  return { start, end: start + sizeOf(range) - 1n }
}

/** The stretches in order, those that touch made one. */
export function setOf(spans: readonly Span[]): AddressSet {
  const sorted = [...spans].sort((one, other) => (one.start < other.start ? -1 : 1))
  const set: Span[] = []
  for (const { start, end } of sorted) {
    const last = set.at(-1)
    if (!last || start > last.end + 1n) set.push({ start, end })
    else if (end > last.end) set[set.length - 1] = { start: last.start, end }
  }
  return set
}

/** Cuts a stretch into blocks: each the largest that its first address and the rest allow. */
function blocksOf({ start, end }: Span): readonly IpRange[] {
  const version = start < ipv6Begins ? 4 : 6
  const [zero, bits] = version === 4 ? [0n, 32] : [ipv6Begins, 128]
  const blocks: IpRange[] = []
  for (let address = start - zero; address <= end - zero;) {
    let hostBits = 0
    while (hostBits < bits) {
      const size = 1n << BigInt(hostBits + 1)
      if (address % size !== 0n || address + size - 1n > end - zero) break
      hostBits += 1
    }
    blocks.push(Object.freeze({ version, address, prefix: bits - hostBits }))
    address += 1n << BigInt(hostBits)
  }
  return blocks
}
