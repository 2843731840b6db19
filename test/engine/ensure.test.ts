/** Ensure and its twin, one step at a time: look, guard, write, look again. */
import { describe, expect, it } from 'vitest'
import { outcomesOf } from '../support/run.js'
import { byHand } from '../support/by-hand.js'
import { setting } from '../support/setting.js'
import { connector, mailbox, smtpAuth } from '../support/wanted.js'
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
