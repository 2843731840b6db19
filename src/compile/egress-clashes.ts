/**
 * An address that two sites claim: the tenant could not tell whose mail it is,
 * and a change at one site would cut off the other. One sweep over all
 * addresses in order, since of two CIDR blocks that meet one holds the other.
 */
import { finding, type Finding } from '../findings.js'
import { compareRanges, containsRange, printRange, type IpRange } from '../mail/ip-range.js'
import type { Site } from '../spec/spec.js'
import { compareText } from './compare-text.js'
import type { SpecIndex } from './spec-index.js'

interface Claim {
  readonly site: Site
  readonly range: IpRange
}

export function egressClashes(index: SpecIndex): readonly Finding[] {
  const claims = index.spec.sites
    .filter(site => site.via === null)
    .flatMap(site => {
      const { ipv4, ipv6 } = index.addressesOf(site)
      return [...ipv4, ...ipv6].map(range => ({ site, range }))
    })
    .sort(
      (one, other) =>
        compareRanges(one.range, other.range) || compareText(one.site.name, other.site.name),
    )
  const open: Claim[] = []
  const found: Finding[] = []
  for (const claim of claims) {
    while (open.length > 0 && !holds(open.at(-1), claim)) open.pop()
    const outer = open.at(-1)
    if (outer && outer.site !== claim.site) found.push(clash(index, outer, claim))
    open.push(claim)
  }
  return found
}

function holds(outer: Claim | undefined, inner: Claim): boolean {
  return outer !== undefined && containsRange(outer.range, inner.range)
}

function clash(index: SpecIndex, outer: Claim, inner: Claim): Finding {
  const { places } = index.spec
  const at = places.at('sites', outer.site.name, 'egress')
  const facts = {
    address: printRange(inner.range),
    site: inner.site.name,
    other: outer.site.name,
    where: at ? ` (${at.file}:${String(at.line)})` : '',
  }
  return finding('egress-claimed-twice', facts, places.at('sites', inner.site.name, 'egress'))
}
