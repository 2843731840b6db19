import { expect, test } from 'vitest'
import { diffSpf } from '../../src/mail/spf-diff.js'
import { flattenSpf, staleFlattening } from '../../src/mail/spf-flatten.js'
import { spfWorld } from '../support/spf-world.js'

const record = 'v=spf1 mx  include:a.example ~include:b.example -all'
const names = {
  'a.example': { TXT: ['v=spf1 ip4:192.0.2.0/25 ip4:192.0.2.128/25 include:b.example -all'] },
  'b.example': { TXT: ['v=spf1 ip6:2001:db8::/32 ?all'] },
  'loop.example': { TXT: ['v=spf1 include:loop.example -all'] },
  'macro.example': { TXT: ['v=spf1 exists:%{i}.x.example -all'] },
}
const today = '2027-01-05'
const request = { domain: 'contoso.com', record, date: '2026-11-24' }

test('an include becomes its addresses behind a dated note, and all else stays', async () => {
  const resolve = spfWorld(names)
  const found = await flattenSpf({ ...request, terms: ['include:a.example'] }, resolve)
  expect(found.record).toBe(
    'v=spf1 mx  devicemail-flat=2026-11-24/a.example/2 ip4:192.0.2.0/24 ip6:2001:db8::/32 ~include:b.example -all',
  )
  expect((await diffSpf(record, found.record, { resolve })).same).toBe(true)
  expect(await staleFlattening('contoso.com', found.record ?? '', resolve, today)).toEqual([])
})

test('what would outgrow one answer is refused, with what would fit', async () => {
  const many = Array.from({ length: 30 }, (_, index) => `ip4:192.0.2.${String(index * 2)}`)
  const resolve = spfWorld({
    ...names,
    'a.example': { TXT: [`v=spf1 ${many.join(' ')} -all`] },
  })
  const terms = ['include:a.example', '~include:b.example']
  const { record: none, findings } = await flattenSpf({ ...request, terms }, resolve)
  expect(none).toBeNull()
  expect(findings).toMatchObject([
    {
      code: 'spf-flattening-too-long',
      remedy:
        'Flatten ~include:b.example only, which makes 91 bytes. Leave include:a.example as it is, and let the service behind it send from a subdomain of its own, such as news.contoso.com, which has a record and 10 look-ups of its own.',
    },
  ])
  const fitting = await flattenSpf({ ...request, terms: ['~include:b.example'] }, resolve)
  expect(fitting.record).toHaveLength(91)
})

test('a flattening that the service has outrun is told, with what changed', async () => {
  const { record: flat } = await flattenSpf(
    { ...request, terms: ['~include:b.example'] },
    spfWorld(names),
  )
  const later = spfWorld({
    'b.example': { TXT: ['v=spf1 ip6:2001:db8::/33 ip4:203.0.113.9 -all'] },
  })
  const [found] = await staleFlattening('contoso.com', flat ?? '', later, today)
  expect(found?.message).toBe(
    'The SPF record of contoso.com was flattened on 2026-11-24, and b.example has changed since: it lets in 203.0.113.9 besides, and 2001:db8:8000::/33 no longer.',
  )
  expect(found?.remedy).toBe(
    'In place of "devicemail-flat=2026-11-24/b.example/1" and the terms behind it (1) write "devicemail-flat=2027-01-05/b.example/2 ~ip4:203.0.113.9 ~ip6:2001:db8::/33", or include:b.example if the look-ups allow it.',
  )
  const [altered] = await staleFlattening(
    'contoso.com',
    (flat ?? '').replace(/~ip6:\S+/, 'mx'),
    later,
    today,
  )
  expect(altered?.code).toBe('spf-flattening-altered')
})

test.each(['loop.example', 'macro.example', 'gone.example', 'silent.example'])(
  'what cannot be told for good is not flattened: %s',
  async name => {
    const one = { ...request, record: `v=spf1 include:${name} -all`, terms: [`include:${name}`] }
    const found = await flattenSpf(one, spfWorld(names))
    expect(found.record).toBeNull()
    expect(found.findings.map(({ code }) => code)).toEqual(['spf-flattening-refused'])
  },
)

test('a flattening whose source did not answer is not taken for stale', async () => {
  const { record: flat } = await flattenSpf(
    { ...request, terms: ['include:a.example'] },
    spfWorld(names),
  )
  const stale = (world: typeof names | object) =>
    staleFlattening('contoso.com', flat ?? '', spfWorld({ ...world }), today)
  const silent = { 'a.example': { TXT: ['v=spf1 include:silent.example -all'] } }
  expect(await stale(silent)).toMatchObject([{ code: 'spf-flattening-unread' }])
  expect((await stale(silent))[0]?.message).toContain('silent.example gave no answer')
  // One that is gone or goes in circles has changed, and nothing can be written instead.
  expect(await stale({})).toMatchObject([{ code: 'spf-flattening-source-broken' }])
})
