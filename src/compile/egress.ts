/**
 * The public addresses of a site in the form that Exchange and SPF take: IPv4
 * blocks from /24 to /32, host bits cleared, neighbours and duplicates joined.
 * One list feeds the connector and the SPF record, so the two cannot part.
 *
 * We lean on these facts (mail/limits.ts): connectors know IPv4 only, and no
 * block wider than /24. Only addresses that are static, public and the site's
 * own are in the list. Whether anything needs them is for others to say.
 */
import { finding, type Finding } from '../findings.js'
import { addressClasses, classify } from '../mail/ip-class.js'
import {
  aggregate,
  hasHostBits,
  printRange,
  splitToPrefix,
  type IpRange,
} from '../mail/ip-range.js'
import { connectorLimits } from '../mail/limits.js'
import type { AddressKind, Egress, Places, Site } from '../spec/spec.js'

export interface SiteAddresses {
  /** Static public IPv4: what connectors and `ip4:` terms are made of. */
  readonly ipv4: readonly IpRange[]
  /** Static public IPv6, which no connector takes: for the SPF record of directly sent mail. */
  readonly ipv6: readonly IpRange[]
  /** The best that the site has; `none` where it names no address that can be used. */
  readonly kind: AddressKind | 'none'
  /** Entries that are not static, beside others that are. */
  readonly unsteady: readonly string[]
  readonly findings: readonly Finding[]
}

export function addressesOf(site: Site, places: Places): SiteAddresses {
  const entries = site.egress.map((entry, index) =>
    readEntry(site, entry, () => places.at('sites', site.name, 'egress', index)),
  )
  const usable = entries.filter(one => one.ranges.length > 0)
  const ranges = usable.filter(one => one.kind === 'static').flatMap(one => one.ranges)
  const ipv4 = joined(ranges.filter(one => one.version === 4))
  return {
    ipv4,
    ipv6: aggregate(ranges.filter(one => one.version === 6)),
    kind: kindOf(site, usable, ipv4.length > 0),
    unsteady:
      ipv4.length === 0 ? [] : usable.filter(one => one.kind !== 'static').map(one => one.text),
    findings: [...entries.flatMap(one => one.findings), ...exampleAddresses(site, entries, places)],
  }
}

/** The addresses as people read them in a sentence. */
export function printRanges(ranges: readonly IpRange[]): string {
  return ranges.map(printRange).join(', ')
}

interface Entry {
  readonly text: string
  readonly kind: AddressKind
  readonly ranges: readonly IpRange[]
  readonly isExample: boolean
  readonly findings: readonly Finding[]
}

function readEntry(site: Site, entry: Egress, place: () => Finding['place']): Entry {
  const { text, address: kind } = entry
  const facts = { site: site.name, address: text }
  const unusable = notPublic(entry.ranges, facts, place)
  const base = { text, kind, ranges: [], isExample: false }
  if (unusable) return { ...base, findings: [unusable] }

  const findings: Finding[] = []
  const [first] = entry.ranges
  if (first && hasHostBits(text))
    findings.push(finding('egress-has-host-bits', { ...facts, range: printRange(first) }, place()))
  const widest = connectorLimits.widestPrefix.value
  const blocks = entry.ranges.map(one => (one.version === 4 ? splitToPrefix(one, widest) : [one]))
  const ranges = blocks.flatMap(one => one ?? [])
  if (blocks.includes(undefined)) {
    findings.push(finding('egress-too-wide', facts, place()))
    return { ...base, findings }
  }
  if (entry.ranges.some(one => one.version === 4 && one.prefix < widest)) {
    const count = ranges.length
    findings.push(finding('egress-is-split', { ...facts, count, prefix: widest }, place()))
  }
  return { ...base, ranges, isExample: entry.ranges.some(isExample), findings }
}

/** Why nobody can be known by these addresses; undefined where somebody can. Examples pass: they are told apart. */
export function notPublic(
  ranges: readonly IpRange[],
  facts: { readonly site: string; readonly address: string },
  place: () => Finding['place'] = () => undefined,
): Finding | undefined {
  const unusable = ranges.filter(one => !isExample(one)).map(classify)
  const found = unusable.find(one => one !== 'public')
  if (found === undefined) return undefined
  if (found === 'shared') return finding('egress-is-carrier-shared', facts, place())
  return finding('egress-is-not-public', { ...facts, nature: addressClasses[found] }, place())
}

function isExample(range: IpRange): boolean {
  return classify(range) === 'documentation'
}

function exampleAddresses(
  site: Site,
  entries: readonly Entry[],
  places: Places,
): readonly Finding[] {
  const texts = entries.filter(one => one.isExample).map(one => one.text)
  if (texts.length === 0) return []
  const facts = { site: site.name, addresses: texts.join(', ') }
  return [finding('egress-is-example', facts, places.at('sites', site.name, 'egress'))]
}

/** Joins, and splits again what joining made too wide for a connector. */
function joined(ranges: readonly IpRange[]): readonly IpRange[] {
  const widest = connectorLimits.widestPrefix.value
  return aggregate(ranges).flatMap(one => splitToPrefix(one, widest) ?? [])
}

function kindOf(site: Site, usable: readonly Entry[], hasStatic: boolean): SiteAddresses['kind'] {
  if (hasStatic) return 'static'
  const kinds = usable.map(one => one.kind).filter(one => one !== 'static')
  if (kinds.includes('dynamic')) return 'dynamic'
  if (kinds.includes('shared')) return 'shared'
  return site.address === 'static' ? 'none' : site.address
}
