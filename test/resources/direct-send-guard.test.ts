/** What is particular to the direct send guard; what every kind must do stands in contract/. */
import { describe, expect, it } from 'vitest'
import { deliver } from '../../src/drivers/exchange/simulator/relay.js'
import { switchDelayMinutes } from '../../src/mail/limits.js'
import { DirectSendGuard } from '../../src/resources/direct-send-guard.js'
import { changesOf } from '../support/run.js'
import { setting } from '../support/setting.js'
import { certificateConnector, connector, guard } from '../support/wanted.js'
import { world } from '../support/world.js'

describe('the direct send guard leans on these facts:', () => {
  it('it takes up to 30 minutes to work', () => {
    const { desired } = guard()
    const { details } = DirectSendGuard.tell({ before: undefined, after: desired, differences: [] })

    expect(switchDelayMinutes.rejectDirectSend.value).toBe(30)
    expect(details).toContainEqual({ label: 'works after', text: 'up to 30 minutes' })
  })

  it('a connector by IP or certificate keeps devices working', async () => {
    const { run, world } = setting({ tenant: tenant() })
    await run().settle([connector('milan'), certificateConnector('mail.contoso.com'), guard()])
    const message = { mailFrom: 'fax@contoso.com', recipient: 'anna@contoso.com' }
    const sentFrom = (sourceAddress: string, certificateDomains: readonly string[] = []) =>
      deliver(world.tenant(), { ...message, sourceAddress, certificateDomains }).accepted

    expect(sentFrom('203.0.113.10')).toBe(true)
    expect(sentFrom('198.51.100.99', ['mail.contoso.com'])).toBe(true)
    expect(sentFrom('198.51.100.99')).toBe(false)
  })
})

it('is switched off again only where the spec says so, never by its absence', async () => {
  const { run, world } = setting({ tenant: tenant() })
  await run().settle([guard(true)])

  expect(changesOf(await run().plan([]))).toEqual([])
  await run().settle([])
  expect(world.state().organization.RejectDirectSend).toBe(true)
  await run().settle([guard(false)])
  expect(world.state().organization.RejectDirectSend).toBe(false)
})

it('is unknown where the organisation does not tell the switch', async () => {
  const silent = tenant().object('OrganizationConfig', { RejectDirectSend: undefined })

  const plan = await setting({ tenant: silent }).run().plan([guard()])

  expect(plan.held[0]).toMatchObject({ state: 'unknown' })
  expect(plan.held[0]?.why[0]?.code).toBe('direct-send-switch-unread')
})

function tenant() {
  return world().domain('contoso.com')
}
