import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { analyseSpf } from '../../src/mail/spf-analyse.js'
import { spfWorld } from '../support/spf-world.js'

const dns = spfWorld({
  'a.example': { TXT: ['v=spf1 ip4:192.0.2.0/24 -all'] },
  'b.example': { TXT: ['v=spf1 include:a.example ip4:198.51.100.0/24 -all'] },
  'loop.example': { TXT: ['v=spf1 include:round.example -all'] },
  'round.example': { TXT: ['v=spf1 include:loop.example -all'] },
  'broken.example': { TXT: ['v=spf1 ip4:256.1.1.1 -all'] },
  'two.example': { TXT: ['v=spf1 -all', 'v=spf1 mx -all'] },
  'quoted.example': { TXT: ['"v=spf1 -all"'] },
  'wide.example': { TXT: ['v=spf1 ip4:0.0.0.0/1 -all'] },
  'host.example': { A: ['203.0.113.7'], MX: ['host.example'] },
  'long.example': { TXT: ['v=spf1 -all', 'proof='.padEnd(600, 'x')] },
})

function sign(index: number): string {
  return ['', '-', '~', '?'][index % 4] ?? ''
}

async function codes(record: string): Promise<readonly string[]> {
  return (await analyseSpf(record, dns)).findings.map(({ code }) => code)
}

describe('what an analysis tells', () => {
  test.each([
    ['v=spf1 +all', 'spf-passes-everyone'],
    ['v=spf1 ip4:0.0.0.0/0 -all', 'spf-passes-everyone'],
    ['v=spf1 ip4:10.0.0.0/8 -all', 'spf-wide-range'],
    ['v=spf1 ip4:256.1.1.1 -all', 'spf-bad-address'],
    ['v=spf1 inlude:a.example -all', 'spf-unknown-mechanism'],
    ['two.example', 'spf-two-records'],
    ['nobody.example', 'spf-no-record'],
    ['silent.example', 'spf-not-answered'],
    ['quoted.example', 'spf-almost-record'],
    ['long.example', 'spf-long-answer'],
    ['v=spf1 include:loop.example -all', 'spf-include-loop'],
    ['v=spf1 include:broken.example -all', 'spf-include-faulty'],
    ['v=spf1 include:two.example -all', 'spf-include-with-two-records'],
    ['v=spf1 include:host.example -all', 'spf-include-without-record'],
    ['v=spf1 include:nobody.example -all', 'spf-include-without-record'],
    ['v=spf1 include:silent.example -all', 'spf-not-asked'],
    ['v=spf1 include:wide.example -all', 'spf-include-passes-everyone'],
    ['v=spf1 a:x.example a:y.example a:z.example -all', 'spf-voids-over-budget'],
    ['v=spf1 a:x.example -all', 'spf-void-term'],
    ['v=spf1 ptr -all', 'spf-uses-ptr'],
    ['v=spf1 -all mx', 'spf-unreached-term'],
    ['v=spf1 redirect=a.example -all', 'spf-redirect-ignored'],
    ['v=spf1 mx', 'spf-open-end'],
    ['v=spf1 ip4:192.0.2.1 -ip4:192.0.2.1 -all', 'spf-repeated-term'],
    ['v=spf1 ip4:192.0.2.0/25 ip4:192.0.2.128/25 ip4:192.0.2.4/30 -all', 'spf-covered-term'],
    ['v=spf1 ip4:192.0.2.1 include:a.example -all', 'spf-covered-by-include'],
    ['v=spf1 include:b.example include:a.example -all', 'spf-includes-overlap'],
    ['v=spf1 include:a.example ip4:203.0.113.9 -all', 'spf-costly-order'],
    ['v=spf1 exp=why.example mx -all', 'spf-early-modifier'],
    ['v=spf1 include=a.example -all', 'spf-mechanism-as-modifier'],
    ['v=spf1 mx -all IP4=192.0.2.1', 'spf-mechanism-as-modifier'],
    ['v=spf1 include:a.example ~all v=spf1 include:b.example ~all', 'spf-second-version'],
    [`v=spf1 ${'ip4:203.0.113.200 '.repeat(30)}-all`, 'spf-long-record'],
  ])('%s: %s', async (target, code) => {
    expect(await codes(target)).toContain(code)
  })

  test('a good record gives no finding', async () => {
    expect(await codes('v=spf1 ip4:203.0.113.9 include:a.example -all')).toEqual([])
    expect(await codes('v=spf1 ip4:203.0.113.9 -all ra=postmaster')).toEqual([])
  })

  test('a place is named that a person can change, however deep the fault lies', async () => {
    const { findings } = await analyseSpf('v=spf1 include:loop.example -all', dns)
    expect(findings.map(({ message }) => message)).toEqual([
      'The SPF record of an unnamed domain leads back to itself: "include:loop.example" in the record of round.example, behind "include:loop.example" (position 8). Receivers go round until they give up (permerror).',
    ])
  })

  test('each look-up has an owner and a share', async () => {
    const found = await analyseSpf(
      'v=spf1 include:b.example include:eu.mailgun.org a -all',
      dns,
      'host.example',
    )
    expect(found.costs.map(({ term, owner, lookups }) => [term, owner, lookups])).toEqual([
      ['include:b.example', 'b.example', 2],
      ['include:eu.mailgun.org', 'Mailgun', 1],
      ['a', 'host.example', 1],
    ])
    expect(found.left).toBe(6)
    expect(found.ipv4Addresses).toBe(512)
  })

  test('eleven look-ups are refused with the cheapest ways out, worked out and shown', async () => {
    const services = Array.from({ length: 6 }, (_, index) => `s${String(index)}.example`)
    const resolve = spfWorld({
      'big.example': { TXT: [`v=spf1 ip4:192.0.2.0/24 ip4:198.51.100.0/24 -all`] },
      'host.example': { A: ['203.0.113.7'] },
      ...Object.fromEntries(
        services.map((name, index) => [
          name,
          { TXT: [`v=spf1 exists:%{i}.x.example ip4:203.0.113.${String(index)} -all`] },
        ]),
      ),
    })
    const record = `v=spf1 a:host.example a:gone.example include:big.example ${services.map(name => `include:${name}`).join(' ')} ~all`
    const { waysOut, findings } = await analyseSpf(record, resolve)
    expect(
      waysOut?.steps.map(({ kind, term, saves, count }) => [kind, term, saves, count]),
    ).toEqual([
      ['void', 'a:gone.example', 1, 14],
      ['addresses', 'a:host.example', 1, 13],
      ['flatten', 'include:big.example', 1, 12],
    ])
    expect(waysOut).toMatchObject({ fits: false, count: 12 })
    expect(waysOut?.record).toContain(
      'v=spf1 ip4:203.0.113.7 ip4:192.0.2.0/24 ip4:198.51.100.0/24 include:s0',
    )
    const told = findings.find(({ code }) => code === 'spf-budget-passed')
    expect(told?.message).toContain('needs 15 DNS look-ups')
    expect(told?.remedy).toContain('take out "a:gone.example": it leads nowhere (saves 1)')
  })

  // Whatever takes quadratic time runs out of the time of a test here.
  test.each([
    [
      'addresses of all signs',
      (i: number) => `${sign(i)}ip4:10.${i >> 8}.${i & 255}.0/${20 + (i % 13)}`,
    ],
    [
      'IPv6 of all signs',
      (i: number) => `${sign(i)}ip6:2001:db8:${i.toString(16)}::/${40 + (i % 60)}`,
    ],
    [
      'modifiers between addresses',
      (i: number) => (i % 2 ? `x=${i}` : `ip4:10.${i >> 8}.${i & 255}.7`),
    ],
    ['includes', (i: number) => `include:i${i}.example`],
  ])('thousands of terms are gone through to the end: %s', async (_, term) => {
    const terms = Array.from({ length: 4000 }, (_one, index) => term(index))
    const { findings } = await analyseSpf(`v=spf1 ${terms.join(' ')} ${terms[0] ?? ''} +all`, dns)
    const told = findings.map(({ code }) => code)
    expect(told).toContain('spf-repeated-term')
    expect(told).toContain('spf-passes-everyone')
  })

  test('no text makes it throw', async () => {
    const word = fc.constantFrom(
      'a',
      'mx',
      'include:loop.example',
      '%{',
      '-all',
      'redirect=b.example',
      'exists:%{i}.x',
      'ip4:1.2.3.4/0',
      '\t',
      '"',
    )
    const text = fc.oneof(
      fc.string(),
      fc.array(fc.oneof(word, fc.string())).map(all => `v=spf1 ${all.join(' ')}`),
    )
    await fc.assert(
      fc.asyncProperty(text, async target => {
        await analyseSpf(target, dns)
      }),
    )
  })
})
