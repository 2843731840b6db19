/** The port as kinds get it: complete, guarded, remembered, tried again, written down. */
import { describe, expect, test } from 'vitest'
import { Bug } from '../../../src/findings.js'
import { mergedReadProperties } from '../../../src/drivers/exchange/read-properties.js'
import { withStandardParameters } from '../../../src/drivers/exchange/standard-parameters.js'
import { textLike } from '../../support/text-like.js'
import { world } from '../../support/world.js'

const tenant = () => world().domain('contoso.com').mailbox('it@contoso.com').connector('Milan')
const it = { Identity: 'it@contoso.com' }
const turin = { Name: 'Turin', SenderDomains: ['*'] }

describe('standard parameters', () => {
  test('every call gets what it needs, and only where the cmdlet has it', () => {
    expect(withStandardParameters('Get-Mailbox', {})).toEqual({ ResultSize: 'Unlimited' })
    expect(withStandardParameters('Get-TransportConfig', {})).toEqual({})
    expect(withStandardParameters('Get-MessageTraceV2', {})).toEqual({})
    expect(withStandardParameters('Remove-InboundConnector', { Identity: 'x' })).toEqual({
      Confirm: false,
      Identity: 'x',
    })
    expect(withStandardParameters('Add-RecipientPermission', {})).toEqual({ Confirm: false })
  })

  test("a caller's own value stands", () => {
    expect(withStandardParameters('Get-Mailbox', { ResultSize: 5 })).toEqual({ ResultSize: 5 })
  })
})

describe('what is never sent', () => {
  test('a cmdlet that is not on the list is a bug', async () => {
    const { exchange, calls } = tenant().build()
    const client = exchange(['Get-Mailbox'])
    await expect(client.run('Get-InboundConnector')).rejects.toThrow(Bug)
    expect(calls()).toEqual([])
  })

  test.each([null, '', '  '])('an Identity of %j is a bug', async Identity => {
    const { exchange, calls } = tenant().build()
    const client = exchange()
    await expect(client.run('Remove-Mailbox', { Identity })).rejects.toThrow(Bug)
    await expect(client.run('Get-Mailbox', { Identity })).rejects.toThrow(Bug)
    expect(calls()).toEqual([])
  })

  test('one bad call keeps its whole round trip from being sent', async () => {
    const { exchange, calls } = tenant().build()
    const batch = exchange().batch([
      { cmdlet: 'New-InboundConnector', parameters: turin },
      { cmdlet: 'Remove-InboundConnector', parameters: { Identity: '' } },
    ])
    await expect(batch).rejects.toThrow(Bug)
    expect(calls()).toEqual([])
  })
})

describe('the properties that are read', () => {
  const read = mergedReadProperties([
    { 'Get-InboundConnector': ['Name', 'Guid'], 'Get-EXOMailbox': ['PrimarySmtpAddress'] },
    { 'Get-InboundConnector': ['Guid', 'Enabled'], 'New-InboundConnector': ['Guid'] },
  ])

  test('all that is read of a cmdlet is asked for together, and nothing else comes', async () => {
    const { exchange, calls } = tenant().build()
    const client = exchange(undefined, read)
    const [row = {}] = await client.run('Get-InboundConnector')
    expect(Object.keys(row).sort()).toEqual(['Enabled', 'Guid', 'Name'])
    expect(await client.run('Get-InboundConnector')).toEqual([row])
    expect(calls()).toHaveLength(1)
  })

  test('what a call asks for by Properties is read as well', async () => {
    const { exchange } = tenant().build()
    const client = exchange(undefined, read)
    const rows = await client.run('Get-EXOMailbox', { ...it, Properties: ['CustomAttribute15'] })
    expect(rows).toEqual([{ PrimarySmtpAddress: 'it@contoso.com', CustomAttribute15: '' }])
  })

  test("a caller's own choice stands, and is another question", async () => {
    const { exchange, calls } = tenant().build()
    const client = exchange(undefined, read)
    await client.run('Get-InboundConnector')
    const [outcome] = await client.batch([
      { cmdlet: 'Get-InboundConnector', parameters: {}, select: ['Comment'] },
    ])
    expect(outcome).toMatchObject({ rows: [{ Comment: '' }] })
    expect(calls().map(({ select }) => select)).toEqual([['Name', 'Guid', 'Enabled'], ['Comment']])
  })

  test('of a cmdlet that nobody declared, and of a write, everything comes', async () => {
    const { exchange, calls } = tenant().build()
    const client = exchange(undefined, read)
    await client.run('Get-Mailbox')
    await client.run('New-InboundConnector', turin)
    expect(calls().map(({ select }) => select)).toEqual([undefined, undefined])
  })
})

describe('memory', () => {
  test('the same question is asked once, whatever the order of its parameters', async () => {
    const { exchange, calls } = tenant().build()
    const client = exchange()
    await client.run('Get-EXOMailbox', { ...it, Properties: ['CustomAttribute15'] })
    await client.run('Get-EXOMailbox', { Properties: ['CustomAttribute15'], ...it })
    await client.run('Get-EXOMailbox', it)
    expect(calls()).toHaveLength(2)
  })

  test('a question that is on its way is shared', async () => {
    const { exchange, calls } = tenant().build()
    const client = exchange()
    const both = [client.run('Get-Mailbox'), client.run('Get-Mailbox')]
    const [one, other] = await Promise.all(both)
    expect(one).toBe(other)
    expect(calls()).toHaveLength(1)
  })

  test('a batch asks only for what is not known, and once for what it names twice', async () => {
    const { exchange, calls } = tenant().build()
    const client = exchange()
    await client.run('Get-Mailbox', it)
    const outcomes = await client.batch([
      { cmdlet: 'Get-CASMailbox', parameters: it },
      { cmdlet: 'Get-Mailbox', parameters: it },
      { cmdlet: 'Get-CASMailbox', parameters: it },
    ])
    expect(calls().map(call => call.cmdlet)).toEqual(['Get-Mailbox', 'Get-CASMailbox'])
    expect(outcomes.map(one => one.status)).toEqual(['done', 'done', 'done'])
    expect(outcomes[0]).toBe(outcomes[2])
  })

  test('a write makes it forget its noun and the nouns that look at the same object', async () => {
    const { exchange, calls } = tenant().build()
    const client = exchange()
    const look = async () => {
      await client.run('Get-CASMailbox', it)
      await client.run('Get-Recipient', it)
      await client.run('Get-InboundConnector')
    }
    await look()
    await client.run('Set-Mailbox', { ...it, DisplayName: 'IT' })
    await look()
    expect(calls().map(call => call.cmdlet)).toEqual([
      'Get-CASMailbox',
      'Get-Recipient',
      'Get-InboundConnector',
      'Set-Mailbox',
      'Get-CASMailbox',
      'Get-Recipient',
    ])
  })

  test('a write that failed makes it forget as well: it may have landed', async () => {
    const { exchange } = tenant()
      .fault({ cmdlet: 'New-InboundConnector', fault: 'timeout-after-write' })
      .build()
    const client = exchange()
    expect(await client.run('Get-InboundConnector')).toHaveLength(1)
    await expect(client.run('New-InboundConnector', turin)).rejects.toMatchObject({
      kind: 'unknown-outcome',
    })
    expect(await client.run('Get-InboundConnector')).toHaveLength(2)
  })

  test('a read that is under way while something is written is not kept', async () => {
    const { exchange } = tenant().build()
    const client = exchange()
    const early = client.run('Get-InboundConnector')
    const write = client.run('New-InboundConnector', turin)
    await Promise.all([early, write])
    expect(await client.run('Get-InboundConnector')).toHaveLength(2)
  })

  test('a failure is not remembered', async () => {
    const { exchange } = tenant().fault({ cmdlet: 'Get-Mailbox', fault: 'unreachable' }).build()
    const client = exchange()
    await expect(client.run('Get-Mailbox')).rejects.toMatchObject({ kind: 'unreachable' })
    expect(await client.run('Get-Mailbox')).toHaveLength(1)
  })

  test('forget makes it ask again', async () => {
    const { exchange, calls } = tenant().build()
    const client = exchange()
    await client.run('Get-Mailbox')
    client.forget()
    await client.run('Get-Mailbox')
    expect(calls()).toHaveLength(2)
  })
})

describe('trying again', () => {
  test('a throttled call waits as long as the service wishes', async () => {
    const { clock, exchange, state } = tenant()
      .fault({ cmdlet: 'New-InboundConnector', fault: 'throttled', retryAfterSeconds: 20 })
      .build()
    const started = clock.now().getTime()
    await exchange().run('New-InboundConnector', turin)
    expect(state().connector('Turin')).toBeDefined()
    expect(clock.now().getTime() - started).toBe(20_000)
  })

  test('of a batch only what was refused for now is sent again', async () => {
    const { exchange, calls } = tenant()
      .fault({ cmdlet: 'Get-CASMailbox', fault: 'transient' })
      .build()
    const outcomes = await exchange().batch([
      { cmdlet: 'Get-Mailbox', parameters: it },
      { cmdlet: 'Get-CASMailbox', parameters: it },
    ])
    expect(outcomes.map(one => one.status)).toEqual(['done', 'done'])
    expect(calls().map(call => call.cmdlet)).toEqual([
      'Get-Mailbox',
      'Get-CASMailbox',
      'Get-CASMailbox',
    ])
  })

  test('a write whose outcome is unknown is never sent twice', async () => {
    const { exchange, writes } = tenant()
      .fault({ cmdlet: 'New-InboundConnector', call: 'every', fault: 'timeout-before-write' })
      .build()
    await expect(exchange().run('New-InboundConnector', turin)).rejects.toMatchObject({
      kind: 'unknown-outcome',
    })
    expect(writes()).toHaveLength(1)
  })

  test('after the last attempt the fault is told, beside what was done', async () => {
    const { exchange, calls } = tenant()
      .fault({ cmdlet: 'Get-CASMailbox', call: 'every', fault: 'throttled' })
      .build()
    const outcomes = await exchange().batch([
      { cmdlet: 'Get-CASMailbox', parameters: it },
      { cmdlet: 'Get-Mailbox', parameters: it },
    ])
    expect(outcomes).toMatchObject([
      { status: 'failed', fault: { kind: 'throttled' } },
      { status: 'done' },
    ])
    expect(calls()).toHaveLength(7)
  })
})

test('every call is in the ledger, with its attempt', async () => {
  const { exchange, ledger } = tenant().fault({ cmdlet: 'Get-Mailbox', fault: 'throttled' }).build()
  await exchange().run('Get-Mailbox', it)
  expect(ledger().map(line => JSON.parse(line) as unknown)).toMatchObject([
    { cmdlet: 'Get-Mailbox', attempt: 1, outcome: 'throttled', text: textLike(/concurrent/) },
    { cmdlet: 'Get-Mailbox', attempt: 2, outcome: 'done', rows: 1, parameters: it },
  ])
})
