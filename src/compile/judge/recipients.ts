/**
 * The recipients that the spec names in its own domains: each must be there,
 * and a group must take mail from senders who did not sign in, as most groups
 * do not by default. Relay and direct send sign nobody in.
 */
import { finding, type Finding } from '../../findings.js'
import type { Decision, Verdict } from '../compiled.js'
import { isGroup, type Holders } from './holders.js'
import { notChecked, verdict, type Matter } from './matter.js'

export function judgeRecipients({ compiled, spec, facts }: Matter): readonly Verdict[] {
  const domains = new Set(spec.domains.map(one => one.name))
  const named = firstNaming(compiled.decisions, domains)
  if (named.size === 0) return []
  const { holders } = facts
  if (holders === null) return notChecked('recipients', 'the recipients named under `to` exist')
  return [...named].flatMap(([address, { decision, signsIn }]) => {
    const place = spec.places.at('devices', decision.device, 'to')
    return judgeRecipient({ address, device: decision.device, signsIn, place }, holders)
  })
}

interface Naming {
  readonly decision: Decision
  readonly signsIn: boolean
}

/** Each recipient once: at the first device that does not sign in, else at the first. */
function firstNaming(
  decisions: readonly Decision[],
  domains: ReadonlySet<string>,
): ReadonlyMap<string, Naming> {
  const found = new Map<string, Naming>()
  for (const decision of decisions) {
    const { method, to } = decision
    if (method === null || to.kind !== 'list') continue
    const signsIn = method === 'client-submission'
    for (const entry of to.entries) {
      const [, domain] = entry.split('@')
      if (domain === undefined || !domains.has(domain)) continue
      const known = found.get(entry)
      if (!known || (known.signsIn && !signsIn)) found.set(entry, { decision, signsIn })
    }
  }
  return found
}

interface Named {
  readonly address: string
  readonly device: string
  readonly signsIn: boolean
  readonly place: Finding['place']
}

function judgeRecipient(
  { address, device, signsIn, place }: Named,
  holders: Holders,
): readonly Verdict[] {
  const holder = holders.get(address)
  if (!holder) return [verdict(finding('recipient-not-found', { device, address }, place))]
  if (!isGroup(holder) || signsIn) return []
  if (holder.requiresSignedInSenders === null)
    return notChecked(`the group ${address}`, 'it takes mail from senders who did not sign in')
  if (!holder.requiresSignedInSenders) return []
  return [verdict(finding('group-needs-signed-in-senders', { device, address }, place))]
}
