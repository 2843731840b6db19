import fc from 'fast-check'
import { expect, test } from 'vitest'
import { overlaps, parseRange, type IpRange } from '../../src/mail/ip-range.js'
import { overlapIndex } from '../../src/mail/overlap-index.js'

function range(text: string): IpRange {
  const parsed = parseRange(text)
  if (!parsed) throw new Error(`${text} is no range`)
  return parsed
}

// Few addresses, so that blocks fall into each other, at both ends of each version.
const block = fc.oneof(
  fc
    .tuple(fc.integer({ min: 0, max: 15 }), fc.integer({ min: 27, max: 32 }))
    .map(all => range(`192.0.2.${all.join('/')}`)),
  fc.constantFrom('0.0.0.0/0', '255.255.255.255', '255.255.255.254/31', '::/0').map(range),
  fc
    .tuple(fc.constantFrom('::', '::1', '::2', 'ffff::'), fc.integer({ min: 125, max: 128 }))
    .map(all => range(all.join('/'))),
)
const blocks = fc.array(block, { maxLength: 20 })

test('finds the blocks that share an address with a given one, as one finds block by block', () => {
  fc.assert(
    fc.property(blocks, block, fc.nat({ max: 20 }), (all, one, most) => {
      const naive = all.flatMap((other, place) => (overlaps(one, other) ? [place] : []))
      const find = overlapIndex(all)
      expect(find(one, all.length).first.toSorted((a, b) => a - b)).toEqual(naive)
      const { count, first } = find(one, most)
      expect(count).toBe(naive.length)
      expect(first).toEqual(find(one, all.length).first.slice(0, most))
    }),
    { numRuns: 1000 },
  )
})

test('names those around it first, from wide to narrow, and then those inside', () => {
  const list = ['192.0.2.9', '10.0.0.0/8', '192.0.2.0/24', '192.0.2.8/29', '0.0.0.0/0', '::/0']
  const { count, first } = overlapIndex(list.map(range))(range('192.0.2.8/30'), 3)
  expect({ count, first }).toEqual({ count: 4, first: [4, 2, 3] })
})
