/** One apply: carries out a plan that was approved, then looks whether it is so. */
import { apply } from '../engine/apply.js'
import type { Pace } from '../engine/pace.js'
import type { Change, Plan, Receipt } from '../engine/plan-data.js'
import { Bug } from '../findings.js'
import { kinds } from '../resources/kinds.js'
import type { Connection } from './connect.js'
import type { Planned } from './plan-stack.js'
import type { World } from './world.js'

export interface Progress {
  onStart(change: Change): void
  onReceipt(receipt: Receipt): void
}

/** Looks before "waiting" is the answer: about a minute in all. */
const looks = 8

export async function applyPlanned(
  { plan, wanted }: Planned,
  { drivers }: Connection,
  world: World,
  progress: Progress,
): Promise<readonly Receipt[]> {
  if (plan.mode === 'observe')
    throw new Bug('A plan that is only to be looked at was to be applied.')
  return apply({
    kinds,
    drivers,
    plan,
    wanted,
    pace: paceOf(world),
    onStart: change => {
      progress.onStart(change)
    },
    onReceipt: receipt => {
      progress.onReceipt(receipt)
    },
  })
}

/** Whether all was done, as the exit code tells it. */
export function isDone(plan: Plan, receipts: readonly Receipt[]): boolean {
  const fine = receipts.every(({ outcome }) =>
    ['written', 'removed', 'unchanged'].includes(outcome),
  )
  return fine && plan.held.length === 0
}

export function didAnything(receipts: readonly Receipt[]): boolean {
  return receipts.some(({ outcome }) => ['written', 'removed', 'waiting'].includes(outcome))
}

/** Half a second first, then longer: most things show at once, some need a minute. */
export function paceOf(world: World): Pace {
  return {
    looks,
    interrupted: () => world.interrupted(),
    pause: attempt => world.wait(Math.min(500 * 2 ** (attempt - 1), 15_000)),
  }
}
