/** What is particular to management scopes; what every kind must do stands in contract/. */
import { describe, expect, it } from 'vitest'
import { applicationKinds as kinds } from '../../src/resources/kinds.js'
import { filterOf, mailboxesIn } from '../../src/resources/management-scope/mailbox-filter.js'
import { outcomesOf } from '../support/run.js'
import { setting } from '../support/setting.js'
import { scope, sendAsApp, servicePrincipal } from '../support/wanted.js'
import { world } from '../support/world.js'

const tenant = () => world().domain('contoso.com')
const ours = 'payroll [devicemail:contoso/payroll]'
const withFilter = (RecipientFilter: string) =>
  setting({ tenant: tenant().object('ManagementScope', { Name: ours, RecipientFilter }) })

describe('a management scope leans on these facts:', () => {
  it('the filter goes in by one name and comes back by another', async () => {
    const { run, world } = setting({ tenant: tenant() })
    await run({ kinds }).settle([scope('payroll', { mailboxes: ['a@contoso.com'] })])

    expect(world.writes()).toMatchObject([
      { parameters: { RecipientRestrictionFilter: "PrimarySmtpAddress -eq 'a@contoso.com'" } },
    ])
    expect(world.tenant().objects.ManagementScope).toMatchObject([
      { Name: ours, RecipientFilter: "PrimarySmtpAddress -eq 'a@contoso.com'" },
    ])
  })

  it('Exchange may put brackets around a filter, which is no difference', async () => {
    const { run } = withFilter(
      "((PrimarySmtpAddress -eq 'b@contoso.com') -or (PrimarySmtpAddress -eq 'A@contoso.com'))",
    )
    const wanted = scope('payroll', { mailboxes: ['a@contoso.com', 'b@contoso.com'] })

    expect((await run({ kinds }).plan([wanted])).changes).toEqual([])
  })

  it('a filter that names no addresses is seen and put right', async () => {
    const { run, world } = withFilter("RecipientTypeDetails -eq 'UserMailbox'")
    const plan = await run({ kinds }).plan([scope('payroll')])
    expect(plan.changes[0]?.fields).toEqual([
      {
        path: 'mailboxes',
        before: ["recipienttypedetails -eq 'usermailbox'"],
        after: ['payroll@contoso.com'],
      },
    ])

    await run({ kinds }).settle([scope('payroll')])
    expect(world.tenant().objects.ManagementScope).toMatchObject([
      { RecipientFilter: "PrimarySmtpAddress -eq 'payroll@contoso.com'" },
    ])
  })

  it('a scope that gets another name stays the scope of its roles', async () => {
    const { run } = setting({ tenant: tenant() })
    const all = [servicePrincipal('payroll'), scope('payroll'), sendAsApp('payroll')]
    await run({ kinds }).settle(all)
    const renamed = scope('payroll', { name: 'Wages' })
    await run({ kinds }).settle([all[0] ?? renamed, renamed, all[2] ?? renamed])

    const again = run({ kinds })
    expect((await again.plan([...all.slice(0, 1), renamed, ...all.slice(2)])).changes).toEqual([])
  })
})

it.each([
  [''],
  ["PrimarySmtpAddress -eq 'a@contoso.com' -and Name -eq 'x'"],
  ["-not(PrimarySmtpAddress -eq 'a@contoso.com')"],
  ["PrimarySmtpAddress -like '*@contoso.com'"],
  ["PrimarySmtpAddress -ne 'a@contoso.com'"],
  ["PrimarySmtpAddress -eq 'a@contoso.com' -or Name -like '*'"],
])('the filter "%s" is no list of mailboxes', filter => {
  expect(mailboxesIn(filter)).toEqual(filter === '' ? [] : [filter])
})

it('a quote in an address stays inside its text', () => {
  const addresses = ["o'neil@contoso.com"]
  expect(mailboxesIn(filterOf(addresses))).toEqual(addresses)
})

it('a name that would be too long with our mark is told before anything is written', async () => {
  const application = 'a-very-long-name-of-an-application'
  const { run, world } = setting({ tenant: tenant() })
  const plan = await run({ kinds }).plan([scope(application)])

  expect(plan.held[0]?.why[0]).toMatchObject({ code: 'marked-name-too-long' })
  expect(world.writes()).toEqual([])
})

it('a scope for no mailbox is told', async () => {
  const plan = await setting({ tenant: tenant() })
    .run({ kinds })
    .plan([scope('payroll', { mailboxes: [] })])

  expect(plan.held[0]?.why.map(({ code }) => code)).toEqual(['scope-without-mailbox'])
})

it('a scope under its former key is the same scope, and learns its new name', async () => {
  const { run, world } = setting({ tenant: tenant() })
  await run({ kinds }).settle([scope('payroll')])
  const moved = scope('wages', { mailboxes: ['payroll@contoso.com'] }, { formerly: 'payroll' })

  expect(outcomesOf(await run({ kinds }).settle([moved]))).toEqual([
    'management-scope:wages written',
  ])
  expect(world.tenant().objects.ManagementScope).toMatchObject([
    { Name: 'wages [devicemail:contoso/wages]' },
  ])
})
