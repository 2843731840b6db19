/**
 * Rehearse: what each change of a plan would send, without sending it. A kind
 * writes as ever, over ports that only take down what would change something;
 * so what is shown is what an apply runs, and no kind needs to tell it twice.
 *
 * What only the tenant's answer can show is not foreseen: a connector that is
 * born disabled, or an object that somebody changes in the meantime.
 */
import type { Call, Exchange, TxtChange } from '../drivers/drivers.js'
import { Bug } from '../findings.js'
import type { AnyKind, Drivers, Reading, Reference } from '../resources/resource.js'
import { assess, type Subject } from './assess.js'
import { nameOf } from './filters.js'
import type { Observation, Observed } from './observe.js'
import type { Change, Plan, Verb } from './plan-data.js'

/** One thing that would be sent. */
export type Step =
  | { readonly to: 'exchange'; readonly call: Call }
  | { readonly to: 'dns'; readonly change: TxtChange }

/** All that one change would send, in order. */
export interface Rehearsal extends Reference {
  readonly verb: Verb
  readonly title: string
  readonly steps: readonly Step[]
}

export interface RehearseInput {
  readonly drivers: Drivers
  readonly plan: Plan
  /** What the plan was made from. */
  readonly observed: Observed
}

export async function rehearse(input: RehearseInput): Promise<readonly Rehearsal[]> {
  const { drivers, plan, observed } = input
  const seen = new Map(
    observed.observations.map(one => [nameOf({ kind: one.kind.name, key: one.key }), one]),
  )
  const rehearsals: Rehearsal[] = []
  for (const change of plan.changes) {
    const { kind, key, verb, telling } = change
    const steps = await stepsOf(observationOf(seen, change), drivers)
    rehearsals.push({ kind, key, verb, title: telling.title, steps })
  }
  return rehearsals
}

async function stepsOf(observation: Observation, drivers: Drivers): Promise<readonly Step[]> {
  const { kind, reading } = observation
  const steps: Step[] = []
  const dry = takingDown(kind, drivers, steps)
  const step = assess(observation, drivers.mark)
  if (step.step === 'remove') await kind.remove(dry, step.live)
  if (step.step !== 'write') return steps
  await kind.write(dry, step.desired, step.live)
  if (reading.state !== 'absent' || !kind.newborn) return steps
  const live = kind.newborn(step.desired)
  await finish({ ...observation, reading: { ...born, live } }, dry)
  return steps
}

const born = { state: 'present', owner: 'us', markMissing: true } satisfies Partial<Reading<object>>

/** What the look after a creation finds still to be done. */
async function finish(subject: Subject, dry: Drivers): Promise<void> {
  const step = assess(subject, dry.mark)
  if (step.step === 'write') await subject.kind.write(dry, step.desired, step.live)
}

/** Reads go through, and were mostly answered before; what the kind calls a write goes nowhere. */
function takingDown(kind: AnyKind, drivers: Drivers, steps: Step[]): Drivers {
  const { exchange, zones } = drivers
  const writes = new Set(kind.cmdlets.write)
  const dry: Exchange = {
    ...exchange,
    async run(cmdlet, parameters = {}) {
      if (!writes.has(cmdlet)) return exchange.run(cmdlet, parameters)
      steps.push({ to: 'exchange', call: { cmdlet, parameters } })
      return []
    },
    async batch(calls) {
      const written = calls.filter(call => writes.has(call.cmdlet))
      if (written.length === 0) return exchange.batch(calls)
      if (written.length < calls.length)
        throw new Bug(`${kind.name} reads and writes in one round trip.`)
      steps.push(...written.map(call => ({ to: 'exchange' as const, call })))
      return written.map(() => ({ status: 'done' as const, rows: [], warnings: [] }))
    },
  }
  return {
    ...drivers,
    exchange: dry,
    zones: {
      ...zones,
      replaceTxt(change) {
        steps.push({ to: 'dns', change })
        return Promise.resolve()
      },
    },
  }
}

function observationOf(seen: ReadonlyMap<string, Observation>, change: Change): Observation {
  const one = seen.get(nameOf(change))
  if (!one) throw new Bug(`The plan changes ${nameOf(change)}, which nobody looked at.`)
  return one
}
