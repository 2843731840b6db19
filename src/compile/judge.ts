/**
 * Holds what the spec wants against the tenant as it is. The tenant changes
 * nothing of what is wanted; it only judges it. Each verdict says what stands
 * against it with both ways out, the line to write in the spec or the thing to
 * change in the tenant, and which things may not be written until then.
 *
 * Pure: the facts were read before, today is an argument. A fact that could not
 * be read is told as not checked, and never taken for "is not so". Why it could
 * not be read stands in the facts' own findings, for the run to tell.
 */
import type { Spec } from '../spec/spec.js'
import type { Compiled, TenantFacts, Verdict } from './compiled.js'
import { judgeDomains } from './judge/accepted-domains.js'
import { judgeExisting } from './judge/existing-connectors.js'
import { judgeConnectors } from './judge/foreign-connectors.js'
import { judgeHolders } from './judge/holders.js'
import { judgeLastDays } from './judge/last-days.js'
import { judgeMailDns } from './judge/mail-dns.js'
import { judgeEndpoints } from './judge/mx-endpoints.js'
import { judgeRecipients } from './judge/recipients.js'
import { judgeSignIns } from './judge/sign-ins.js'
import { judgeSwitches } from './judge/switches.js'
import { withLine } from './with-line.js'

const judgements = [
  judgeDomains,
  judgeExisting,
  judgeConnectors,
  judgeHolders,
  judgeSignIns,
  judgeRecipients,
  judgeSwitches,
  judgeEndpoints,
  judgeMailDns,
  judgeLastDays,
] as const

export function judge(
  compiled: Compiled,
  spec: Spec,
  facts: TenantFacts,
  today: string,
): readonly Verdict[] {
  const matter = Object.freeze({ compiled, spec, facts, today })
  const verdicts = judgements.flatMap(one => one(matter))
  return Object.freeze(
    verdicts.map(one => Object.freeze({ ...one, finding: withLine(one.finding, spec.places) })),
  )
}
