/** What is particular to inbound connectors; what every kind must do stands in contract/. */
import { describe, expect, it } from 'vitest'
import { deliver } from '../../src/drivers/exchange/simulator/relay.js'
import { InboundConnector } from '../../src/resources/inbound-connector.js'
import { outcomesOf } from '../support/run.js'
import { setting } from '../support/setting.js'
import { certificateConnector, connector, ranges } from '../support/wanted.js'
import { world } from '../support/world.js'

const tenant = () => world().domain('contoso.com')
const mark = '[devicemail:contoso/milan]'
const message = {
  sourceAddress: '203.0.113.10',
  mailFrom: 'printer@contoso.com',
  recipient: 'someone@example.com',
}

describe('an inbound connector leans on these facts:', () => {
  it('sender IPs are IPv4, one address or a block from /24 to /32', () => {
    const codesFor = (...egressIps: readonly string[]) =>
      InboundConnector.check(connector('milan', { egressIps }).desired).map(one => one.code)

    expect(codesFor('203.0.113.10', '203.0.113.16/29', '198.51.100.0/24')).toEqual([])
    expect(codesFor('198.51.100.0/23', '2001:db8::1', '192.0.2.0/22')).toEqual([
      'connector-range-too-wide',
      'connector-needs-ipv4',
      'connector-range-too-wide',
    ])
  })

  it('a connector may be born disabled, so `enabled` is compared like any field', async () => {
    const { run, world } = setting({ tenant: tenant().with({ connectorsBornDisabled: true }) })
    const run1 = run()

    expect(outcomesOf(await run1.settle([connector('milan')]))).toEqual([
      'inbound-connector:milan written',
    ])
    const [, set] = run1.calls().filter(one => one.writes)
    expect(run1.writes()).toEqual(['New-InboundConnector', 'Set-InboundConnector'])
    expect(Object.keys(set?.call?.parameters ?? {}).sort()).toEqual([
      'Confirm',
      'Enabled',
      'Identity',
    ])
    expect(world.state().connector('Devices at milan')?.Enabled).toBe(true)
  })

  it('only type OnPremises gives the right to relay', async () => {
    const partner = { Name: 'Devices at milan', ConnectorType: 'Partner', Comment: mark }
    const { run, world } = setting({
      tenant: tenant().connector({ ...partner, SenderIPAddresses: ['203.0.113.10'] }),
    })
    const before = deliver(world.tenant(), message)

    await run().settle([connector('milan')])

    expect(before).toMatchObject({ accepted: false, code: '550 5.7.64' })
    expect(deliver(world.tenant(), message)).toMatchObject({ accepted: true })
  })

  it('Exchange gives sender domains back as `smtp:*;1`', async () => {
    const { run, world } = setting({ tenant: tenant() })
    const first = run()
    await first.settle([connector('milan')])

    const sent = first.calls().find(one => one.writes)?.call?.parameters.SenderDomains
    expect(sent).toEqual(['*'])
    expect(world.state().connector('Devices at milan')?.SenderDomains).toEqual(['smtp:*;1'])
    expect(await run().plan([connector('milan')])).toMatchObject({ changes: [] })
  })

  it('Get with an unknown Identity answers with all connectors, so we list and choose', async () => {
    const { run, world } = setting({ tenant: tenant().connector('Foreign') })
    const unknown = { cmdlet: 'Get-InboundConnector', parameters: { Identity: 'nothing' } }
    const [answer] = await world.port.run([unknown])
    const asked = run()

    const plan = await asked.plan([connector('milan')])

    expect(answer).toMatchObject({ status: 'done', rows: [{ Name: 'Foreign' }] })
    expect(plan.changes.map(one => one.verb)).toEqual(['create'])
    const reads = asked.calls().filter(one => one.operation === 'Get-InboundConnector')
    expect(reads.map(one => one.call?.parameters)).toEqual([{ ResultSize: 'Unlimited' }])
  })
})

it('a connector that may not be enabled is waiting, and the way out is named', async () => {
  const stuck = tenant().with({ connectorsBornDisabled: true, connectorsCannotBeEnabled: true })
  const { run } = setting({ tenant: stuck })

  const [receipt] = await run().settle([connector('milan')])

  expect(receipt).toMatchObject({ outcome: 'waiting', finding: { code: 'waiting-for-microsoft' } })
  expect(receipt?.finding?.message).toContain('enabled false')
  expect(receipt?.finding?.remedy).toContain('support')
})

it('a connector is changed in place, with only what differs', async () => {
  const { run } = setting({ tenant: tenant() })
  await run().settle([connector('milan')])
  const second = run()

  await second.settle([connector('milan', { egressIps: ['203.0.113.10', '198.51.100.20'] })])

  const sent = second.calls().filter(one => one.writes)
  expect(sent.map(one => one.operation)).toEqual(['Set-InboundConnector'])
  expect(sent[0]?.call?.parameters).toMatchObject({
    SenderIPAddresses: ['198.51.100.20', '203.0.113.10'],
  })
  expect(Object.keys(sent[0]?.call?.parameters ?? {}).sort()).toEqual([
    'Confirm',
    'Identity',
    'SenderIPAddresses',
  ])
})

it('what an administrator wrote into the comment stays behind the mark', async () => {
  const notes = { Name: 'Devices at milan', Comment: 'ticket 4711, ask Anna' }
  const { run, world } = setting({ tenant: tenant().connector(notes) })

  await run().settle([connector('milan', {}, { adopt: true })])

  expect(world.state().connector('Devices at milan')?.Comment).toBe(`${mark} ticket 4711, ask Anna`)
})

it('is found by its mark when somebody renamed it, and gets its name back', async () => {
  const renamed = { Name: 'Milan office', Comment: mark, SenderIPAddresses: ['203.0.113.10'] }
  const { run } = setting({ tenant: tenant().connector(renamed) })

  const plan = await run().plan([connector('milan')])

  expect(plan.changes[0]?.fields).toEqual([
    { path: 'name', before: 'Milan office', after: 'Devices at milan' },
  ])
})

it('two connectors with one mark are unknown, not one of them', async () => {
  const twins = tenant()
    .connector({ Name: 'One', Comment: mark })
    .connector({ Name: 'Two', Comment: `${mark} copied by hand` })

  const plan = await setting({ tenant: twins })
    .run()
    .plan([connector('milan')])

  expect(plan.changes).toEqual([])
  expect(plan.held[0]).toMatchObject({ state: 'unknown' })
  expect(plan.held[0]?.why[0]).toMatchObject({ code: 'two-connectors-bear-one-mark' })
  expect(plan.held[0]?.why[0]?.message).toContain('"One", "Two"')
})

it('a name that another connector of ours holds is told, with whose it is', async () => {
  const other = { Name: 'Devices at milan', Comment: '[devicemail:contoso/oslo]' }
  const oslo = connector('oslo', { name: 'Devices at milan', egressIps: ['198.51.100.7'] })

  const plan = await setting({ tenant: tenant().connector(other) })
    .run()
    .plan([connector('milan'), oslo])

  expect(plan.held[0]?.why[0]).toMatchObject({ code: 'connector-name-held' })
  expect(plan.held[0]?.why[0]?.message).toContain('oslo')
})

it('an address that no rule of ours can read makes the connector unknown', async () => {
  const odd = { Name: 'Milan', Comment: mark, SenderIPAddresses: ['10.0.0.1-10.0.0.9'] }

  const plan = await setting({ tenant: tenant().connector(odd) })
    .run()
    .plan([connector('milan')])

  expect(plan.held[0]?.why[0]).toMatchObject({ code: 'connector-address-unreadable' })
})

it('a connector by certificate has the certificate as its key and asks for TLS', async () => {
  const wanted = certificateConnector('mail.contoso.com')
  const { run, world } = setting({ tenant: tenant() })

  await run().settle([wanted])

  expect(wanted.key).toBe('certificate:mail.contoso.com')
  expect(world.state().connectors[0]).toMatchObject({
    TlsSenderCertificateName: 'mail.contoso.com',
    RequireTls: true,
    SenderIPAddresses: [],
    Comment: '[devicemail:contoso/certificate:mail.contoso.com]',
  })
  expect(await run().plan([wanted])).toMatchObject({ changes: [] })
})

it('a connector without address and certificate would recognise nobody, and is refused', () => {
  const [found] = InboundConnector.check(connector('milan', { egressIps: [] }).desired)
  expect(found?.code).toBe('connector-without-address')
})

it('is the same under another key when it knows one of the addresses, or the certificate', () => {
  const live = { ...connector('milan').desired, guid: '1', comment: mark }
  const other = (egressIps: readonly string[]) => ({
    ...connector('milano').desired,
    egressIps: ranges(...egressIps),
  })

  expect(InboundConnector.resembles?.(live, other(['203.0.113.8/29']))).toBe(true)
  expect(InboundConnector.resembles?.(live, other(['203.0.113.11']))).toBe(false)
})
