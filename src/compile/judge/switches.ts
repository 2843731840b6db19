/**
 * The organisation's switches, as far as the spec does not set them: SMTP AUTH,
 * RejectDirectSend, and whether the organisation can be changed at all.
 *
 * We lean on these facts: the switch of a mailbox wins over the tenant's; with
 * RejectDirectSend, anonymous mail that claims one of the tenant's domains is
 * refused unless a connector knows its address.
 */
import { finding } from '../../findings.js'
import { subtractRanges } from '../../mail/ip-range.js'
import type { Decision, Verdict } from '../compiled.js'
import { addressesOf } from '../egress.js'
import { nameSome } from '../name-some.js'
import { rangesOf } from './foreign-connectors.js'
import { notChecked, verdict, type Matter } from './matter.js'

export function judgeSwitches(matter: Matter): readonly Verdict[] {
  return [...smtpAuth(matter), ...directSend(matter), ...dehydrated(matter)]
}

function smtpAuth({ compiled, facts, spec }: Matter): readonly Verdict[] {
  const signsIn =
    compiled.decisions.some(one => one.method === 'client-submission') ||
    spec.relays.some(one => one.via === 'client-submission')
  if (!signsIn) return []
  if (facts.smtpAuthDisabled === null)
    return notChecked('the SMTP AUTH switch of the tenant', 'it is on')
  return facts.smtpAuthDisabled ? [verdict(finding('smtp-auth-off-in-tenant', {}))] : []
}

function directSend(matter: Matter): readonly Verdict[] {
  const { compiled, facts, spec } = matter
  // A value in the spec is set by its own kind, and compile has told what follows from it.
  if (spec.tenant.rejectDirectSend !== null) return []
  const unknown = compiled.decisions.filter(
    one => one.method === 'direct-send' && !one.relaysAnyway,
  )
  if (unknown.length === 0) return []
  if (facts.rejectDirectSend === null)
    return notChecked(
      'RejectDirectSend of the organisation',
      'it refuses mail that is sent directly',
    )
  if (!facts.rejectDirectSend) return []
  const refused = unknown.filter(notKnownToAny(matter))
  const [first] = refused
  if (!first) return []
  const named = { devices: nameSome(refused.map(one => one.device)) }
  return [verdict(finding('direct-send-is-rejected', named, first.place))]
}

/** A connector of anybody keeps a device working, whatever its type. */
function notKnownToAny({ facts, spec }: Matter): (decision: Decision) => boolean {
  const known = (facts.connectors ?? []).filter(one => one.enabled).flatMap(rangesOf)
  const answers = new Map<string, boolean>()
  for (const site of spec.sites) {
    const { ipv4 } = addressesOf(site, spec.places)
    answers.set(site.name, ipv4.length === 0 || subtractRanges(ipv4, known).length > 0)
  }
  return ({ site }) => site === null || (answers.get(site) ?? true)
}

function dehydrated({ compiled, facts }: Matter): readonly Verdict[] {
  if (!compiled.wanted.some(one => one.kind !== 'spf-record')) return []
  if (facts.dehydrated === null)
    return notChecked('the organisation', 'it may be changed (IsDehydrated)')
  return facts.dehydrated ? [verdict(finding('tenant-is-dehydrated', {}))] : []
}
