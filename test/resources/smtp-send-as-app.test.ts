/** What is particular to the right to send; what every kind must do stands in contract/. */
import { describe, expect, it } from 'vitest'
import type { ExchangePort } from '../../src/drivers/drivers.js'
import { Fault } from '../../src/drivers/fault.js'
import { applicationKinds as kinds } from '../../src/resources/kinds.js'
import { outcomesOf } from '../support/run.js'
import { setting } from '../support/setting.js'
import { appIds, scope, sendAsApp, servicePrincipal } from '../support/wanted.js'
import { world } from '../support/world.js'

const tenant = () => world().domain('contoso.com')
const whole = [servicePrincipal('payroll'), scope('payroll'), sendAsApp('payroll')] as const
const { objectId, appId } = appIds(1)

describe('the right to send leans on these facts:', () => {
  it('a role assignment is never changed: it is taken away and given anew', async () => {
    const { run, world } = setting({ tenant: tenant() })
    await run({ kinds }).settle([...whole])
    const changing = run({ kinds })
    const [principal, mailboxes] = whole
    await changing.settle([principal, mailboxes, sendAsApp('payroll', { name: 'Wages' })])

    expect(changing.writes()).toEqual([
      'Remove-ManagementRoleAssignment',
      'New-ManagementRoleAssignment',
    ])
    expect(world.tenant().objects.ManagementRoleAssignment).toMatchObject([
      { Name: 'Wages [devicemail:contoso/payroll]', RoleAssignee: objectId },
    ])
  })

  it('Exchange calls the application and the scope as it likes, so each is looked up', async () => {
    const { run, world } = setting({ tenant: tenant() })
    await run({ kinds }).settle([...whole])
    const [given] = world.tenant().objects.ManagementRoleAssignment
    const asked = run({ kinds })
    const plan = await asked.plan([...whole])

    expect(given).toMatchObject({ RoleAssigneeName: objectId })
    expect(plan.changes).toEqual([])
    expect(asked.calls().map(({ operation }) => operation)).toContain('Get-ServicePrincipal')
  })

  it('a service principal or a scope that was just made may be unknown for a moment', async () => {
    const delays = { visibilitySeconds: { ServicePrincipal: 15, ManagementScope: 15 } }
    const { run, world } = setting({ tenant: tenant().with({ delays }) })
    const [principal, mailboxes, right] = whole
    for (const { kind, desired } of [principal, mailboxes])
      await kinds.find(({ name }) => name === kind)?.write(run({ kinds }).drivers, desired)

    expect(outcomesOf(await run({ kinds }).settle([right]))).toContain(
      'smtp-send-as-app:payroll written',
    )
    expect(world.tenant().objects.ManagementRoleAssignment).toHaveLength(1)
  })

  it('a tenant without the role is told so, with the older way', async () => {
    const withoutRole = (behind: ExchangePort): ExchangePort => ({
      ...behind,
      run: calls =>
        Promise.all(
          calls.map(async call => {
            const [outcome] = await behind.run([call])
            const isAsked = call.cmdlet === 'Get-ManagementRoleAssignment'
            if (outcome && !isAsked) return outcome
            const about = { text: 'no such role', operation: call.cmdlet }
            const fault = new Fault({ kind: 'not-found', ...about })
            return { status: 'failed', fault, warnings: [] }
          }),
        ),
    })
    const [, , Right] = kinds
    const run = setting({ tenant: tenant() }).run({
      kinds: Right ? [Right] : [],
      through: withoutRole,
    })
    const readings = await Right?.read(run.drivers, [whole[2].key])

    expect(readings?.get(whole[2].key)).toMatchObject({
      state: 'blocked',
      why: { code: 'send-as-role-missing' },
    })
  })
})

it('without its scope nothing is given: the application would send as everybody', async () => {
  const { run, world } = setting({ tenant: tenant() })
  await run({ kinds }).settle([whole[0]])
  const [receipt] = await run({ kinds, looks: 1 }).settle([whole[0], sendAsApp('payroll')])

  expect(world.writes().map(({ cmdlet }) => cmdlet)).toEqual(['New-ServicePrincipal'])
  expect(receipt).toMatchObject({
    kind: 'smtp-send-as-app',
    outcome: 'waiting',
    untouched: true,
    finding: { code: 'parties-not-known-yet' },
  })
})

it('without its scope a right that is there is not taken away either', async () => {
  const { run, world } = setting({ tenant: tenant() })
  await run({ kinds }).settle([...whole])
  await run({ kinds, looks: 1 }).settle([
    whole[0],
    whole[1],
    sendAsApp('payroll', { scope: 'none' }),
  ])

  expect(world.tenant().objects.ManagementRoleAssignment).toHaveLength(1)
})

it.each([
  ['its object id', objectId, 'payroll [devicemail:contoso/payroll]'],
  ['its client id', appId, 'scope-guid'],
  ['its name', 'Payroll', 'scope-guid'],
])(
  'an application that Exchange calls by %s is recognised',
  async (_, RoleAssigneeName, CustomResourceScope) => {
    const DisplayName = 'payroll [devicemail:contoso/payroll]'
    const { run } = setting({
      tenant: tenant()
        .object('ServicePrincipal', {
          Name: 'Payroll',
          DisplayName,
          AppId: appId,
          ObjectId: objectId,
        })
        .object('ManagementScope', { Name: DisplayName, Guid: 'scope-guid' })
        .object('ManagementRoleAssignment', {
          Name: DisplayName,
          Role: 'Application SMTP.SendAsApp',
          RoleAssigneeName,
          CustomResourceScope,
        }),
    })
    const plan = await run({ kinds }).plan([whole[2]])
    expect(plan.changes.filter(({ kind }) => kind === 'smtp-send-as-app')).toEqual([])
  },
)
