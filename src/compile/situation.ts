/**
 * The situation of a device: everything that decides how it can send, gathered
 * from the lines around it. The predicates of the decision table look at this
 * and at nothing else, so each of them is one short sentence.
 *
 * Only the text counts here. Whether the tenant agrees is for judge to see.
 */
import type { Device, Relay, Site, TlsVersion } from '../spec/spec.js'
import type { Check } from './compiled.js'
import type { SiteAddresses } from './egress.js'
import { signInOf, type SignIn } from './sign-in.js'
import type { SpecIndex } from './spec-index.js'

/** How the tenant would know the device on port 25. */
export type Identity =
  | { readonly by: 'certificate'; readonly name: string }
  /** A connector that is not ours and already knows the site. */
  | { readonly by: 'existing-connector'; readonly name: string }
  | { readonly by: 'address' }

export interface Situation {
  readonly device: Device
  readonly site: Site | null
  /** The site whose addresses the mail leaves from, after `via`. */
  readonly origin: Site | null
  readonly addresses: SiteAddresses | null
  readonly identity: Identity
  /** Why the certificate that the device itself names is not used. */
  readonly certificateFault: string | null
  /** All its mail goes to mailboxes of this tenant. */
  readonly insideOnly: boolean
  /** Recipients in other domains, of those the spec lists. */
  readonly outside: readonly string[]
  readonly signIn: SignIn
  /** The relay it would use, and whether there is a choice to make. */
  readonly relay: RelayStanding | null
  readonly relayChoices: readonly string[]
  /** The spec has the organisation reject direct send. */
  readonly rejectsDirectSend: boolean
  /** A connector knows the address anyway, so mail without sign-in is recognised. */
  readonly covered: boolean
}

/** A relay at a site, and how it fares itself as a device that sends by its `via`. */
export interface RelayStanding {
  readonly relay: Relay
  readonly situation: Situation
  readonly checks: readonly Check[]
}

export type RelayStandings = ReadonlyMap<string, RelayStanding>

export function situationOf(index: SpecIndex, device: Device, relays: RelayStandings): Situation {
  const site = (device.site === null ? undefined : index.site(device.site)) ?? null
  const origin = site && index.originOf(site)
  const own = device.certificate
  const outside =
    device.to.kind === 'list' ? device.to.entries.filter(one => !index.isInside(one)) : []
  const names = relayNames(index, device, site, origin)
  const [onlyRelay] = names.length === 1 ? names : []
  return {
    device,
    site,
    origin,
    addresses: origin && index.addressesOf(origin),
    identity: identityOf(usableCertificate(index, device, site), device, origin),
    certificateFault: own === null ? null : faultOfCertificate(index, device, own),
    insideOnly: device.to.kind === 'tenant' || (device.to.kind === 'list' && outside.length === 0),
    outside,
    signIn: signInOf(device, index.rules),
    relay: (onlyRelay === undefined ? undefined : relays.get(onlyRelay)) ?? null,
    relayChoices: names,
    rejectsDirectSend: index.spec.tenant.rejectDirectSend === true,
    covered: origin?.connector.existing != null,
  }
}

const tlsOrder: readonly TlsVersion[] = ['none', '1.0', '1.1', '1.2', '1.3']

export function speaksTls(device: Device, oldest: TlsVersion): boolean {
  return tlsOrder.indexOf(device.tls) >= tlsOrder.indexOf(oldest)
}

/** A certificate signs in where it is shown over good TLS, with a name that the tenant can find. */
function faultOfCertificate(index: SpecIndex, device: Device, name: string): string | null {
  if (!speaksTls(device, '1.2'))
    return 'a certificate is shown over TLS 1.2 or newer, which it does not speak'
  return index.holdsName(name) ? null : 'its name stands in none of the domains of the spec'
}

/** Of its own, else of its site: what a site shows is no promise of each old machine in it. */
function usableCertificate(index: SpecIndex, device: Device, site: Site | null): string | null {
  const name = device.certificate ?? site?.certificate ?? null
  return name !== null && faultOfCertificate(index, device, name) === null ? name : null
}

function identityOf(certificate: string | null, device: Device, origin: Site | null): Identity {
  const existing = origin?.connector.existing ?? null
  if (certificate !== null && (device.certificate !== null || existing === null))
    return { by: 'certificate', name: certificate }
  return existing === null ? { by: 'address' } : { by: 'existing-connector', name: existing }
}

/** The relay that the device names, else those at its site, else those where its mail leaves from. */
function relayNames(
  index: SpecIndex,
  device: Device,
  site: Site | null,
  origin: Site | null,
): readonly string[] {
  if (device.relay !== null) return [device.relay]
  const here = site ? index.relaysAt(site.name) : []
  const relays = here.length > 0 || !origin ? here : index.relaysAt(origin.name)
  return relays.map(one => one.name)
}
