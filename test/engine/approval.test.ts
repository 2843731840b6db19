/** Approval: what somebody does between plan and apply is seen, and never undone unseen. */
import { describe, expect, it } from 'vitest'
import { setting, type Setting } from '../support/setting.js'
import { byHand } from '../support/by-hand.js'
import { connector } from '../support/wanted.js'
import { world } from '../support/world.js'

const tenant = () => world().domain('contoso.com')
const ours = {
  Name: 'Devices at milan',
  Comment: '[devicemail:contoso/milan]',
  SenderIPAddresses: ['203.0.113.10'],
}

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
