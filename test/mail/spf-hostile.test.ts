/**
 * Whatever is put in, no door of the SPF rooms throws or hangs: texts of any bytes, and
 * resolvers that break their promise in every way there is.
 */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  analyseSpf,
  compareAllowed,
  countLookups,
  diffSpf,
  evaluateSpf,
  flattenSpf,
  mergeSpf,
  parseSpf,
  staleFlattening,
} from '../../src/index.js'
import { changeOfSpf } from '../../src/mail/spf-change.js'
import { canonicalTerm } from '../../src/mail/spf-term.js'

const numRuns = 60

const name = fc.constantFrom(
  'a.example',
  'b.example',
  'B.Example.',
  '%{d}',
  '%{ir}.%{l}.a.example',
  '%{p}.b.example',
  `${'x'.repeat(64)}.example`,
  `${'y.'.repeat(130)}example`,
)
const prefix = fc.constantFrom('', '/0', '/24', '/32', '//0', '/8//64', '/33', '/')
const term = fc.oneof(
  name.map(one => `include:${one}`),
  name.map(one => `redirect=${one}`),
  name.map(one => `exp=${one}`),
  fc.tuple(fc.constantFrom('a', 'mx', 'ptr', 'exists'), name).map(all => all.join(':')),
  fc.tuple(fc.constantFrom('a', 'mx', 'ptr'), prefix).map(all => all.join('')),
  fc.tuple(fc.ipV4(), prefix).map(all => `ip4:${all.join('')}`),
  fc.tuple(fc.ipV6(), prefix).map(all => `ip6:${all.join('')}`),
  fc.constantFrom('all', 'ALL', 'devicemail-flat=2026-11-24/a.example/3', 'v=spf1', 'x=%{s}', '='),
)
const signed = fc
  .tuple(fc.constantFrom('', '', '+', '-', '~', '?'), term)
  .map(([sign, one]) => sign + one)
const bytes = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 80 }),
  // Halves of characters too, and what ends a text elsewhere.
  fc.array(fc.nat(0xffff), { maxLength: 30 }).map(codes => String.fromCharCode(...codes)),
  fc.constantFrom('', '\0', '\ud800', '\udfff\ud800', '\r\n', '\u2028', '%', '%{', '\t', '  '),
)
const body = fc
  .array(fc.oneof({ weight: 8, arbitrary: signed }, bytes), { maxLength: 8 })
  .map(all => all.join(' '))
const record = fc.oneof(
  { weight: 6, arbitrary: body.map(text => `v=spf1 ${text}`) },
  body.map(text => `V=SPF1  ${text}  `),
  bytes,
)
const text = fc.oneof(bytes, signed, record)

/** Values that are nothing that a resolver should give. */
const odd = fc.oneof(
  fc.anything(),
  fc.anything({ withNullPrototype: true, withBigInt: true, withSparseArray: true }),
)
/** Some fight back when they are looked at, so they are made only where they are given. */
const fighting: readonly (() => unknown)[] = [
  () => new Proxy({}, { get: () => raise(), has: () => raise() }),
  () => ({ toString: raise, valueOf: raise, [Symbol.toPrimitive]: raise }),
  () => ({ exchange: { toString: raise } }),
  () => [{ toString: raise }],
  () => Object.defineProperty({}, 'exchange', { get: raise }),
  () => Symbol('odd'),
  () => new Array<unknown>(3),
]
const found = fc.oneof(
  { weight: 4, arbitrary: record.map(one => [one]) },
  { weight: 2, arbitrary: fc.oneof(fc.ipV4(), fc.ipV6()) },
  { weight: 2, arbitrary: name.map(exchange => ({ preference: 1, exchange })) },
  name,
  bytes,
  odd,
)
const answer = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      status: fc.constantFrom('ok', 'ok', 'ok', 'nodata', 'nxdomain', 'servfail', 'timeout', 'no'),
      records: fc.array(found, { maxLength: 12 }),
    }),
  },
  odd,
)
const way = fc.constantFrom(
  'gives',
  'gives',
  'gives',
  'gives',
  'fails',
  'throws',
  'at once',
  'fights',
)

interface Given {
  readonly resolve: (name: string, type: string) => Promise<never>
}

/** Answers by name and type, always the same; half of them lead in circles. */
const resolver: fc.Arbitrary<Given> = fc
  .array(fc.tuple(way, answer), { minLength: 1, maxLength: 8 })
  .map(all => ({
    resolve: (asked, type) => {
      let place = type.length
      for (const sign of asked.slice(0, 40)) place = (place * 31 + (sign.codePointAt(0) ?? 0)) >>> 0
      const [how, what] = all[place % all.length] ?? ['fails', undefined]
      if (how === 'throws') raise()
      if (how === 'fails') return Promise.reject(new Error('broken'))
      if (how === 'at once') return what as Promise<never>
      const records = fighting.map(make => make())
      const fights = place % 8 === 0 ? records[0] : { status: 'ok', records }
      return Promise.resolve((how === 'fights' ? fights : what) as never)
    },
  }))

function raise(): never {
  throw new Error('odd')
}

describe('no text and no resolver makes it throw or hang:', () => {
  test('reading, merging and comparing', () => {
    fc.assert(
      fc.property(
        text,
        fc.option(record),
        fc.array(text, { maxLength: 4 }),
        fc.array(text, { maxLength: 4 }),
        fc.constantFrom('keep', 'softfail', 'fail'),
        (any, old, ours, terms, all) => {
          for (const one of parseSpf(any).terms) canonicalTerm(one)
          compareAllowed(any, old)
          mergeSpf({
            domain: any,
            record: old,
            ours: [...ours, ...(old ?? '').split(' ').slice(2, 4)],
            terms,
            includes: ours,
            all,
            weaken: null,
            newAll: '~',
          })
        },
      ),
      { numRuns: numRuns * 5 },
    )
  })

  test('evaluating', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(fc.ipV4(), fc.ipV6(), bytes),
        fc.oneof(name, bytes),
        fc.oneof(
          name.map(one => `postmaster@${one}`),
          bytes,
        ),
        resolver,
        async (ip, helo, sender, { resolve }) => {
          const told = await evaluateSpf({ ip, helo, sender }, resolve, { timeoutSeconds: 5 })
          expect(told.lookups).toBeLessThanOrEqual(11)
        },
      ),
      { numRuns: numRuns * 5 },
    )
  })

  test('analysing, counting and flattening', async () => {
    await fc.assert(
      fc.asyncProperty(text, record, resolver, async (any, old, { resolve }) => {
        await analyseSpf(any, resolve)
        await analyseSpf(old, resolve, 'a.example')
        await countLookups(old, resolve, any)
        const date = '2026-11-24'
        const terms = [...old.split(' ').slice(1, 4), any]
        await flattenSpf({ domain: 'a.example', record: old, terms, date }, resolve)
        await staleFlattening('a.example', old, resolve, date)
      }),
      { numRuns },
    )
  })

  test('telling what a change means', async () => {
    await fc.assert(
      fc.asyncProperty(fc.option(text), fc.option(record), resolver, async (one, two, given) => {
        await diffSpf(one, two, { resolve: given.resolve, domain: 'a.example' })
        await changeOfSpf(two, one, given)
      }),
      { numRuns },
    )
  })
})

const ok = (records: readonly unknown[]) => Promise.resolve({ status: 'ok', records } as never)
const many = (count: number, text: (index: number) => string) =>
  `v=spf1 ${Array.from({ length: count }, (_, index) => text(index)).join(' ')} -all`
let fresh = 0

// Whatever takes quadratic time, or goes round for ever, runs out of the time of a test here.
describe.each([
  ['a record that includes itself', () => ok([['v=spf1 include:a.example -all']])],
  [
    'two that include each other',
    (asked: string) =>
      ok([[`v=spf1 include:${asked === 'a.example' ? 'b' : 'a'}.example ?include:%{d} -all`]]),
  ],
  ['a redirect to itself', () => ok([['v=spf1 redirect=a.example']])],
  ['a redirect by a macro to itself', () => ok([['v=spf1 redirect=%{d}']])],
  [
    'includes without end, each new',
    () => ok([[`v=spf1 include:n${String(fresh++)}.example include:m${String(fresh++)}.example`]]),
  ],
  [
    'a tree of includes',
    (asked: string) => ok([[many(9, at => `include:${String(at)}.${asked}`)]]),
  ],
  ['a hundred thousand addresses', () => ok([[many(100_000, at => `ip4:10.${spread(at)}`)]])],
  [
    'a hundred thousand includes',
    () => ok([[many(100_000, at => `include:${String(at)}.example`)]]),
  ],
  ['thousands of repeats', () => ok([[many(2000, () => 'mx')]])],
  ['a hundred thousand repeats', () => ok([[many(100_000, () => 'mx')]])],
  ['a hundred thousand faults', () => ok([[many(100_000, () => '\ud800:\0')]])],
  ['a hundred thousand strings', () => ok([Array.from({ length: 100_000 }, () => 'v=spf1 a')])],
  ['a hundred thousand records', () => ok(Array.from({ length: 100_000 }, () => ['v=spf1 a']))],
  [
    'a hundred thousand hosts',
    (_: string, type: string) =>
      ok(
        Array.from({ length: 100_000 }, (_one, at) =>
          type === 'MX' ? { preference: 1, exchange: `${String(at)}.example` } : `10.${spread(at)}`,
        ),
      ),
  ],
])('goes through to the end: %s', (_, resolve) => {
  const record = 'v=spf1 include:a.example a:b.example mx:c.example -all'

  test('evaluated', async () => {
    await evaluateSpf({ ip: '192.0.2.1', sender: 'x@a.example' }, resolve)
  })

  test('analysed and flattened', async () => {
    await analyseSpf('a.example', resolve)
    await analyseSpf(record, resolve)
    const terms = ['include:a.example']
    await flattenSpf({ domain: 'c.example', record, terms, date: '2026-11-24' }, resolve)
  })

  test('told as a change', async () => {
    await changeOfSpf('v=spf1 -all', record, { resolve, domain: 'c.example' })
  })
})

test('a hundred thousand terms of a text that is handed in are gone through', async () => {
  const text = many(100_000, at => `ip4:10.${spread(at)}`)
  expect(compareAllowed(text, 'v=spf1 -all').lost.length).toBeGreaterThan(1)
  expect((await diffSpf(text, null)).lost.length).toBeGreaterThan(1)
})

test.each(['TXT', 'A', 'MX', 'PTR'])(
  'an evaluation ends although %s is never answered',
  async silent => {
    const resolve = (_: string, type: string): Promise<never> =>
      type === silent
        ? new Promise(() => undefined)
        : ok(type === 'TXT' ? [['v=spf1 a mx ptr exists:%{p}.a.example -all']] : [])
    const question = { ip: '192.0.2.1', sender: 'x@a.example' }
    const { result } = await evaluateSpf(question, resolve, { timeoutSeconds: 0.01 })
    expect(result).toBe('temperror')
  },
)

function spread(at: number): string {
  return `${String(at >> 16)}.${String((at >> 8) & 255)}.${String(at & 255)}`
}
