/**
 * Reading and writing by different identities: what only looks goes through one
 * port, what may change something through another, so a plan never uses the
 * right to write. Order is kept: no call overtakes another.
 */
import type { Call, ExchangePort, Outcome } from '../drivers.js'
import { isRead } from './cmdlet-table.js'

export interface TwoIdentities {
  readonly read: ExchangePort
  readonly write: ExchangePort
}

export function createTwoIdentities({ read, write }: TwoIdentities): ExchangePort {
  return Object.freeze({
    driver: read.driver,
    async run(calls: readonly Call[]) {
      const outcomes: Outcome[] = []
      for (const stretch of stretchesOf(calls)) {
        const port = isRead(stretch[0]?.cmdlet ?? '') ? read : write
        outcomes.push(...(await port.run(stretch)))
      }
      return outcomes
    },
    async close() {
      await Promise.all([read.close(), write.close()])
    },
  })
}

/** Calls of one sort that follow one another travel together. */
function stretchesOf(calls: readonly Call[]): readonly (readonly Call[])[] {
  const stretches: Call[][] = []
  for (const call of calls) {
    const [before] = stretches.at(-1) ?? []
    const isSame = before && isRead(before.cmdlet) === isRead(call.cmdlet)
    if (isSame) stretches.at(-1)?.push(call)
    else stretches.push([call])
  }
  return stretches
}
