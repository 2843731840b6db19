/**
 * Ensure: the one step that both fronts call for every change.
 *
 * Look, guard, write, look again until it shows. It works on a batch of one
 * kind: one look, the writes one by one, one look. The plan may be minutes old,
 * so everything is guarded again by what is there now; what was not in the
 * approved change is refused. A write with an unknown outcome is looked at,
 * never repeated blindly. After a creation "absent" means "not yet visible".
 */
import { Fault } from '../drivers/fault.js'
import { finding, type Finding } from '../findings.js'
import { sameJson, type Difference } from '../resources/field.js'
import type { AnyKind, Drivers, Wanted } from '../resources/resource.js'
import { assess, markPath, titleOf, type Assessment } from './assess.js'
import { findingOf } from './fault-finding.js'
import { look, readingOf, readingOfWanted } from './observe.js'
import type { Change, Receipt, ReceiptOutcome } from './plan-data.js'

export interface Pace {
  /** Waits before the next look; gives false when the run was interrupted meanwhile. */
  pause(attempt: number): Promise<void>
  /** How often to look before "waiting" is the answer. */
  readonly looks: number
  /** Nothing new is started once it is true. */
  interrupted(): boolean
}

export interface Job {
  readonly wanted: Wanted
  readonly approved: Change
}

/** Called for each receipt as soon as it is known. */
export type Tell = (receipt: Receipt) => void

/** One attempt that is under way: written once, not yet seen as it must be. */
interface Pending {
  readonly job: Job
  /** How often it was written; a second time mends what was born otherwise. */
  readonly writes: number
}

export async function ensure(
  kind: AnyKind,
  drivers: Drivers,
  jobs: readonly Job[],
  pace: Pace,
  tell: Tell,
): Promise<readonly Receipt[]> {
  const receipts: Receipt[] = []
  const done = (job: Job, outcome: ReceiptOutcome, why?: Finding) => {
    const receipt = receiptOf(kind, job.wanted, outcome, why)
    receipts.push(receipt)
    tell(receipt)
  }
  let pending: Pending[] = []

  const attempt = async (job: Job, writes: number, step: Assessment & { step: 'write' }) => {
    const fault = await faultOf(kind.write(drivers, step.desired, step.live))
    // After a creation, not found means that the new object is not yet visible: it is no attempt.
    const notYetVisible = fault?.kind === 'not-found' && writes > 0
    if (!fault || fault.kind === 'unknown-outcome') pending.push({ job, writes: writes + 1 })
    else if (notYetVisible) pending.push({ job, writes })
    else done(job, 'failed', findingOf(fault, titleOf(kind, step.desired)))
    return !notYetVisible
  }

  for (const { job, step } of await assessAll(kind, drivers, jobs)) {
    if (pace.interrupted()) done(job, 'not-started', notStarted(kind, job))
    else if (step.step === 'hold') done(job, 'refused', step.why[0])
    else if (step.step !== 'write') done(job, 'unchanged')
    else {
      const strange = notApproved(step.differences, job.approved)
      if (strange.length > 0) done(job, 'refused', changedMeanwhile(kind, job, strange))
      else await attempt(job, 0, step)
    }
  }

  for (let looks = 1; pending.length > 0; looks += 1) {
    const waiting = pending
    pending = []
    const seen = await assessAll(
      kind,
      drivers,
      waiting.map(one => one.job),
    )
    const last = looks >= pace.looks || pace.interrupted()
    let mended = false
    for (const [index, { job, step }] of seen.entries()) {
      const writes = waiting[index]?.writes ?? 0
      const mends = looks <= pace.looks && mayMend(step, job, writes)
      if (step.step === 'nothing') done(job, 'written')
      else if (step.step === 'write' && mends) mended = (await attempt(job, writes, step)) || mended
      else if (!last) pending.push({ job, writes })
      else done(job, 'waiting', stillWaiting(kind, job, step))
    }
    if (pending.length > 0 && !mended) await pace.pause(looks)
  }
  return receipts
}

/** The twin of `ensure`: looks and guards before it removes, and looks again. */
export async function ensureAbsent(
  kind: AnyKind,
  drivers: Drivers,
  approved: readonly Change[],
  pace: Pace,
  tell: Tell,
): Promise<readonly Receipt[]> {
  const receipts: Receipt[] = []
  const done = (change: Change, outcome: ReceiptOutcome, why?: Finding) => {
    const { key } = change
    const receipt = { kind: kind.name, key, outcome, ...(why ? { finding: why } : {}) }
    receipts.push(receipt)
    tell(receipt)
  }
  const removed: Change[] = []
  for (const { change, step } of await assessUnwanted(kind, drivers, approved)) {
    if (pace.interrupted()) {
      done(change, 'not-started', finding('not-started', { what: change.telling.title }))
    } else if (step.step === 'hold') done(change, 'refused', step.why[0])
    else if (step.step !== 'remove') done(change, 'unchanged')
    else {
      const strange = notApproved(step.differences, change)
      const facts = { what: change.telling.title, differences: pathsOf(strange) }
      if (strange.length > 0) done(change, 'refused', finding('changed-meanwhile', facts))
      else {
        const fault = await faultOf(kind.remove(drivers, step.live))
        if (fault && fault.kind !== 'not-found' && fault.kind !== 'unknown-outcome')
          done(change, 'failed', findingOf(fault, change.telling.title))
        else removed.push(change)
      }
    }
  }
  let left = removed
  for (let looks = 1; left.length > 0; looks += 1) {
    const still: Change[] = []
    const last = looks >= pace.looks || pace.interrupted()
    for (const { change, step } of await assessUnwanted(kind, drivers, left)) {
      if (step.step === 'nothing') done(change, 'removed')
      else if (!last) still.push(change)
      else if (step.step === 'hold') done(change, 'waiting', step.why[0])
      else {
        const facts = { what: change.telling.title, differences: 'what was to be removed' }
        const cure = 'Run apply again in a few minutes.'
        done(change, 'waiting', finding('waiting-for-microsoft', { ...facts, cure }))
      }
    }
    left = still
    if (left.length > 0) await pace.pause(looks)
  }
  return receipts
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

async function assessUnwanted(
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

/** Differences that nobody agreed to: another property, another value, or another value before. */
function notApproved(differences: readonly Difference[], approved: Change): readonly Difference[] {
  return differences.filter(one => {
    const agreed = approved.fields.find(field => field.path === one.path)
    if (!agreed || !sameJson(agreed.after, one.after)) return one.path !== markPath
    // A creation that an earlier run began: whatever it left is on the way to what was agreed.
    return approved.verb !== 'create' && !sameJson(agreed.before, one.before)
  })
}

/** Once more for what was born otherwise, such as a disabled connector or a mailbox without its mark. */
function mayMend(step: Assessment, { approved }: Job, writes: number): boolean {
  if (step.step !== 'write' || step.verb !== 'update' || writes > 1) return false
  return step.differences.every(
    ({ path, after }) =>
      path === markPath ||
      approved.fields.some(field => field.path === path && sameJson(field.after, after)),
  )
}

function receiptOf(
  kind: AnyKind,
  { key }: Wanted,
  outcome: ReceiptOutcome,
  why: Finding | undefined,
): Receipt {
  return { kind: kind.name, key, outcome, ...(why ? { finding: why } : {}) }
}

function changedMeanwhile(kind: AnyKind, job: Job, strange: readonly Difference[]): Finding {
  const facts = { what: titleOf(kind, job.wanted.desired), differences: pathsOf(strange) }
  return finding('changed-meanwhile', facts, job.wanted.because[0]?.place)
}

function notStarted(kind: AnyKind, job: Job): Finding {
  return finding('not-started', { what: titleOf(kind, job.wanted.desired) })
}

function stillWaiting(kind: AnyKind, job: Job, step: Assessment): Finding {
  const what = titleOf(kind, job.wanted.desired)
  if (step.step === 'hold') return step.why[0] ?? finding('not-yet-visible', { what })
  if (step.step !== 'write' || step.verb === 'create') return finding('not-yet-visible', { what })
  const cures = step.differences.flatMap(one => kind.fields[one.path]?.whenStuck ?? [])
  const cure = cures[0] ?? 'Run apply again in a few minutes; it goes on where this run ended.'
  return finding('waiting-for-microsoft', { what, differences: shown(step.differences), cure })
}

function shown(differences: readonly Difference[]): string {
  return differences.map(one => `${one.path} ${JSON.stringify(one.before)}`).join(', ')
}

function pathsOf(differences: readonly Difference[]): string {
  return differences.map(one => `${one.path} is ${JSON.stringify(one.before)} now`).join(', ')
}

async function faultOf(work: Promise<void>): Promise<Fault | undefined> {
  try {
    await work
    return undefined
  } catch (fault) {
    if (fault instanceof Fault) return fault
    throw fault
  }
}
