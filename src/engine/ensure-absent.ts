/**
 * The twin of ensure, for removals: look, guard, remove, look again until it is
 * gone. Already gone is success. A removal with an unknown outcome is looked at;
 * what is still there then is removed once more.
 */
import type { Fault } from '../drivers/fault.js'
import { finding, type Finding } from '../findings.js'
import type { AnyKind, Drivers } from '../resources/resource.js'
import { changedMeanwhile, notApproved } from './approval.js'
import { assess, type Assessment } from './assess.js'
import { notStarted } from './ensure.js'
import { faultOf, findingOf } from './fault-finding.js'
import { look, readingOf } from './observe.js'
import type { Pace, Tell } from './pace.js'
import type { Change, Receipt, ReceiptOutcome } from './plan-data.js'

/** Removed, and not yet seen to be gone. */
interface Pending {
  readonly change: Change
  readonly removals: number
  readonly unanswered: Fault | undefined
}

export async function ensureAbsent(
  kind: AnyKind,
  drivers: Drivers,
  approved: readonly Change[],
  pace: Pace,
  tell: Tell,
): Promise<readonly Receipt[]> {
  const receipts: Receipt[] = []
  const done = (
    { key }: Change,
    outcome: ReceiptOutcome,
    why?: Finding,
    more: Pick<Receipt, 'unanswered'> = {},
  ) => {
    const receipt = { kind: kind.name, key, outcome, ...(why ? { finding: why } : {}), ...more }
    receipts.push(receipt)
    tell(receipt)
  }
  let pending: Pending[] = []

  const attempt = async (
    change: Change,
    removals: number,
    step: Assessment & { step: 'remove' },
  ) => {
    const strange = notApproved(step, change)
    if (strange.length > 0) {
      done(change, 'refused', changedMeanwhile(change, strange))
      return
    }
    const fault = await faultOf(kind.remove(drivers, step.live))
    const unanswered = fault?.kind === 'unknown-outcome' ? fault : undefined
    if (!fault || unanswered || fault.kind === 'not-found')
      pending.push({ change, removals: removals + 1, unanswered })
    else done(change, 'failed', findingOf(fault, change.telling.title))
  }

  for (const { change, step } of await assessAll(kind, drivers, approved)) {
    if (pace.interrupted()) done(change, 'not-started', notStarted(change))
    else if (step.step === 'hold' && isGone(kind, step)) done(change, 'unchanged', step.why[0])
    else if (step.step === 'hold') done(change, 'refused', step.why[0])
    else if (step.step !== 'remove') done(change, 'unchanged')
    else await attempt(change, 0, step)
  }

  for (let looks = 1; pending.length > 0; looks += 1) {
    const waiting = pending
    pending = []
    const last = looks >= pace.looks || pace.interrupted()
    const changesLeft = waiting.map(one => one.change)
    const seen = await assessAll(kind, drivers, changesLeft)
    for (const [index, { change, step }] of seen.entries()) {
      const { removals = 0, unanswered } = waiting[index] ?? {}
      const again = unanswered && removals === 1 && looks <= pace.looks
      if (step.step === 'nothing') done(change, 'removed')
      else if (step.step === 'hold' && isGone(kind, step)) done(change, 'removed', step.why[0])
      else if (step.step === 'remove' && again) await attempt(change, removals, step)
      else if (!last) pending.push({ change, removals, unanswered })
      else {
        const more = unanswered ? { unanswered: true as const } : {}
        done(change, 'waiting', stillThere(change, step, unanswered), more)
      }
    }
    if (pending.length > 0) await pace.pause(looks)
  }
  return receipts
}

/** A whole thing whose name or address something else holds is gone: a deleted mailbox keeps its address. */
function isGone({ owns }: AnyKind, { state }: Assessment & { step: 'hold' }): boolean {
  return owns === 'object' && state === 'refused'
}

async function assessAll(
  kind: AnyKind,
  drivers: Drivers,
  changes: readonly Change[],
): Promise<readonly { readonly change: Change; readonly step: Assessment }[]> {
  drivers.forget()
  const keys = changes.map(({ key }) => key)
  const readings = await look(kind, drivers, keys, new Map())
  return changes.map(change => {
    const reading = readingOf(readings, change.key)
    const subject = { kind, key: change.key, reading, wanted: undefined }
    return { change, step: assess(subject, drivers.mark) }
  })
}

function stillThere({ telling }: Change, step: Assessment, unanswered: Fault | undefined): Finding {
  if (unanswered) return findingOf(unanswered, telling.title)
  const [why] = step.step === 'hold' ? step.why : []
  return why ?? finding('still-there', { what: telling.title })
}
