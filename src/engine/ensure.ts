/**
 * Ensure: the one step that both fronts call for every creation and update. Its
 * twin for removals is ensure-absent.
 *
 * Look, guard, write, look again until it shows. It works on a batch of one
 * kind: one look, the writes one by one, one look. The plan may be minutes old,
 * so everything is guarded again by what is there now; what was not in the
 * approved change is refused. A write with an unknown outcome is looked at,
 * never repeated blindly. After a creation "absent" means "not yet visible". A
 * write that came too early for what it leans on changed nothing, and is tried
 * again at each look.
 */
import type { Fault } from '../drivers/fault.js'
import { finding, type Finding } from '../findings.js'
import type { Difference } from '../resources/field.js'
import type { AnyKind, Drivers, Wanted } from '../resources/resource.js'
import { changedMeanwhile, leadsToApproved, notApproved } from './approval.js'
import { assess, titleOf, type Assessment } from './assess.js'
import { faultOf, findingOf } from './fault-finding.js'
import { look, readingOfWanted } from './observe.js'
import type { Pace, Tell } from './pace.js'
import type { Change, Receipt, ReceiptOutcome } from './plan-data.js'

export interface Job {
  readonly wanted: Wanted
  readonly approved: Change
}

/** Written and not yet seen as it must be; or not written, since it came too early. */
interface Pending {
  readonly job: Job
  /** How often it was written; a second time mends what was born otherwise. */
  readonly writes: number
  /** The last write got no answer, so it may not have landed. */
  readonly unanswered: Fault | undefined
  /** What it leans on is not known there yet: nothing was written. */
  readonly early: Fault | undefined
}

export async function ensure(
  kind: AnyKind,
  drivers: Drivers,
  jobs: readonly Job[],
  pace: Pace,
  tell: Tell,
): Promise<readonly Receipt[]> {
  const receipts: Receipt[] = []
  const done = (
    { wanted }: Job,
    outcome: ReceiptOutcome,
    why?: Finding,
    more: Pick<Receipt, 'untouched' | 'unanswered'> = {},
  ) => {
    const base = { kind: kind.name, key: wanted.key, outcome, ...(why ? { finding: why } : {}) }
    const receipt: Receipt = { ...base, ...more }
    receipts.push(receipt)
    tell(receipt)
  }
  let pending: Pending[] = []

  /** Gives whether there was anything to write to. */
  const attempt = async (job: Job, writes: number, step: Assessment & { step: 'write' }) => {
    const fault = await faultOf(kind.write(drivers, step.desired, step.live))
    const unanswered = fault?.kind === 'unknown-outcome' ? fault : undefined
    // After a creation, not found means that the new object is not yet visible: it is no attempt.
    const notYetVisible = fault?.kind === 'not-found' && writes > 0
    const early = fault?.tooEarly === true && writes === 0 ? fault : undefined
    if (notYetVisible || early) pending.push({ job, writes, unanswered, early })
    else if (!fault || unanswered) pending.push({ job, writes: writes + 1, unanswered, early })
    else done(job, 'failed', findingOf(fault, titleOf(kind, step.desired)))
    return !notYetVisible && !early
  }

  for (const { job, step } of await assessAll(kind, drivers, jobs)) {
    if (pace.interrupted()) done(job, 'not-started', notStarted(job.approved))
    else if (step.step === 'hold') done(job, 'refused', step.why[0])
    else if (step.step !== 'write') done(job, 'unchanged')
    else {
      const strange = notApproved(step, job.approved)
      if (strange.length > 0) done(job, 'refused', changedMeanwhile(job.approved, strange))
      else await attempt(job, 0, step)
    }
  }

  for (let looks = 1; pending.length > 0; looks += 1) {
    const waiting = pending
    pending = []
    const last = looks >= pace.looks || pace.interrupted()
    const jobsLeft = waiting.map(one => one.job)
    const seen = await assessAll(kind, drivers, jobsLeft)
    let mended = false
    for (const [index, { job, step }] of seen.entries()) {
      const { writes = 0, unanswered, early } = waiting[index] ?? {}
      const goesOn = early ? !pace.interrupted() : mayMend(step, job, writes)
      const mends = looks <= pace.looks && goesOn
      if (step.step === 'nothing') done(job, 'written')
      else if (step.step === 'write' && mends) mended = (await attempt(job, writes, step)) || mended
      else if (!last) pending.push({ job, writes, unanswered, early })
      else if (early)
        done(job, 'waiting', findingOf(early, job.approved.telling.title), { untouched: true })
      else {
        const more = unanswered ? { unanswered: true as const } : {}
        done(job, 'waiting', stillWaiting(kind, job, step, unanswered), more)
      }
    }
    if (pending.length > 0 && !mended) await pace.pause(looks)
  }
  return receipts
}

export function notStarted({ telling }: Change): Finding {
  return finding('not-started', { what: telling.title })
}

async function assessAll(
  kind: AnyKind,
  drivers: Drivers,
  jobs: readonly Job[],
): Promise<readonly { readonly job: Job; readonly step: Assessment }[]> {
  drivers.forget()
  const wanted = new Map(jobs.map(({ wanted: one }) => [one.key, one]))
  const former = jobs.flatMap(({ wanted: one }) => one.formerly ?? [])
  const readings = await look(kind, drivers, [...new Set([...wanted.keys(), ...former])], wanted)
  return jobs.map(job => {
    const { key } = job.wanted
    const { reading } = readingOfWanted(readings, job.wanted)
    return { job, step: assess({ kind, key, reading, wanted: job.wanted }, drivers.mark) }
  })
}

/** Once more for what was born otherwise, such as a disabled connector or a mailbox without its mark. */
function mayMend(step: Assessment, { approved }: Job, writes: number): boolean {
  if (step.step !== 'write' || step.verb !== 'update' || writes > 1) return false
  return step.differences.every(one => leadsToApproved(one, approved))
}

function stillWaiting(
  kind: AnyKind,
  { approved }: Job,
  step: Assessment,
  unanswered: Fault | undefined,
): Finding {
  const what = approved.telling.title
  if (unanswered) return findingOf(unanswered, what)
  if (step.step === 'hold') return step.why[0] ?? finding('not-yet-visible', { what })
  if (step.step !== 'write' || step.verb === 'create') return finding('not-yet-visible', { what })
  const cures = step.differences.flatMap(one => kind.fields[one.path]?.whenStuck ?? [])
  const cure = cures[0] ?? 'Run apply again in a few minutes; it goes on where this run ended.'
  return finding('waiting-for-microsoft', { what, differences: shown(step.differences), cure })
}

function shown(differences: readonly Difference[]): string {
  return differences.map(one => `${one.path} ${JSON.stringify(one.before)}`).join(', ')
}
