/** The plan: each row of the table in its head, and what else decides what is planned. */
import { describe, expect, it } from 'vitest'
import { digestOf } from '../../src/engine/plan.js'
import { finding } from '../../src/findings.js'
import { changesOf, outcomesOf } from '../support/run.js'
import { setting } from '../support/setting.js'
import { connector, guard, mailbox, smtpAuth, spf } from '../support/wanted.js'
import { world } from '../support/world.js'

const milan = '[devicemail:contoso/milan]'
const ours = { Name: 'Devices at milan', Comment: milan, SenderIPAddresses: ['203.0.113.10'] }
const tenant = () => world().domain('contoso.com').user({ name: 'Pay', address: 'pay@contoso.com' })
const place = (...connectors: readonly (typeof ours | Record<string, unknown>)[]) =>
  setting({ tenant: connectors.reduce((builder, row) => builder.connector(row), tenant()) })
const namesHeld = (plan: { held: readonly { key: string; why: readonly { code: string }[] }[] }) =>
  plan.held.map(({ key, why }) => [key, ...why.map(({ code }) => code)])

describe('the table in the head of plan.ts:', () => {
  it('wanted and not there: create', async () => {
    expect(
      changesOf(
        await place()
          .run()
          .plan([connector('milan')]),
      ),
    ).toEqual(['create inbound-connector:milan'])
  })

  it('wanted, there with our mark, and different: update', async () => {
    const wanted = [connector('milan', { egressIps: ['203.0.113.11'] })]
    expect(changesOf(await place(ours).run().plan(wanted))).toEqual([
      'update inbound-connector:milan',
    ])
  })

  it('wanted, there without a mark, and the spec consents: update, which marks it', async () => {
    const foreign = { ...ours, Comment: '' }
    const plan = await place(foreign)
      .run()
      .plan([connector('milan', {}, { adopt: true })])

    expect(changesOf(plan)).toEqual(['update inbound-connector:milan'])
    expect(plan.changes[0]?.fields).toEqual([{ path: 'mark', before: null, after: milan }])
  })

  it('wanted, there with our mark and as wanted: unchanged', async () => {
    const plan = await place(ours)
      .run()
      .plan([connector('milan')])
    expect(plan.changes).toEqual([])
    expect(plan.standing).toMatchObject([{ key: 'milan', how: 'unchanged' }])
  })

  it('wanted, a part of something that is not ours, and as wanted: unchanged', async () => {
    const plan = await place()
      .run()
      .plan([guard(false)])
    expect(plan.changes).toEqual([])
    expect(plan.standing).toMatchObject([{ kind: 'direct-send-guard', how: 'unchanged' }])
  })

  it('wanted and there without a mark: refused, and `adopt: true` is the way', async () => {
    const plan = await place({ ...ours, Comment: '' })
      .run()
      .plan([connector('milan')])
    expect(namesHeld(plan)).toEqual([['milan', 'not-ours']])
    expect(plan.held[0]?.why[0]?.place).toEqual({ file: 'spec.yaml', line: 7, column: 3 })
  })

  it('wanted and there with the mark of another spec: refused, and `takeFrom` is the way', async () => {
    const theirs = { ...ours, Comment: '[devicemail:fabrikam/milan]' }
    const asked = [connector('milan'), connector('milan', {}, { adopt: true })]
    for (const one of asked) {
      const plan = await place(theirs).run().plan([one])
      expect(namesHeld(plan)).toEqual([['milan', 'marked-by-other-spec']])
      expect(plan.held[0]?.why[0]?.remedy).toContain('takeFrom: fabrikam')
    }
    const taking = [connector('milan', {}, { takeFrom: 'fabrikam' })]
    const { run, world } = place(theirs)
    expect(outcomesOf(await run().settle(taking))).toEqual(['inbound-connector:milan written'])
    expect(world.state().connectors.map(one => one.Comment)).toEqual([milan])
  })

  it('not wanted, there with our mark: remove', async () => {
    const plan = await place(ours).run().plan([])
    expect(changesOf(plan)).toEqual(['remove inbound-connector:milan'])
    expect(plan.changes[0]?.fields.every(one => one.after === null)).toBe(true)
  })

  it('not wanted, there with our mark, of a kind that is kept: told, and no change', async () => {
    const { run } = setting({ tenant: tenant() })
    await run().settle([mailbox('fax@contoso.com')])

    const plan = await run().plan([])

    expect(plan.changes).toEqual([])
    expect(plan.standing).toMatchObject([{ key: 'fax@contoso.com', how: 'kept' }])
    expect(plan.findings.map(one => one.code)).toEqual(['kept-though-unwanted'])
  })

  it('not wanted and not ours: not even listed', async () => {
    const plan = await place({ Name: 'Foreign' }, { ...ours, Comment: '[devicemail:other/x]' })
      .run()
      .plan([])
    expect([plan.changes, plan.held, plan.standing]).toEqual([[], [], []])
  })

  it('not known: unread, and neither created nor removed', async () => {
    const deaf = { disturb: { fault: () => 'denied' as const } }
    const plan = await place(ours)
      .run(deaf)
      .plan([connector('oslo')])
    expect(plan.changes).toEqual([])
    expect(plan.held.map(({ kind, key, state }) => `${kind}:${key} ${state}`)).toContain(
      'inbound-connector:oslo unknown',
    )
    expect(plan.held.map(({ kind, key, state }) => `${kind}:${key} ${state}`)).toContain(
      'inbound-connector:* unknown',
    )
  })
})

it('creations and updates stand in the order of kinds, removals run backwards after them', async () => {
  const { run } = setting({ tenant: tenant(), zones: { 'contoso.com': [], 'fabrikam.com': [] } })
  await run().settle([
    connector('aachen', { egressIps: ['198.51.100.1'] }),
    connector('bonn', { egressIps: ['198.51.100.2'] }),
    spf('fabrikam.com', ['ip4:198.51.100.1']),
  ])

  const plan = await run().plan([
    guard(),
    spf('contoso.com', ['ip4:203.0.113.10']),
    smtpAuth('pay@contoso.com'),
    mailbox('fax@contoso.com'),
    connector('milan'),
  ])

  expect(changesOf(plan)).toEqual([
    'create inbound-connector:milan',
    'create shared-mailbox:fax@contoso.com',
    'update smtp-auth:pay@contoso.com',
    'create spf-record:contoso.com',
    'update direct-send-guard:contoso.onmicrosoft.com',
    'remove spf-record:fabrikam.com',
    'remove inbound-connector:bonn',
    'remove inbound-connector:aachen',
  ])
})

describe('needs', () => {
  const needy = guard(true, { needs: [connector('milan')] })

  it('that are held back hold back what needs them', async () => {
    const plan = await place({ ...ours, Comment: '' })
      .run()
      .plan([connector('milan'), needy])
    expect(namesHeld(plan)).toEqual([
      ['milan', 'not-ours'],
      ['contoso.onmicrosoft.com', 'need-refused'],
    ])
    expect(plan.held[1]?.why[0]?.message).toContain('inbound-connector milan')
  })

  it('that are planned too come first', async () => {
    expect(
      changesOf(
        await place()
          .run()
          .plan([needy, connector('milan')]),
      ),
    ).toEqual([
      'create inbound-connector:milan',
      'update direct-send-guard:contoso.onmicrosoft.com',
    ])
  })

  it('that fail on the way refuse what needs them, and nothing else', async () => {
    const { run } = place()
    const wanted = [connector('milan'), needy, mailbox('fax@contoso.com')]
    const failing = run({
      disturb: { fault: ({ writes, number }) => (writes && number > 0 ? rejectNew() : undefined) },
    })
    let first = true
    function rejectNew() {
      if (!first) return undefined
      first = false
      return 'rejected' as const
    }

    expect(outcomesOf(await failing.settle(wanted))).toEqual([
      'inbound-connector:milan failed',
      'shared-mailbox:fax@contoso.com written',
      'direct-send-guard:contoso.onmicrosoft.com refused',
    ])
  })
})

it('what judge bars is refused with its reason; what it only says is told', async () => {
  const bar = finding('not-ours', { what: 'this' })
  const say = finding('kept-though-unwanted', { what: 'that' })
  const plan = await place()
    .run()
    .plan(
      [connector('milan')],
      [
        { finding: bar, refuses: [connector('milan')] },
        { finding: say, refuses: [] },
      ],
    )

  expect(plan.changes).toEqual([])
  expect(plan.held[0]?.why).toMatchObject([bar])
  expect(plan.findings).toEqual([say])
})

it('a fault of the thing itself is told at the line that asks for it', async () => {
  const plan = await place()
    .run()
    .plan([connector('milan', { egressIps: ['198.51.100.0/20'] })])
  expect(plan.held[0]?.why[0]).toMatchObject({
    code: 'connector-range-too-wide',
    place: { file: 'spec.yaml', line: 7 },
  })
})

describe('the digest', () => {
  it('covers tenant, driver, things, verbs and values', () => {
    const change = {
      kind: 'inbound-connector',
      key: 'milan',
      verb: 'update',
      fields: [{ path: 'enabled', before: false, after: true }],
    }
    const plan = { tenant: 'contoso.onmicrosoft.com', driver: 'simulator', changes: [change] }
    const others = [
      { ...plan, tenant: 'fabrikam.onmicrosoft.com' },
      { ...plan, driver: 'powershell' },
      { ...plan, changes: [] },
      { ...plan, changes: [change, change] },
      { ...plan, changes: [{ ...change, key: 'oslo' }] },
      { ...plan, changes: [{ ...change, verb: 'remove' }] },
      { ...plan, changes: [{ ...change, fields: [] }] },
      {
        ...plan,
        changes: [{ ...change, fields: [{ path: 'enabled', before: null, after: true }] }],
      },
    ]
    const digests = new Set([plan, ...others].map(digestOf))
    expect(digests.size).toBe(others.length + 1)
    expect(digestOf(plan)).toMatch(/^[0-9a-f]{16}$/)
  })

  it('does not cover the reasons, which may move in a file', async () => {
    const moved = {
      ...connector('milan'),
      because: [{ site: 'milan', place: { file: 'other.yaml', line: 99, column: 1 } }],
    }
    const [one, other] = await Promise.all(
      [connector('milan'), moved].map(wanted => place().run().plan([wanted])),
    )
    expect(other?.digest).toBe(one?.digest)
    expect(other?.changes).not.toEqual(one?.changes)
  })
})
