/** The one policy for trying again. */
import { describe, expect, test } from 'vitest'
import { Fault, type FaultKind } from '../../src/drivers/fault.js'
import { createRetry } from '../../src/drivers/retry.js'

function faultOf(kind: FaultKind, retryAfterSeconds?: number): Fault {
  const base = { kind, text: 'x', operation: 'Get-Mailbox' }
  return new Fault(retryAfterSeconds === undefined ? base : { ...base, retryAfterSeconds })
}

/** Work that fails with these faults first, and the pauses that were made. */
async function run(faults: readonly Error[], options: { random?: number; attempts?: number } = {}) {
  const pauses: number[] = []
  const attempts: number[] = []
  const retry = createRetry({
    attempts: options.attempts ?? 6,
    random: () => options.random ?? 1,
    sleep(seconds) {
      pauses.push(seconds)
      return Promise.resolve()
    },
  })
  const result = await retry(attempt => {
    attempts.push(attempt)
    const fault = faults[attempt - 1]
    return fault ? Promise.reject(fault) : Promise.resolve('done')
  }).catch((error: unknown) => error)
  return { pauses, attempts, result }
}

describe('trying again', () => {
  test('what succeeds is done once, without a pause', async () => {
    expect(await run([])).toEqual({ pauses: [], attempts: [1], result: 'done' })
  })

  test('pauses double', async () => {
    const { pauses, result } = await run(Array.from({ length: 4 }, () => faultOf('transient')))
    expect(pauses).toEqual([1, 2, 4, 8])
    expect(result).toBe('done')
  })

  test('half of a pause is left to chance', async () => {
    const { pauses } = await run([faultOf('throttled'), faultOf('throttled')], { random: 0 })
    expect(pauses).toEqual([0.5, 1])
  })

  test("the service's own wish is honoured, up to a minute", async () => {
    const { pauses } = await run([faultOf('throttled', 17), faultOf('throttled', 3600)])
    expect(pauses).toEqual([17, 60])
  })

  test('the last fault is thrown after the last attempt', async () => {
    const faults = [faultOf('throttled'), faultOf('transient'), faultOf('throttled')]
    const { attempts, result } = await run(faults, { attempts: 3 })
    expect(attempts).toEqual([1, 2, 3])
    expect(result).toBe(faults[2])
  })

  test.each<FaultKind>([
    'unreachable',
    'denied',
    'not-found',
    'conflict',
    'rejected',
    'unknown-outcome',
  ])('%s is not tried again', async kind => {
    const fault = faultOf(kind)
    const { attempts, result } = await run([fault])
    expect(attempts).toEqual([1])
    expect(result).toBe(fault)
  })

  test('a bug is not tried again', async () => {
    const { attempts } = await run([new TypeError('x')])
    expect(attempts).toEqual([1])
  })
})
