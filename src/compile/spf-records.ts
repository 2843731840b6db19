/**
 * The SPF record of each domain that devices send from: the addresses their
 * mail leaves from, and Microsoft's include. Without them the mail is junk to
 * whoever receives it.
 *
 * The terms are made of the same ranges as the connectors. Devices that sign in
 * need the include only, since their mail leaves from Microsoft. SPF looks at
 * the envelope sender. IPv6 counts for mail that a site delivers itself.
 */
import type { Because, Finding } from '../findings.js'
import { finding } from '../findings.js'
import { compareRanges, printRange, type IpRange } from '../mail/ip-range.js'
import { spfInclude } from '../mail/limits.js'
import { buildSpf } from '../mail/spf.js'
import type { Wanted } from '../resources/resource.js'
import type { DesiredSpf } from '../resources/spf-record.js'
import type { Domain, Site } from '../spec/spec.js'
import { becauseOfDomain, becauseOfSite } from './because.js'
import { compareText } from './compare-text.js'
import type { Sending } from './decide.js'
import { envelopeDomains } from './device-settings.js'
import type { SpecIndex } from './spec-index.js'
import { referTo, want } from './want.js'

export interface WantedSpfRecords {
  readonly wanted: readonly Wanted<DesiredSpf>[]
  readonly findings: readonly Finding[]
}

export function spfRecordsFor(index: SpecIndex, sendings: readonly Sending[]): WantedSpfRecords {
  const uses = usesOf(index, sendings)
  const byName = [...uses].sort(([one], [other]) => compareText(one.name, other.name))
  const [ours, fixed] = [byName.filter(canBeEdited), byName.filter(one => !canBeEdited(one))]
  const terms = termsOfSites(index)
  return {
    wanted: ours.map(([domain, use]) => wantedRecord(index, terms, domain, use)),
    findings: [
      ...fixed.map(([{ name }]) =>
        finding('spf-not-editable', { domain: name }, index.spec.places.at('domains', name)),
      ),
      ...ours.flatMap(([domain]) => withoutLock(index, domain)),
    ],
  }
}

/** Where nothing keeps two writers apart, whoever approves the plan must know. */
function withoutLock({ spec }: SpecIndex, { name, dns, spf }: Domain): readonly Finding[] {
  if (dns.driver !== 'cloudflare' || !spf.manage) return []
  const facts = { service: 'Cloudflare', domain: name }
  return [finding('dns-service-no-lock', facts, spec.places.at('domains', name, 'dns', 'driver'))]
}

interface Use {
  /** Sites whose addresses must be in the record; true where mail leaves over IPv6 too. */
  readonly sites: Map<Site, boolean>
  readonly because: Because[]
}

function usesOf(index: SpecIndex, sendings: readonly Sending[]): ReadonlyMap<Domain, Use> {
  const uses = new Map<Domain, Use>()
  for (const sending of sendings) {
    if (sending.method === null) continue
    const leaving = leavingFrom(sending)
    for (const name of envelopeDomains(sending.device.from)) {
      const domain = index.domains.get(name)
      if (!domain) continue
      const use = uses.get(domain) ?? { sites: new Map<Site, boolean>(), because: [] }
      uses.set(domain, use)
      use.because.push(sending.because)
      if (leaving)
        use.sites.set(leaving.site, leaving.anyVersion || (use.sites.get(leaving.site) ?? false))
    }
  }
  return uses
}

/** The site from which the mail itself leaves; null where it leaves from Microsoft, or from nowhere we know. */
function leavingFrom({ method, situation }: Sending): { site: Site; anyVersion: boolean } | null {
  const relay = method === 'local-relay' ? situation.relay : null
  const way = relay ? relay.relay.via : method
  const origin = relay ? relay.situation.origin : situation.origin
  if (way === 'client-submission' || origin === null) return null
  return { site: origin, anyVersion: way === 'direct-send' }
}

/** Nobody but Microsoft can change the records of the domain that a tenant is born with. */
function canBeEdited([{ name }]: readonly [Domain, Use]): boolean {
  return !name.endsWith('.onmicrosoft.com')
}

function wantedRecord(
  index: SpecIndex,
  termsOf: SiteTerms,
  domain: Domain,
  use: Use,
): Wanted<DesiredSpf> {
  const sites = [...use.sites].sort(([one], [other]) => compareText(one.name, other.name))
  const termsBySite = sites.map(([site, anyVersion]) => termsOf(site, anyVersion))
  const terms = termsIn(termsBySite.flat())
  const includes = [`include:${spfInclude[index.spec.tenant.cloud].value}`]
  const { all, weaken, manage } = domain.spf
  const managed = manage && domain.dns.driver !== 'manual'
  const desired: DesiredSpf = {
    domain: domain.name,
    terms,
    includes,
    all,
    weaken,
    managed,
    // Whether DMARC enforces is for the world to say, so an unsaid `all` starts soft.
    record: buildSpf([...terms, ...includes, all === 'fail' ? '-all' : '~all']),
  }
  // A site without a static address gives no term, so the record is not there because of it.
  const giving = sites.filter((_, position) => (termsBySite[position] ?? []).length > 0)
  const lines = [
    becauseOfDomain(index, domain),
    ...giving.map(([one]) => becauseOfSite(index, one)),
  ]
  return want(referTo('spf-record', domain.name), desired, [...lines, ...use.because], {
    doneBy: managed ? 'devicemail' : 'person',
  })
}

interface Term {
  readonly range: IpRange
  readonly text: string
}

type SiteTerms = (site: Site, anyVersion: boolean) => readonly Term[]

/** The terms of each site, printed once: one site may send for thousands of domains. */
function termsOfSites(index: SpecIndex): SiteTerms {
  const known = new Map<boolean, Map<Site, readonly Term[]>>([
    [true, new Map()],
    [false, new Map()],
  ])
  return (site, anyVersion) => {
    const terms = known.get(anyVersion)?.get(site) ?? printed(index, site, anyVersion)
    known.get(anyVersion)?.set(site, terms)
    return terms
  }
}

function printed(index: SpecIndex, site: Site, anyVersion: boolean): readonly Term[] {
  const { ipv4, ipv6 } = index.addressesOf(site)
  const ranges = [...ipv4, ...(anyVersion ? ipv6 : [])]
  return ranges.map(range => ({ range, text: `ip${String(range.version)}:${printRange(range)}` }))
}

/** Each once, in the order of the addresses. */
function termsIn(terms: readonly Term[]): readonly string[] {
  const sorted = [...terms].sort((one, other) => compareRanges(one.range, other.range))
  return [...new Set(sorted.map(one => one.text))]
}
