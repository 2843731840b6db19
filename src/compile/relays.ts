/**
 * The relays at the sites, looked at as what they are to the tenant: one more
 * device, which sends by its `via`. The same table judges them, so a relay at a
 * site with a dynamic address is found out before a printer leans on it.
 */
import type { Device, Relay } from '../spec/spec.js'
import type { Checker } from './methods.js'
import { situationOf, type RelayStanding, type RelayStandings } from './situation.js'
import type { SpecIndex } from './spec-index.js'

export function standingsOf(index: SpecIndex, checker: Checker): RelayStandings {
  return new Map(index.spec.relays.map(relay => [relay.name, standingOf(index, checker, relay)]))
}

function standingOf(index: SpecIndex, checker: Checker, relay: Relay): RelayStanding {
  const situation = situationOf(index, asDevice(relay), new Map())
  return { relay, situation, checks: checker.one(relay.via, situation) }
}

/** An SMTP server of today speaks TLS 1.3 and may be set to either port. */
function asDevice(relay: Relay): Device {
  return {
    name: relay.name,
    site: relay.site,
    profile: null,
    from: { kind: 'addresses', addresses: relay.signIn === null ? [] : [relay.signIn] },
    signIn: relay.signIn,
    to: { kind: relay.via === 'direct-send' ? 'tenant' : 'anyone' },
    tls: '1.3',
    auth: relay.auth === null ? [] : [relay.auth],
    ports: [25, 587],
    certificate: null,
    recipientsPerDay: null,
    messagesPerMinute: null,
    purpose: 'transactional',
    ownSmtpServer: false,
    relay: null,
    method: relay.via,
    notes: relay.notes,
    labels: relay.labels,
  }
}
