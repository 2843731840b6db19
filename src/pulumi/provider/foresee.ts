/**
 * Foresee: what a creation or update will do, from one look at the tenant. A
 * preview is refused what an update would be refused, so a reviewer sees it; an
 * update goes on from here to the writing.
 */
import { changedMeanwhile, notApproved } from '../../engine/approval.js'
import { assess, titleOf, type Assessment } from '../../engine/assess.js'
import type { Change } from '../../engine/plan-data.js'
import { finding, type Finding } from '../../findings.js'
import { diff, removalOf, sameJson } from '../../resources/field-table.js'
import type { AnyKind, Key, Wanted } from '../../resources/resource.js'
import { fieldsOf } from '../codec/outputs.js'
import type { Properties } from '../codec/properties.js'
import { Refusal } from './refusal.js'
import type { Session } from './session.js'

export interface Foreseen {
  /** What the person saw and agreed to. */
  readonly approved: Change
  /** The thing as it will be. */
  readonly desired: object
  /** What a person should know although it stands in no way. */
  readonly remarks: readonly Finding[]
}

export async function foresee(
  session: Session,
  kind: AnyKind,
  wanted: Wanted,
  /** The outputs in the state; undefined for a creation. */
  olds: Properties | undefined,
): Promise<Foreseen> {
  const against = await session.against(wanted)
  if (against.length > 0) throw new Refusal(against)
  const { key } = wanted
  const reading = await session.readings.of(kind, { key, wanted })
  const step = assess({ kind, key, reading, wanted }, session.drivers().mark)
  if (step.step === 'hold') throw new Refusal(step.why.map(one => placed(one, wanted)))
  if (step.step === 'write' && step.verb === 'create')
    await refuseUnwise(session, kind, wanted, olds)
  const change = changeOf(kind, wanted, step)
  const approved = olds ? { ...change, fields: asTheStateSaw(kind, change, olds) } : change
  const strange = step.step === 'write' ? notApproved(step, approved) : []
  if (strange.length > 0) throw new Refusal([changedMeanwhile(approved, strange)])
  const remarks =
    step.step === 'remove' ? [] : [...takeover(session, kind, wanted, step), ...step.remarks]
  const desired = step.step === 'write' ? step.desired : (step.live ?? wanted.desired)
  return { approved, desired, remarks: remarks.map(one => placed(one, wanted)) }
}

/** The engine shows a mark as a name without a value, so a person is told in words. */
function takeover(
  session: Session,
  kind: AnyKind,
  wanted: Wanted,
  step: Assessment,
): readonly Finding[] {
  const isTheirs = step.step === 'write' && step.owner !== null && step.owner !== 'us'
  if (!isTheirs || kind.owns === 'part') return []
  const what = titleOf(kind, step.live ?? wanted.desired)
  return [finding('pulumi-taken-over', { what, mark: session.drivers().mark.text(wanted.key) })]
}

/** A thing that the state has may only be made anew once the person saw that it is gone. */
async function refuseUnwise(
  session: Session,
  kind: AnyKind,
  wanted: Wanted,
  olds: Properties | undefined,
): Promise<void> {
  const place = wanted.because[0]?.place
  if (olds && kind.owns === 'object') {
    const what = titleOf(kind, wanted.desired)
    throw new Refusal([finding('pulumi-gone', { what }, place)])
  }
  const old = await renamedFrom(session, kind, wanted)
  if (old === undefined) return
  const facts = { kind: kind.name, old, new: wanted.key }
  throw new Refusal([finding('renamed-without-formerly', facts, place)])
}

/** A marked thing that the spec no longer asks for, and that this one is in truth. */
async function renamedFrom(
  session: Session,
  kind: AnyKind,
  wanted: Wanted,
): Promise<string | undefined> {
  if (!kind.resembles || !session.wanted(kind, wanted.key)) return undefined
  const { mark } = session.drivers()
  const marked = await session.marked(kind)
  for (const { key } of marked.filter(({ spec }) => spec === mark.spec)) {
    if (key === wanted.key || key === wanted.formerly || session.wanted(kind, key)) continue
    const reading = await session.readings.of(kind, { key, wanted: undefined })
    if (reading.state !== 'present' || reading.owner !== 'us') continue
    if (kind.resembles(reading.live, wanted.desired)) return key
  }
  return undefined
}

export function changeOf(kind: AnyKind, wanted: Wanted, step: Assessment): Change {
  const { key, because, needs } = wanted
  const differences = step.step === 'write' ? step.differences : []
  const live = liveIn(step)
  const isNew = step.step === 'write' ? step.verb === 'create' : live === undefined
  const after = step.step === 'write' ? step.desired : wanted.desired
  return {
    kind: kind.name,
    key,
    verb: isNew ? 'create' : 'update',
    fields: differences,
    telling: kind.tell({ before: live, after, differences }),
    because,
    needs,
    undo: 'by-apply',
  }
}

export function removalOfWhole(kind: AnyKind, key: Key, live: object): Change {
  const after = kind.leaves?.(live)
  const fields = after ? diff(kind.fields, live, after) : removalOf(kind.fields, live)
  const telling = kind.tell({ before: live, after, differences: fields })
  const base = { kind: kind.name, key, telling, needs: [], because: [], undo: 'by-hand' as const }
  return { ...base, verb: 'remove', fields }
}

function liveIn(step: Assessment): object | undefined {
  return step.step === 'hold' ? undefined : step.live
}

/**
 * The person agreed to what leads from the state to the inputs. What the tenant
 * has otherwise than the state was seen by nobody, and is left out.
 */
function asTheStateSaw(kind: AnyKind, { fields }: Change, olds: Properties): Change['fields'] {
  return fields.filter(({ path, before }) => {
    const field = kind.fields[path]
    if (!field) return true
    return sameJson(field.toJson(field.fromJson(olds.values[path] ?? null)), before)
  })
}

function placed(one: Finding, { because }: Wanted): Finding {
  const place = because[0]?.place
  return one.place || !place ? one : { ...one, place }
}

/** The same guard for a removal: all that is there must be as the state has it. */
export function unseenIn(kind: AnyKind, live: object, olds: Properties): readonly string[] {
  const now = fieldsOf(kind, live)
  return Object.keys(now).filter(name => {
    const field = kind.fields[name]
    if (field?.role !== 'compared') return false
    const before = field.toJson(field.fromJson(olds.values[name] ?? null))
    return !sameJson(before, now[name] ?? null)
  })
}
