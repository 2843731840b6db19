/**
 * What a person needs after an `up`: for each device what to type into it and
 * why it sends that way, and for each domain its SPF record.
 */
import type { Decision } from '../compile/compiled.js'
import { capitalised, sentence } from '../report/wording.js'

export interface DeviceSettings {
  /** null where the MX endpoint is not known yet, or no method serves the device. */
  readonly host: string | null
  readonly port: number | null
  readonly tls: Decision['tls']
  /** Who signs in; the password or token comes from its own store. */
  readonly user: string | null
  readonly method: Decision['method']
  readonly why: string
}

export function deviceSettings(
  decisions: readonly Decision[],
): Readonly<Record<string, DeviceSettings>> {
  const byName = [...decisions].sort((one, other) => (one.device < other.device ? -1 : 1))
  return Object.fromEntries(byName.map(one => [one.device, settingsOf(one)]))
}

function settingsOf(decision: Decision): DeviceSettings {
  const { smartHost, port, tls, signIn, method } = decision
  const host = smartHost?.host ?? null
  return { host, port, tls, user: signIn, method, why: reason(decision) }
}

/** What held for the chosen method; for a device that nothing serves, what is in the way. */
function reason({ method, checks, findings, overridden }: Decision): string {
  if (method === null) return findings[0]?.message ?? 'No way of sending serves it.'
  const chosen = overridden ? ['The spec says so.'] : []
  const held = checks
    .filter(one => one.method === method && one.holds)
    .map(one => capitalised(sentence(one.sentence)))
  return [...chosen, ...held].join(' ')
}
