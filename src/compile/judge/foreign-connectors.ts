/**
 * The connectors that we want, against those that are there and not ours. An
 * address or certificate that one of them already knows needs no second
 * connector, and a name belongs to one connector only.
 *
 * Ours are those with the mark of this spec. A hybrid connector is never
 * touched; the line that leans on it is shown.
 */
import { finding } from '../../findings.js'
import { overlaps, parseRange } from '../../mail/ip-range.js'
import type { DesiredConnector } from '../../resources/inbound-connector.js'
import type { Wanted } from '../../resources/resource.js'
import type { TenantFacts, Verdict } from '../compiled.js'
import { printRanges } from '../egress.js'
import { wantedOf } from '../wanted-kinds.js'
import { notChecked, verdict, type Matter } from './matter.js'

export type LiveConnector = NonNullable<TenantFacts['connectors']>[number]

export function judgeConnectors({ compiled, spec, facts }: Matter): readonly Verdict[] {
  const wanted = wantedOf(compiled.wanted, 'inbound-connector')
  if (wanted.length === 0) return []
  if (facts.connectors === null)
    return notChecked('connectors', 'others already know the addresses of the spec')
  const foreign = facts.connectors.filter(one => one.markedBy !== spec.tenant.name)
  return wanted.flatMap(one => foreign.flatMap(other => judgePair(one, other)))
}

/** The parts of a connector's addresses that can be read. */
export function rangesOf(connector: LiveConnector) {
  return connector.senderIpAddresses.flatMap(one => parseRange(one) ?? [])
}

function isRelaying({ enabled, type }: LiveConnector): boolean {
  return enabled && type.toLowerCase() === 'onpremises'
}

function judgePair(wanted: Wanted<DesiredConnector>, other: LiveConnector): readonly Verdict[] {
  // Its site stands first among the lines that ask for it.
  const place = wanted.because.find(one => one.place)?.place
  const sameName = other.name.toLowerCase() === wanted.desired.name.toLowerCase()
  if (sameName && hasConsent(wanted, other)) return []
  const shared = isRelaying(other) ? sharedWith(wanted.desired, other) : ''
  const facts = { site: wanted.key, shared, name: other.name, wanted: wanted.desired.name }
  if (other.markedBy !== null) {
    if (shared === '' && !sameName) return []
    const owned = { ...facts, spec: other.markedBy }
    return [verdict(finding('connector-of-another-spec', owned, place), [wanted])]
  }
  if (shared !== '') {
    const code = isHybrid(other) ? 'hybrid-connector-covers' : 'connector-covers'
    return [verdict(finding(code, facts, place), [wanted])]
  }
  return sameName ? [verdict(finding('connector-name-taken', facts, place), [wanted])] : []
}

/** The spec says that this very connector is to become ours. */
function hasConsent({ adopt, takeFrom }: Wanted, { markedBy }: LiveConnector): boolean {
  return markedBy === null ? adopt : takeFrom === markedBy
}

/** What both know, in words; empty where they share nothing. */
function sharedWith(desired: DesiredConnector, other: LiveConnector): string {
  if (desired.certificate !== null)
    return desired.certificate === other.certificate?.toLowerCase() ? desired.certificate : ''
  const theirs = rangesOf(other)
  return printRanges(desired.egressIps.filter(one => theirs.some(their => overlaps(one, their))))
}

function isHybrid({ source, name }: LiveConnector): boolean {
  return source === 'HybridWizard' || /^inbound from [0-9a-f]{8}-/i.test(name)
}
