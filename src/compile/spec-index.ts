/**
 * The spec, ready to be asked: sites by name, the site whose addresses another
 * one sends through, relays by site, and which sender rule speaks for an
 * address. Made once a run, so that a device costs a few look-ups and compile
 * stays linear.
 */
import { isSubdomainOf } from '../mail/domain-name.js'
import type { Domain, Relay, Site, Spec } from '../spec/spec.js'
import { addressesOf, type SiteAddresses } from './egress.js'
import { createSenderRules, type SenderRules } from './sender-rules.js'

export interface SpecIndex {
  readonly spec: Spec
  readonly domains: ReadonlyMap<string, Domain>
  readonly rules: SenderRules
  site(name: string): Site | undefined
  /** The site whose addresses mail from this one leaves from: itself, or the end of `via`. */
  originOf(site: Site): Site
  addressesOf(site: Site): SiteAddresses
  relay(name: string): Relay | undefined
  /** The relays that stand at a site. */
  relaysAt(site: string): readonly Relay[]
  /** Whether mail to this address or domain stays in the tenant. */
  isInside(entry: string): boolean
  /** Whether a name in a certificate stands in one of the spec's domains. */
  holdsName(name: string): boolean
}

export function indexSpec(spec: Spec): SpecIndex {
  const sites = new Map(spec.sites.map(one => [one.name, one]))
  const domains = new Map(spec.domains.map(one => [one.name, one]))
  const relays = new Map(spec.relays.map(one => [one.name, one]))
  const relaysAt = relaysBySite(spec.relays)
  const addresses = new Map<Site, SiteAddresses>()

  const originOf = (site: Site): Site => {
    const seen = new Set<Site>()
    let origin = site
    while (origin.via !== null && !seen.has(origin)) {
      seen.add(origin)
      origin = sites.get(origin.via) ?? origin
    }
    return origin
  }

  return Object.freeze({
    spec,
    domains,
    rules: createSenderRules(spec.senders),
    site: (name: string) => sites.get(name),
    originOf,
    addressesOf(site: Site) {
      const known = addresses.get(site) ?? addressesOf(site, spec.places)
      addresses.set(site, known)
      return known
    },
    relay: (name: string) => relays.get(name),
    relaysAt: (site: string) => relaysAt.get(site) ?? [],
    isInside: (entry: string) => domains.has(domainOf(entry)),
    holdsName: (name: string) => {
      const bare = name.replace(/^\*\./, '')
      return spec.domains.some(one => bare === one.name || isSubdomainOf(bare, one.name))
    },
  })
}

function relaysBySite(relays: readonly Relay[]): ReadonlyMap<string, readonly Relay[]> {
  const bySite = new Map<string, Relay[]>()
  for (const relay of relays) {
    const known = bySite.get(relay.site)
    if (known) known.push(relay)
    else bySite.set(relay.site, [relay])
  }
  return bySite
}

/** The domain of an address; of a domain, the domain. */
export function domainOf(entry: string): string {
  return entry.slice(entry.lastIndexOf('@') + 1)
}
