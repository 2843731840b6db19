/** What is particular to service principals; what every kind must do stands in contract/. */
import { describe, expect, it } from 'vitest'
import { applicationKinds as kinds } from '../../src/resources/kinds.js'
import { outcomesOf } from '../support/run.js'
import { setting } from '../support/setting.js'
import { appIds, servicePrincipal } from '../support/wanted.js'
import { world } from '../support/world.js'

const tenant = (replicationSeconds = 0) =>
  world().domain('contoso.com').with({ delays: { replicationSeconds } })
const payroll = servicePrincipal('payroll')
const [first, second] = [appIds(1), appIds(2)]

describe('a service principal leans on these facts:', () => {
  it('only the display name can be changed, so other ids make it anew', async () => {
    const { run, world } = setting({ tenant: tenant() })
    await run({ kinds }).settle([payroll])

    const renaming = run({ kinds })
    await renaming.settle([servicePrincipal('payroll', { name: 'Wages' })])
    expect(renaming.writes()).toEqual(['Set-ServicePrincipal'])

    const anew = run({ kinds })
    await anew.settle([servicePrincipal('payroll', { name: 'Wages', ...second })])
    expect(anew.writes()).toEqual(['Remove-ServicePrincipal', 'New-ServicePrincipal'])
    expect(world.tenant().objects.ServicePrincipal).toMatchObject([
      { DisplayName: 'Wages [devicemail:contoso/payroll]', AppId: second.appId },
    ])
  })

  it('a new application is unknown to Exchange for minutes, so it is tried again', async () => {
    const { run, world } = setting({ tenant: tenant(25) })
    const patient = run({ kinds, looks: 4 })

    expect(outcomesOf(await patient.settle([payroll]))).toEqual([
      'exchange-service-principal:payroll written',
    ])
    expect(patient.writes().length).toBeGreaterThan(2)
    expect(world.tenant().objects.ServicePrincipal).toHaveLength(1)
  })

  it('an application is known to Exchange once, whatever it is called there', async () => {
    const byHand = { AppId: first.appId, ObjectId: first.objectId, DisplayName: 'By hand' }
    const { run, world } = setting({ tenant: tenant().object('ServicePrincipal', byHand) })

    const plan = await run({ kinds }).plan([payroll])
    expect(plan.held[0]?.why[0]).toMatchObject({ code: 'not-ours' })

    await run({ kinds }).settle([servicePrincipal('payroll', {}, { adopt: true })])
    expect(world.tenant().objects.ServicePrincipal).toMatchObject([
      { DisplayName: 'payroll [devicemail:contoso/payroll]' },
    ])
  })
})

describe('an application that Exchange does not know in time', () => {
  it('is waiting, with nothing made; the next run makes it once', async () => {
    const { run, world } = setting({ tenant: tenant(600) })
    const [receipt] = await run({ kinds, looks: 2 }).settle([payroll])

    expect(receipt).toMatchObject({
      outcome: 'waiting',
      untouched: true,
      finding: { code: 'application-not-known-yet' },
    })
    expect(receipt?.finding?.remedy).toContain('Run `pulumi up` again')
    expect(world.tenant().objects.ServicePrincipal).toEqual([])

    world.clock.advance(600)
    expect(outcomesOf(await run({ kinds }).settle([payroll]))).toEqual([
      'exchange-service-principal:payroll written',
    ])
    expect(world.tenant().objects.ServicePrincipal).toHaveLength(1)
  })

  it('starts nothing more once the run was interrupted', async () => {
    let interrupted = false
    const run = setting({ tenant: tenant(600) }).run({
      kinds,
      interrupted: () => interrupted,
      disturb: {
        before({ writes }) {
          interrupted ||= writes
        },
      },
    })

    const [receipt] = await run.settle([payroll])
    expect(receipt).toMatchObject({ outcome: 'waiting', untouched: true })
    expect(run.writes()).toEqual(['New-ServicePrincipal'])
  })

  it('under another object id is made anew as soon as Exchange knows that one', async () => {
    const { run, world } = setting({ tenant: tenant(15) })
    await run({ kinds }).settle([payroll])

    const receipts = await run({ kinds }).settle([servicePrincipal('payroll', second)])
    expect(outcomesOf(receipts)).toEqual(['exchange-service-principal:payroll written'])
    expect(world.tenant().objects.ServicePrincipal).toMatchObject([{ AppId: second.appId }])
  })
})

it('ids that are none are refused at once, and nothing is tried again', async () => {
  const run = setting({ tenant: tenant(600) }).run({ kinds })
  const [receipt] = await run.settle([servicePrincipal('payroll', { objectId: 'payroll' })])

  expect(receipt).toMatchObject({ outcome: 'failed', finding: { code: 'world-rejected' } })
  expect(run.writes()).toEqual(['New-ServicePrincipal'])
})
