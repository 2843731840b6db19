/**
 * Reads that are begun side by side travel together: a round trip costs far more
 * than a question. Whoever needs several things that do not depend on each other
 * asks for all of them at once (`Promise.all`) and need not know how the others ask.
 *
 * What may change something goes by itself, at once and as it was given.
 */
import { Bug } from '../../findings.js'
import type { Call, Exchange, Outcome } from '../drivers.js'
import { isRead } from './cmdlet-table.js'

export function joinReads(exchange: Exchange): Exchange {
  let waiting: Call[] = []
  let trip: Promise<readonly Outcome[]> | undefined

  /** Leaves when the current turn is over and all who ask side by side have asked. */
  async function leave(): Promise<readonly Outcome[]> {
    await Promise.resolve()
    const calls = waiting
    waiting = []
    trip = undefined
    return exchange.batch(calls)
  }

  async function batch(calls: readonly Call[]): Promise<readonly Outcome[]> {
    if (!calls.every(({ cmdlet }) => isRead(cmdlet))) return exchange.batch(calls)
    const from = waiting.length
    waiting.push(...calls)
    trip ??= leave()
    return (await trip).slice(from, from + calls.length)
  }

  return Object.freeze({
    ...exchange,
    batch,
    async run(cmdlet, parameters = {}) {
      if (!isRead(cmdlet)) return exchange.run(cmdlet, parameters)
      const [outcome] = await batch([{ cmdlet, parameters }])
      if (outcome?.status !== 'done') throw outcome?.fault ?? new Bug(`${cmdlet} got no answer.`)
      return outcome.rows
    },
  } satisfies Exchange)
}
