/** What a plan shows of its commands is what an apply of it runs. */
import { describe, expect, test } from 'vitest'
import { withStandardParameters } from '../../src/drivers/exchange/standard-parameters.js'
import { observe } from '../../src/engine/observe.js'
import { rehearse, type Step } from '../../src/engine/rehearse.js'
import { kinds } from '../../src/resources/kinds.js'
import type { Wanted } from '../../src/resources/resource.js'
import { setting, type Setting } from '../support/setting.js'
import { connector, guard, mailbox, smtpAuth, spf } from '../support/wanted.js'
import { world } from '../support/world.js'

const people = ['anna@contoso.com', 'bo@contoso.com', 'payroll@contoso.com']
const open = () =>
  setting({
    tenant: world()
      .domain('contoso.com')
      .with({ users: people.map(address => ({ name: address, address })) }),
    zones: { 'contoso.com': ['@ IN TXT "v=spf1 include:spf.protection.outlook.com -all"'] },
  })

const printer = {
  aliases: ['mfp@contoso.com'],
  members: ['anna@contoso.com'],
  smtpAuth: true,
  signInName: 'printer@contoso.com',
}
const rollout: readonly Wanted[] = [
  connector('milan'),
  mailbox('printer@contoso.com', printer),
  mailbox('fax@contoso.com'),
  smtpAuth('payroll@contoso.com'),
  spf('contoso.com', ['ip4:203.0.113.10']),
  guard(),
]
const later: readonly Wanted[] = [
  connector('milan', { egressIps: ['203.0.113.20'], name: 'Printers' }),
  connector('turin', { egressIps: ['198.51.100.7'] }),
  mailbox('printer@contoso.com', { ...printer, members: people, displayName: 'All printers' }),
  spf('contoso.com', ['ip4:203.0.113.20']),
]

async function rehearsed({ run }: Setting, wanted: readonly Wanted[]) {
  const one = run()
  const plan = await one.plan(wanted)
  const observed = await observe(kinds, one.drivers, wanted)
  const before = one.writes().length
  const rehearsals = await rehearse({ drivers: one.drivers, plan, observed })
  expect(one.writes()).toHaveLength(before)
  return { plan, rehearsals, steps: rehearsals.flatMap(({ steps }) => steps) }
}

/** Does what was rehearsed, as a person who types it. */
async function carryOut({ run, world }: Setting, steps: readonly Step[]) {
  const { zones } = run().drivers
  for (const step of steps) {
    if (step.to === 'dns') await zones.replaceTxt(step.change)
    else {
      const { cmdlet, parameters } = step.call
      const call = { cmdlet, parameters: withStandardParameters(cmdlet, parameters) }
      const [outcome] = await world.port.run([call])
      if (outcome?.status === 'failed') throw outcome.fault
    }
  }
}

describe('a rehearsal', () => {
  test('carried out by hand leaves the world that an apply leaves', async () => {
    const [byHand, applied] = [open(), open()]
    for (const wanted of [rollout, later, []]) {
      await carryOut(byHand, (await rehearsed(byHand, wanted)).steps)
      await applied.run().settle(wanted)
      expect(byHand.everything()).toEqual(applied.everything())
    }
  })

  test('names as many writes as an apply makes, in its order', async () => {
    const one = open()
    const { plan, steps } = await rehearsed(one, rollout)
    const run = one.run()
    await run.apply(plan, rollout)
    const shown = steps.map(step => (step.to === 'dns' ? 'replace TXT' : step.call.cmdlet))
    // An apply makes all mailboxes of a batch before it looks and finishes them.
    expect([...shown].sort()).toEqual([...run.writes()].sort())
  })

  test('tells each change for itself', async () => {
    const { plan, rehearsals } = await rehearsed(open(), rollout)
    expect(rehearsals.map(({ kind, key, verb }) => `${verb} ${kind}:${key}`)).toEqual(
      plan.changes.map(({ kind, key, verb }) => `${verb} ${kind}:${key}`),
    )
    expect(rehearsals.every(({ steps }) => steps.length > 0)).toBe(true)
  })

  test('of nothing to do is empty', async () => {
    const one = open()
    await one.run().settle(rollout)
    expect((await rehearsed(one, rollout)).steps).toEqual([])
  })
})
