/**
 * The inbound connectors: one for each site whose address must be known, and
 * one for each certificate, which may serve several sites. A site that sends
 * through another (`via`) shares its connector. Where a connector of somebody
 * already knows the site, nothing is made.
 *
 * Only connectors that something needs are wanted: a connector lets every
 * machine behind an address send as any address of the tenant.
 */
import type { Because, Finding } from '../findings.js'
import { finding } from '../findings.js'
import { printRange } from '../mail/ip-range.js'
import type { DesiredConnector } from '../resources/inbound-connector.js'
import { keyFrom, type Wanted } from '../resources/resource.js'
import type { Site } from '../spec/spec.js'
import { becauseOfRelay, becauseOfSite } from './because.js'
import { compareText } from './compare-text.js'
import type { Sending } from './decide.js'
import { firstFailure } from './relay-requirements.js'
import type { RelayStandings, Situation } from './situation.js'
import type { SpecIndex } from './spec-index.js'
import { referTo, want } from './want.js'

export interface WantedConnectors {
  readonly wanted: readonly Wanted<DesiredConnector>[]
  readonly findings: readonly Finding[]
}

export function connectorsFor(
  index: SpecIndex,
  sendings: readonly Sending[],
  relays: RelayStandings,
): WantedConnectors {
  const { bySite, byCertificate } = claimsOf(index, sendings, relays)
  const siteConnectors = sorted(bySite).map(([name, claim]) => siteConnector(index, name, claim))
  const certificateConnectors = sorted(byCertificate).map(([name, claim]) => {
    const sites = [...claim.sites].sort((one, other) => compareText(one.name, other.name))
    // A name at a site is its address connector's, if it has one.
    const naming = sites.filter(one => !bySite.has(one.name))
    return certificateConnector(index, name, { because: claim.because, sites, naming })
  })
  const all = [...siteConnectors, ...certificateConnectors]
  const wanted = all.map(one => one.wanted)
  return { wanted, findings: [...all.flatMap(one => one.findings), ...sameNames(wanted)] }
}

interface Claim {
  readonly sites: Set<Site>
  readonly because: Because[]
}

function claimsOf(index: SpecIndex, sendings: readonly Sending[], relays: RelayStandings) {
  const bySite = new Map<string, Claim>()
  const byCertificate = new Map<string, Claim>()
  const claim = (situation: Situation, because: Because) => {
    const { identity, site, origin } = situation
    if (identity.by === 'certificate') add(byCertificate, identity.name, site, because)
    else if (identity.by === 'address' && origin) add(bySite, origin.name, origin, because)
  }
  for (const { method, situation, because } of sendings)
    if (method === 'smtp-relay') claim(situation, because)
  for (const standing of relays.values())
    if (standing.relay.via === 'smtp-relay' && !firstFailure(standing))
      claim(standing.situation, becauseOfRelay(index, standing.relay))
  return { bySite, byCertificate }
}

function add(claims: Map<string, Claim>, key: string, site: Site | null, because: Because): void {
  const known = claims.get(key) ?? { sites: new Set<Site>(), because: [] }
  claims.set(key, known)
  if (site) known.sites.add(site)
  known.because.push(because)
}

interface OneConnector {
  readonly wanted: Wanted<DesiredConnector>
  readonly findings: readonly Finding[]
}

function siteConnector(index: SpecIndex, name: string, claim: Claim): OneConnector {
  const [site] = claim.sites
  const addresses = site && index.addressesOf(site)
  const desired: DesiredConnector = {
    site: name,
    certificate: null,
    name: site?.connector.name ?? `Devices at ${name}`,
    enabled: true,
    egressIps: addresses?.ipv4 ?? [],
    requireTls: false,
  }
  const because = site ? [becauseOfSite(index, site), ...claim.because] : claim.because
  const wanted = want(referTo('inbound-connector', name), desired, because, {
    adopt: site?.connector.adopt ?? false,
    takeFrom: site?.connector.takeFrom ?? null,
    protect: site?.protect ?? false,
    formerly: site?.formerly == null ? null : keyFrom(site.formerly),
  })
  return { wanted, findings: leftOut(index, name) }
}

/** Addresses of the site that its connector cannot know, so mail over them is not relayed. */
function leftOut(index: SpecIndex, name: string): readonly Finding[] {
  const site = index.site(name)
  if (!site) return []
  const { unsteady, ipv6 } = index.addressesOf(site)
  const place = index.spec.places.at('sites', name, 'egress')
  const found: Finding[] = []
  if (unsteady.length > 0)
    found.push(
      finding('egress-not-on-connector', { site: name, addresses: unsteady.join(', ') }, place),
    )
  if (ipv6.length > 0)
    found.push(
      finding('egress-is-ipv6', { site: name, addresses: ipv6.map(printRange).join(', ') }, place),
    )
  return found
}

interface CertificateClaim {
  readonly because: readonly Because[]
  readonly sites: readonly Site[]
  readonly naming: readonly Site[]
}

function certificateConnector(
  index: SpecIndex,
  certificate: string,
  { because, sites, naming }: CertificateClaim,
): OneConnector {
  const names = [...new Set(naming.flatMap(one => one.connector.name ?? []))]
  const [name = `Devices with certificate ${certificate}`, ...others] = names
  const desired: DesiredConnector = {
    site: null,
    certificate,
    name,
    enabled: true,
    egressIps: [],
    requireTls: true,
  }
  const presenting = sites.filter(one => one.certificate === certificate)
  const lines = [...presenting.map(one => becauseOfSite(index, one)), ...because]
  const wanted = want(referTo('inbound-connector', `certificate:${certificate}`), desired, lines, {
    adopt: naming.some(one => one.connector.adopt),
    takeFrom: naming.find(one => one.connector.takeFrom !== null)?.connector.takeFrom ?? null,
    protect: naming.some(one => one.protect),
  })
  const facts = { certificate, names: names.map(one => `"${one}"`).join(', ') }
  const place = index.spec.places.at('sites', naming[0]?.name ?? '', 'connector', 'name')
  const findings = others.length === 0 ? [] : [finding('certificate-connector-names', facts, place)]
  return { wanted, findings }
}

/** Exchange knows connectors by name, so two of ours must not share one. */
function sameNames(wanted: readonly Wanted<DesiredConnector>[]): readonly Finding[] {
  const seen = new Map<string, Wanted<DesiredConnector>>()
  const found: Finding[] = []
  for (const one of wanted) {
    const name = one.desired.name.toLowerCase()
    const other = seen.get(name)
    if (other) {
      const facts = { name: one.desired.name, first: other.key, second: one.key }
      found.push(finding('connector-names-clash', facts, one.because[0]?.place))
    } else seen.set(name, one)
  }
  return found
}

function sorted<Value>(map: ReadonlyMap<string, Value>): readonly (readonly [string, Value])[] {
  return [...map].sort(([one], [other]) => compareText(one, other))
}
