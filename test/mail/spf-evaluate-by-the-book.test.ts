import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { SpfAskingResolver } from '../../src/mail/spf-evaluate-asking.js'
import { evaluateSpf } from '../../src/mail/spf-evaluate.js'
import { byTheBook, type BookTable, type BookWorld } from '../support/spf-by-the-book.js'

const names = ['a.test', 'b.test', 'c.test', 'x.a.test', 'd.test'] as const
const addresses = ['192.0.2.1', '192.0.2.2', '192.0.2.130', '198.51.100.7'] as const
const name = fc.constantFrom(...names)
const address = fc.constantFrom(...addresses)
const spec = fc.oneof(
  { weight: 5, arbitrary: name },
  fc.constantFrom(
    '%{d}',
    '%{l}.%{o}',
    '%{l1r-}.%{d2}',
    '%{ir}.a.test',
    'x.%{d}.',
    'no.test',
    'bad',
  ),
)
const length = fc.constantFrom('', '', '/24', '/25', '/0', '/33', '//64', '/24//64')
const sign = fc.constantFrom('', '', '-', '~', '?', '+')
const mechanism = fc.oneof(
  { weight: 4, arbitrary: spec.map(one => `include:${one}`) },
  fc
    .tuple(fc.constantFrom('a', 'mx', 'A', 'mX'), spec, length)
    .map(all => `${all[0]}:${all[1]}${all[2]}`),
  fc.tuple(fc.constantFrom('a', 'mx'), length).map(all => all.join('')),
  spec.map(one => `exists:${one}`),
  fc.oneof(
    spec.map(one => `ptr:${one}`),
    fc.constant('ptr'),
  ),
  fc
    .tuple(address, fc.constantFrom('', '/24', '/25', '/32', '/33'))
    .map(all => `ip4:${all.join('')}`),
)
const term = fc.oneof(
  { weight: 12, arbitrary: fc.tuple(sign, mechanism).map(all => all.join('')) },
  { weight: 2, arbitrary: sign.map(one => `${one}all`) },
  { weight: 2, arbitrary: spec.map(one => `redirect=${one}`) },
  fc.constantFrom('foo=bar', 'exp=a.test', 'ip4:300.1.1.1', 'unknown', 'v=spf1'),
)
const record = fc.array(term, { maxLength: 5 }).map(terms => ['v=spf1', ...terms].join(' '))
const table = (values: fc.Arbitrary<string>, maxLength: number) =>
  fc.dictionary(name, fc.array(values, { maxLength }), { maxKeys: 5 })
const world: fc.Arbitrary<BookWorld> = fc.record({
  txt: fc
    .tuple(...names.map(() => fc.array(record, { minLength: 1, maxLength: 1 })))
    .map(all => Object.fromEntries(names.map((one, index) => [one, all[index] ?? []]))),
  a: table(address, 2),
  mx: table(name, 3),
  ptr: fc.dictionary(
    fc.constantFrom('1.2.0.192.in-addr.arpa', '7.100.51.198.in-addr.arpa'),
    fc.array(name, { maxLength: 3 }),
  ),
  broken: fc.oneof({ weight: 9, arbitrary: fc.constant([]) }, fc.constant(['d.test'])),
})
const tables: Readonly<Record<string, BookTable>> = { TXT: 'txt', A: 'a', MX: 'mx', PTR: 'ptr' }

function resolverOf(one: BookWorld): SpfAskingResolver {
  return (asked, type) => {
    const key = asked.toLowerCase()
    if (one.broken.includes(key)) return Promise.resolve({ status: 'servfail', records: [] })
    const found = one[tables[type] ?? 'a'][key] ?? []
    const records = found.map(text => {
      if (type === 'TXT') return [text]
      return type === 'MX' ? { preference: 10, exchange: text } : text
    })
    return Promise.resolve({ status: records.length > 0 ? 'ok' : 'nxdomain', records })
  }
}

test(
  'agrees with a slow reading of the RFC on 10,000 random worlds',
  { timeout: 60_000 },
  async () => {
    await fc.assert(
      fc.asyncProperty(world, address, name, async (one, ip, domain) => {
        const sender = `x-y@${domain}`
        const found = await evaluateSpf({ ip, sender, helo: 'b.test' }, resolverOf(one))
        expect(found.result).toBe(byTheBook(one, ip, sender, 'b.test'))
      }),
      { numRuns: 10_000 },
    )
  },
)
