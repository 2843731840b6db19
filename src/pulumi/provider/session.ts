/**
 * One configured provider: a spec, its tenant, and all that a run remembers.
 *
 * Nothing is opened before it is needed. The engine configures providers that it
 * never asks anything, and a preview without a tenant must get as far as it can.
 */
import type { TenantFacts, Verdict } from '../../compile/compiled.js'
import { judge } from '../../compile/judge.js'
import { finding, type Because, type Finding, type Place } from '../../findings.js'
import { everyKind } from '../../resources/kinds.js'
import type { AnyKind, Drivers, Key, Marked, Wanted } from '../../resources/resource.js'
import { connect, type Connection } from '../../run/connect.js'
import { takeLock, type Lock } from '../../run/lock.js'
import type { Stack } from '../../run/stack.js'
import { readTenantFacts } from '../../run/tenant-facts.js'
import { todayOf, type World } from '../../run/world.js'
import { createLane, type Lane } from './lane.js'
import type { Narrator } from './narrator.js'
import { createReadings, type Readings } from './readings.js'
import { Refusal } from './refusal.js'
import { openSettings, type Settings } from './settings.js'
import { isOver, notInTime, type TimeLimit } from './time-limit.js'
import { createTurns, type Turns } from './turns.js'

export interface Session {
  readonly settings: Settings
  readonly world: World
  readonly lane: Lane
  readonly narrator: Narrator
  readonly readings: Readings
  /** Whose turn it is: what Exchange says goes to that resource. */
  readonly turns: Turns
  /** The spec; throws a `Refusal` that tells its faults. */
  stack(): Stack
  /** The tenant, connected at the first call. */
  connection(): Connection
  drivers(): Drivers
  /** The lines of the spec that ask for it; [] where a program does. */
  because(kind: AnyKind, key: Key): readonly Because[]
  /** What the spec wants under that key. */
  wanted(kind: AnyKind, key: Key): Wanted | undefined
  facts(): Promise<TenantFacts>
  /** What the tenant has against it; [] is nothing. */
  against(wanted: Wanted): Promise<readonly Finding[]>
  verdicts(): Promise<readonly Verdict[]>
  /** What bore a mark of devicemail when the run first asked. */
  marked(kind: AnyKind): Promise<readonly Marked[]>
  /** Keeps other runs off the folder from the first write on. */
  lock(): void
  /** Does the work while pauses between tries are those of another world, which may want to end sooner. */
  within<Result>(world: World, work: () => Promise<Result>): Promise<Result>
  close(): Promise<void>
}

export interface SessionOptions {
  readonly settings: Settings
  readonly directory: string
  readonly world: World
  readonly narrator: Narrator
}

export function createSession(options: SessionOptions): Session {
  const { settings, directory, world, narrator } = options
  const lane = createLane()
  const turns = createTurns(narrator)
  let opened: Stack | undefined
  let connected: Connection | undefined
  let patience = world
  let locked: Lock | undefined
  let asked: Promise<TenantFacts> | undefined
  let judged: Promise<readonly Verdict[]> | undefined
  const found = new Map<string, Promise<readonly Marked[]>>()

  const stack = () => {
    if (opened) return opened
    const answer = openSettings(settings, directory)
    if (!('spec' in answer)) throw new Refusal(answer)
    opened = answer
    return answer
  }
  const connection = () => {
    if (connected) return connected
    const { folder, spec } = stack()
    const tell = (text: string) => {
      narrator.tell('information', text, '')
    }
    const patient: World = { ...world, wait: milliseconds => patience.wait(milliseconds) }
    const answer = connect(folder, spec, patient, {
      ledger: turns.ledger,
      tell,
      kinds: everyKind,
    })
    if (!('drivers' in answer)) throw new Refusal(answer)
    connected = answer
    return answer
  }
  const drivers = () => connection().drivers
  const wanted = (kind: AnyKind, key: Key) =>
    stack().compiled.wanted.find(one => one.kind === kind.name && one.key === key)
  const facts = () => {
    const { compiled, spec } = stack()
    asked ??= lane(() => readTenantFacts(drivers(), compiled.questions, spec.tenant.cloud))
    return asked
  }
  const judgedWith = async (more: Partial<Stack['compiled']>) => {
    const { compiled, spec } = stack()
    return judge({ ...compiled, ...more }, spec, await facts(), todayOf(world))
  }
  const verdicts = () => {
    judged ??= judgedWith({})
    return judged
  }
  /** An import is a consent of which the text of the spec knows nothing. */
  const verdictsOn = (asked: Wanted) => {
    const all = stack().compiled.wanted
    const ofSpec = all.find(one => one.kind === asked.kind && one.key === asked.key)
    const { adopt, takeFrom } = asked
    if (!ofSpec || (ofSpec.adopt === adopt && ofSpec.takeFrom === takeFrom)) return verdicts()
    return judgedWith({ wanted: all.map(one => (one === ofSpec ? asked : one)) })
  }

  const marked = (kind: AnyKind) => {
    const known = found.get(kind.name) ?? lane(() => kind.find(drivers()))
    found.set(kind.name, known)
    return known
  }

  return Object.freeze({
    settings,
    world,
    lane,
    narrator,
    turns,
    readings: createReadings({ lane, drivers, wanted: () => stack().compiled.wanted }),
    stack,
    connection,
    drivers,
    wanted,
    because: (kind: AnyKind, key: Key) =>
      (wanted(kind, key)?.because ?? []).map(one => inFolder(settings.spec, one)),
    facts,
    verdicts,
    marked,
    async against(wanted: Wanted) {
      const { kind, key } = wanted
      return (await verdictsOn(wanted))
        .filter(({ refuses }) => refuses.some(one => one.kind === kind && one.key === key))
        .map(one => inFolder(settings.spec, one.finding))
    },
    lock() {
      if (locked) return
      const taken = takeLock(stack().folder, world)
      if ('code' in taken) throw new Refusal([taken])
      locked = taken
    },
    // Only one piece of work is in the lane at a time, so there is one patience.
    within(other: World, work) {
      patience = other
      return work().finally(() => {
        patience = world
      })
    },
    async close() {
      locked?.release()
      locked = undefined
      await connected?.close()
      connected = undefined
    },
  } satisfies Session)
}

/** As seen from Pulumi.yaml: one program may have several specs, each with a milan.yaml. */
export function inFolder<Placed extends { readonly place?: Place }>(
  spec: string,
  one: Placed,
): Placed {
  return one.place ? { ...one, place: { ...one.place, file: `${spec}/${one.place.file}` } } : one
}

/** Nothing new is started once the run is to end, or its time is over. */
export function mustGoOn({ world }: Session, what: string, limit?: TimeLimit): void {
  if (world.interrupted()) throw new Refusal([finding('pulumi-cancelled', { what })])
  if (limit && isOver(limit)) throw new Refusal([notInTime(what, limit)])
}
