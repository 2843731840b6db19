import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { printRange } from '../../src/mail/ip-range.js'
import { diffSpf, type SpfDiff } from '../../src/mail/spf-diff.js'
import { spfWorld } from '../support/spf-world.js'

const told = ({ gained, lost, openGained, openLost }: SpfDiff) => ({
  gained: gained.map(printRange),
  lost: lost.map(printRange),
  openGained,
  openLost,
})

const moves = ({ moves: all }: SpfDiff) =>
  all.map(
    ({ before, after, ranges }) =>
      `${ranges.map(printRange).join(' ')}: ${before.result} to ${after.result}`,
  )

describe('what a change of a record means', () => {
  test('one address more is told as that address, in the fewest blocks', async () => {
    const before = 'v=spf1 ip4:203.0.113.10 include:spf.example.com -all'
    const after =
      'v=spf1 ip4:203.0.113.10 ip4:203.0.113.11 ip4:198.51.100.7 include:spf.example.com -all'
    const found = await diffSpf(before, after)
    expect(told(found)).toEqual({
      gained: ['198.51.100.7', '203.0.113.11'],
      lost: [],
      openGained: [],
      openLost: [],
    })
    expect(found.moves[0]?.before).toEqual({ result: 'fail', unless: ['include:spf.example.com'] })
  })

  test.each([
    ['v=spf1 ip4:203.0.113.0/24 -all', 'V=SPF1  ip4:203.0.113.128/25 ip4:203.0.113.0/25 -ALL'],
    ['v=spf1 a mx include:a.example -all', 'v=spf1 include:A.example. mx a -all'],
    ['v=spf1 ip4:203.0.113.9 ip4:203.0.113.0/24 ~all', 'v=spf1 ip4:203.0.113.0/24 ~all mx'],
    ['v=spf1 ip4:203.0.113.9', 'v=spf1 ip4:203.0.113.9 ?all'],
    ['v=spf1 ip4:203.0.113.9 -all', 'v=spf1 ip4:203.0.113.9 -ip6:2001:db8::/32 -all'],
  ])('%s and %s are the same', async (one, other) => {
    expect((await diffSpf(one, other)).same).toBe(true)
  })

  test('softfail to fail changes everybody else, and nobody gains or loses a pass', async () => {
    const found = await diffSpf('v=spf1 ip6:::/1 ~all', 'v=spf1 ip6:::/1 -all')
    expect(told(found)).toMatchObject({ gained: [], lost: [] })
    expect(moves(found)).toEqual(['0.0.0.0/0 8000::/1: softfail to fail'])
  })

  test('a fault in the new record takes the pass from everybody', async () => {
    const found = await diffSpf('v=spf1 ip4:203.0.113.9 -all', 'v=spf1 ip4:203.0.113.999 -all')
    expect(told(found)).toMatchObject({ gained: [], lost: ['203.0.113.9'] })
    expect(found.moves.map(({ after }) => after.result)).toEqual(['permerror', 'permerror'])
  })

  test('an eleventh look-up takes the pass from those who come so far', async () => {
    const names = Array.from({ length: 11 }, (_, index) => `a:h${String(index)}.example`)
    const hosts = Object.fromEntries(
      names.map((name, index) => [name.slice(2), { A: [`192.0.2.${String(index)}`] }]),
    )
    const resolve = spfWorld(hosts)
    const before = `v=spf1 ${names.slice(1).join(' ')} ip4:203.0.113.9 -all`
    const after = `v=spf1 ${names.join(' ')} ip4:203.0.113.9 -all`
    const found = await diffSpf(before, after, { resolve })
    // IPv6 has no address behind any of the names: two void look-ups too many on both sides.
    expect(told(found)).toMatchObject({
      gained: ['192.0.2.0'],
      lost: ['192.0.2.10', '203.0.113.9'],
    })
  })

  test('an include is opened where a resolver is given, and named where it cannot be', async () => {
    const resolve = spfWorld({
      'a.example': { TXT: ['v=spf1 -ip4:192.0.2.7 ip4:192.0.2.0/24 mx ?all'], MX: ['m.example'] },
      'm.example': { A: ['198.51.100.1'], AAAA: ['2001:db8::1'] },
    })
    const found = await diffSpf(
      'v=spf1 ~all',
      'v=spf1 include:a.example include:silent.example ~all',
      {
        resolve,
      },
    )
    expect(told(found)).toEqual({
      gained: [
        '192.0.2.0/30',
        '192.0.2.4/31',
        '192.0.2.6',
        '192.0.2.8/29',
        '192.0.2.16/28',
        '192.0.2.32/27',
        '192.0.2.64/26',
        '192.0.2.128/25',
        '198.51.100.1',
        '2001:db8::1',
      ],
      lost: [],
      openGained: ['include:silent.example'],
      openLost: [],
    })
    expect(resolve.asked.filter(one => one === 'TXT a.example')).toHaveLength(1)
  })

  test('no record and a record are compared as any others', async () => {
    expect(told(await diffSpf(null, 'v=spf1 ip4:203.0.113.9 -all'))).toMatchObject({
      gained: ['203.0.113.9'],
    })
    expect(told(await diffSpf('v=spf1 +all', null))).toMatchObject({ lost: ['0.0.0.0/0', '::/0'] })
  })
})

describe('the laws of a difference', () => {
  const sign = fc.constantFrom('', '-', '~', '?')
  const v4 = fc
    .tuple(fc.integer({ min: 0, max: 7 }), fc.integer({ min: 28, max: 32 }))
    .map(([last, prefix]) => `ip4:192.0.2.${String(last)}/${String(prefix)}`)
  const other = fc.constantFrom(
    'ip6:2001:db8::/127',
    'include:a.example',
    'include:b.example',
    'a:c.example',
  )
  const term = fc
    .tuple(sign, fc.oneof({ weight: 3, arbitrary: v4 }, other))
    .map(([one, two]) => one + two)
  const end = fc.constantFrom('', ' -all', ' ~all', ' +all', ' redirect=b.example')
  const record = fc
    .tuple(fc.array(term, { maxLength: 6 }), end)
    .map(([terms, last]) => `v=spf1${terms.map(one => ` ${one}`).join('')}${last}`)
  const resolve = spfWorld({
    'a.example': { TXT: ['v=spf1 ip4:192.0.2.0/30 -ip4:192.0.2.0/28 include:b.example ~all'] },
    'b.example': { TXT: ['v=spf1 ip4:192.0.2.6 a:c.example ?all'] },
    'c.example': { A: ['192.0.2.3'], AAAA: ['2001:db8::1'] },
  })

  test('it is empty for a record and itself, and told backwards it is the same', async () => {
    await fc.assert(
      fc.asyncProperty(record, record, fc.boolean(), async (one, two, asks) => {
        const world = asks ? { resolve } : {}
        expect((await diffSpf(one, one, world)).same).toBe(true)
        const [there, back] = [await diffSpf(one, two, world), await diffSpf(two, one, world)]
        expect(there.same).toBe(back.same)
        expect([there.gained, there.openGained]).toEqual([back.lost, back.openLost])
        const turned = back.moves.map(({ before, after, ranges }) => ({
          before: after,
          after: before,
          ranges,
        }))
        expect(new Set(there.moves.map(all => JSON.stringify(all, big)))).toEqual(
          new Set(turned.map(all => JSON.stringify(all, big))),
        )
      }),
    )
  })

  test('terms of one sign that ask nothing may stand in any order', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(v4, { maxLength: 8 }), end, async (terms, last) => {
        const text = (all: readonly string[]) => `v=spf1 ${all.join(' ')}${last}`
        const reordered = await diffSpf(text(terms), text([...terms].reverse()), { resolve })
        expect(reordered.same).toBe(true)
      }),
    )
  })

  test('no text makes it throw', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string(), fc.string({ unit: 'binary' }), async (one, two) => {
        await diffSpf(one, `v=spf1 ${two}`, { resolve })
      }),
    )
  })

  test('thousands of terms are no matter of minutes', async () => {
    const terms = Array.from(
      { length: 4000 },
      (_, index) =>
        `${index % 2 ? '-' : ''}ip4:10.${String(index >> 7)}.${String(index & 127)}.0/25`,
    )
    const begun = performance.now()
    await diffSpf('v=spf1 -all', `v=spf1 ${terms.join(' ')} -all`)
    expect(performance.now() - begun).toBeLessThan(5000)
  })
})

function big(_: string, value: unknown): unknown {
  return typeof value === 'bigint' ? value.toString() : value
}
