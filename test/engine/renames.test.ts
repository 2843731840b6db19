/** Renames: a site that gets another name keeps its connector, or nothing is done. */
import { describe, expect, it } from 'vitest'
import { changesOf, outcomesOf } from '../support/run.js'
import { setting } from '../support/setting.js'
import { connector } from '../support/wanted.js'
import { world } from '../support/world.js'

const milan = '[devicemail:contoso/milan]'
const ours = { Name: 'Devices at milan', Comment: milan, SenderIPAddresses: ['203.0.113.10'] }
const tenant = () => world().domain('contoso.com')
const place = (...connectors: readonly (typeof ours | Record<string, unknown>)[]) =>
  setting({ tenant: connectors.reduce((builder, row) => builder.connector(row), tenant()) })
const namesHeld = (plan: { held: readonly { key: string; why: readonly { code: string }[] }[] }) =>
  plan.held.map(({ key, why }) => [key, ...why.map(({ code }) => code)])

describe('a site that gets another name', () => {
  const renamed = (options = {}) => connector('milano', {}, options)

  it('says `formerly`: one update that gives the same connector its new name and mark', async () => {
    const { run, world } = place({ ...ours, Comment: `${milan} ticket 4711` })
    const renaming = run()
    const wanted = [renamed({ formerly: 'milan' })]

    const plan = await renaming.plan(wanted)
    const receipts = await renaming.apply(plan, wanted)

    expect(plan.changes[0]?.fields.map(({ path, after }) => [path, after])).toEqual([
      ['name', 'Devices at milano'],
      ['mark', '[devicemail:contoso/milano]'],
    ])
    expect(outcomesOf(receipts)).toEqual(['inbound-connector:milano written'])
    expect(renaming.writes()).toEqual(['Set-InboundConnector'])
    expect(world.state().connectors).toMatchObject([
      { Name: 'Devices at milano', Comment: '[devicemail:contoso/milano] ticket 4711' },
    ])
    expect(changesOf(await run().plan(wanted))).toEqual([])
  })

  it('says `formerly` and keeps the name of its connector: only the mark changes', async () => {
    const wanted = [connector('milano', { name: 'Devices at milan' }, { formerly: 'milan' })]
    const { run, world } = place(ours)

    const plan = await run().plan(wanted)

    expect(plan.held).toEqual([])
    expect(plan.changes[0]?.fields.map(({ path }) => path)).toEqual(['mark'])
    expect(outcomesOf(await run().settle(wanted))).toEqual(['inbound-connector:milano written'])
    expect(world.state().connectors).toHaveLength(1)
  })

  it('says nothing: both are refused, with the line that is missing', async () => {
    const { run, everything } = place(ours)
    const before = everything()

    const plan = await run().plan([renamed()])
    await run().settle([renamed()])

    expect(plan.changes).toEqual([])
    expect(namesHeld(plan)).toEqual([
      ['milan', 'renamed-without-formerly'],
      ['milano', 'renamed-without-formerly'],
    ])
    expect(plan.held[0]?.why[0]?.remedy).toContain('formerly: milan')
    expect(everything()).toEqual(before)
  })

  it('says nothing and is held back itself: the old connector is not removed meanwhile', async () => {
    const wanted = [connector('milano', { name: 'Devices at milan' })]
    const plan = await place(ours).run().plan(wanted)

    expect(plan.changes).toEqual([])
    expect(namesHeld(plan)).toEqual([
      ['milan', 'renamed-without-formerly'],
      ['milano', 'renamed-without-formerly', 'connector-name-held'],
    ])
  })

  it('while a new site takes the old name: refused, since one connector cannot be both', async () => {
    const both = [
      connector('milan', { egressIps: ['198.51.100.9'] }),
      renamed({ formerly: 'milan' }),
    ]
    const { run } = place(ours)

    expect(namesHeld(await run().plan(both))).toEqual([
      ['milan', 'former-name-in-use'],
      ['milano', 'former-name-in-use'],
    ])
    await run().settle([renamed({ formerly: 'milan' })])
    expect(changesOf(await run().plan(both))).toEqual(['create inbound-connector:milan'])
  })

  it('says a name that nothing ever had: it is created', async () => {
    expect(
      changesOf(
        await place()
          .run()
          .plan([renamed({ formerly: 'milan' })]),
      ),
    ).toEqual(['create inbound-connector:milano'])
  })
})
