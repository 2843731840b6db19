/** What is particular to SPF records; what every kind must do stands in contract/. */
import { describe, expect, it } from 'vitest'
import { changesOf, outcomesOf } from '../support/run.js'
import { setting, type SettingOptions } from '../support/setting.js'
import { spf } from '../support/wanted.js'

const ours = ['ip4:203.0.113.10']
const wanted = [spf('contoso.com', ours)]
const include = 'include:spf.protection.outlook.com'

/** A zone with these TXT values at the domain, and what is told at `_devicemail` beside it. */
function zoned(
  values: readonly string[],
  marks: readonly string[] = [],
  more: SettingOptions = {},
) {
  const records = [
    ...values.map(value => `@ IN TXT "${value}"`),
    ...marks.map(value => `_devicemail IN TXT "${value}"`),
  ]
  return setting({ zones: { 'contoso.com': records }, ...more })
}

const markFor = (spec: string, ...terms: readonly string[]) =>
  `v=devicemail1; spec=${spec}; terms=${terms.join(' ')}`

/** The TXT values in a zone that begin so. */
function valuesIn(zone: string, beginning: string): readonly string[] {
  return [...zone.matchAll(/TXT "([^"]*)"/g)]
    .map(([, value = '']) => value)
    .filter(value => value.startsWith(beginning))
}

describe('an SPF record leans on these facts:', () => {
  it('several TXT values at one name are one set, so the others are written back as they are', async () => {
    const { run, zone } = zoned([
      'google-site-verification=abc',
      'MS=ms1',
      `v=spf1 ${include} -all`,
    ])

    await run().settle(wanted)

    expect(valuesIn(zone('contoso.com'), 'google')).toEqual(['google-site-verification=abc'])
    expect(valuesIn(zone('contoso.com'), 'MS=')).toEqual(['MS=ms1'])
    expect(valuesIn(zone('contoso.com'), 'v=spf1')).toEqual([
      `v=spf1 ip4:203.0.113.10 ${include} -all`,
    ])
  })

  it('receivers stop at 10 look-ups; `ip4` costs none', async () => {
    const names = Array.from({ length: 10 }, (_, index) => `s${String(index)}.example.com`)
    const dns = Object.fromEntries(
      names.map(name => [name, { TXT: ['v=spf1 ip4:192.0.2.1 -all'] }]),
    )
    const record = (count: number) =>
      `v=spf1 ${names
        .slice(0, count)
        .map(name => `include:${name}`)
        .join(' ')} -all`

    const fits = await zoned([record(9)], [], { dns })
      .run()
      .plan(wanted)
    const full = await zoned([record(10)], [], { dns })
      .run()
      .plan(wanted)

    expect(changesOf(fits)).toEqual(['update spf-record:contoso.com'])
    expect(full.changes).toEqual([])
    const budget = full.held[0]?.why.find(one => one.code === 'spf-lookup-budget')
    expect(budget?.message).toContain('would need 11 DNS look-ups')
    expect(budget?.remedy).toMatch(/^Cheapest first: .*"include:\S+".*\(saves 1\)/)
  })

  it('an include counts as new beside one whose name only begins alike', async () => {
    const alike = `${include}.example`
    const dns = { 'spf.protection.outlook.com.example': { TXT: ['v=spf1 ip4:192.0.2.1 -all'] } }

    const plan = await zoned([`v=spf1 ${alike} -all`], [], { dns })
      .run()
      .plan(wanted)

    expect(plan.changes[0]?.telling.details).toContainEqual({
      label: 'look-ups',
      text: '2 of 10, 1 before',
    })
  })

  it('two SPF records at one name are both ignored', async () => {
    const { run, everything } = zoned(['v=spf1 -all', `v=spf1 ${include} ~all`])
    const before = everything()

    const plan = await run().plan(wanted)
    await run().settle(wanted)

    expect(plan.held[0]?.why[0]).toMatchObject({ code: 'spf-several-records' })
    expect(everything()).toEqual(before)
  })
})

it('a faulty record is not mended behind its owner: all its faults are told', async () => {
  const plan = await zoned(['v=spf1 ip4:300.1.1.1 inlcude:example.com -all']).run().plan(wanted)

  expect(plan.changes).toEqual([])
  expect(plan.held[0]?.why[0]?.code).toBe('spf-unreadable')
  expect(plan.held[0]?.why[0]?.message).toContain('ip4:300.1.1.1')
  expect(plan.held[0]?.why[0]?.message).toContain('inlcude:example.com')
})

it('a domain without a record gets one, and a mark that names the terms that are ours', async () => {
  const { run, zone } = zoned(['MS=ms1'])

  expect(outcomesOf(await run().settle(wanted))).toEqual(['spf-record:contoso.com written'])
  expect(valuesIn(zone('contoso.com'), 'v=spf1')).toEqual([
    `v=spf1 ip4:203.0.113.10 ${include} ~all`,
  ])
  expect(valuesIn(zone('contoso.com'), 'v=devicemail1')).toEqual([markFor('contoso', ...ours)])
})

it('where DMARC enforces, a new record ends in -all at once', async () => {
  const { run, zone } = setting({
    zones: { 'contoso.com': ['_dmarc IN TXT "v=DMARC1; p=reject"'] },
  })

  expect(outcomesOf(await run().settle(wanted))).toEqual(['spf-record:contoso.com written'])
  expect(valuesIn(zone('contoso.com'), 'v=spf1')).toEqual([
    `v=spf1 ip4:203.0.113.10 ${include} -all`,
  ])
  expect(changesOf(await run().plan(wanted))).toEqual([])
})

it('terms that were there before are never claimed, and stay when the spec leaves', async () => {
  const before = `v=spf1 ip4:203.0.113.10 ${include} -all`
  const { run, zone } = zoned([before])

  const plan = await run().plan(wanted)
  expect(changesOf(plan)).toEqual([])
  expect(plan.findings.map(one => one.code)).toContain('spf-term-of-others')
  await run().settle([spf('contoso.com', [...ours, 'ip4:198.51.100.7'])])
  await run().settle([])

  expect(valuesIn(zone('contoso.com'), 'v=spf1')).toEqual([before])
  expect(valuesIn(zone('contoso.com'), 'v=devicemail1')).toEqual([])
})

it('when the spec leaves, our addresses go; `include` and `all` stay', async () => {
  const { run, zone } = zoned([])
  await run().settle(wanted)

  const receipts = await run().settle([])

  expect(outcomesOf(receipts)).toEqual(['spf-record:contoso.com removed'])
  expect(valuesIn(zone('contoso.com'), 'v=spf1')).toEqual([`v=spf1 ${include} ~all`])
})

it('a change says in words what becomes of everybody else, and that the record itself stays', async () => {
  const told = async (end: string, desired: readonly ReturnType<typeof spf>[]) => {
    const { run } = zoned(
      [`v=spf1 ip4:203.0.113.10 ${include} ${end}`],
      [markFor('contoso', ...ours)],
    )
    const [change] = (await run().plan(desired)).changes
    return change?.telling
  }
  const strict = [spf('contoso.com', ours, { all: 'fail' })]
  expect((await told('~all', strict))?.details).toContainEqual({
    label: 'elsewhere',
    text: 'mail is to be refused; before: taken as suspicious',
  })
  expect((await told('+all', strict))?.details).toContainEqual({
    label: 'loses',
    text: 'everybody else',
  })
  expect(await told('~all', [])).toMatchObject({ title: 'our part of SPF contoso.com' })
})

it('the mark of another spec stays, and so do its terms', async () => {
  const other = markFor('fabrikam', 'ip4:192.0.2.99')
  const { run, zone } = zoned([`v=spf1 ip4:192.0.2.99 ${include} -all`], [other])

  await run().settle(wanted)
  await run().settle([])

  expect(valuesIn(zone('contoso.com'), 'v=devicemail1')).toEqual([other])
  expect(valuesIn(zone('contoso.com'), 'v=spf1')).toEqual([`v=spf1 ip4:192.0.2.99 ${include} -all`])
})

it('a term that two specs need stays as long as one of them does', async () => {
  const both = spf('contoso.com', ours)
  const { run, zone } = zoned([`v=spf1 ${include} -all`])
  await run({ spec: 'contoso' }).settle([both])
  await run({ spec: 'fabrikam' }).settle([both])

  await run({ spec: 'contoso' }).settle([])
  expect(valuesIn(zone('contoso.com'), 'v=spf1')[0]).toContain('ip4:203.0.113.10')
  await run({ spec: 'fabrikam' }).settle([])
  expect(valuesIn(zone('contoso.com'), 'v=spf1')[0]).not.toContain('ip4:203.0.113.10')
})

it.each([
  ['growing', [], [...ours], ['_devicemail.contoso.com', 'contoso.com']],
  ['shrinking', [...ours], [], ['contoso.com', '_devicemail.contoso.com']],
  [
    'exchanging',
    ['ip4:198.51.100.7'],
    [...ours],
    ['_devicemail.contoso.com', 'contoso.com', '_devicemail.contoso.com'],
  ],
])(
  'when terms are %s, the mark names each before it is there and until it is gone',
  async (_, before, after, names) => {
    const { run } = zoned([`v=spf1 ${include} -all`])
    await run().settle([spf('contoso.com', before)])
    const second = run()

    await second.settle([spf('contoso.com', after)])

    expect(second.calls().flatMap(one => one.name ?? [])).toEqual(names)
  },
)

it('values that somebody changed between the look and the write are a conflict, and kept', async () => {
  const { run, zone, editZone } = zoned([`v=spf1 ${include} -all`])
  const racing = run({
    disturb: {
      before({ name }) {
        if (name === 'contoso.com')
          editZone(name, text => text.replace('-all', 'ip4:192.0.2.50 -all'))
      },
    },
  })

  const [receipt] = await racing.settle(wanted)

  expect(receipt).toMatchObject({ outcome: 'failed', finding: { code: 'dns-changed-meanwhile' } })
  expect(valuesIn(zone('contoso.com'), 'v=spf1')).toEqual([`v=spf1 ${include} ip4:192.0.2.50 -all`])
  expect(outcomesOf(await run().settle(wanted))).toEqual(['spf-record:contoso.com written'])
})

it('a zone that does not answer is unknown, never empty', async () => {
  const { run, everything } = setting({ manual: ['contoso.com'] })
  const plan = await run().plan(wanted)

  expect(plan.changes).toEqual([])
  expect(plan.held.map(one => one.state)).toEqual(['unknown'])
  expect(everything().zones).toEqual({})
})

it('a record that a person keeps is compared and told, and never written', async () => {
  const dns = {
    'contoso.com': { TXT: [`v=spf1 ${include} -all`] },
    '_devicemail.contoso.com': { TXT: [] },
    '_dmarc.contoso.com': { TXT: [] },
  }
  const { run } = setting({ manual: ['contoso.com'], dns })
  const byHand = spf('contoso.com', ours, { managed: false }, { doneBy: 'person' })

  const plan = await run().plan([byHand])

  expect(plan.changes).toEqual([])
  expect(plan.byHand.map(one => one.fields)).toEqual([
    [
      {
        path: 'record',
        before: `v=spf1 ${include} -all`,
        after: `v=spf1 ip4:203.0.113.10 ${include} -all`,
      },
    ],
  ])
})
