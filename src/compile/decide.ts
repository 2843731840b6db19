/**
 * Which method each device gets. Two passes, since devices hang together: first
 * each for itself, which tells the sites whose addresses a connector must know.
 * Then those that send directly from such a site: the connector knows them too,
 * so in truth they relay, and even a tenant that rejects direct send takes
 * their mail. The second pass never makes a new connector necessary.
 */
import type { Because } from '../findings.js'
import type { Device, Method } from '../spec/spec.js'
import { becauseOfDevice } from './because.js'
import { compareText } from './compare-text.js'
import type { Check } from './compiled.js'
import { choose, type Checker } from './methods.js'
import { firstFailure } from './relay-requirements.js'
import { situationOf, type RelayStandings, type Situation } from './situation.js'
import type { SpecIndex } from './spec-index.js'

/** A device with its method and all that led to it. */
export interface Sending {
  readonly device: Device
  readonly situation: Situation
  readonly checks: readonly Check[]
  readonly method: Method | null
  readonly relaysAnyway: boolean
  /** The device's line, shared by everything that exists because of it. */
  readonly because: Because
}

/** In the order of the devices' names, whatever the order of files. */
export function decide(
  index: SpecIndex,
  relays: RelayStandings,
  checker: Checker,
): readonly Sending[] {
  const devices = [...index.spec.devices].sort((one, other) => compareText(one.name, other.name))
  const first = devices.map(device => {
    const situation = situationOf(index, device, relays)
    return sendingOf(checker, situation, becauseOfDevice(index, device))
  })
  const covered = coveredSites(index, first, relays)
  return first.map(one => secondLook(checker, one, covered))
}

/** The site whose address must be known by a connector of ours; null where none must. */
function relayingSite(situation: Situation, method: Method | null): string | null {
  if (method !== 'smtp-relay' || situation.identity.by !== 'address') return null
  return situation.origin?.name ?? null
}

function sendingOf(checker: Checker, situation: Situation, because: Because): Sending {
  const { device } = situation
  const checks = checker.all(situation)
  const method = device.method === null ? choose(device, checks) : overridden(device.method, checks)
  return { device, situation, checks, method, relaysAnyway: false, because }
}

/** What `method:` says is checked, and not obeyed where it would not work. */
function overridden(method: Method, checks: readonly Check[]): Method | null {
  return checks.some(one => one.method === method && !one.holds) ? null : method
}

function coveredSites(
  index: SpecIndex,
  sendings: readonly Sending[],
  relays: RelayStandings,
): ReadonlySet<string> {
  const covered = new Set<string>()
  for (const site of index.spec.sites) if (site.connector.existing !== null) covered.add(site.name)
  for (const { situation, method } of sendings) {
    const site = relayingSite(situation, method)
    if (site !== null) covered.add(site)
  }
  for (const standing of relays.values()) {
    const site = relayingSite(standing.situation, standing.relay.via)
    if (site !== null && !firstFailure(standing)) covered.add(site)
  }
  return covered
}

function secondLook(checker: Checker, sending: Sending, covered: ReadonlySet<string>): Sending {
  const origin = sending.situation.origin
  if (origin === null || !covered.has(origin.name)) return sending
  const situation = { ...sending.situation, covered: true }
  const mayNowSend = sending.method === null && situation.rejectsDirectSend
  const again = mayNowSend
    ? sendingOf(checker, situation, sending.because)
    : { ...sending, situation }
  const relaysAnyway = again.method === 'direct-send' && !again.device.ownSmtpServer
  return { ...again, relaysAnyway }
}
