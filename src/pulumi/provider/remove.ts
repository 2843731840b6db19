/**
 * Delete: look, guard, count, remove, look again. What is gone already is a
 * success, and what is not ours is left in place, with a word on it. A mailbox is
 * deleted softly; the person is told until when it can be restored.
 */
import { ensureAbsent } from '../../engine/ensure-absent.js'
import { titleOf } from '../../engine/assess.js'
import { changedMeanwhile } from '../../engine/approval.js'
import type { Change } from '../../engine/plan-data.js'
import { finding } from '../../findings.js'
import type { AnyKind, Key } from '../../resources/resource.js'
import { InboundConnector, type LiveConnector } from '../../resources/inbound-connector.js'
import { SpfRecord } from '../../resources/spf-record.js'
import { wantedFrom } from '../codec/inputs.js'
import { liveOf } from '../codec/outputs.js'
import type { Properties } from '../codec/properties.js'
import { batchesByKind, performBatch, type Job, type Outcome } from './batches.js'
import { removalOfWhole, unseenIn } from './foresee.js'
import { Refusal } from './refusal.js'
import { createRemovalLimit, type RemovalLimit } from './removal-limit.js'
import { mustGoOn, type Session } from './session.js'
import { tellSpread } from './spf-spread.js'
import type { SpfWatch } from './spf-watch.js'
import { tellBeside } from './tell-beside.js'
import { timeLimit } from './time-limit.js'
import { told } from './told.js'

export interface RemoveRequest {
  readonly urn: string
  readonly kind: AnyKind
  readonly olds: Properties
  /** The time that it is given; 0 is no limit. */
  readonly seconds: number
}

export type Remover = (request: RemoveRequest) => Promise<void>

export function createRemover(session: Session, spf: SpfWatch): Remover {
  const perform = batchesByKind(session, (kind, jobs: readonly Job[]) =>
    removeAll(session, kind, jobs),
  )
  let limit: RemovalLimit | undefined
  const limits = () => {
    const { limits: ofSpec } = session.stack().spec.tenant
    limit ??= createRemovalLimit(ofSpec, session.world.env)
    return limit
  }
  return async request => {
    const { urn, kind, olds, seconds } = request
    const limit = timeLimit(session.world, seconds)
    const key = kind.keyOf(liveOf(kind, olds.values))
    const approved = await foreseen(session, request, key)
    if (!approved) return
    const { alsoMeans } = approved.telling
    if (alsoMeans !== undefined) session.narrator.tell('information', alsoMeans, urn)
    mustGoOn(session, approved.telling.title, limit)
    const { mark } = session.drivers()
    const total = (await session.marked(kind)).filter(({ spec }) => spec === mark.spec).length
    const tooMany = limits().take(kind, approved.telling.title, total)
    if (tooMany) throw new Refusal([tooMany])
    const outcome = await perform(kind, { urn, approved, limit })
    session.readings.forget(kind, key)
    if (outcome.receipt.outcome !== 'removed') limits().giveBack(kind)
    settle(session, urn, outcome)
    if (outcome.receipt.outcome !== 'removed') return
    if (kind.name === InboundConnector.name) {
      const connector = liveOf(kind, olds.values) as LiveConnector
      for (const one of await spf.afterRemoval(connector)) tellBeside(session, one, urn)
    }
    if (kind.name === SpfRecord.name) {
      const reading = await session.readings.of(kind, { key, wanted: undefined })
      await tellSpread(session, { urn, kind, reading, desired: undefined, limit })
    }
  }
}

/** The removal as the state knows it; undefined where nothing is to be removed. */
async function foreseen(
  session: Session,
  { urn, kind, olds }: RemoveRequest,
  key: Key,
): Promise<Change | undefined> {
  // As it was made, which helps to recognise it and to see all of it.
  const wanted = wantedFrom(kind, olds.values, { because: [], imported: false })
  const reading = await session.readings.of(kind, { key, wanted })
  if (reading.state === 'unknown') throw new Refusal([reading.why])
  if (reading.state === 'absent') return undefined
  if (reading.state === 'blocked') {
    if (kind.owns === 'part') throw new Refusal([reading.why])
    const { heldBy: other, why } = reading
    const renamed = finding('pulumi-renamed-since', {
      what: `${kind.name} ${key}`,
      other: other ?? '',
    })
    session.narrator.tell('information', told(other === undefined ? why : renamed), urn)
    return undefined
  }
  const { live, owner } = reading
  const what = titleOf(kind, live)
  if (owner !== 'us') {
    const left = finding('pulumi-left-in-place', { what })
    if (kind.owns === 'object') session.narrator.tell(left.severity, told(left), urn)
    return undefined
  }
  const approved = removalOfWhole(kind, key, live)
  const unseen = unseenIn(kind, live, olds)
  const strange = approved.fields.filter(({ path }) => unseen.includes(path))
  if (strange.length > 0) throw new Refusal([changedMeanwhile(approved, strange)])
  // Whoever removes looks by the key alone, and must find what was agreed to.
  const bare = await session.readings.of(kind, { key, wanted: undefined })
  return bare.state === 'present' ? removalOfWhole(kind, key, bare.live) : approved
}

function removeAll(
  session: Session,
  kind: AnyKind,
  jobs: readonly Job[],
): Promise<readonly Outcome[]> {
  const changes = jobs.map(({ approved }) => approved)
  return performBatch(session, kind, jobs, (announced, pace) => {
    // Asked for in so many words, so it goes, though its kind would keep it from a mere absence.
    const removable: AnyKind = { ...announced, whenUnwanted: 'remove' }
    return ensureAbsent(removable, session.drivers(), changes, pace, () => undefined)
  })
}

function settle(session: Session, urn: string, { receipt: { outcome }, why }: Outcome): void {
  const isDone = outcome === 'removed' || outcome === 'unchanged'
  if (!isDone) throw new Refusal(why)
  for (const one of why) session.narrator.tell('information', told(one), urn)
}
