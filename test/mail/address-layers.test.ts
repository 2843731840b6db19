import fc from 'fast-check'
import { expect, test } from 'vitest'
import { hiddenBy, seenFromAbove } from '../../src/mail/address-layers.js'
import {
  addressesOf,
  difference,
  holds,
  noAddress,
  rangesOf,
  union,
  type AddressSet,
} from '../../src/mail/address-set.js'
import { parseRange, printRange, type IpRange } from '../../src/mail/ip-range.js'

function range(text: string): IpRange {
  const parsed = parseRange(text)
  if (!parsed) throw new Error(`${text} is no range`)
  return parsed
}

// Few addresses, so that blocks fall into each other, at both ends of each version.
const block = fc.oneof(
  fc
    .tuple(fc.integer({ min: 0, max: 15 }), fc.integer({ min: 28, max: 32 }))
    .map(all => range(`192.0.2.${all.join('/')}`)),
  fc
    .tuple(fc.integer({ min: 252, max: 255 }), fc.constantFrom(30, 31, 32))
    .map(all => range(`255.255.255.${all.join('/')}`)),
  fc
    .tuple(fc.constantFrom('::', '::1', '::2', '::3'), fc.integer({ min: 125, max: 128 }))
    .map(all => range(all.join('/'))),
  fc.constantFrom(range('0.0.0.0/0'), range('::/0'), range('ffff:ffff::/32')),
)
const blocks = fc.array(block, { maxLength: 14 })
const print = (set: AddressSet) => rangesOf(set).map(printRange)

test('the first block that holds an address decides for it, as one finds block by block', () => {
  const layers = fc.array(
    fc.record({ range: block, key: fc.constantFrom<string>('+', '-', '~') }),
    {
      maxLength: 14,
    },
  )
  fc.assert(
    fc.property(layers, all => {
      const naive = new Map<string, AddressSet>()
      let before = noAddress
      for (const { range: one, key } of all) {
        const named = addressesOf([one])
        naive.set(key, union(naive.get(key) ?? noAddress, difference(named, before)))
        before = union(before, named)
      }
      const found = seenFromAbove(all)
      expect([...found.keys()]).toEqual([...naive.keys()])
      for (const [key, set] of naive) expect(print(found.get(key) ?? noAddress)).toEqual(print(set))
    }),
    { numRuns: 1000 },
  )
})

test('what is hidden, and by which, is what one finds block by block', () => {
  fc.assert(
    fc.property(blocks, all => {
      const naive = all.map((one, index) => {
        const before = all.slice(0, index)
        const holder = before.findIndex(other => holds(addressesOf([other]), addressesOf([one])))
        if (holder !== -1) return holder
        return holds(addressesOf(before), addressesOf([one])) ? 'together' : undefined
      })
      expect(hiddenBy(all)).toEqual(naive)
    }),
    { numRuns: 1000 },
  )
})

test('there is a block that only several hide together', () => {
  expect(hiddenBy(['192.0.2.0/25', '192.0.2.128/25', '192.0.2.0/24'].map(range))).toEqual([
    undefined,
    undefined,
    'together',
  ])
})
