/**
 * IP ranges: what stands behind an egress IP, a connector's sender address and
 * an `ip4:` term, so that all three compare as addresses and not as text.
 *
 * Reading is strict, since a tool that takes 256.1.1.1 for 0.1.1.1 must not
 * decide who may relay mail: an octet is decimal, without a leading zero. Text has
 * one canonical form, with host bits cleared. What a range is good for (only
 * /24 to /32 on a connector, no private addresses) is for others to judge;
 * `classify` in ip-class.ts tells them what it is.
 */
import { isIPv6 } from 'node:net'

export interface IpRange {
  readonly version: 4 | 6
  /** First address; host bits are always clear. */
  readonly address: bigint
  /** 0 to 32, or 0 to 128. */
  readonly prefix: number
}

/** A range splits into at most this many blocks; no office has more, and a typing error (`/2`) has. */
export const mostBlocks = 256

/** An address or CIDR block; host bits are cleared. undefined where it is neither. */
export function parseRange(text: string): IpRange | undefined {
  const slash = text.indexOf('/')
  const written = slash === -1 ? text : text.slice(0, slash)
  const v4 = parseV4(written)
  const version = v4 === undefined ? 6 : 4
  const address = v4 === undefined ? parseV6(written) : BigInt(v4)
  const prefix = slash === -1 ? bitsOf(version) : parsePrefix(text.slice(slash + 1))
  if (address === undefined || prefix === undefined || prefix > bitsOf(version)) return undefined
  return range(version, address, prefix)
}

/** `203.0.113.10`, `203.0.113.0/29`; a single address without its prefix. */
export function printRange(one: IpRange): string {
  const address = one.version === 4 ? printV4(one.address) : printV6(one.address)
  return one.prefix === bitsOf(one.version) ? address : `${address}/${String(one.prefix)}`
}

/** Whether the text names a block by an address inside it: `203.0.113.9/29`. */
export function hasHostBits(text: string): boolean {
  const block = parseRange(text)
  const address = parseRange(text.replace(/\/.*$/s, ''))
  return block !== undefined && address !== undefined && address.address !== block.address
}

/** IPv4 before IPv6, low before high, wide before narrow. */
export function compareRanges(one: IpRange, other: IpRange): number {
  if (one.version !== other.version) return one.version - other.version
  if (one.address !== other.address) return one.address < other.address ? -1 : 1
  return one.prefix - other.prefix
}

/** Whether every address of `inner` lies in `outer`. */
export function containsRange(outer: IpRange, inner: IpRange): boolean {
  return outer.prefix <= inner.prefix && overlaps(outer, inner)
}

/** Whether the two share an address. Of two CIDR blocks that do, one holds the other. */
export function overlaps(one: IpRange, other: IpRange): boolean {
  if (one.version !== other.version) return false
  const hostBits = BigInt(bitsOf(one.version) - Math.min(one.prefix, other.prefix))
  return one.address >> hostBits === other.address >> hostBits
}

/** How many addresses the range holds. */
export function sizeOf(one: IpRange): bigint {
  return 1n << BigInt(bitsOf(one.version) - one.prefix)
}

/** The fewest blocks that hold exactly these addresses: neighbours and duplicates joined, in order. */
export function aggregate(ranges: readonly IpRange[]): readonly IpRange[] {
  return spansOf(ranges).flatMap(blocksOf)
}

/** The addresses of `ranges` that are in none of `others`, as the fewest blocks. */
export function subtractRanges(
  ranges: readonly IpRange[],
  others: readonly IpRange[],
): readonly IpRange[] {
  const holes = spansOf(others)
  return spansOf(ranges)
    .flatMap(span => withoutHoles(span, holes))
    .flatMap(blocksOf)
}

/** The blocks of `a-b`, both ends included; none where b comes before a or is of another version. */
export function rangesBetween(first: IpRange, last: IpRange): readonly IpRange[] {
  const end = last.address + sizeOf(last) - 1n
  if (first.version !== last.version || end < first.address) return []
  return blocksOf({ version: first.version, start: first.address, end })
}

/**
 * The range in blocks of `prefix`, or as it is where it is no wider. undefined
 * where that would be more than `mostBlocks`.
 */
export function splitToPrefix(one: IpRange, prefix: number): readonly IpRange[] | undefined {
  if (one.prefix >= prefix) return [one]
  const extraBits = prefix - one.prefix
  if (prefix > bitsOf(one.version) || 2 ** extraBits > mostBlocks) return undefined
  const step = 1n << BigInt(bitsOf(one.version) - prefix)
  return Array.from({ length: 2 ** extraBits }, (_, index) =>
    range(one.version, one.address + BigInt(index) * step, prefix),
  )
}

function bitsOf(version: 4 | 6): number {
  return version === 4 ? 32 : 128
}

function range(version: 4 | 6, address: bigint, prefix: number): IpRange {
  const hostBits = BigInt(bitsOf(version) - prefix)
  return Object.freeze({ version, address: (address >> hostBits) << hostBits, prefix })
}

/** Consecutive addresses, not bound to powers of two: what sets are joined and cut as. */
interface Span {
  readonly version: 4 | 6
  readonly start: bigint
  readonly end: bigint
}

/** The spans of a set, apart from each other and in order. */
function spansOf(ranges: readonly IpRange[]): readonly Span[] {
  const spans: Span[] = []
  for (const { version, address, prefix } of [...ranges].sort(compareRanges)) {
    const end = address + sizeOf({ version, address, prefix }) - 1n
    const last = spans.at(-1)
    if (last?.version === version && address <= last.end + 1n)
      spans[spans.length - 1] = { ...last, end: end > last.end ? end : last.end }
    else spans.push({ version, start: address, end })
  }
  return spans
}

function withoutHoles(span: Span, holes: readonly Span[]): readonly Span[] {
  const left: Span[] = []
  let { start } = span
  for (const hole of holes) {
    if (hole.version !== span.version || hole.end < start || hole.start > span.end) continue
    if (hole.start > start) left.push({ ...span, start, end: hole.start - 1n })
    start = hole.end + 1n
  }
  if (start <= span.end) left.push({ ...span, start })
  return left
}

/** Cuts a span into the fewest blocks: each the largest that its first address and the rest allow. */
function blocksOf({ version, start, end }: Span): readonly IpRange[] {
  const blocks: IpRange[] = []
  for (let address = start; address <= end;) {
    let hostBits = 0
    while (hostBits < bitsOf(version)) {
      const size = 1n << BigInt(hostBits + 1)
      if (address % size !== 0n || address + size - 1n > end) break
      hostBits += 1
    }
    blocks.push(range(version, address, bitsOf(version) - hostBits))
    address += 1n << BigInt(hostBits)
  }
  return blocks
}

function parsePrefix(text: string): number | undefined {
  return /^(?:0|[1-9]\d{0,2})$/.test(text) ? Number(text) : undefined
}

const [zero, nine, dot] = [0x30, 0x39, 0x2e]

/** Digit after digit in plain numbers: records are full of these, and big integers are slow. */
function parseV4(text: string): number | undefined {
  let [address, octet, octets, digits] = [0, 0, 0, 0]
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at)
    if (code === dot) {
      if (digits === 0) return undefined
      address = address * 256 + octet
      octets += 1
      digits = 0
      octet = 0
    } else {
      const isLeadingZero = digits > 0 && octet === 0
      if (code < zero || code > nine || isLeadingZero) return undefined
      octet = octet * 10 + code - zero
      digits += 1
      if (octet > 255) return undefined
    }
  }
  return octets === 3 && digits > 0 ? address * 256 + octet : undefined
}

function parseV6(text: string): bigint | undefined {
  if (!isIPv6(text) || text.includes('%')) return undefined
  const tail = text.slice(text.lastIndexOf(':') + 1)
  const v4 = parseV4(tail)
  const hex =
    v4 === undefined
      ? text
      : `${text.slice(0, -tail.length)}${(v4 >>> 16).toString(16)}:${(v4 & 0xffff).toString(16)}`
  const [head = '', rest = ''] = hex.split('::')
  const [high, low] = [digitsOf(head), digitsOf(rest)]
  return BigInt(`0x${high}${low.padStart(32 - high.length, '0')}`)
}

/** Groups of four hexadecimal digits, each with its leading zeros. */
function digitsOf(groups: string): string {
  if (groups === '') return ''
  let digits = ''
  for (const group of groups.split(':')) digits += group.padStart(4, '0')
  return digits
}

function printV4(address: bigint): string {
  return [24n, 16n, 8n, 0n].map(shift => String((address >> shift) & 0xffn)).join('.')
}

/** RFC 5952: lower case, no leading zeros, the first longest run of zeros as `::`. */
function printV6(address: bigint): string {
  const groups = Array.from({ length: 8 }, (_, index) =>
    ((address >> BigInt(112 - 16 * index)) & 0xffffn).toString(16),
  )
  const text = groups.join(':')
  const runs = text.match(/\b0(?::0\b)+/g) ?? []
  const longest = runs.reduce((best, run) => (run.length > best.length ? run : best), '')
  if (longest === '') return text
  const at = text.search(new RegExp(`\\b${longest}\\b`))
  const head = text.slice(0, at).replace(/:$/, '')
  const tail = text.slice(at + longest.length).replace(/^:/, '')
  return `${head}::${tail}`
}
