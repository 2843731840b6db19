/**
 * The simulated Exchange Online tenant: the port behind which everything runs
 * without an account. Each cmdlet is a pure function of the tenant (simulator/);
 * this file keeps the state, tells the time, injects the scene's faults and
 * makes outcomes of what comes back. The facts it behaves by stand in the files
 * of the nouns.
 */
import { setTimeout as pause } from 'node:timers/promises'
import type { Call, ExchangePort, Outcome } from '../drivers.js'
import { Fault } from '../fault.js'
import { isRead } from './cmdlet-table.js'
import { selected } from './selected.js'
import type { Answer, Moment } from './simulator/cmdlet.js'
import { counted, faultFrom, injectedFault, isCounted } from './simulator/injected-faults.js'
import { openedTenant, withSceneDomains } from './simulator/opening.js'
import { perform, servedCmdlets } from './simulator/perform.js'
import { Refusal } from './simulator/refusal.js'
import { offersTo } from './simulator/roles.js'
import type { Scene } from './simulator/scene.js'
import type { TenantStore } from './simulator/store.js'
import type { Tenant } from './simulator/tenant.js'

export interface SimulatorOptions {
  readonly store: TenantStore
  readonly clock: () => Date
  readonly scene: Scene
}

export interface Simulator extends ExchangePort {
  readonly driver: 'simulator'
  /** The tenant as it is now, everything in it. */
  readonly state: () => Tenant
}

export function createSimulator({ store, clock, scene }: SimulatorOptions): Simulator {
  let first: Tenant | undefined
  const opened = (tenant: Tenant | undefined) => {
    if (tenant) return withSceneDomains(tenant, scene)
    first ??= openedTenant(scene, clock())
    return first
  }

  const answer = (call: Call): Promise<Outcome> => {
    const moment: Moment = { now: clock(), scene }
    if (isRead(call.cmdlet) && !isCounted(scene, call.cmdlet))
      return Promise.resolve(outcomeOf(call, () => perform(opened(store.read()), call, moment)))
    return store
      .change(before => carriedOut(opened(before), call, moment))
      .catch((error: unknown) => failed(call, error))
  }

  /** A slow answer takes its time whoever would rather end, as a running cmdlet does. */
  const run = async (call: Call): Promise<Outcome> => {
    const outcome = await answer(call)
    const seconds = scene.delays?.answerSeconds?.[call.cmdlet] ?? 0
    if (seconds > 0) await pause(seconds * 1000)
    return outcome
  }

  return Object.freeze({
    driver: 'simulator',
    state: () => opened(store.read()),
    async run(calls: readonly Call[]) {
      const outcomes: Outcome[] = []
      for (const call of calls) outcomes.push(await run(call))
      return outcomes
    },
    offers: () => Promise.resolve(offersTo(scene, servedCmdlets)),
    close: () => Promise.resolve(),
  })
}

interface CarriedOut {
  readonly tenant: Tenant
  readonly result: Outcome
}

/** One call with its injected fault, which strikes before the write, or after it has landed. */
function carriedOut(tenant: Tenant, call: Call, moment: Moment): CarriedOut {
  const { scene } = moment
  if (!isCounted(scene, call.cmdlet)) return performed(tenant, call, moment)
  const before = counted(tenant, call.cmdlet)
  const injected = injectedFault(scene, before, call.cmdlet)
  if (!injected) return performed(before, call, moment)
  const lost = failed(call, faultFrom(injected))
  if (injected.fault !== 'timeout-after-write') return { tenant: before, result: lost }
  return { tenant: performed(before, call, moment).tenant, result: lost }
}

function performed(before: Tenant, call: Call, moment: Moment): CarriedOut {
  let tenant = before
  const result = outcomeOf(call, () => {
    const answer = perform(before, call, moment)
    tenant = answer.tenant
    if (answer.refusal) throw answer.refusal
    return answer
  })
  return { tenant, result }
}

function outcomeOf(call: Call, work: () => Answer): Outcome {
  try {
    const { rows, warnings } = work()
    return { status: 'done', rows: selected(rows, call.select), warnings }
  } catch (error) {
    return failed(call, error)
  }
}

/** Faults of the world and refusals of the service are outcomes; anything else is a fault of ours. */
function failed(call: Call, error: unknown): Outcome {
  if (error instanceof Fault) return { status: 'failed', fault: error, warnings: [] }
  if (!(error instanceof Refusal)) throw error
  const { kind, type, message } = error
  const fault = new Fault({ kind, type, text: message, operation: call.cmdlet })
  return { status: 'failed', fault, warnings: [] }
}
