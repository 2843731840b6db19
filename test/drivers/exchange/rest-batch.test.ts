/** Many calls over REST: what travels together, what goes alone, and what is asked again. */
import { describe, expect, it } from 'vitest'
import type { Outcome } from '../../../src/drivers/drivers.js'
import { createExchange } from '../../../src/drivers/exchange/client.js'
import { createLedger } from '../../../src/drivers/ledger.js'
import { createRetry } from '../../../src/drivers/retry.js'
import { call, faultIn, getConnectors, newConnector, rowsIn } from '../../support/outcomes.js'
import { openRest as open } from '../../support/rest.js'
import { world } from '../../support/world.js'

describe('a batch', () => {
  const addresses = Array.from({ length: 25 }, (_, index) => `d${String(index)}@contoso.com`)
  const tenant = addresses.reduce((built, one) => built.mailbox(one), world().domain('contoso.com'))
  const reads = addresses.map(Identity => call('Get-Mailbox', { Identity }))
  const found = (outcomes: readonly Outcome[]) =>
    outcomes.map(outcome => rowsIn(outcome)[0]?.PrimarySmtpAddress)

  it('carries ten reads, and answers are found by id in whatever order they come', async () => {
    const { port, server } = await open(tenant, { batch: { reversed: true } })
    expect(found(await port.run(reads))).toEqual(addresses)
    expect(server.requests.map(({ resource }) => resource)).toEqual(['$batch', '$batch', '$batch'])
    expect(server.requests.map(({ commands }) => commands.length)).toEqual([10, 10, 5])
    expect(server.requests[0]?.headers.prefer).toBe('odata.continue-on-error')
  })

  it('leaves a read without an answer to be asked again', async () => {
    const { port } = await open(tenant, { batch: { without: ['3'] } })
    const outcomes = await port.run(reads.slice(0, 5))
    expect(outcomes.map(({ status }) => status)).toEqual(['done', 'done', 'done', 'failed', 'done'])
    expect(faultIn(outcomes[3])?.kind).toBe('transient')
  })

  it('that fails as a whole fails for each of its calls', async () => {
    const { port, server } = await open(tenant)
    server.answerNext({ status: 429, headers: { 'retry-after': '7' }, body: 'slow down' })
    const outcomes = await port.run(reads.slice(0, 3))
    expect(outcomes.map(outcome => faultIn(outcome)?.kind)).toEqual(
      Array.from({ length: 3 }, () => 'throttled'),
    )
    expect(faultIn(outcomes[2])?.retryAfterSeconds).toBe(7)
  })

  it('never holds a write, and a write keeps its place among reads', async () => {
    const { port, server } = await open()
    const calls = [getConnectors, newConnector('Milan'), getConnectors, getConnectors]
    const outcomes = await port.run(calls)
    expect(outcomes.map(outcome => rowsIn(outcome).length)).toEqual([0, 1, 1, 1])
    expect(server.requests.map(({ resource }) => resource)).toEqual([
      'InvokeCommand',
      'InvokeCommand',
      '$batch',
    ])
  })

  it('of one tenant never overtakes another', async () => {
    const { port, server } = await open(tenant)
    await Promise.all([
      port.run(reads),
      port.run([newConnector('Milan')]),
      port.run([reads[0] ?? getConnectors]),
    ])
    expect(server.requests.map(({ resource }) => resource)).toEqual([
      '$batch',
      '$batch',
      '$batch',
      'InvokeCommand',
      'InvokeCommand',
    ])
  })
})

describe('behind the client', () => {
  it('waits as long as the service wishes, and then does it once', async () => {
    const { port, server, behind } = await open()
    const pauses: number[] = []
    const lines: string[] = []
    const exchange = createExchange(port, {
      allow: ['New-InboundConnector'],
      clock: behind.clock.now,
      ledger: createLedger(line => void lines.push(line)),
      retry: createRetry({
        random: () => 0.5,
        sleep: seconds => Promise.resolve(void pauses.push(seconds)),
      }),
    })
    server.answerNext(
      { status: 429, headers: { 'retry-after': '11' }, body: 'slow down' },
      { status: 503, body: '' },
    )
    await exchange.run('New-InboundConnector', { Name: 'Milan', SenderDomains: ['*'] })
    expect(pauses[0]).toBe(11)
    expect(pauses).toHaveLength(2)
    expect(behind.state().connectors).toHaveLength(1)
    expect(lines.map(line => (JSON.parse(line) as { outcome: string }).outcome)).toEqual([
      'throttled',
      'transient',
      'done',
    ])
  })
})
