/**
 * A port that is opened at its first call. So a run that asks a tenant nothing
 * starts nothing, a driver's code is loaded only where it is used, and an
 * identity that is not at hand is missed only when it is needed.
 */
import type { Call, ExchangeDriverName, ExchangePort, Outcome } from '../drivers.js'
import { Fault } from '../fault.js'

/** `open` may throw a `Fault`: then that is what comes of every call. */
export function createLazyPort(
  driver: ExchangeDriverName,
  open: () => Promise<ExchangePort>,
): ExchangePort {
  let opening: Promise<ExchangePort> | undefined
  const opened = () => (opening ??= open())

  return Object.freeze({
    driver,
    async run(calls: readonly Call[]) {
      try {
        return await (await opened()).run(calls)
      } catch (fault) {
        if (!(fault instanceof Fault)) throw fault
        return calls.map((): Outcome => ({ status: 'failed', fault, warnings: [] }))
      }
    },
    async offers() {
      return (await (await opened()).offers?.()) ?? []
    },
    async close() {
      // What could not be opened needs no closing.
      const port = await opening?.catch(() => undefined)
      await port?.close()
    },
  })
}
