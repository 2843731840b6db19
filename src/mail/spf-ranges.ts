/**
 * Which addresses a record lets in by itself, and what a change of the record
 * means in addresses: who gains, who loses. Text tells that badly: `ip4` terms
 * overlap, repeat each other and may stand behind an `all` that ends the record.
 *
 * Only `ip4`, `ip6` and `all` are looked at. What an `include`, `a` or `mx`
 * lets in stands in the DNS and changes without us.
 */
import { difference, noAddress, rangesOf, type AddressSet } from './address-set.js'
import type { IpRange } from './ip-range.js'
import { firstMatches } from './spf-direct.js'
import { parseSpf } from './spf.js'

/** The addresses that the record's own terms let in; none for a record with a fault, as for receivers. */
export function allowedRanges(record: string | null): readonly IpRange[] {
  return rangesOf(allowedBy(record))
}

export interface SpfRangeChange {
  readonly gained: readonly IpRange[]
  readonly lost: readonly IpRange[]
}

/** Who may send after a change and could not before, and the other way round. */
export function compareAllowed(before: string | null, after: string | null): SpfRangeChange {
  const [old, next] = [allowedBy(before), allowedBy(after)]
  return Object.freeze({
    gained: rangesOf(difference(next, old)),
    lost: rangesOf(difference(old, next)),
  })
}

function allowedBy(record: string | null): AddressSet {
  const parsed = record === null ? null : parseSpf(record)
  if (!parsed || parsed.faults.length > 0) return noAddress
  const { matches } = firstMatches(parsed.terms)
  return matches.find(({ qualifier }) => qualifier === '+')?.addresses ?? noAddress
}
