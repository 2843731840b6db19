/**
 * The wire of one run: every call to the tenant and to the DNS goes over it one
 * by one, is counted, and may go wrong where a test says so, as the world fails:
 * before the call arrived, or after it was done and only the answer was lost.
 */
import type { Call, ExchangePort, Outcome, Row, Zones } from '../../src/drivers/drivers.js'
import { isRead } from '../../src/drivers/exchange/cmdlet-table.js'
import { faultFrom } from '../../src/drivers/exchange/simulator/injected-faults.js'
import { sceneFaults, type SceneFault } from '../../src/drivers/exchange/simulator/scene.js'
import { finding } from '../../src/findings.js'

/** `killed`: the process ends before the call is sent. */
export type Disturbance = SceneFault['fault'] | 'killed'

export const faultNames = sceneFaults

/** One call as the wire sees it. */
export interface WireCall {
  /** From 1. */
  readonly number: number
  /** A cmdlet, or `read TXT` and `replace TXT`. */
  readonly operation: string
  readonly writes: boolean
  readonly call?: Call
  /** The name of the DNS that is written to. */
  readonly name?: string
}

export interface Disturb {
  /** What goes wrong with this call. */
  readonly fault?: (call: WireCall) => Disturbance | undefined
  /** Runs just before a call, as another person at the same moment would. */
  readonly before?: (call: WireCall) => Promise<void> | void
  /** The rows of a reading, in another order. */
  readonly rows?: (rows: readonly Row[]) => readonly Row[]
}

/** The end of a process: no fault of the world, so nothing catches it. */
export class Killed extends Error {
  override readonly name = 'Killed'
}

export interface Wire {
  port(port: ExchangePort): ExchangePort
  zones(zones: Zones): Zones
  readonly calls: () => readonly WireCall[]
}

export function createWire(disturb: Disturb = {}): Wire {
  const calls: WireCall[] = []

  /** Sends one call, and lets happen what the test asked for. */
  async function send<Answer>(
    what: Omit<WireCall, 'number'>,
    work: () => Promise<Answer>,
    lost: (fault: SceneFault) => Answer,
  ): Promise<Answer> {
    const call = { ...what, number: calls.length + 1 }
    calls.push(call)
    await disturb.before?.(call)
    const fault = disturb.fault?.(call)
    if (fault === undefined) return work()
    if (fault === 'killed') throw new Killed(`Killed before ${call.operation}.`)
    if (fault === 'timeout-after-write') await work()
    return lost({ cmdlet: call.operation, fault })
  }

  return Object.freeze({
    calls: () => [...calls],

    port: (port: ExchangePort): ExchangePort => ({
      ...port,
      async run(batch: readonly Call[]) {
        const outcomes: Outcome[] = []
        for (const call of batch) {
          const what = { operation: call.cmdlet, writes: !isRead(call.cmdlet), call }
          outcomes.push(await send(what, () => one(port, call), failed))
        }
        return outcomes.map(outcome => reordered(outcome, disturb.rows))
      },
    }),

    zones: (zones: Zones): Zones => ({
      ...zones,
      readTxt: names =>
        send(
          { operation: 'read TXT', writes: false },
          () => zones.readTxt(names),
          () =>
            new Map(
              names.map(name => {
                const why = finding('dns-no-answer', { name, status: 'timeout' })
                return [name, { state: 'unknown' as const, why }]
              }),
            ),
        ),
      replaceTxt: change =>
        send(
          { operation: 'replace TXT', writes: true, name: change.name },
          () => zones.replaceTxt(change),
          fault => {
            throw faultFrom(fault)
          },
        ),
    }),
  })
}

async function one(port: ExchangePort, call: Call): Promise<Outcome> {
  const [outcome] = await port.run([call])
  if (!outcome) throw new Error(`The port gave no outcome for ${call.cmdlet}.`)
  return outcome
}

function failed(fault: SceneFault): Outcome {
  return { status: 'failed', fault: faultFrom(fault), warnings: [] }
}

function reordered(outcome: Outcome, rows: Disturb['rows']): Outcome {
  return outcome.status === 'done' && rows ? { ...outcome, rows: rows(outcome.rows) } : outcome
}
