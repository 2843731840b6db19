/** Interruption: what is begun is ended and told; nothing new is started. */
import { describe, expect, it } from 'vitest'
import { outcomesOf } from '../support/run.js'
import { setting } from '../support/setting.js'
import { connector, guard, mailbox } from '../support/wanted.js'
import { world } from '../support/world.js'

const tenant = () => world().domain('contoso.com')
const ours = {
  Name: 'Devices at milan',
  Comment: '[devicemail:contoso/milan]',
  SenderIPAddresses: ['203.0.113.10'],
}

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
