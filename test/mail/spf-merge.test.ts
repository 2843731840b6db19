import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { mergeSpf, type SpfMergeRequest } from '../../src/mail/spf-merge.js'
import { parseSpf } from '../../src/mail/spf.js'
import { canonicalTerm } from '../../src/mail/spf-term.js'

const microsoft = 'include:spf.protection.outlook.com'

function merge(record: string | null, wish: Partial<SpfMergeRequest> = {}) {
  return mergeSpf({
    domain: 'contoso.com',
    record,
    ours: [],
    terms: [],
    includes: [],
    all: 'keep',
    weaken: null,
    newAll: '~',
    ...wish,
  })
}

const codes = (merged: ReturnType<typeof merge>) => merged.findings.map(({ code }) => code)

describe('a domain without a record', () => {
  test('gets one: addresses, then includes, then all', () => {
    const merged = merge(null, { terms: ['ip4:203.0.113.10'], includes: [microsoft] })
    expect(merged.record).toBe(`v=spf1 ip4:203.0.113.10 ${microsoft} ~all`)
    expect(merged.added).toEqual(['ip4:203.0.113.10', microsoft, '~all'])
    expect(merged.ours).toEqual(['ip4:203.0.113.10'])
  })

  test.each([
    ['keep', '-', '-all'],
    ['keep', '~', '~all'],
    ['softfail', '-', '~all'],
    ['fail', '~', '-all'],
  ] as const)('with all: %s and %s for a new one ends in %s', (all, newAll, end) => {
    expect(merge(null, { includes: [microsoft], all, newAll }).record).toBe(
      `v=spf1 ${microsoft} ${end}`,
    )
  })

  test('gets none where nothing is wanted', () => {
    expect(merge(null)).toMatchObject({ record: null, added: [], findings: [] })
  })
})

describe('our addresses', () => {
  test('stand first, since they cost no look-up', () => {
    const { record } = merge('v=spf1  mx  include:example.com -all', {
      terms: ['ip4:203.0.113.10', 'ip4:198.51.100.7'],
    })
    expect(record).toBe('v=spf1 ip4:203.0.113.10 ip4:198.51.100.7  mx  include:example.com -all')
  })

  test('stand behind the last of ours', () => {
    const { record, added, removed } = merge('v=spf1 mx ip4:203.0.113.10 a -all', {
      ours: ['ip4:203.0.113.10'],
      terms: ['ip4:203.0.113.10', 'ip4:198.51.100.7'],
    })
    expect(record).toBe('v=spf1 mx ip4:203.0.113.10 ip4:198.51.100.7 a -all')
    expect(added).toEqual(['ip4:198.51.100.7'])
    expect(removed).toEqual([])
  })

  test('take the place of those that go', () => {
    const { record, added, removed } = merge('v=spf1 mx ip4:203.0.113.10 a -all', {
      ours: ['ip4:203.0.113.10'],
      terms: ['ip4:198.51.100.7'],
    })
    expect(record).toBe('v=spf1 mx ip4:198.51.100.7 a -all')
    expect([added, removed]).toEqual([['ip4:198.51.100.7'], ['ip4:203.0.113.10']])
  })

  test('stand in front of all and of redirect, never behind', () => {
    const terms = ['ip4:203.0.113.10']
    expect(merge('v=spf1 redirect=_spf.example.com', { terms }).record).toBe(
      'v=spf1 ip4:203.0.113.10 redirect=_spf.example.com',
    )
    expect(
      merge('v=spf1 mx -all ip4:198.51.100.7', {
        ours: ['ip4:198.51.100.7'],
        terms: ['ip4:198.51.100.7', ...terms],
      }).record,
    ).toBe('v=spf1 ip4:203.0.113.10 mx -all ip4:198.51.100.7')
  })

  test('are known in any spelling', () => {
    const merged = merge('V=SPF1 +IP4:203.0.113.10/32 -ALL', {
      ours: ['ip4:203.0.113.10'],
      terms: ['ip4:203.0.113.10'],
    })
    expect(merged).toMatchObject({ record: 'V=SPF1 +IP4:203.0.113.10/32 -ALL', added: [] })
  })

  test('come back where somebody took them out', () => {
    const address = ['ip4:203.0.113.10']
    expect(merge('v=spf1 -all', { ours: address, terms: address }).added).toEqual(address)
  })
})

describe('the terms of others', () => {
  test('are not claimed where they equal ours, so they will stay', () => {
    const merged = merge('v=spf1 ip4:203.0.113.10 -all', { terms: ['ip4:203.0.113.10'] })
    expect(merged).toMatchObject({
      record: 'v=spf1 ip4:203.0.113.10 -all',
      ours: [],
      foreign: ['ip4:203.0.113.10'],
      added: [],
    })
  })

  test('stay when a like one of ours goes, and that is told', () => {
    const merged = merge('v=spf1 ip4:203.0.113.10 ip4:203.0.113.0/24 -all', {
      ours: ['ip4:203.0.113.10'],
    })
    expect(merged.record).toBe('v=spf1 ip4:203.0.113.0/24 -all')
    expect(codes(merged)).toEqual(['spf-address-still-allowed'])
    expect(merged.findings[0]?.message).toContain('through "ip4:203.0.113.0/24"')
  })

  test('that let a given-up address in are told once for each, however many do', () => {
    const still = ['198.51.100.0/24', '198.51.100.9', '198.51.100.7/31', '198.51.0.0/16']
    const record = (terms: readonly string[]) =>
      `v=spf1 ip4:198.51.100.6/31 ${terms.map(term => `ip4:${term}`).join(' ')} -all`
    const through = (terms: readonly string[]) =>
      merge(record(terms), { ours: ['ip4:198.51.100.6/31'] }).findings.map(
        ({ message }) => /through (.*), written/.exec(message)?.[1],
      )
    expect(through(still)).toEqual([
      '"ip4:198.51.0.0/16", "ip4:198.51.100.0/24" and "ip4:198.51.100.7/31"',
    ])
    expect(through([...still, '0.0.0.0/0', '0.0.0.0/0'])).toEqual([
      '"ip4:0.0.0.0/0", "ip4:0.0.0.0/0", "ip4:198.51.0.0/16" and 2 more',
    ])
  })

  test('that refuse an address of ours are told', () => {
    expect(
      codes(merge('v=spf1 -ip4:203.0.113.10 mx -all', { terms: ['ip4:203.0.113.10'] })),
    ).toEqual(['spf-foreign-term-denies'])
  })

  test('are left whole where the record has a fault, with every fault told', () => {
    const record = 'v=spf1 ip4:256.1.1.1 inlude:example.com -all'
    const merged = merge(record, { terms: ['ip4:203.0.113.10'], includes: [microsoft] })
    expect(merged).toMatchObject({ record, added: [], removed: [] })
    expect(codes(merged)).toEqual(['spf-bad-address', 'spf-unknown-mechanism'])
  })
})

describe('includes', () => {
  test('are added in front of all, and once only', () => {
    expect(merge('v=spf1 mx  -all', { includes: [microsoft] }).record).toBe(
      `v=spf1 mx ${microsoft}  -all`,
    )
    expect(merge(`v=spf1 +${microsoft} -all`, { includes: [microsoft] }).added).toEqual([])
  })

  test('stand in front of redirect, and in front of modifiers at the end', () => {
    expect(merge('v=spf1 mx redirect=x.example', { includes: [microsoft] }).record).toBe(
      `v=spf1 mx ${microsoft} redirect=x.example`,
    )
    expect(merge('v=spf1 mx exp=x.example', { includes: [microsoft], all: 'fail' }).record).toBe(
      `v=spf1 mx ${microsoft} -all exp=x.example`,
    )
  })

  test('are never removed', () => {
    const record = `v=spf1 ip4:203.0.113.10 ${microsoft} -all`
    expect(merge(record, { ours: ['ip4:203.0.113.10'] }).record).toBe(`v=spf1 ${microsoft} -all`)
  })

  test('whose sign lets nobody in are told, not doubled', () => {
    const merged = merge(`v=spf1 ?${microsoft} -all`, { includes: [microsoft] })
    expect(merged.added).toEqual([])
    expect(codes(merged)).toEqual(['spf-include-does-not-pass'])
  })
})

describe('all', () => {
  test.each([
    ['v=spf1 mx ?all', 'softfail', 'v=spf1 mx ~all'],
    ['v=spf1 mx all', 'fail', 'v=spf1 mx -all'],
    ['v=spf1 mx +ALL', 'fail', 'v=spf1 mx -ALL'],
    ['v=spf1 mx ~all', 'fail', 'v=spf1 mx -all'],
    ['v=spf1 mx', 'fail', 'v=spf1 mx -all'],
    ['v=spf1 mx ~all', 'keep', 'v=spf1 mx ~all'],
  ] as const)('%s with all: %s becomes %s', (record, all, after) => {
    const merged = merge(record, { all })
    expect(merged.record).toBe(after)
    expect(merged.findings).toEqual([])
  })

  test('is not weakened without a reason', () => {
    const merged = merge('v=spf1 mx -all', { all: 'softfail' })
    expect(merged.record).toBe('v=spf1 mx -all')
    expect(codes(merged)).toEqual(['spf-weakening-refused'])
    expect(merge('v=spf1 mx -all', { all: 'softfail', weaken: 'a trial' })).toMatchObject({
      record: 'v=spf1 mx ~all',
      added: ['~all'],
      removed: ['-all'],
      findings: [],
    })
  })

  test('that a mark claims is set where it stands', () => {
    const merged = merge('v=spf1 mx ~all', { ours: ['~all'], all: 'fail' })
    expect(merged.record).toBe('v=spf1 mx -all')
  })

  test('is never added beside redirect', () => {
    const merged = merge('v=spf1 redirect=x.example', { all: 'fail' })
    expect(merged.record).toBe('v=spf1 redirect=x.example')
    expect(codes(merged)).toEqual(['spf-redirect-decides'])
  })

  test('that lets everybody in, or is missing, is told', () => {
    expect(codes(merge('v=spf1 mx +all'))).toEqual(['spf-lets-everyone'])
    expect(codes(merge('v=spf1 mx'))).toEqual(['spf-without-all'])
  })
})

test('a record that grows beyond the advised length is told, one that was long is not', () => {
  const long = `v=spf1 ${Array.from({ length: 30 }, (_, at) => `ip4:198.51.100.${String(at)}`).join(' ')} -all`
  expect(codes(merge(long, { terms: ['ip4:203.0.113.10'] }))).toEqual(['spf-record-long'])
  expect(codes(merge(long))).toEqual([])
})

describe('laws', () => {
  const foreign = fc.constantFrom(
    'mx',
    'a/24',
    '+a:mail.example.com',
    'include:example.com',
    microsoft,
    'ptr',
    '?include:sendgrid.example.net',
    'ip4:192.0.2.0/24',
    'IP4:192.0.2.7',
    'exists:%{i}.example.com',
    'ip6:2001:db8::/32',
    'exp=why.example.com',
    'unknown=thing',
  )
  const end = fc.constantFrom('-all', '~all', '?all', '', 'redirect=_spf.example.com', '-ALL')
  const blanks = fc.constantFrom(' ', ' ', '  ', '   ')
  const record = fc
    .tuple(fc.uniqueArray(foreign, { maxLength: 6 }), end, fc.infiniteStream(blanks), fc.boolean())
    .map(([terms, last, gaps, trailing]) => {
      const written = [...terms, ...(last === '' ? [] : [last])]
      const body = written.map(term => `${String(gaps.next().value)}${term}`).join('')
      return `v=spf1${body}${trailing ? ' ' : ''}`
    })
  const address = fc
    .tuple(fc.integer({ min: 1, max: 20 }), fc.constantFrom('', '/31'))
    .map(([host, prefix]) => canonical(`ip4:203.0.113.${String(host)}${prefix}`))
  const addresses = fc.uniqueArray(address, { maxLength: 5 })
  const policy = fc.record({
    includes: fc.constantFrom([], [microsoft]),
    all: fc.constantFrom('keep' as const, 'softfail' as const, 'fail' as const),
  })

  function canonical(term: string): string {
    const [parsed] = parseSpf(`v=spf1 ${term}`).terms
    return parsed ? canonicalTerm(parsed) : term
  }

  test('merging again changes nothing', () => {
    fc.assert(
      fc.property(record, addresses, policy, (text, terms, wish) => {
        const once = merge(text, { terms, ...wish })
        const twice = merge(once.record, { terms, ours: once.ours, ...wish })
        expect(twice).toMatchObject({ record: once.record, added: [], removed: [] })
        expect(twice.ours).toEqual(once.ours)
      }),
    )
  })

  test('taking ours away again gives back the very bytes', () => {
    fc.assert(
      fc.property(record, addresses, addresses, (text, terms, later) => {
        const once = merge(text, { terms })
        const changed = merge(once.record, { ours: once.ours, terms: later })
        expect(merge(changed.record, { ours: changed.ours }).record).toBe(text)
      }),
    )
  })

  test('what is not ours stays byte for byte and in its order', () => {
    fc.assert(
      fc.property(record, addresses, policy, (text, terms, wish) => {
        const merged = merge(text, { terms, ...wish })
        const isAll = (term: string) => /^[-~?+]?all$/i.test(term)
        const left = (merged.record ?? '')
          .split(' ')
          .filter(term => !merged.added.includes(term) && !isAll(term))
        expect(left.join(' ').trim()).toBe(
          text
            .split(' ')
            .filter(term => !isAll(term))
            .join(' ')
            .trim(),
        )
      }),
    )
  })

  test('every wanted term is there afterwards, as ours or somebody else’s, in front of all', () => {
    fc.assert(
      fc.property(record, addresses, policy, (text, terms, wish) => {
        const merged = merge(text, { terms, ...wish })
        const written = parseSpf(merged.record ?? '').terms.map(canonicalTerm)
        const all = written.findIndex(term => /^[-~?]?all$/.test(term))
        const reached = all === -1 ? written : written.slice(0, all)
        for (const term of [...terms, ...wish.includes]) expect(reached).toContain(term)
        expect([...merged.ours, ...merged.foreign].sort()).toEqual([...terms].sort())
      }),
    )
  })
})
