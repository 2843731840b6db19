/**
 * What a person is told about direct send as a whole: which devices relay in
 * truth, site by site, and how many lean on something that Microsoft means to
 * end.
 */
import { finding, type Finding } from '../findings.js'
import { compareText } from './compare-text.js'
import type { Sending } from './decide.js'
import { nameSome } from './name-some.js'
import type { SpecIndex } from './spec-index.js'

export function directSendFindings(
  index: SpecIndex,
  sendings: readonly Sending[],
): readonly Finding[] {
  const direct = sendings.filter(
    ({ method, device }) => method === 'direct-send' && !device.ownSmtpServer,
  )
  return [
    ...relayingInTruth(
      index,
      direct.filter(one => one.relaysAnyway),
    ),
    ...mayEnd(index, direct.filter(one => !one.relaysAnyway).length),
  ]
}

function relayingInTruth({ spec }: SpecIndex, sendings: readonly Sending[]): readonly Finding[] {
  const bySite = new Map<string, string[]>()
  for (const { situation, device } of sendings) {
    const site = situation.origin?.name ?? ''
    const known = bySite.get(site)
    if (known) known.push(device.name)
    else bySite.set(site, [device.name])
  }
  return [...bySite]
    .sort(([one], [other]) => compareText(one, other))
    .map(([site, devices]) => {
      const facts = { site, devices: nameSome(devices) }
      return finding('direct-send-relays-anyway', facts, spec.places.at('sites', site))
    })
}

function mayEnd({ spec }: SpecIndex, count: number): readonly Finding[] {
  // A guard that the spec sets either way is a decision already taken.
  if (spec.tenant.rejectDirectSend !== null || count === 0) return []
  return [finding('direct-send-may-end', { count }, spec.places.at('tenant'))]
}
