/**
 * What judge must know of the tenant, told beforehand so that it is read in a
 * few calls: the domains that devices send from, who holds the addresses that
 * the spec leans on, and which MX endpoints are not stated.
 */
import type { DesiredMailbox } from '../resources/shared-mailbox.js'
import type { DesiredSmtpAuth } from '../resources/smtp-auth.js'
import type { Wanted } from '../resources/resource.js'
import type { Device } from '../spec/spec.js'
import type { Questions } from './compiled.js'
import { compareText } from './compare-text.js'
import type { Sending } from './decide.js'
import { envelopeDomains, settingsOf } from './device-settings.js'
import { senderAddresses } from './mailboxes.js'
import type { SpecIndex } from './spec-index.js'

export function questionsFor(
  index: SpecIndex,
  sendings: readonly Sending[],
  wanted: {
    readonly mailboxes: readonly Wanted<DesiredMailbox>[]
    readonly smtpAuth: readonly Wanted<DesiredSmtpAuth>[]
  },
): Questions {
  const serving = sendings.filter(one => one.method !== null)
  const domains = new Set<string>()
  const endpoints = new Set<string>()
  const addresses = new Set<string>(wanted.smtpAuth.map(one => one.desired.address))
  for (const { desired } of wanted.mailboxes)
    for (const one of [desired.address, ...desired.aliases, ...desired.members]) addresses.add(one)
  for (const sending of serving) {
    for (const one of domainsOf(sending.device)) domains.add(one)
    for (const one of mailboxesNamed(index, sending.device)) addresses.add(one)
    for (const one of insideAddresses(index, sending.device)) addresses.add(one)
    const endpoint = endpointNeeded(index, sending)
    if (endpoint !== null) endpoints.add(endpoint)
  }
  return Object.freeze({
    senderDomains: sorted(domains),
    mxEndpoints: sorted(endpoints),
    addresses: sorted(addresses),
  })
}

/** The domain whose MX endpoint must be typed in, into the device or into its relay, and is not stated. */
function endpointNeeded(index: SpecIndex, sending: Sending): string | null {
  const relay = sending.method === 'local-relay' ? sending.situation.relay : null
  const handing = relay ? { ...sending, method: relay.relay.via } : sending
  const { smartHost } = settingsOf(index, handing)
  return smartHost?.kind === 'mx-endpoint' && smartHost.host === null ? smartHost.domain : null
}

/** The header's domains count too: mail from a domain that is not accepted is refused or distrusted. */
function domainsOf({ from }: Device): readonly string[] {
  return from.kind === 'each-user'
    ? [...envelopeDomains(from), ...from.domains]
    : envelopeDomains(from)
}

/** Mailboxes that are somebody's: they must be there, since nothing makes them. */
function mailboxesNamed(index: SpecIndex, { from }: Device): readonly string[] {
  return senderAddresses(from).flatMap(sender => {
    const { kind, address } = index.rules.mailboxOf(sender)
    return kind === 'existing' ? [address, sender] : []
  })
}

/** Recipients in our own domains: groups among them may refuse mail that nobody signed in for. */
function insideAddresses(index: SpecIndex, { to }: Device): readonly string[] {
  if (to.kind !== 'list') return []
  return to.entries.filter(one => one.includes('@') && index.isInside(one))
}

function sorted(values: ReadonlySet<string>): readonly string[] {
  return Object.freeze([...values].sort(compareText))
}
