/**
 * The time that a person gives a call (`customTimeouts`), from when it arrives.
 * What is not begun by then is not started. What runs is finished, since a cmdlet
 * is done or not and never half; but nobody waits any longer for it to show.
 */
import { Fault } from '../../drivers/fault.js'
import type { Receipt } from '../../engine/plan-data.js'
import { finding, type Finding } from '../../findings.js'
import type { AnyKind, Drivers, Key } from '../../resources/resource.js'
import { withDeadline, type World } from '../../run/world.js'

export interface TimeLimit {
  /** As it was given; null is none. */
  readonly seconds: number | null
  /** Of the seconds; Infinity without a limit. */
  left(): number
}

/** The engine sends 0 where nobody gave one. */
export function timeLimit(world: World, given: number): TimeLimit {
  if (given <= 0) return { seconds: null, left: () => Infinity }
  const end = world.now().getTime() + given * 1000
  return { seconds: given, left: () => (end - world.now().getTime()) / 1000 }
}

export function isOver(limit: TimeLimit): boolean {
  return limit.left() <= 0
}

/** The world of a batch, which wants to end once nobody in it has time left. */
export function worldWithin(world: World, limits: readonly TimeLimit[]): World {
  const left = Math.max(...limits.map(one => one.left()))
  return withDeadline(world, left === Infinity ? null : left)
}

/** It was not begun. */
export function notInTime(what: string, { seconds }: TimeLimit): Finding {
  return finding('pulumi-not-in-time', { what, seconds: seconds ?? 0 })
}

/** What a receipt tells, and that the time was over where that is why. */
export function whyOf(
  { outcome, finding: why }: Receipt,
  what: string,
  limit: TimeLimit,
  world: World,
): readonly Finding[] {
  const told = why ? [why] : []
  if (world.interrupted() || !isOver(limit)) return told
  if (outcome === 'not-started') return [notInTime(what, limit)]
  if (outcome !== 'waiting') return told
  return [...told, finding('pulumi-time-over', { what, seconds: limit.seconds ?? 0 })]
}

/** The kind as it is, beginning nothing whose time is over; what was begun goes on. */
export function withinTime(kind: AnyKind, limits: ReadonlyMap<Key, TimeLimit>): AnyKind {
  const begun = new Set<Key>()
  const begin = (thing: object) => {
    const key = kind.keyOf(thing)
    const limit = limits.get(key)
    if (limit && isOver(limit) && !begun.has(key)) throw overdue(kind, key, limit)
    begun.add(key)
  }
  return {
    ...kind,
    async write(drivers: Drivers, desired, live) {
      begin(desired)
      await kind.write(drivers, desired, live)
    },
    async remove(drivers: Drivers, live) {
      begin(live)
      await kind.remove(drivers, live)
    },
  }
}

function overdue(kind: AnyKind, key: Key, limit: TimeLimit): Fault {
  const what = `${kind.name} ${key}`
  const text = 'The time is over.'
  return new Fault({
    kind: 'transient',
    text,
    operation: kind.name,
    finding: notInTime(what, limit),
  })
}
