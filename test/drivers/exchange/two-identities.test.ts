/** Reading and writing by different identities, each opened only when it is needed. */
import { describe, expect, it } from 'vitest'
import type { Call, ExchangePort } from '../../../src/drivers/drivers.js'
import { createLazyPort } from '../../../src/drivers/exchange/lazy-port.js'
import { createTwoIdentities } from '../../../src/drivers/exchange/two-identities.js'
import { Fault } from '../../../src/drivers/fault.js'
import { world } from '../../support/world.js'

const read = (cmdlet = 'Get-InboundConnector'): Call => ({ cmdlet, parameters: {} })
const write = (Name: string): Call => ({
  cmdlet: 'New-InboundConnector',
  parameters: { Name, SenderDomains: ['*'] },
})

function opened() {
  const { port: tenant } = world().domain('contoso.com').build()
  const log: string[] = []
  const side = (name: string): ExchangePort =>
    createLazyPort('rest', () => {
      log.push(`${name} opened`)
      return Promise.resolve({
        ...tenant,
        run(calls: readonly Call[]) {
          log.push(`${name}: ${calls.map(({ cmdlet }) => cmdlet).join(', ')}`)
          return tenant.run(calls)
        },
        close() {
          log.push(`${name} closed`)
          return Promise.resolve()
        },
      })
    })
  return { log, port: createTwoIdentities({ read: side('reader'), write: side('writer') }) }
}

describe('two identities', () => {
  it('a plan, which only reads, opens the reader alone', async () => {
    const { log, port } = opened()
    await port.run([read(), read('Get-Mailbox')])
    await port.close()
    expect(log).toEqual([
      'reader opened',
      'reader: Get-InboundConnector, Get-Mailbox',
      'reader closed',
    ])
  })

  it('calls of one sort travel together, and none overtakes another', async () => {
    const { log, port } = opened()
    const outcomes = await port.run([read(), write('Milan'), write('Turin'), read()])
    expect(log.filter(line => line.includes(':'))).toEqual([
      'reader: Get-InboundConnector',
      'writer: New-InboundConnector, New-InboundConnector',
      'reader: Get-InboundConnector',
    ])
    expect(outcomes.map(one => (one.status === 'done' ? one.rows.length : -1))).toEqual([
      0, 1, 1, 2,
    ])
  })

  it('no call opens nothing, and closing what was never opened is no work', async () => {
    const { log, port } = opened()
    expect(await port.run([])).toEqual([])
    await port.close()
    expect(log).toEqual([])
  })
})

describe('a port that is opened at its first call', () => {
  const denied = new Fault({ kind: 'denied', text: 'no secret', operation: 'sign-in' })

  it('opens once, however many call at the same time', async () => {
    let count = 0
    const { port: tenant } = world().build()
    const lazy = createLazyPort('rest', () => {
      count += 1
      return Promise.resolve(tenant)
    })
    await Promise.all([lazy.run([read()]), lazy.run([read()]), lazy.offers?.()])
    expect(count).toBe(1)
  })

  it('that cannot be opened gives the fault for every call, and closes in peace', async () => {
    const lazy = createLazyPort('rest', () => Promise.reject(denied))
    expect(await lazy.run([read(), read()])).toEqual([
      { status: 'failed', fault: denied, warnings: [] },
      { status: 'failed', fault: denied, warnings: [] },
    ])
    await expect(lazy.offers?.()).rejects.toBe(denied)
    await lazy.close()
  })

  it('lets a bug through', async () => {
    const lazy = createLazyPort('rest', () => Promise.reject(new TypeError('bug')))
    await expect(lazy.run([read()])).rejects.toThrow(TypeError)
  })
})
