/** Once throttled, slower; then faster again. */
import { expect, test } from 'vitest'
import { createExchange } from '../../src/drivers/exchange/client.js'
import { noLedger } from '../../src/drivers/ledger.js'
import { createPace } from '../../src/drivers/pace.js'
import { createRetry } from '../../src/drivers/retry.js'
import { world } from '../support/world.js'

/** The pauses of a pace, as it learns from round trips that were throttled or not. */
async function pausesOf(throttled: readonly boolean[]): Promise<readonly number[]> {
  const pauses: number[] = []
  const pace = createPace(seconds => {
    pauses.push(seconds)
    return Promise.resolve()
  })
  for (const one of throttled) {
    await pace.before()
    pace.after(one)
  }
  return pauses
}

test('a service that never throttles is never waited for', async () => {
  expect(await pausesOf([false, false, false])).toEqual([])
})

test('each throttled round trip makes the next wait longer, to a limit', async () => {
  expect(await pausesOf([true, true, true, true])).toEqual([0.5, 1, 2])
  expect((await pausesOf(Array.from({ length: 12 }, () => true))).at(-1)).toBe(15)
})

test('what goes well makes it shorter again, until there is no wait', async () => {
  expect(await pausesOf([true, true, false, false, false, false])).toEqual([0.5, 1, 0.5])
})

test('the calls behind a throttled one wait before they are sent', async () => {
  const { port, state } = world()
    .domain('contoso.com')
    .fault({ cmdlet: 'New-InboundConnector', fault: 'throttled' })
    .build()
  const pauses: string[] = []
  const sleep = (of: string) => (seconds: number) => {
    pauses.push(`${of} ${String(seconds)}`)
    return Promise.resolve()
  }
  const exchange = createExchange(port, {
    allow: ['New-InboundConnector'],
    retry: createRetry({ sleep: sleep('again'), random: () => 1 }),
    pace: createPace(sleep('pace')),
    ledger: noLedger,
    clock: () => new Date('2026-11-24T12:00:00Z'),
  })
  await exchange.run('New-InboundConnector', { Name: 'Milan', SenderDomains: ['*'] })
  await exchange.run('New-InboundConnector', { Name: 'Turin', SenderDomains: ['*'] })
  await exchange.run('New-InboundConnector', { Name: 'Oslo', SenderDomains: ['*'] })

  expect(state().connectors).toHaveLength(3)
  // Milan was tried again, so Turin waits; that went well, and Oslo need not.
  expect(pauses).toEqual(['again 1', 'pace 0.5'])
})
