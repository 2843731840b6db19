/**
 * Which addresses a record lets in by itself, and what a change of the record
 * means in addresses: who gains, who loses. Text tells that badly: `ip4` terms
 * overlap, repeat each other and may stand behind an `all` that ends the record.
 *
 * Only `ip4`, `ip6` and `all` are looked at. What an `include`, `a` or `mx`
 * lets in stands in the DNS and changes without us.
 */
import { aggregate, parseRange, subtractRanges, type IpRange } from './ip-range.js'
import { parseSpf } from './spf.js'

const everyone: readonly IpRange[] = ['0.0.0.0/0', '::/0'].flatMap(text => parseRange(text) ?? [])

/** The addresses that the record's own terms let in; none for a record with a fault, as for receivers. */
export function allowedRanges(record: string | null): readonly IpRange[] {
  const parsed = record === null ? null : parseSpf(record)
  if (!parsed || parsed.faults.length > 0) return []
  const allowed: IpRange[] = []
  const decided: IpRange[] = []
  for (const term of parsed.terms) {
    if (term.kind !== 'mechanism') continue
    if (term.name !== 'ip4' && term.name !== 'ip6' && term.name !== 'all') continue
    const ranges = term.name === 'all' ? everyone : [term.range]
    // The first term that matches an address decides, so later ones get only what is left.
    if (term.qualifier === '+') allowed.push(...subtractRanges(ranges, decided))
    if (term.name === 'all') break
    decided.push(...ranges)
  }
  return aggregate(allowed)
}

export interface SpfRangeChange {
  readonly gained: readonly IpRange[]
  readonly lost: readonly IpRange[]
}

/** Who may send after a change and could not before, and the other way round. */
export function compareAllowed(before: string | null, after: string | null): SpfRangeChange {
  const [old, next] = [allowedRanges(before), allowedRanges(after)]
  return Object.freeze({ gained: subtractRanges(next, old), lost: subtractRanges(old, next) })
}
