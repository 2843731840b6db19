/**
 * Create and Update, which are one step: look, guard, write, look again. In a
 * preview nothing is written, but the look is made, and what would be refused is.
 *
 * Writes that the engine asks for at the same time are one batch of a kind: one
 * look, the writes one by one, one look. What was written and does not show as it
 * must is initialised with an error under its key, so it is never lost.
 */
import { status } from '@grpc/grpc-js'
import { ensure } from '../../engine/ensure.js'
import { readingOf } from '../../engine/observe.js'
import { finding, type Finding } from '../../findings.js'
import type { AnyKind, Key, Reading, Wanted } from '../../resources/resource.js'
import { wantedFrom } from '../codec/inputs.js'
import { isImported, liveOf, outputsAfter, outputsOf } from '../codec/outputs.js'
import type { Marked, Properties } from '../codec/properties.js'
import { batchesByKind, performBatch, type Job, type Outcome } from './batches.js'
import { foresee, type Foreseen } from './foresee.js'
import { lookAtAll } from './readings.js'
import { InitialisedWithError, Refusal } from './refusal.js'
import { mustGoOn, type Session } from './session.js'
import { tellSpread } from './spf-spread.js'
import type { SpfWatch } from './spf-watch.js'
import { timeLimit } from './time-limit.js'
import { told } from './told.js'

export interface WriteRequest {
  readonly urn: string
  readonly kind: AnyKind
  /** The outputs in the state; undefined for a creation. */
  readonly olds: Properties | undefined
  readonly news: Properties
  readonly preview: boolean
  /** The time that it is given; 0 is no limit. */
  readonly seconds: number
}

export interface Written {
  readonly key: Key
  readonly properties: Marked
}

export type Writer = (request: WriteRequest) => Promise<Written>

interface WriteJob extends Job {
  readonly wanted: Wanted
}

interface WrittenOutcome extends Outcome {
  /** The thing as it is now. */
  readonly reading: Reading<object>
}

export function createWriter(session: Session, spf: SpfWatch): Writer {
  const perform = batchesByKind(session, (kind, jobs: readonly WriteJob[]) =>
    writeAll(session, kind, jobs),
  )
  return async request => {
    const { kind, olds, news, preview, urn, seconds } = request
    const limit = timeLimit(session.world, seconds)
    if (news.unknown.size > 0) return foreseenBlindly(kind, olds, news)
    const wanted = wantedOf(session, request)
    const foreseen = await foresee(session, kind, wanted, olds)
    for (const one of foreseen.remarks) session.narrator.tell(one.severity, told(one), urn)
    const { fields, telling } = foreseen.approved
    if (fields.length > 0 && telling.alsoMeans !== undefined)
      session.narrator.tell('information', telling.alsoMeans, urn)
    if (preview) return previewed(session, kind, wanted, foreseen, news)
    const { approved } = foreseen
    mustGoOn(session, approved.telling.title, limit)
    await spf.beforeWriting(kind)
    const outcome = await perform(kind, { urn, wanted, approved, limit })
    session.readings.forget(kind, wanted.key)
    if (outcome.receipt.outcome === 'written')
      await tellSpread(session, { ...outcome, urn, kind, desired: wanted.desired, limit })
    return answered(session, request, wanted, outcome)
  }
}

/** Another key is another thing, unless the text says that it is the same or nothing is marked yet. */
function wantedOf(session: Session, { kind, olds, news }: WriteRequest): Wanted {
  const imported = olds !== undefined && isImported(olds.values)
  const key = wantedFrom(kind, news.values, { because: [], imported }).key
  const because = session.because(kind, key)
  const wanted = wantedFrom(kind, news.values, { because, imported })
  const old = olds && kind.keyOf(liveOf(kind, olds.values))
  if (old === undefined || old === key || imported || wanted.formerly === old) return wanted
  const facts = { kind: kind.name, old, new: key }
  throw new Refusal([finding('pulumi-key-changed', facts, because[0]?.place)])
}

/** In a preview some inputs may not be known; then nothing is looked at either. */
function foreseenBlindly(kind: AnyKind, olds: Properties | undefined, news: Properties): Written {
  const known = { ...olds?.values, ...news.values }
  const fields = Object.keys(kind.fields)
  const values = Object.fromEntries(
    fields.filter(name => !news.unknown.has(name)).map(name => [name, known[name] ?? null]),
  )
  const key = keyOfKnown(kind, olds)
  return { key, properties: { values, unknown: news.unknown, secret: news.secret } }
}

function keyOfKnown(kind: AnyKind, olds: Properties | undefined): Key {
  return olds ? kind.keyOf(liveOf(kind, olds.values)) : ('' as Key)
}

function previewed(
  session: Session,
  kind: AnyKind,
  { key }: Wanted,
  { desired }: Foreseen,
  { secret }: Properties,
): Written {
  const values = outputsAfter(kind, desired, session.drivers().mark)
  return { key, properties: { values, secret } }
}

async function writeAll(
  session: Session,
  kind: AnyKind,
  jobs: readonly WriteJob[],
): Promise<readonly WrittenOutcome[]> {
  const outcomes = await performBatch(session, kind, jobs, (announced, pace) =>
    ensure(announced, session.drivers(), jobs, pace, () => undefined),
  )
  // Answered from what ensure looked at last; nothing was written since.
  const questions = jobs.map(({ wanted }) => ({ key: wanted.key, wanted }))
  const readings = await lookAtAll(kind, session.drivers(), questions)
  return outcomes.map(outcome => ({
    ...outcome,
    reading: readingOf(readings, outcome.receipt.key),
  }))
}

function answered(
  session: Session,
  { kind, olds, news }: WriteRequest,
  { key, desired }: Wanted,
  { receipt, why, reading }: WrittenOutcome,
): Written {
  const { mark } = session.drivers()
  const isOurs = reading.state === 'present' && (kind.owns === 'part' || reading.owner === 'us')
  const values =
    reading.state === 'present'
      ? outputsOf(kind, reading, { mark, imported: false, desired })
      : outputsAfter(kind, desired, mark)
  const thing = { id: key, properties: { values, secret: news.secret } }
  switch (receipt.outcome) {
    case 'written':
    case 'unchanged':
    case 'removed':
      return { key, properties: thing.properties }
    case 'waiting':
      // Nothing was written: the state need not remember it, and the next update begins anew.
      if (receipt.untouched && !olds) throw new Refusal(why, status.UNAVAILABLE)
      throw new InitialisedWithError({ ...thing, inputs: asInputs(news) }, why)
    case 'failed':
      // A creation of several steps may have failed half way: then it exists, and is ours.
      if (!olds && isOurs && kind.owns === 'object')
        throw new InitialisedWithError({ ...thing, inputs: asInputs(news) }, why)
      throw new Refusal(orUnsaid(why, kind, key))
    case 'refused':
    case 'not-started':
      throw new Refusal(orUnsaid(why, kind, key))
  }
}

function asInputs({ values, secret, unknown }: Properties): Marked {
  return { values, secret, unknown }
}

function orUnsaid(why: readonly Finding[], kind: AnyKind, key: Key): readonly Finding[] {
  return why.length > 0 ? why : [finding('not-started', { what: `${kind.name} ${key}` })]
}
