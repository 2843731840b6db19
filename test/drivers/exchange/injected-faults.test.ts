/** Faults that a scene injects, and what is left behind by each. */
import { describe, expect, test } from 'vitest'
import { memoryStore } from '../../../src/drivers/exchange/simulator/store.js'
import type { SceneFault } from '../../../src/drivers/exchange/simulator/scene.js'
import { world } from '../../support/world.js'

const cmdlet = 'New-InboundConnector'
const call = (name: string) => ({ cmdlet, parameters: { Name: name, SenderDomains: ['*'] } })

async function runThree(fault: Omit<SceneFault, 'cmdlet'>) {
  const { port, state } = world()
    .fault({ cmdlet, ...fault })
    .build()
  const outcomes = await port.run(['A', 'B', 'C'].map(call))
  return {
    kinds: outcomes.map(one => (one.status === 'failed' ? one.fault.kind : 'done')),
    names: state().connectors.map(row => row.Name),
    outcomes,
  }
}

describe('an injected fault', () => {
  test('strikes the first call if none is named', async () => {
    const { kinds, names } = await runThree({ fault: 'transient' })
    expect(kinds).toEqual(['transient', 'done', 'done'])
    expect(names).toEqual(['B', 'C'])
  })

  test('strikes the call that is named, counted from 1, as often as asked', async () => {
    const { kinds } = await runThree({ call: 2, fault: 'unreachable', times: 2 })
    expect(kinds).toEqual(['done', 'unreachable', 'unreachable'])
  })

  test('strikes every call', async () => {
    const { kinds, names } = await runThree({ call: 'every', fault: 'denied' })
    expect(kinds).toEqual(['denied', 'denied', 'denied'])
    expect(names).toEqual([])
  })

  test('a time-out after the write has landed leaves the change behind', async () => {
    const { kinds, names } = await runThree({ call: 2, fault: 'timeout-after-write' })
    expect(kinds).toEqual(['done', 'unknown-outcome', 'done'])
    expect(names).toEqual(['A', 'B', 'C'])
  })

  test('a time-out before the write looks the same and leaves nothing', async () => {
    const { kinds, names } = await runThree({ call: 2, fault: 'timeout-before-write' })
    expect(kinds).toEqual(['done', 'unknown-outcome', 'done'])
    expect(names).toEqual(['A', 'C'])
  })

  test('a throttled call may say when to come back', async () => {
    const { outcomes } = await runThree({ fault: 'throttled', retryAfterSeconds: 30 })
    expect(outcomes[0]).toMatchObject({ fault: { kind: 'throttled', retryAfterSeconds: 30 } })
  })

  test('a refusal changes nothing', async () => {
    const { kinds, names } = await runThree({ fault: 'rejected' })
    expect(kinds[0]).toBe('rejected')
    expect(names).toEqual(['B', 'C'])
  })

  test('a read that got no answer may be asked again', async () => {
    const exchange = world()
      .connector('Milan')
      .fault({ cmdlet: 'Get-InboundConnector', fault: 'timeout-before-write' })
      .build()
      .exchange()
    expect(await exchange.run('Get-InboundConnector')).toHaveLength(1)
  })

  test('calls are counted over the life of the state, not of a process', async () => {
    const store = memoryStore()
    const scene = world().fault({ cmdlet, call: 2, fault: 'transient' })
    const kinds: string[] = []
    for (const name of ['A', 'B', 'C']) {
      const [outcome] = await scene.build({ store }).port.run([call(name)])
      kinds.push(outcome?.status === 'failed' ? outcome.fault.kind : 'done')
    }
    expect(kinds).toEqual(['done', 'transient', 'done'])
  })
})

describe('the same calls give the same bytes', () => {
  test('GUIDs follow from the state alone', async () => {
    const run = async () => {
      const { exchange, tenant } = world().domain('contoso.com').build()
      await exchange().run('New-Mailbox', { Shared: true, Name: 'printer' })
      return JSON.stringify(tenant())
    }
    expect(await run()).toBe(await run())
  })

  test('no two objects share one', async () => {
    const { exchange, tenant } = world()
      .domain('contoso.com')
      .connector('Milan')
      .user({ name: 'Anna', address: 'anna@contoso.com' })
      .build()
    await exchange().run('New-Mailbox', { Shared: true, Name: 'printer' })
    const { objects, recipients } = tenant()
    const ids = [
      ...Object.values(objects).flatMap(rows => rows.flatMap(row => row.Guid ?? [])),
      ...recipients.flatMap(one => [one.Guid, one.ExternalDirectoryObjectId]),
    ]
    expect(new Set(ids).size).toBe(ids.length)
  })
})
