import { expect, test } from 'vitest'
import { createTurns } from '../../src/pulumi/provider/turns.js'
import { kinds } from '../../src/resources/kinds.js'
import { connector, kindOf } from '../support/wanted.js'
import { setting } from '../support/setting.js'
import { world } from '../support/world.js'

test('what Exchange says to a write reaches the person once, under that resource', async () => {
  const there = setting({ tenant: world().domain('contoso.com') })
  const { drivers } = there.run()
  const told: string[] = []
  const turns = createTurns({
    tell: (severity, text, urn) => told.push(`${severity} ${urn}: ${text}`),
    settled: () => Promise.resolve(),
    close: () => undefined,
  })
  const warn = () => {
    const moment = new Date('2026-11-24T08:00:00.000Z')
    turns.ledger.record({
      driver: 'powershell',
      call: { cmdlet: 'New-InboundConnector', parameters: {} },
      outcome: { status: 'done', rows: [], warnings: ['It may take an hour.'] },
      attempt: 1,
      started: moment,
      ended: moment,
    })
  }
  const milan = connector('milan')
  const kind = kindOf(kinds, milan)
  const exchange = {
    ...drivers.exchange,
    run: (...call: Parameters<typeof drivers.exchange.run>) => {
      warn()
      return drivers.exchange.run(...call)
    },
  }
  const announced = turns.announced(kind, new Map([[milan.key, 'urn:milan']]))
  await announced.write({ ...drivers, exchange }, milan.desired)
  await announced.write({ ...drivers, exchange }, connector('rome').desired)
  warn()
  expect(told).toEqual([
    'warning urn:milan: Exchange says to New-InboundConnector: It may take an hour. It was done all the same; read what it says.',
    'warning : Exchange says to New-InboundConnector: It may take an hour. It was done all the same; read what it says.',
  ])
})
