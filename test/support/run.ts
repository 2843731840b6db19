/** One run of a test: plan and apply over given drivers, and what went over the wire. */
import { apply } from '../../src/engine/apply.js'
import { observe } from '../../src/engine/observe.js'
import type { Pace } from '../../src/engine/pace.js'
import { makePlan, type PlanInput } from '../../src/engine/plan.js'
import type { Plan, Receipt } from '../../src/engine/plan-data.js'
import type { AnyKind, Drivers, Wanted } from '../../src/resources/resource.js'
import type { WireCall } from './wire.js'

export interface Given {
  readonly kinds: readonly AnyKind[]
  readonly drivers: Drivers
  readonly pace: Pace
  readonly calls: () => readonly WireCall[]
}

export interface Run {
  readonly drivers: Drivers
  readonly pace: Pace
  /** What was sent, in order; and only that which may change something. */
  readonly calls: () => readonly WireCall[]
  readonly writes: () => readonly string[]
  readonly plan: (wanted: readonly Wanted[], verdicts?: PlanInput['verdicts']) => Promise<Plan>
  readonly apply: (plan: Plan, wanted: readonly Wanted[]) => Promise<readonly Receipt[]>
  /** Plans and does it. */
  readonly settle: (wanted: readonly Wanted[]) => Promise<readonly Receipt[]>
}

export function createRun(given: Given): Run {
  const { kinds, drivers, pace, calls } = given
  const run: Run = {
    drivers,
    pace,
    calls,
    writes: () => calls().flatMap(one => (one.writes ? [one.operation] : [])),
    async plan(wanted, verdicts = []) {
      drivers.forget()
      const observed = await observe(kinds, drivers, wanted)
      const { mark } = drivers
      const input = { tenant: 'contoso.onmicrosoft.com', driver: 'simulator', mark, observed }
      return makePlan({ ...input, verdicts, findings: [] })
    },
    apply: (plan, wanted) =>
      apply({ kinds, drivers, plan, wanted, pace, onStart: nothing, onReceipt: nothing }),
    async settle(wanted) {
      return run.apply(await run.plan(wanted), wanted)
    },
  }
  return Object.freeze(run)
}

function nothing(): void {
  // Nobody listens.
}

/** `inbound-connector:milan written`, for assertions that read well. */
export function outcomesOf(receipts: readonly Receipt[]): readonly string[] {
  return receipts.map(({ kind, key, outcome }) => `${kind}:${key} ${outcome}`)
}

/** `create inbound-connector:milan`. */
export function changesOf(plan: Plan): readonly string[] {
  return plan.changes.map(({ verb, kind, key }) => `${verb} ${kind}:${key}`)
}
