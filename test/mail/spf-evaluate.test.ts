import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { SpfAskingResolver } from '../../src/mail/spf-evaluate-asking.js'
import { evaluateSpf } from '../../src/mail/spf-evaluate.js'
import type { SpfDnsAnswer } from '../../src/mail/spf-trace.js'
import { resolverOf } from '../support/spf-suite.js'

const from = { ip: '198.51.100.7', helo: 'mail.example.com', sender: 'a@example.com' }

describe('an evaluation of SPF', () => {
  test('names the term in an include that let the address in, and the way there', async () => {
    const resolve = resolverOf({
      'example.com': [{ TXT: 'v=spf1 mx include:a.example.com -all' }],
      'a.example.com': [{ TXT: 'v=spf1 ip4:192.0.2.1 ip4:198.51.100.0/24 -all' }],
    })
    const found = await evaluateSpf(from, resolve)
    expect(found).toMatchObject({ result: 'pass', lookups: 2, voidLookups: 1 })
    expect(found.trace.decidedBy).toEqual({
      reason: 'match',
      domain: 'a.example.com',
      term: 'ip4:198.51.100.0/24',
      offset: 21,
      via: ['include:a.example.com'],
    })
    expect(found.trace.terms.map(term => term.outcome)).toEqual([
      'no-match',
      'match',
      'not-reached',
    ])
  })

  test('ends when its time is over, even where the resolver never answers', async () => {
    const silent: SpfAskingResolver = () => new Promise(() => undefined)
    const found = await evaluateSpf(from, silent, { timeoutSeconds: 0.02 })
    expect(found.result).toBe('temperror')
  })

  test('takes a resolver that throws for a name server that failed', async () => {
    const found = await evaluateSpf(from, () => Promise.reject(new Error('broken')))
    expect(found).toMatchObject({ result: 'temperror', trace: { reason: 'dns-error' } })
  })

  test('never hangs and never throws, whatever it is given', async () => {
    const bytes = fc.string({ unit: 'binary', maxLength: 300 })
    const record = fc.oneof(
      bytes,
      bytes.map(text => `v=spf1 ${text}`),
      fc
        .array(
          fc.constantFrom(...Array.from('%{slodipvhcrt0123456789}.-/:= amxptrexistsinclude')),
          {
            maxLength: 80,
          },
        )
        .map(signs => `v=spf1 ${signs.join('')} -all exp=%{l}.%{p}`),
    )
    const answer = fc.record({
      status: fc.constantFrom('ok', 'ok', 'ok', 'nodata', 'servfail', 'nonsense'),
      records: fc.array(fc.oneof(fc.tuple(record), fc.anything()), { maxLength: 12 }),
    }) as fc.Arbitrary<SpfDnsAnswer>
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(bytes, fc.ipV4(), fc.ipV6()),
        fc.oneof(bytes, fc.constant('mail.example.com')),
        fc.oneof(
          bytes,
          bytes.map(local => `${local}@example.com`),
        ),
        answer,
        async (ip, helo, sender, fixed) => {
          const found = await evaluateSpf({ ip, helo, sender }, () => Promise.resolve(fixed))
          expect(found.lookups).toBeLessThanOrEqual(11)
        },
      ),
      { numRuns: 1500 },
    )
  })

  test.each([
    ['a label without end', `v=spf1 include:.${'a'.repeat(60_000)}_`],
    ['macros without end', `v=spf1 ${'exists:%{l}%{sr-}'.repeat(3500)}`],
    ['terms without end', `v=spf1 ${'ip4:192.0.2.1 '.repeat(4000)}`],
    ['a record that no TXT can hold', `v=spf1 ${'a'.repeat(5_000_000)}`],
    ['slashes without end', `v=spf1 a:${'/'.repeat(60_000)}`],
  ])('ends within a second at %s', async (_, text) => {
    const begun = performance.now()
    const sender = `${'a-'.repeat(500_000)}@example.com`
    await evaluateSpf({ ...from, sender, helo: sender }, () =>
      Promise.resolve({ status: 'ok', records: [[text]] }),
    )
    expect(performance.now() - begun).toBeLessThan(1000)
  })
})
