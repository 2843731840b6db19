/** Reads that are begun side by side are one round trip; writes go by themselves. */
import { expect, it } from 'vitest'
import type { Call } from '../../../src/drivers/drivers.js'
import { createExchange } from '../../../src/drivers/exchange/client.js'
import { cmdletNames } from '../../../src/drivers/exchange/cmdlet-table.js'
import { joinReads } from '../../../src/drivers/exchange/joined-reads.js'
import { noLedger } from '../../../src/drivers/ledger.js'
import { createRetry } from '../../../src/drivers/retry.js'
import { world } from '../../support/world.js'

function joined() {
  const { port, clock } = world().domain('contoso.com').connector('Milan').build()
  const trips: string[][] = []
  const counting = {
    ...port,
    run(calls: readonly Call[]) {
      trips.push(calls.map(one => one.cmdlet))
      return port.run(calls)
    },
  }
  const exchange = createExchange(counting, {
    allow: cmdletNames,
    retry: createRetry({ attempts: 1, sleep: () => Promise.resolve(), random: () => 0.5 }),
    ledger: noLedger,
    clock: clock.now,
  })
  return { exchange: joinReads(exchange), trips }
}

const connectors = { cmdlet: 'Get-InboundConnector', parameters: {} }
const domains = { cmdlet: 'Get-AcceptedDomain', parameters: {} }

it('sends what is asked side by side in one round trip, and gives each its own answer', async () => {
  const { exchange, trips } = joined()
  const [milan, both, none] = await Promise.all([
    exchange.run('Get-InboundConnector'),
    exchange.batch([domains, { cmdlet: 'Get-Mailbox', parameters: { Identity: 'nobody' } }]),
    exchange.batch([]),
  ])
  expect(trips).toEqual([['Get-InboundConnector', 'Get-AcceptedDomain', 'Get-Mailbox']])
  expect(milan.map(row => row.Name)).toEqual(['Milan'])
  expect(both.map(one => one.status)).toEqual(['done', 'failed'])
  expect(none).toEqual([])
})

it('asks nothing where all was asked before', async () => {
  const { exchange, trips } = joined()
  await Promise.all([exchange.batch([connectors]), exchange.batch([connectors])])
  await exchange.batch([connectors])
  expect(trips).toEqual([['Get-InboundConnector']])
})

it('lets a write go by itself, and throws the fault of whoever asked alone', async () => {
  const { exchange, trips } = joined()
  const renaming = { Identity: 'Milan', Name: 'Turin' }
  await exchange.run('Set-InboundConnector', renaming)
  const [rows, refusal] = await Promise.allSettled([
    exchange.run('Get-InboundConnector'),
    exchange.run('Get-Mailbox', { Identity: 'nobody' }),
  ])
  expect(rows).toMatchObject({ status: 'fulfilled', value: [{ Name: 'Turin' }] })
  expect(refusal).toMatchObject({ status: 'rejected', reason: { kind: 'not-found' } })
  expect(trips).toEqual([['Set-InboundConnector'], ['Get-InboundConnector', 'Get-Mailbox']])
})
