/**
 * The port as kinds get it: with the standard parameters, the properties that
 * are read, an allow list, memory for reads, retries of what may be tried again,
 * and a line in the ledger for every call. It is the only way to a tenant, so
 * what must never happen is refused here: a cmdlet nobody declared, and an empty
 * Identity, with which a Get gives everything and a Remove has been known to as
 * well.
 */
import { Bug } from '../../findings.js'
import type {
  Call,
  Exchange,
  ExchangePort,
  Outcome,
  Parameters,
  ReadProperties,
} from '../drivers.js'
import { isRetryable, type Fault } from '../fault.js'
import type { Ledger } from '../ledger.js'
import { fullPace, type Pace } from '../pace.js'
import type { Retry } from '../retry.js'
import { isRead } from './cmdlet-table.js'
import { createReadMemory } from './read-memory.js'
import { withReadProperties } from './read-properties.js'
import { withStandardParameters } from './standard-parameters.js'

export interface ExchangeOptions {
  /** The cmdlets that may be run; the kinds declare them. */
  readonly allow: readonly string[]
  /** The properties that are read; all of them for a cmdlet that is not in it. */
  readonly read?: ReadProperties
  readonly retry: Retry
  /** Full speed if none is given. */
  readonly pace?: Pace
  readonly ledger: Ledger
  readonly clock: () => Date
}

export function createExchange(port: ExchangePort, options: ExchangeOptions): Exchange {
  const allowed = new Set(options.allow)
  const memory = createReadMemory()

  async function batch(calls: readonly Call[]): Promise<readonly Outcome[]> {
    const complete = calls.map(call => prepared(call, allowed, options.read))
    const writes = complete.filter(call => !isRead(call.cmdlet))
    if (writes.length === 0) return Promise.all(remembered(complete))
    const forget = () => {
      for (const call of writes) memory.forgetFamilyOf(call)
    }
    forget()
    // Again afterwards: a read that was under way meanwhile may have seen the state before.
    return send(port, complete, options).finally(forget)
  }

  /** Asks in one round trip for what nobody asked before. */
  function remembered(calls: readonly Call[]): readonly Promise<Outcome>[] {
    const asked: Call[] = []
    const sending = deferred(() => send(port, asked, options))
    return calls.map(call => {
      const earlier = memory.recall(call)
      if (earlier) return earlier
      const index = asked.push(call) - 1
      const answer = sending.then(outcomes => outcomeAt(outcomes, index))
      memory.keep(call, answer)
      return answer
    })
  }

  return Object.freeze({
    batch,
    async run(cmdlet: string, parameters: Parameters = {}) {
      const outcome = outcomeAt(await batch([{ cmdlet, parameters }]), 0)
      if (outcome.status === 'failed') throw outcome.fault
      return outcome.rows
    },
    forget: () => {
      memory.forgetAll()
    },
  })
}

/** Sends the calls, and those that may be tried again once more, until all are settled. */
async function send(
  port: ExchangePort,
  calls: readonly Call[],
  { retry, pace = fullPace, ledger, clock }: ExchangeOptions,
): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = []
  let left = calls.map((call, index) => ({ call, index }))
  let throttled = false
  if (left.length === 0) return outcomes
  await pace.before()

  const attemptAll = async (attempt: number) => {
    const started = clock()
    const answers = await port.run(left.map(({ call }) => call))
    const ended = clock()
    const faults: Fault[] = []
    const again: typeof left = []
    left.forEach(({ call, index }, position) => {
      const outcome = outcomeAt(answers, position)
      outcomes[index] = outcome
      ledger.record({ driver: port.driver, call, outcome, attempt, started, ended })
      if (outcome.status === 'done' || !isRetryable(outcome.fault)) return
      faults.push(outcome.fault)
      again.push({ call, index })
    })
    left = again
    throttled ||= faults.some(({ kind }) => kind === 'throttled')
    const [fault] = faults
    if (fault) throw fault
  }

  await retry(attemptAll).catch((error: unknown) => {
    // Given up: the outcomes tell. Anything else is no fault of a call.
    if (left.length === 0 || !outcomes.some(one => one.status === 'failed' && one.fault === error))
      throw error
  })
  // What was refused and then went well was refused all the same.
  pace.after(throttled)
  return outcomes
}

function prepared(call: Call, allowed: ReadonlySet<string>, read: ReadProperties = {}): Call {
  const { cmdlet, parameters } = call
  if (!allowed.has(cmdlet)) throw new Bug(`${cmdlet} is on no list of allowed cmdlets.`)
  for (const name of ['Identity', 'SoftDeletedObject'])
    if (name in parameters && isBlank(parameters[name]))
      throw new Bug(`${cmdlet} was given an empty ${name}, which may mean everything.`)
  const complete = { ...call, parameters: withStandardParameters(cmdlet, parameters) }
  return withReadProperties(complete, read)
}

function isBlank(value: unknown): boolean {
  return typeof value !== 'string' || value.trim() === ''
}

function outcomeAt(outcomes: readonly Outcome[], index: number): Outcome {
  const outcome = outcomes[index]
  if (!outcome) throw new Bug(`Call ${index + 1} of a round trip got no answer.`)
  return outcome
}

/** Starts the work once the current turn is over, when all calls of the batch are known. */
async function deferred<Result>(work: () => Promise<Result>): Promise<Result> {
  await Promise.resolve()
  return work()
}
