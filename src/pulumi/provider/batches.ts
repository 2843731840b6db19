/**
 * What the engine asks for at the same time is one batch of a kind: the folder is
 * locked, each thing gets its own time, what Exchange says goes to whose turn it
 * is, and every thing has a receipt in the end.
 */
import type { Change, Receipt } from '../../engine/plan-data.js'
import type { Pace } from '../../engine/pace.js'
import { Bug, type Finding } from '../../findings.js'
import type { AnyKind } from '../../resources/resource.js'
import { paceOf } from '../../run/apply-stack.js'
import { gathering } from './lane.js'
import { mustGoOn, type Session } from './session.js'
import { whyOf, withinTime, worldWithin, type TimeLimit } from './time-limit.js'

export interface Job {
  readonly urn: string
  readonly approved: Change
  readonly limit: TimeLimit
}

export interface Outcome {
  readonly receipt: Receipt
  /** What there is to tell of it. */
  readonly why: readonly Finding[]
}

/** Gathers jobs of a kind that are asked for at the same time. */
export function batchesByKind<OneJob extends Job, Result>(
  session: Session,
  work: (kind: AnyKind, jobs: readonly OneJob[]) => Promise<readonly Result[]>,
): (kind: AnyKind, job: OneJob) => Promise<Result> {
  const lanes = new Map<string, (job: OneJob) => Promise<Result>>()
  return (kind, job) => {
    // Who has less time is in no batch with those who have more.
    const name = `${kind.name} ${String(job.limit.seconds)}`
    const known =
      lanes.get(name) ?? gathering<OneJob, Result>(session.lane, jobs => work(kind, jobs))
    lanes.set(name, known)
    return known(job)
  }
}

/** `work` gets the kind to go through. An outcome for each job, in their order. */
export async function performBatch(
  session: Session,
  kind: AnyKind,
  jobs: readonly Job[],
  work: (kind: AnyKind, pace: Pace) => Promise<readonly Receipt[]>,
): Promise<readonly Outcome[]> {
  const [first] = jobs
  if (first) mustGoOn(session, first.approved.telling.title)
  session.lock()
  const urns = new Map(jobs.map(({ approved, urn }) => [approved.key, urn]))
  const limits = new Map(jobs.map(({ approved, limit }) => [approved.key, limit]))
  const announced = session.turns.announced(withinTime(kind, limits), urns)
  const world = worldWithin(session.world, [...limits.values()])
  const receipts = await session.within(world, () => work(announced, paceOf(world)))
  const byKey = new Map(receipts.map(receipt => [receipt.key, receipt]))
  return jobs.map(({ approved: { key, telling }, limit }) => {
    const receipt = byKey.get(key)
    if (!receipt) throw new Bug(`${kind.name} ${key} was to be done and has no receipt.`)
    return { receipt, why: whyOf(receipt, telling.title, limit, session.world) }
  })
}
