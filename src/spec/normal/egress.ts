/** The public addresses of a site, each with what is known of it. */
import { within, type Spot } from '../spot.js'
import { parseRange, rangesBetween, type IpRange } from '../../mail/ip-range.js'
import type { WrittenSite } from '../schema/site.js'
import { shown } from '../shown.js'
import type { AddressKind, Egress } from '../spec.js'
import type { Tell } from '../tell.js'
import { asList, type Bench } from './bench.js'

type Written = NonNullable<WrittenSite['egress']>

export function egressOf(
  written: Written,
  address: AddressKind,
  spot: Spot,
  { tell, values }: Bench,
): readonly Egress[] {
  return asList(written).flatMap((one, index): readonly Egress[] => {
    const at = within(spot, index)
    const entry = typeof one === 'string' ? { range: one } : one
    const text = entry.range.trim()
    const ranges = rangesOf(text, typeof one === 'string' ? at : within(at, 'range'), tell)
    const until = entry.until === undefined ? null : values.day(entry.until, within(at, 'until'))
    if (ranges.length === 0) return []
    return [{ text, ranges, address: entry.address ?? address, link: entry.link ?? null, until }]
  })
}

/** The blocks of an address, a CIDR block or `a-b`; none where it is told that the text is neither. */
function rangesOf(text: string, spot: Spot, tell: Tell): readonly IpRange[] {
  const value = shown(text)
  const [first, last, more] = text.split('-').map(part => part.trim())
  if (last === undefined) {
    const range = parseRange(text)
    if (!range) tell('egress-not-an-address', { value }, spot)
    return range ? [range] : []
  }
  const from = first?.includes('/') ? undefined : parseRange(first ?? '')
  const to = last.includes('/') ? undefined : parseRange(last)
  if (!from || !to || more !== undefined) tell('egress-not-an-address', { value }, spot)
  else if (from.version !== to.version) tell('egress-range-mixed', { value }, spot)
  else if (from.address > to.address) tell('egress-range-reversed', { value }, spot)
  else return rangesBetween(from, to)
  return []
}
