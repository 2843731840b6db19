/**
 * What a person needs after an `up`: for each device what to type into it and
 * why it sends that way, and for each domain its SPF record.
 */
import type { Check, Decision } from '../compile/compiled.js'
import { capitalised, methodName, sentence } from '../report/wording.js'

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

/**
 * The method, and what stood in the way of the others. No sentence about what held:
 * those name addresses, and a new address would change every device's output.
 */
function reason(decision: Decision): string {
  const { method, site, checks, findings, overridden, relaysAnyway } = decision
  if (method === null) return findings[0]?.message ?? 'No way of sending serves it.'
  const from = site === null ? '' : ` from ${site}`
  const chosen = overridden ? ', because the spec says so' : ''
  const others = [...new Set(checks.map(one => one.method))].flatMap(other => {
    const failed = checks.find(one => one.method === other && !one.holds)
    return failed && other !== method && !isNoNews(failed)
      ? [`Not ${methodName(other)}: ${sentence(inTheMiddle(failed.sentence))}`]
      : []
  })
  const inTruth = relaysAnyway ? ['A connector knows its address, so in truth it relays.'] : []
  return [`${capitalised(methodName(method))}${from}${chosen}.`, ...inTruth, ...others].join(' ')
}

/** Nobody wonders why a device sends through no server of one's own where there is none. */
function isNoNews({ requirement, sentence }: Check): boolean {
  return requirement === 'relay-at-hand' && sentence.startsWith('No relay stands')
}

/** A sentence that goes on after a colon; a name keeps its capital. */
function inTheMiddle(text: string): string {
  return text.replace(/^(?:It|Its|No|Nobody|The|There)\b/u, first => first.toLowerCase())
}
