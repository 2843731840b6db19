/**
 * Observe: one look at everything that is wanted or bears our mark.
 *
 * Kinds are asked one after the other, each in a few calls. A fault makes
 * `unknown` of what it hid, so that a timeout can never read as "absent".
 */
import { Fault } from '../drivers/fault.js'
import { Bug, finding, type Finding } from '../findings.js'
import type { AnyKind, Drivers, Key, Reading, Wanted } from '../resources/resource.js'
import { findingOf } from './fault-finding.js'

export interface Observation {
  readonly kind: AnyKind
  readonly key: Key
  readonly reading: Reading<object>
  readonly wanted: Wanted | undefined
}

export interface Observed {
  /** In the order of the kinds, then of the keys. */
  readonly observations: readonly Observation[]
  /** Kinds of which it is not known what bears our mark. */
  readonly unread: readonly { readonly kind: string; readonly why: Finding }[]
}

export async function observe(
  kinds: readonly AnyKind[],
  drivers: Drivers,
  wanted: readonly Wanted[],
): Promise<Observed> {
  const observations: Observation[] = []
  const unread: { kind: string; why: Finding }[] = []
  for (const kind of kinds) {
    const mine = new Map(wanted.filter(one => one.kind === kind.name).map(one => [one.key, one]))
    const marked = new Set(await found(kind, drivers, why => unread.push({ kind: kind.name, why })))
    const former = [...mine.values()].flatMap(one => one.formerly ?? [])
    const keys = [...new Set([...mine.keys(), ...former, ...marked])].sort()
    const readings = await look(kind, drivers, keys, mine)
    const looked = [...mine.values()].map(one => ({ one, ...readingOfWanted(readings, one) }))
    const heirs = new Map(
      looked.flatMap(({ one, underFormerKey }) =>
        underFormerKey && one.formerly ? [[one.formerly, one.key] as const] : [],
      ),
    )
    for (const { one, reading, underFormerKey } of looked) {
      const old = underFormerKey ? (one.formerly ?? one.key) : one.key
      const heir = heirs.get(old)
      const contested = heir !== undefined && mine.has(old)
      observations.push({
        kind,
        key: one.key,
        reading: contested ? nameInUse(kind, old, heir) : reading,
        wanted: one,
      })
    }
    for (const key of keys)
      if (!mine.has(key) && !heirs.has(key) && marked.has(key))
        observations.push({ kind, key, reading: readingOf(readings, key), wanted: undefined })
  }
  return { observations: sorted(kinds, observations), unread }
}

/** One reading for each key; a fault gives `unknown` for all of them. */
export async function look(
  kind: AnyKind,
  drivers: Drivers,
  keys: readonly Key[],
  wanted: ReadonlyMap<Key, Wanted>,
): Promise<ReadonlyMap<Key, Reading<object>>> {
  if (keys.length === 0) return new Map()
  try {
    const desired = new Map([...wanted].map(([key, one]) => [key, one.desired]))
    return await kind.read(drivers, keys, desired)
  } catch (fault) {
    if (!(fault instanceof Fault)) throw fault
    const unknown = (key: Key): Reading<object> => ({
      state: 'unknown',
      why: findingOf(fault, nameOf(kind, key)),
    })
    return new Map(keys.map(key => [key, unknown(key)]))
  }
}

/** The reading of a key; a missing one is a bug of the kind, never an absence. */
export function readingOf(readings: ReadonlyMap<Key, Reading<object>>, key: Key): Reading<object> {
  const reading = readings.get(key)
  if (!reading) throw new Bug(`No answer was given for "${key}".`)
  return reading
}

/** A wanted thing may still stand under its former key: the same thing, whose mark must learn the new name. */
export function readingOfWanted(
  readings: ReadonlyMap<Key, Reading<object>>,
  { key, formerly }: Wanted,
): { readonly reading: Reading<object>; readonly underFormerKey: boolean } {
  const reading = readingOf(readings, key)
  if (formerly === null || !mayBeMoved(reading, formerly)) return { reading, underFormerKey: false }
  const before = readingOf(readings, formerly)
  if (before.state !== 'present' || before.owner !== 'us') return { reading, underFormerKey: false }
  return { reading: { ...before, markMissing: true }, underFormerKey: true }
}

/** Nothing is known under the new key, or only that the old one holds the name still. */
function mayBeMoved(reading: Reading<object>, formerly: Key): boolean {
  return reading.state === 'absent' || (reading.state === 'blocked' && reading.heldBy === formerly)
}

/** What is there cannot be two things: the renamed one, and one that is new by the old name. */
function nameInUse(kind: AnyKind, old: Key, heir: Key): Reading<object> {
  const why = finding('former-name-in-use', { kind: kind.name, old, new: heir })
  return { state: 'blocked', why }
}

/** How findings speak of a thing before anything is known of it: "inbound-connector milan". */
export function nameOf(kind: AnyKind, key: Key): string {
  return `${kind.name} ${key}`
}

async function found(
  kind: AnyKind,
  drivers: Drivers,
  tell: (why: Finding) => void,
): Promise<readonly Key[]> {
  try {
    const marked = await kind.find(drivers)
    return marked.flatMap(({ spec, key }) => (spec === drivers.mark.spec ? [key] : []))
  } catch (fault) {
    if (!(fault instanceof Fault)) throw fault
    const why = findingOf(fault, kind.name).message
    tell(finding('kind-unread', { kind: kind.name, why }))
    return []
  }
}

function sorted(
  kinds: readonly AnyKind[],
  observations: readonly Observation[],
): readonly Observation[] {
  const order = new Map(kinds.map((kind, index) => [kind.name, index]))
  const rank = (one: Observation) => order.get(one.kind.name) ?? 0
  return [...observations].sort(
    (a, b) => rank(a) - rank(b) || (a.key < b.key ? -1 : a.key > b.key ? 1 : 0),
  )
}
