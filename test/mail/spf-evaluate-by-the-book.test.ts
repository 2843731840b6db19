import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { SpfAskingResolver } from '../../src/mail/spf-evaluate-asking.js'
import { evaluateSpf } from '../../src/mail/spf-evaluate.js'
import { byTheBook, type BookTable, type BookWorld } from '../support/spf-by-the-book.js'

const names = ['a.test', 'b.test', 'c.test', 'x.a.test', 'd.test'] as const
const addresses4 = ['192.0.2.1', '192.0.2.2', '192.0.2.130', '198.51.100.7'] as const
/** Near each other: they part after 125, 64, 48 and 32 bits; written in every way there is. */
const addresses6 = [
  '2001:db8::1',
  '2001:DB8:0:0:0:0:0:7',
  '2001:db8::1:0:0:1',
  '2001:db8:0:8000::1',
  '2001:db8:8000::192.0.2.1',
  '::1',
] as const
/** Of IPv4 in the clothes of IPv6, and others that look like it. */
const dressed = ['::ffff:192.0.2.1', '::FFFF:C000:0202', '0:0:0:0:0:ffff:198.51.100.7'] as const
const undressed = ['::192.0.2.1', '::fffe:192.0.2.1'] as const
const name = fc.constantFrom(...names)
const address4 = fc.constantFrom(...addresses4)
const address6 = fc.oneof(
  // Two of them more often than the rest, so that records and clients meet.
  { weight: 3, arbitrary: fc.constantFrom(...addresses6.slice(0, 2)) },
  { weight: 3, arbitrary: fc.constantFrom(...addresses6.slice(2)) },
  { weight: 1, arbitrary: fc.constantFrom(...dressed, ...undressed) },
)
const spec = fc.oneof(
  { weight: 5, arbitrary: name },
  fc.constantFrom(
    '%{d}',
    '%{l}.%{o}',
    '%{l1r-}.%{d2}',
    '%{ir}.a.test',
    '%{i1}.a.test',
    '%{v}.a.test',
    '%{Ir2}.%{v}.%{d2}',
    'x.%{d}.',
    'no.test',
    'bad',
  ),
)
const length = fc.oneof(
  { weight: 19, arbitrary: fc.constantFrom('', '/24', '/25', '/0', '//64', '/24//64', '//48') },
  fc.constantFrom('//125', '//0', '/0//128', '/32//33', '/33', '//129', '/24/64', '//064'),
)
const sign = fc.constantFrom('', '', '-', '~', '?', '+')
const mechanism = fc.oneof(
  { weight: 4, arbitrary: spec.map(one => `include:${one}`) },
  fc
    .tuple(fc.constantFrom('a', 'mx', 'A', 'mX'), spec, length)
    .map(all => `${all[0]}:${all[1]}${all[2]}`),
  fc.tuple(fc.constantFrom('a', 'mx'), length).map(all => all.join('')),
  spec.map(one => `exists:${one}`),
  {
    weight: 2,
    arbitrary: fc.oneof(
      name.map(one => `ptr:${one}`),
      spec.map(one => `ptr:${one}`),
      fc.constant('ptr'),
    ),
  },
  fc
    .tuple(address4, fc.constantFrom('', '/24', '/25', '/32', '/33'))
    .map(all => `ip4:${all.join('')}`),
  fc
    .tuple(address6, fc.constantFrom('', '/64', '/48', '/33', '/0', '/125', '/128'))
    .map(all => `ip6:${all.join('')}`),
)
const term = fc.oneof(
  { weight: 24, arbitrary: fc.tuple(sign, mechanism).map(all => all.join('')) },
  { weight: 4, arbitrary: sign.map(one => `${one}all`) },
  { weight: 4, arbitrary: spec.map(one => `redirect=${one}`) },
  fc.constantFrom(
    ...['foo=bar', 'exp=a.test', 'ip4:300.1.1.1', 'unknown', 'v=spf1', 'ip6:1::2::3', 'ip6:1:2:3'],
    ...['ip6:2001:db8::1/129', 'ip6:2001:db8::1//64', 'ip6:192.0.2.1', 'ip4:2001:db8::1', 'ip6:::'],
  ),
)
const record = fc.array(term, { maxLength: 5 }).map(terms => ['v=spf1', ...terms].join(' '))
/** Hosts, and names that the macros above lead to. */
const nibbles = '1.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2'
const expanded = ['1.a.test', 'ip6.a.test', 'in-addr.a.test', '0.2.ip6.a.test', '2.0.ip6.a.test']
const host = fc.oneof(
  { weight: 3, arbitrary: name },
  fc.constantFrom(...expanded, `${nibbles}.a.test`, '1.2.0.192.a.test'),
)
const reverse = fc.constantFrom(
  '1.2.0.192.in-addr.arpa',
  '7.100.51.198.in-addr.arpa',
  `${nibbles}.ip6.arpa`,
  `7${nibbles.slice(1)}.ip6.arpa`,
)
const table = (keys: fc.Arbitrary<string>, values: fc.Arbitrary<string>, maxLength: number) =>
  fc.dictionary(keys, fc.array(values, { minLength: 1, maxLength }), { minKeys: 3, maxKeys: 7 })
const world: fc.Arbitrary<BookWorld> = fc.record({
  txt: fc
    .tuple(...names.map(() => fc.array(record, { minLength: 1, maxLength: 1 })))
    .map(all => Object.fromEntries(names.map((one, index) => [one, all[index] ?? []]))),
  a: table(host, address4, 2),
  aaaa: table(host, address6, 2),
  mx: table(name, name, 3),
  ptr: table(reverse, name, 3),
  broken: fc.oneof({ weight: 9, arbitrary: fc.constant([]) }, fc.constant(['d.test'])),
})
const tables: Readonly<Record<string, BookTable>> = {
  TXT: 'txt',
  A: 'a',
  AAAA: 'aaaa',
  MX: 'mx',
  PTR: 'ptr',
}

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

test.each([
  { version: 4, client: address4 },
  { version: 6, client: address6 },
])(
  'agrees with a slow reading of the RFC on 10,000 random worlds with a client of IPv$version',
  { timeout: 60_000 },
  async ({ version, client }) => {
    const decided = new Map<string, number>()
    await fc.assert(
      fc.asyncProperty(world, client, name, async (one, ip, domain) => {
        const sender = `x-y@${domain}`
        const found = await evaluateSpf({ ip, sender, helo: 'b.test' }, resolverOf(one))
        expect(found.result).toBe(byTheBook(one, ip, sender, 'b.test'))
        const { term, reason } = found.trace.decidedBy
        const by =
          /[a-z]+[46]?/i.exec(reason === 'match' ? (term ?? '') : '')?.[0].toLowerCase() ?? ''
        decided.set(by, (decided.get(by) ?? 0) + 1)
      }),
      { numRuns: 10_000 },
    )
    // The worlds are worth something only where each mechanism decides some of them.
    for (const mechanism of ['a', 'mx', 'exists', 'ptr', 'all', `ip${String(version)}`])
      expect(decided.get(mechanism), mechanism).toBeGreaterThan(10)
  },
)
