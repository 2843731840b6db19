import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addressesOf, isEmpty, intersection } from '../../src/mail/address-set.js'
import { parseRange } from '../../src/mail/ip-range.js'
import { evaluateSpf } from '../../src/mail/spf-evaluate.js'
import { meaningOf } from '../../src/mail/spf-meaning.js'
import { spfWorld } from '../support/spf-world.js'

const names = {
  'a.example': { TXT: ['v=spf1 ip4:192.0.2.0/30 -ip4:192.0.2.0/28 include:b.example ~all'] },
  'b.example': { TXT: ['v=spf1 ip4:192.0.2.6 a:c.example mx:c.example ?all'] },
  'c.example': { A: ['192.0.2.3'], AAAA: ['2001:db8::1'], MX: ['m.example'] },
  'm.example': { A: ['192.0.2.9'] },
  'loop.example': { TXT: ['v=spf1 ip4:192.0.2.12 include:loop.example -all'] },
}
const sign = fc.constantFrom('', '-', '~', '?')
const term = fc.constantFrom(
  'ip4:192.0.2.0/29',
  'ip4:192.0.2.5',
  'ip6:2001:db8::/126',
  'a:c.example/31',
  'mx:c.example',
  'a:gone.example',
  'include:a.example',
  'include:b.example',
  'include:loop.example',
  'include:gone.example',
)
const end = fc.constantFrom('', ' -all', ' ~all', ' redirect=b.example', ' redirect=gone.example')
const record = fc
  .tuple(fc.array(fc.tuple(sign, term), { maxLength: 8 }), end)
  .map(([terms, last]) => `v=spf1${terms.map(([one, two]) => ` ${one}${two}`).join('')}${last}`)
const ip = fc.oneof(
  fc.integer({ min: 0, max: 15 }).map(last => `192.0.2.${String(last)}`),
  fc.integer({ min: 0, max: 7 }).map(last => `2001:db8::${String(last)}`),
)

test('what a record means for all addresses is what a receiver finds for each', async () => {
  await fc.assert(
    fc.asyncProperty(record, ip, async (text, address) => {
      const resolve = spfWorld({ ...names, 'contoso.com': { TXT: [text] } })
      const range = parseRange(address)
      const parts = await meaningOf(text, { resolve, domain: 'contoso.com' })
      const here = parts.filter(
        one => range && !isEmpty(intersection(one.addresses, addressesOf([range]))),
      )
      const question = {
        ip: address,
        helo: 'mail.contoso.com',
        sender: 'printer@contoso.com',
        receiver: 'mx.example',
      }
      const { result } = await evaluateSpf(question, resolve)
      expect(here.map(one => one.result)).toEqual([result])
    }),
    { numRuns: 500 },
  )
})
