/**
 * The plan: what differs, as plain data. Pure; same inputs give the same bytes.
 *
 * | wanted | there | bears our mark | becomes |
 * |---|---|---|---|
 * | yes | no | | create |
 * | yes | yes, differs | yes, or the spec consents | update |
 * | yes | yes, as wanted | yes, or a part of something | unchanged |
 * | yes | yes | no | refused: `adopt: true` is the way |
 * | no | yes | yes | remove, or kept where the kind says so |
 * | no | yes | no | not ours, not even listed |
 * | any | not known | | unread: neither created nor removed |
 *
 * Creations and updates stand in the order of the kinds, removals run backwards
 * after them: what is taken away may still be leaned on until the new is there.
 */
import { createHash } from 'node:crypto'
import { finding, type Finding } from '../findings.js'
import type { Difference } from '../resources/field.js'
import type { Mark } from '../resources/mark.js'
import { keyFrom, type AnyKind, type Reference } from '../resources/resource.js'
import { assess, titleOf, type Assessment } from './assess.js'
import { canonicalJson } from './canonical-json.js'
import { nameOf, type Observation, type Observed } from './observe.js'
import type { Change, Held, Plan, Standing } from './plan-data.js'

export interface PlanInput {
  readonly tenant: string
  readonly driver: string
  readonly mark: Mark
  readonly observed: Observed
  /** Findings of judge, and the things that may not be written because of each. */
  readonly verdicts: readonly {
    readonly finding: Finding
    readonly refuses: readonly Reference[]
  }[]
  readonly findings: readonly Finding[]
}

interface Assessed extends Observation {
  readonly assessment: Assessment
}

export function makePlan(input: PlanInput): Plan {
  const { observed, mark, verdicts } = input
  const barred = barredBy(verdicts)
  const assessed = observed.observations.map((one): Assessed => {
    const bars = barred.get(nameOf(one.kind, one.key))
    const assessment: Assessment = bars
      ? { step: 'hold', state: 'refused', why: bars }
      : assess(one, mark)
    const { kind, key, reading, wanted } = one
    return { kind, key, reading, wanted, assessment }
  })
  const settled = refuseNeeds(refuseRenames(assessed))
  const changes = inOrder(settled.flatMap(one => (isByHand(one) ? [] : changeOf(one))))
  const plan = {
    tenant: input.tenant,
    spec: mark.spec,
    driver: input.driver,
    mode: 'full' as const,
    changes,
    byHand: settled.flatMap(one => (isByHand(one) ? changeOf(one) : [])),
    held: [...settled.flatMap(heldOf), ...observed.unread.map(heldKind)],
    standing: settled.flatMap(standingOf),
    findings: [
      ...input.findings,
      ...verdicts.filter(one => one.refuses.length === 0).map(one => one.finding),
      ...settled.flatMap(remarksOf),
    ],
  }
  return Object.freeze({ ...plan, digest: digestOf(plan) })
}

/** What a digest covers and an approval means: the changes themselves. */
export interface Approvable {
  readonly tenant: string
  readonly driver: string
  readonly changes: readonly {
    readonly kind: string
    readonly key: string
    readonly verb: string
    readonly fields: readonly Difference[]
  }[]
}

/** SHA-256 over tenant, driver and changes; not the reasons, which may move in a file. 16 hex digits. */
export function digestOf({ tenant, driver, changes }: Approvable): string {
  const told = changes.map(({ kind, key, verb, fields }) => ({ kind, key, verb, fields }))
  const text = canonicalJson({ tenant, driver, changes: told })
  return createHash('sha256').update(text).digest('hex').slice(0, 16)
}

function barredBy(verdicts: PlanInput['verdicts']): ReadonlyMap<string, readonly Finding[]> {
  const barred = new Map<string, Finding[]>()
  for (const { finding: one, refuses } of verdicts)
    for (const { kind, key } of refuses) {
      const name = `${kind} ${key}`
      barred.set(name, [...(barred.get(name) ?? []), one])
    }
  return barred
}

/** Whether a person does it, and not devicemail. */
export function isByHand({ wanted, reading }: Observation): boolean {
  if (wanted) return wanted.doneBy === 'person'
  return reading.state === 'present' && reading.byHand === true
}

/**
 * A removal beside the same thing under another key is a rename that was not
 * said. It is one as well where the new thing is held back: then nothing at all
 * would be left.
 */
function refuseRenames(all: readonly Assessed[]): readonly Assessed[] {
  const refused = new Map<Assessed, Finding>()
  const unborn = all.filter(one => one.wanted && !isThere(one.assessment))
  for (const gone of all) {
    const { kind, assessment } = gone
    // Most things are neither: every one against every other would be too many pairs.
    if (assessment.step !== 'remove' || !kind.resembles) continue
    for (const born of unborn) {
      if (born.kind !== kind || !born.wanted) continue
      if (!kind.resembles(assessment.live, born.wanted.desired)) continue
      const facts = { kind: kind.name, old: gone.key, new: born.key }
      const why = finding('renamed-without-formerly', facts, born.wanted.because[0]?.place)
      refused.set(gone, why).set(born, why)
    }
  }
  return all.map(one => {
    const why = refused.get(one)
    if (!why) return one
    const others = one.assessment.step === 'hold' ? one.assessment.why : []
    return { ...one, assessment: { step: 'hold', state: 'refused', why: [why, ...others] } }
  })
}

/** Whether the thing stands and stays, as it is or changed. */
function isThere(assessment: Assessment): boolean {
  return (
    assessment.step === 'nothing' || (assessment.step === 'write' && assessment.verb === 'update')
  )
}

/** What needs a held thing is held too; kinds stand in an order in which needs come first. */
function refuseNeeds(all: readonly Assessed[]): readonly Assessed[] {
  const held = new Set<string>()
  return all.map(one => {
    const need = one.wanted?.needs.find(({ kind, key }) => held.has(`${kind} ${key}`))
    const name = nameOf(one.kind, one.key)
    const holds = one.assessment.step === 'hold'
    if (holds || need) held.add(name)
    if (holds || !need) return one
    const facts = { what: name, need: `${need.kind} ${need.key}` }
    const why = finding('need-refused', facts, one.wanted?.because[0]?.place)
    return { ...one, assessment: { step: 'hold', state: 'refused', why: [why] } }
  })
}

function changeOf({ kind, key, wanted, assessment }: Assessed): readonly Change[] {
  if (assessment.step !== 'write' && assessment.step !== 'remove') return []
  const { differences } = assessment
  const removed = assessment.step === 'remove'
  const before = assessment.live
  const after = removed ? kind.leaves?.(assessment.live) : assessment.desired
  return [
    {
      kind: kind.name,
      key,
      verb: removed ? 'remove' : assessment.verb,
      fields: differences,
      telling: kind.tell({ before, after, differences }),
      because: wanted?.because ?? [],
      needs: wanted?.needs ?? [],
      undo: undoOf(kind, assessment),
    },
  ]
}

/** What a kind keeps although nothing asks for it stays after a revert as well. */
function undoOf(kind: AnyKind, { step, ...one }: Assessment): Change['undo'] {
  if (kind.whenUnwanted === 'remove' || step !== 'write') return 'by-apply'
  return kind.owns === 'part' || ('verb' in one && one.verb === 'create') ? 'by-hand' : 'by-apply'
}

function heldOf({ kind, key, wanted, assessment }: Assessed): readonly Held[] {
  if (assessment.step !== 'hold') return []
  const because = wanted?.because ?? []
  const why = assessment.why.map(one => placed(one, because[0]?.place))
  return [{ kind: kind.name, key, state: assessment.state, why, because }]
}

function heldKind({ kind, why }: Observed['unread'][number]): Held {
  return { kind, key: keyFrom('*'), state: 'unknown', why: [why], because: [] }
}

function standingOf({ kind, key, wanted, assessment }: Assessed): readonly Standing[] {
  if (assessment.step !== 'nothing' || assessment.how === 'absent') return []
  const title = assessment.live ? titleOf(kind, assessment.live) : nameOf(kind, key)
  return [{ kind: kind.name, key, title, because: wanted?.because ?? [], how: assessment.how }]
}

function remarksOf({ kind, key, wanted, assessment }: Assessed): readonly Finding[] {
  if (assessment.step === 'hold' || assessment.step === 'remove') return []
  if (assessment.step === 'nothing' && assessment.how === 'kept') {
    const what = assessment.live ? titleOf(kind, assessment.live) : nameOf(kind, key)
    return [finding('kept-though-unwanted', { what })]
  }
  return assessment.remarks.map(one => placed(one, wanted?.because[0]?.place))
}

/** Faults of a thing are told at the line that asks for it. */
function placed(one: Finding, place: Finding['place']): Finding {
  return one.place || !place ? one : { ...one, place }
}

function inOrder(changes: readonly Change[]): readonly Change[] {
  const removals = changes.filter(one => one.verb === 'remove')
  return [...changes.filter(one => one.verb !== 'remove'), ...removals.reverse()]
}
