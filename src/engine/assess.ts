/**
 * Assess: what one reading asks for. Plan and ensure both decide by it, so what
 * was shown and what is done cannot part.
 *
 * The guards stand here: unknown, blocked and foreign things are held. Foreign
 * means: not marked by us and no consent in the spec. For a part of something
 * that is not ours, the line in the spec is the consent.
 */
import { finding, hasError, type Finding } from '../findings.js'
import type { Difference } from '../resources/field.js'
import { diff, removalOf } from '../resources/field-table.js'
import type { Mark } from '../resources/mark.js'
import type { AnyKind, Key, Owner, Reading, Wanted } from '../resources/resource.js'

export type Assessment =
  | {
      readonly step: 'hold'
      readonly state: 'unknown' | 'refused'
      readonly why: readonly Finding[]
    }
  | {
      readonly step: 'write'
      readonly verb: 'create' | 'update'
      /** Desired with what is not ours folded in. */
      readonly desired: object
      readonly live: object | undefined
      /** Whose mark it bears now; null where it is not there yet. */
      readonly owner: Owner | null
      readonly differences: readonly Difference[]
      readonly remarks: readonly Finding[]
    }
  | {
      readonly step: 'remove'
      readonly live: object
      readonly differences: readonly Difference[]
    }
  | {
      /** As it must be; `kept` though nothing asks for it any more. */
      readonly step: 'nothing'
      readonly how: 'unchanged' | 'kept' | 'absent'
      readonly live: object | undefined
      readonly remarks: readonly Finding[]
    }

export interface Subject {
  readonly kind: AnyKind
  readonly key: Key
  readonly reading: Reading<object>
  readonly wanted: Wanted | undefined
}

/** The path under which a missing mark shows as a difference. */
export const markPath = 'mark'

export function assess(subject: Subject, mark: Mark): Assessment {
  const { reading } = subject
  if (reading.state === 'unknown') return { step: 'hold', state: 'unknown', why: [reading.why] }
  return subject.wanted ? assessWanted(subject, subject.wanted, mark) : assessUnwanted(subject)
}

function assessWanted(subject: Subject, wanted: Wanted, mark: Mark): Assessment {
  const { kind, key, reading } = subject
  if (reading.state === 'unknown' || reading.state === 'blocked') return refused([reading.why])
  const present = reading.state === 'present'
  const live = present ? reading.live : reading.blank
  if (present && !mayWrite(kind, wanted, reading.owner))
    return refused([foreign(subject, reading.owner, live)])
  const desired = live && kind.fold ? kind.fold(wanted.desired, live) : wanted.desired
  const remarks = [...kind.check(wanted.desired), ...(kind.judge?.(wanted.desired, live) ?? [])]
  if (hasError(remarks)) return refused(remarks)
  const differences = [...diff(kind.fields, present ? live : undefined, desired)]
  if (present && kind.owns === 'object' && (reading.owner !== 'us' || reading.markMissing))
    differences.push({ path: markPath, before: shownOwner(reading.owner), after: mark.text(key) })
  if (differences.length === 0) return { step: 'nothing', how: 'unchanged', live, remarks }
  const verb = present ? 'update' : 'create'
  const owner = present ? reading.owner : null
  return { step: 'write', verb, desired, live, owner, differences, remarks }
}

function assessUnwanted({ kind, reading }: Subject): Assessment {
  if (reading.state === 'blocked' || reading.state === 'unknown') return refused([reading.why])
  if (reading.state === 'absent' || reading.owner !== 'us')
    return { step: 'nothing', how: 'absent', live: undefined, remarks: [] }
  const { live } = reading
  if (kind.whenUnwanted === 'keep') return { step: 'nothing', how: 'kept', live, remarks: [] }
  const differences = kind.leaves
    ? diff(kind.fields, live, kind.leaves(live))
    : removalOf(kind.fields, live)
  return { step: 'remove', live, differences }
}

function mayWrite(kind: AnyKind, wanted: Wanted, owner: Owner): boolean {
  if (kind.owns === 'part' || owner === 'us') return true
  return owner === 'nobody' ? wanted.adopt : wanted.takeFrom === owner.other
}

function foreign({ kind, key, wanted }: Subject, owner: Owner, live: object | undefined): Finding {
  const what = live && wanted ? titleOf(kind, live) : `${kind.name} ${key}`
  const place = wanted?.because[0]?.place
  return owner === 'nobody' || owner === 'us'
    ? finding('not-ours', { what }, place)
    : finding('marked-by-other-spec', { what, other: owner.other }, place)
}

/** How a person calls the thing: `connector "Devices at milan"`. */
export function titleOf(kind: AnyKind, thing: object): string {
  return (
    kind.titleOf?.(thing) ?? kind.tell({ before: undefined, after: thing, differences: [] }).title
  )
}

function shownOwner(owner: Owner): string | null {
  return typeof owner === 'string' ? null : owner.other
}

function refused(why: readonly Finding[]): Assessment {
  return { step: 'hold', state: 'refused', why }
}
