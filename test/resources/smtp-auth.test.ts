/** What is particular to the SMTP AUTH switch; what every kind must do stands in contract/. */
import { describe, expect, it } from 'vitest'
import { outcomesOf } from '../support/run.js'
import { setting } from '../support/setting.js'
import { smtpAuth } from '../support/wanted.js'
import { world } from '../support/world.js'

const pay = 'payroll@contoso.com'
const tenant = () => world().domain('contoso.com').user({ name: 'Payroll', address: pay })

describe('the SMTP AUTH switch leans on these facts:', () => {
  it("the switch of a mailbox wins over the tenant's; null follows the tenant", async () => {
    const { run, world } = setting({ tenant: tenant().with({ smtpAuthDisabled: true }) })
    const switchOf = () => world.state().mailbox(pay)?.SmtpClientAuthenticationDisabled

    await run().settle([smtpAuth(pay, true)])
    expect(switchOf()).toBe(false)
    await run().settle([smtpAuth(pay, null)])
    expect(switchOf()).toBeNull()
    await run().settle([smtpAuth(pay, false)])
    expect(switchOf()).toBe(true)
    expect(world.state().transport.SmtpClientAuthenticationDisabled).toBe(true)
  })

  it('only Get-CASMailbox tells the switch', async () => {
    const { run, world } = setting({ tenant: tenant() })
    const asked = run()
    await asked.plan([smtpAuth(pay)])
    const one = { parameters: { Identity: pay } }
    const [exo, cas] = await world.port.run([
      { cmdlet: 'Get-EXOCasMailbox', ...one },
      { cmdlet: 'Get-CASMailbox', ...one },
    ])

    expect(asked.calls().map(call => call.operation)).toContain('Get-CASMailbox')
    expect(JSON.stringify(cas)).toContain('SmtpClientAuthenticationDisabled')
    expect(JSON.stringify(exo)).not.toContain('SmtpClientAuthenticationDisabled')
  })
})

it('a mailbox that does not exist is told, and nothing is made', async () => {
  const { run } = setting({ tenant: tenant() })
  const plan = await run().plan([smtpAuth('nobody@contoso.com')])

  expect(plan.changes).toEqual([])
  expect(plan.held[0]?.why[0]).toMatchObject({ code: 'mailbox-does-not-exist' })
})

it('an address of a group is no mailbox to sign in with', async () => {
  const group = tenant().group({ name: 'Sales', address: 'sales@contoso.com' })
  const plan = await setting({ tenant: group })
    .run()
    .plan([smtpAuth('sales@contoso.com')])

  expect(plan.held[0]?.why[0]).toMatchObject({ code: 'mailbox-address-held' })
})

it('a further address of the mailbox names it too', async () => {
  const { run, world } = setting({
    tenant: tenant().user({ name: 'Bo', address: 'bo@contoso.com', aliases: ['b@contoso.com'] }),
  })

  expect(outcomesOf(await run().settle([smtpAuth('b@contoso.com')]))).toEqual([
    'smtp-auth:b@contoso.com written',
  ])
  expect(world.state().mailbox('bo@contoso.com')?.SmtpClientAuthenticationDisabled).toBe(false)
})

it('many mailboxes are asked for in filters that the service still takes', async () => {
  const many = Array.from({ length: 400 }, (_, index) => `device-${String(index)}@contoso.com`)
  const users = many.map(address => ({ name: address, address }))
  const { run } = setting({ tenant: world().domain('contoso.com').with({ users }) })
  const asked = run()

  const plan = await asked.plan(many.map(address => smtpAuth(address)))

  expect(plan.changes).toHaveLength(400)
  const filters = asked.calls().map(one => JSON.stringify(one.call?.parameters ?? {}))
  expect(Math.max(...filters.map(one => one.length))).toBeLessThan(10_000)
  expect(asked.calls().length).toBeLessThan(15)
})
