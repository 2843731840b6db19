/** Ensure and its twin, one step at a time: look, guard, write, look again. */
import { describe, expect, it } from 'vitest'
import { outcomesOf } from '../support/run.js'
import { setting, type Setting } from '../support/setting.js'
import { connector, guard, mailbox, smtpAuth } from '../support/wanted.js'
import type { Disturbance, WireCall } from '../support/wire.js'
import { world } from '../support/world.js'

const milan = '[devicemail:contoso/milan]'
const tenant = () => world().domain('contoso.com').user({ name: 'Pay', address: 'pay@contoso.com' })
const ours = { Name: 'Devices at milan', Comment: milan, SenderIPAddresses: ['203.0.113.10'] }

/** Lets a cmdlet fail, so many times from the first. */
function failing(cmdlet: string, fault: Disturbance, times = 1) {
  let left = times
  return {
    fault({ operation }: WireCall) {
      if (operation !== cmdlet || left === 0) return undefined
      left -= 1
      return fault
    },
  }
}

async function byHand(
  { world }: Setting,
  cmdlet: string,
  parameters: Record<string, string | boolean | readonly string[]>,
) {
  const [outcome] = await world.port.run([{ cmdlet, parameters }])
  if (outcome?.status !== 'done') throw outcome?.fault ?? new Error('No answer.')
}

describe('what was created', () => {
  it('is looked for until it shows, and never created again', async () => {
    const slow = tenant().with({ delays: { visibilitySeconds: 25 } })
    const { run, world } = setting({ tenant: slow })
    const first = run()

    const receipts = await first.settle([connector('milan'), mailbox('fax@contoso.com')])

    expect(receipts.map(one => one.outcome)).toEqual(['written', 'written'])
    expect(first.writes().filter(one => one.startsWith('New-'))).toEqual([
      'New-InboundConnector',
      'New-Mailbox',
    ])
    expect(world.state().connectors).toHaveLength(1)
  })

  it('and does not show in time is waiting, and the next run goes on where this one ended', async () => {
    const slow = tenant().with({ delays: { visibilitySeconds: 300 } })
    const { run, world } = setting({ tenant: slow })
    const wanted = [mailbox('fax@contoso.com')]

    const [receipt] = await run().settle(wanted)
    expect(receipt).toMatchObject({ outcome: 'waiting', finding: { code: 'not-yet-visible' } })
    world.clock.advance(300)
    expect(outcomesOf(await run().settle(wanted))).toEqual([
      'shared-mailbox:fax@contoso.com written',
    ])
    expect(world.state().mailboxes).toHaveLength(2)
  })

  it('though its answer was lost is found by looking, not written twice', async () => {
    const { run } = setting({ tenant: tenant() })
    const lost = run({ disturb: failing('New-InboundConnector', 'timeout-after-write') })

    expect(outcomesOf(await lost.settle([connector('milan')]))).toEqual([
      'inbound-connector:milan written',
    ])
    expect(lost.writes()).toEqual(['New-InboundConnector'])
  })

  it('may never have been created, when no answer came: that is what is told', async () => {
    const { run, world } = setting({ tenant: tenant() })
    const lost = run({ disturb: failing('New-InboundConnector', 'timeout-before-write') })

    const [receipt] = await lost.settle([connector('milan')])

    expect(receipt).toMatchObject({
      outcome: 'waiting',
      finding: { code: 'world-unknown-outcome' },
    })
    expect(lost.writes()).toEqual(['New-InboundConnector'])
    expect(world.state().connectors).toEqual([])
    expect(outcomesOf(await run().settle([connector('milan')]))).toEqual([
      'inbound-connector:milan written',
    ])
  })

  it('is refused by the service: failed, with the text of the service and the way on', async () => {
    const { run } = setting({ tenant: tenant() })
    const [receipt] = await run().settle([mailbox('fax@unaccepted.example')])

    expect(receipt).toMatchObject({ outcome: 'failed', finding: { code: 'world-rejected' } })
    expect(receipt?.finding?.message).toContain("it's not an accepted domain")
  })
})

describe('what was changed', () => {
  it('with an unknown outcome is looked at, and written once more where it did not land', async () => {
    const { run } = setting({ tenant: tenant().connector({ ...ours, Enabled: false }) })
    const lost = run({ disturb: failing('Set-InboundConnector', 'timeout-before-write') })

    expect(outcomesOf(await lost.settle([connector('milan')]))).toEqual([
      'inbound-connector:milan written',
    ])
    expect(lost.writes()).toEqual(['Set-InboundConnector', 'Set-InboundConnector'])
  })

  it('twice without an answer is waiting, and says that it is not known', async () => {
    const { run } = setting({ tenant: tenant().connector({ ...ours, Enabled: false }) })
    const lost = run({ disturb: failing('Set-InboundConnector', 'timeout-before-write', 9) })

    const [receipt] = await lost.settle([connector('milan')])

    expect(receipt).toMatchObject({
      outcome: 'waiting',
      finding: { code: 'world-unknown-outcome' },
    })
    expect(lost.writes()).toHaveLength(2)
  })

  it('is not there any more: failed, and nothing is made in its place', async () => {
    const where = setting({ tenant: tenant().connector({ ...ours, Enabled: false }) })
    let gone = false
    const slow = where.run({
      disturb: {
        async before({ writes }) {
          if (!writes || gone) return
          gone = true
          await byHand(where, 'Remove-InboundConnector', { Identity: 'Devices at milan' })
        },
      },
    })

    const [receipt] = await slow.settle([connector('milan')])

    expect(receipt).toMatchObject({ outcome: 'failed', finding: { code: 'world-not-found' } })
    expect(where.world.state().connectors).toEqual([])
  })

  it('is throttled for a moment: the client tries again, and nobody notices', async () => {
    const { run } = setting({ tenant: tenant() })
    const busy = run({ attempts: 3, disturb: failing('Set-CASMailbox', 'throttled', 2) })

    expect(outcomesOf(await busy.settle([smtpAuth('pay@contoso.com')]))).toEqual([
      'smtp-auth:pay@contoso.com written',
    ])
  })
})

describe('between plan and apply', () => {
  /** Plans, lets somebody edit the world, and applies the plan as it was approved. */
  async function edited(
    where: Setting,
    wanted: Parameters<ReturnType<Setting['run']>['plan']>[0],
    edit: () => Promise<void>,
  ) {
    const plan = await where.run().plan(wanted)
    await edit()
    const run = where.run()
    return { run, receipts: await run.apply(plan, wanted) }
  }

  it('somebody overwrote the mark: refused after one look, with the way out', async () => {
    const where = setting({ tenant: tenant().connector({ ...ours, Enabled: false }) })
    const { run, receipts } = await edited(where, [connector('milan')], () =>
      byHand(where, 'Set-InboundConnector', { Identity: 'Devices at milan', Comment: 'mine' }),
    )

    expect(receipts).toMatchObject([{ outcome: 'refused', finding: { code: 'not-ours' } }])
    expect(receipts[0]?.finding?.remedy).toContain('adopt: true')
    expect(run.calls().map(one => one.operation)).toEqual(['Get-InboundConnector'])
    expect(where.world.state().connector('Devices at milan')).toMatchObject({
      Comment: 'mine',
      Enabled: false,
    })
  })

  it('an administrator pulled a switch: refused, and told what is so now', async () => {
    const where = setting({ tenant: tenant().connector(ours) })
    const wanted = [connector('milan', { egressIps: ['203.0.113.10', '203.0.113.11'] })]
    const { receipts } = await edited(where, wanted, () =>
      byHand(where, 'Set-InboundConnector', { Identity: 'Devices at milan', Enabled: false }),
    )

    expect(receipts).toMatchObject([{ outcome: 'refused', finding: { code: 'changed-meanwhile' } }])
    expect(receipts[0]?.finding?.message).toContain('enabled is false now')
    expect(receipts[0]?.finding?.place).toMatchObject({ file: 'spec.yaml' })
    expect(where.world.state().connector('Devices at milan')).toMatchObject({
      Enabled: false,
      SenderIPAddresses: ['203.0.113.10'],
    })
  })

  it('the same property got yet another value: refused, since another value was seen before', async () => {
    const where = setting({
      tenant: tenant().connector({ ...ours, SenderIPAddresses: ['192.0.2.1'] }),
    })
    const { receipts } = await edited(where, [connector('milan')], () =>
      byHand(where, 'Set-InboundConnector', {
        Identity: 'Devices at milan',
        SenderIPAddresses: ['192.0.2.2'],
      }),
    )
    expect(receipts).toMatchObject([{ outcome: 'refused' }])
  })

  it('somebody did it by hand: unchanged, and nothing is sent', async () => {
    const where = setting({ tenant: tenant().connector({ ...ours, Enabled: false }) })
    const { run, receipts } = await edited(where, [connector('milan')], () =>
      byHand(where, 'Set-InboundConnector', { Identity: 'Devices at milan', Enabled: true }),
    )
    expect(receipts).toMatchObject([{ outcome: 'unchanged' }])
    expect(run.writes()).toEqual([])
  })

  it('what was to be created appeared, of somebody else: refused, `adopt: true` or not', async () => {
    for (const options of [{}, { adopt: true }]) {
      const where = setting({ tenant: tenant() })
      const { receipts } = await edited(where, [connector('milan', {}, options)], () =>
        byHand(where, 'New-InboundConnector', {
          Name: 'Devices at milan',
          SenderDomains: ['*'],
          ConnectorType: 'OnPremises',
          SenderIPAddresses: ['192.0.2.1'],
        }),
      )
      expect(receipts).toMatchObject([{ outcome: 'refused' }])
      expect(where.world.state().connector('Devices at milan')).toMatchObject({
        SenderIPAddresses: ['192.0.2.1'],
        Comment: '',
      })
    }
  })

  it('what was to be changed is gone: refused, since nobody approved a creation', async () => {
    const where = setting({ tenant: tenant().connector({ ...ours, Enabled: false }) })
    const { receipts } = await edited(where, [connector('milan')], () =>
      byHand(where, 'Remove-InboundConnector', { Identity: 'Devices at milan' }),
    )
    expect(receipts).toMatchObject([{ outcome: 'refused' }])
    expect(where.world.state().connectors).toEqual([])
  })

  it('what was to be removed was changed: refused, and kept', async () => {
    const where = setting({ tenant: tenant().connector(ours) })
    const { receipts } = await edited(where, [], () =>
      byHand(where, 'Set-InboundConnector', {
        Identity: 'Devices at milan',
        SenderIPAddresses: ['192.0.2.1'],
      }),
    )
    expect(receipts).toMatchObject([{ outcome: 'refused', finding: { code: 'changed-meanwhile' } }])
    expect(where.world.state().connectors).toHaveLength(1)
  })

  it('what was to be removed lost its mark: it is not ours any more, and stays', async () => {
    const where = setting({ tenant: tenant().connector(ours) })
    const { run, receipts } = await edited(where, [], () =>
      byHand(where, 'Set-InboundConnector', { Identity: 'Devices at milan', Comment: '' }),
    )
    expect(receipts).toMatchObject([{ outcome: 'unchanged' }])
    expect(run.writes()).toEqual([])
  })
})

describe('a removal', () => {
  it('whose answer was lost is looked at: it is gone', async () => {
    const { run } = setting({ tenant: tenant().connector(ours) })
    const lost = run({ disturb: failing('Remove-InboundConnector', 'timeout-after-write') })

    expect(outcomesOf(await lost.settle([]))).toEqual(['inbound-connector:milan removed'])
    expect(lost.writes()).toEqual(['Remove-InboundConnector'])
  })

  it('that did not land is done once more', async () => {
    const { run, world } = setting({ tenant: tenant().connector(ours) })
    const lost = run({ disturb: failing('Remove-InboundConnector', 'timeout-before-write') })

    expect(outcomesOf(await lost.settle([]))).toEqual(['inbound-connector:milan removed'])
    expect(world.state().connectors).toEqual([])
  })

  it('that never gets an answer is waiting, and says that it is not known', async () => {
    const { run } = setting({ tenant: tenant().connector(ours) })
    const lost = run({ disturb: failing('Remove-InboundConnector', 'timeout-before-write', 9) })

    const [receipt] = await lost.settle([])

    expect(receipt).toMatchObject({
      outcome: 'waiting',
      finding: { code: 'world-unknown-outcome' },
    })
    expect(lost.writes()).toHaveLength(2)
  })

  it('that is denied is failed, and the thing stays', async () => {
    const { run, world } = setting({ tenant: tenant().connector(ours) })
    const denied = run({ disturb: failing('Remove-InboundConnector', 'denied') })

    expect(await denied.settle([])).toMatchObject([
      { outcome: 'failed', finding: { code: 'world-denied' } },
    ])
    expect(world.state().connectors).toHaveLength(1)
  })
})

describe('an interrupted run', () => {
  const wanted = [
    connector('milan'),
    connector('oslo', { egressIps: ['198.51.100.7'] }),
    mailbox('fax@contoso.com'),
    guard(true, { needs: [connector('oslo')] }),
  ]

  it('ends the call that is under way, tells what is not started, and asks the tenant nothing more', async () => {
    const { run, world } = setting({ tenant: tenant() })
    let stop = false
    const stopped = run({
      interrupted: () => stop,
      disturb: {
        before({ operation }) {
          if (operation === 'New-InboundConnector') stop = true
        },
      },
    })

    const receipts = await stopped.settle(wanted)

    expect([...outcomesOf(receipts)].sort()).toEqual([
      'direct-send-guard:contoso.onmicrosoft.com not-started',
      'inbound-connector:milan written',
      'inbound-connector:oslo not-started',
      'shared-mailbox:fax@contoso.com not-started',
    ])
    expect(
      receipts.filter(one => one.outcome === 'not-started').map(one => one.finding?.code),
    ).toEqual(['not-started', 'not-started', 'not-started'])
    const afterwards = stopped.calls().findIndex(one => one.operation === 'New-InboundConnector')
    expect(
      stopped
        .calls()
        .slice(afterwards + 1)
        .map(one => one.operation),
    ).toEqual(['Get-InboundConnector'])
    expect(world.state().connectors).toHaveLength(1)
  })

  it('is gone on with by the next one', async () => {
    const { run } = setting({ tenant: tenant() })
    let asked = 0
    await run({ interrupted: () => (asked += 1) > 2 }).settle(wanted)

    const receipts = await run().settle(wanted)

    expect(receipts.every(one => one.outcome === 'written')).toBe(true)
    expect((await run().plan(wanted)).changes).toEqual([])
  })

  it('removes nothing either', async () => {
    const { run, world } = setting({ tenant: tenant().connector(ours) })
    const receipts = await run({ interrupted: () => true }).settle([])

    expect(outcomesOf(receipts)).toEqual(['inbound-connector:milan not-started'])
    expect(world.state().connectors).toHaveLength(1)
  })
})
