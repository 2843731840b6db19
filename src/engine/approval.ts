/**
 * Approval: whether what is to be done now is what was agreed to. The plan may
 * be minutes old; an administrator's emergency switch is not undone unseen.
 */
import { finding, type Finding } from '../findings.js'
import type { Difference } from '../resources/field.js'
import { sameJson } from '../resources/field-table.js'
import { markPath, type Assessment } from './assess.js'
import type { Change } from './plan-data.js'

/** A step that changes something. */
export type Step = Extract<Assessment, { readonly step: 'write' | 'remove' }>

/** Differences that nobody agreed to: another property, another value, or another value before. */
export function notApproved(step: Step, approved: Change): readonly Difference[] {
  // A creation that an earlier run began: whatever it left is on the way to what was agreed.
  const begun = approved.verb === 'create' && step.step === 'write' && step.owner === 'us'
  return step.differences.filter(one => {
    if (one.path === markPath) return false
    return !agreesTo(approved, one, begun)
  })
}

/** Whether a difference leads where the approval leads, whatever the value was before. */
export function leadsToApproved(one: Difference, approved: Change): boolean {
  return one.path === markPath || agreesTo(approved, one, true)
}

export function changedMeanwhile(
  { telling, because }: Change,
  differences: readonly Difference[],
): Finding {
  const facts = { what: telling.title, differences: differences.map(nowOf).join(', ') }
  return finding('changed-meanwhile', facts, because[0]?.place)
}

function agreesTo({ fields }: Change, one: Difference, whateverBefore: boolean): boolean {
  const agreed = fields.find(field => field.path === one.path)
  if (!agreed || !sameJson(agreed.after, one.after)) return false
  return whateverBefore || sameJson(agreed.before, one.before)
}

function nowOf({ path, before }: Difference): string {
  return `${path} is ${JSON.stringify(before)} now`
}
