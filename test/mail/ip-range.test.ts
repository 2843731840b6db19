import fc from 'fast-check'
import { isIP } from 'node:net'
import { describe, expect, test } from 'vitest'
import { addressClasses, classify } from '../../src/mail/ip-class.js'
import {
  aggregate,
  compareRanges,
  containsRange,
  hasHostBits,
  mostBlocks,
  overlaps,
  parseRange,
  printRange,
  rangesBetween,
  sizeOf,
  splitToPrefix,
  subtractRanges,
  type IpRange,
} from '../../src/mail/ip-range.js'

function range(text: string): IpRange {
  const parsed = parseRange(text)
  if (!parsed) throw new Error(`${text} is no range`)
  return parsed
}

const ranges = (text: string) => text.split(' ').filter(Boolean).map(range)
const print = (list: readonly IpRange[] | undefined) => list?.map(printRange).join(' ')

const anyText = fc
  .array(fc.integer({ min: 0, max: 0x2ff }))
  .map(codes => String.fromCodePoint(...codes))

describe('reading and printing', () => {
  test.each([
    ['203.0.113.10', '203.0.113.10'],
    ['203.0.113.10/32', '203.0.113.10'],
    ['203.0.113.9/29', '203.0.113.8/29'],
    ['255.255.255.255/0', '0.0.0.0/0'],
    ['2001:DB8::1', '2001:db8::1'],
    ['2001:db8:0:0:1:0:0:1', '2001:db8::1:0:0:1'],
    ['2001:db8:0:1:1:1:1:1', '2001:db8:0:1:1:1:1:1'],
    ['2001:db8::ffff/48', '2001:db8::/48'],
    ['::', '::'],
    ['::1', '::1'],
    ['1::', '1::'],
    ['::ffff:192.0.2.1', '::ffff:c000:201'],
  ])('%s is %s', (written, canonical) => {
    expect(printRange(range(written))).toBe(canonical)
  })

  test.each([
    '256.1.1.1',
    '010.0.0.1',
    '1.2.3',
    '1.2.3.4 ',
    ' 1.2.3.4',
    '1.2.3.4/33',
    '1.2.3.4/',
    '1.2.3.4/08',
    '1.2.3.4/-1',
    '1.2.3.4/24/24',
    '::1/129',
    'fe80::1%eth0',
    ':::1',
    'contoso.com',
    '',
  ])('"%s" is no range', written => {
    expect(parseRange(written)).toBeUndefined()
  })

  test('what is an address is what Node takes for one', () => {
    const piece = fc.oneof(
      fc.constantFrom('.', ':', '::', '%', 'f', '00', '0', '1', '25', '255', '256', '192.0.2.1'),
      fc.integer({ min: 0, max: 300 }).map(String),
    )
    const almost = fc.oneof(
      fc.array(piece, { maxLength: 17 }).map(pieces => pieces.join('')),
      fc.array(piece, { minLength: 4, maxLength: 4 }).map(pieces => pieces.join('.')),
      fc.array(piece, { minLength: 8, maxLength: 8 }).map(pieces => pieces.join(':')),
      fc.ipV4(),
      fc.ipV6(),
    )
    fc.assert(
      fc.property(almost, text => {
        const version = text.includes('%') ? 0 : isIP(text)
        expect(parseRange(text)?.version ?? 0).toBe(version)
      }),
      { numRuns: 2000 },
    )
  })

  test('a block named by an address inside it has host bits', () => {
    expect(hasHostBits('203.0.113.9/29')).toBe(true)
    expect(hasHostBits('203.0.113.8/29')).toBe(false)
    expect(hasHostBits('203.0.113.9')).toBe(false)
  })
})

describe('reckoning', () => {
  test('neighbours and duplicates are joined to the fewest blocks', () => {
    expect(print(aggregate(ranges('203.0.113.2 203.0.113.0/31 203.0.113.3 203.0.113.2')))).toBe(
      '203.0.113.0/30',
    )
    expect(print(aggregate(ranges('203.0.113.1 203.0.113.2')))).toBe('203.0.113.1 203.0.113.2')
    expect(print(aggregate(ranges('2001:db8::/33 2001:db8:8000::/33 192.0.2.1')))).toBe(
      '192.0.2.1 2001:db8::/32',
    )
  })

  test('a-b is split into blocks, and b before a is nothing', () => {
    expect(print(rangesBetween(range('203.0.113.10'), range('203.0.113.20')))).toBe(
      '203.0.113.10/31 203.0.113.12/30 203.0.113.16/30 203.0.113.20',
    )
    expect(rangesBetween(range('203.0.113.20'), range('203.0.113.10'))).toEqual([])
    expect(rangesBetween(range('203.0.113.20'), range('2001:db8::'))).toEqual([])
  })

  test('a block wider than a connector takes is split, and an absurd one is not', () => {
    expect(print(splitToPrefix(range('203.0.112.0/23'), 24))).toBe('203.0.112.0/24 203.0.113.0/24')
    expect(print(splitToPrefix(range('203.0.113.0/29'), 24))).toBe('203.0.113.0/29')
    expect(splitToPrefix(range('198.18.0.0/16'), 24)).toHaveLength(mostBlocks)
    expect(splitToPrefix(range('198.18.0.0/15'), 24)).toBeUndefined()
    expect(splitToPrefix(range('0.0.0.0/0'), 24)).toBeUndefined()
  })

  test('what is taken out of a block leaves the blocks around it', () => {
    expect(print(subtractRanges(ranges('203.0.113.0/30'), ranges('203.0.113.1')))).toBe(
      '203.0.113.0 203.0.113.2/31',
    )
    expect(subtractRanges(ranges('203.0.113.1'), ranges('203.0.113.0/24'))).toEqual([])
  })
})

describe('laws, against counting every address', () => {
  // A world of 256 addresses, small enough to count.
  const block = fc
    .tuple(fc.integer({ min: 0, max: 255 }), fc.integer({ min: 24, max: 32 }))
    .map(([host, prefix]) => range(`203.0.113.${String(host)}/${String(prefix)}`))
  const blocks = fc.array(block, { maxLength: 12 })
  const first = range('203.0.113.0').address
  const members = (list: readonly IpRange[]) => {
    const found = new Set<number>()
    for (const one of list)
      for (let at = 0n; at < sizeOf(one); at += 1n) found.add(Number(one.address - first + at))
    return found
  }
  const sorted = (set: ReadonlySet<number>) => [...set].sort((a, b) => a - b)

  test('printing and reading gives the same range', () => {
    const any = fc.oneof(
      fc.tuple(fc.ipV4(), fc.integer({ min: 0, max: 32 })),
      fc.tuple(fc.ipV6(), fc.integer({ min: 0, max: 128 })),
    )
    fc.assert(
      fc.property(any, ([address, prefix]) => {
        const one = range(`${address}/${String(prefix)}`)
        expect(parseRange(printRange(one))).toEqual(one)
        expect(one.address & (sizeOf(one) - 1n)).toBe(0n)
      }),
    )
  })

  test('aggregate keeps every address, adds none, and is sorted without neighbours to join', () => {
    fc.assert(
      fc.property(blocks, list => {
        const joined = aggregate(list)
        expect(sorted(members(joined))).toEqual(sorted(members(list)))
        expect([...joined].sort(compareRanges)).toEqual(joined)
        expect(aggregate(joined)).toEqual(joined)
        expect(joined.reduce((sum, one) => sum + sizeOf(one), 0n)).toBe(BigInt(members(list).size))
      }),
    )
  })

  test('subtraction is that of the sets', () => {
    fc.assert(
      fc.property(blocks, blocks, (list, others) => {
        const gone = members(others)
        const left = sorted(members(list)).filter(one => !gone.has(one))
        expect(sorted(members(subtractRanges(list, others)))).toEqual(left)
      }),
    )
  })

  test('contains and overlaps are those of the sets', () => {
    fc.assert(
      fc.property(block, block, (one, other) => {
        const [mine, theirs] = [members([one]), sorted(members([other]))]
        expect(overlaps(one, other)).toBe(theirs.some(at => mine.has(at)))
        expect(containsRange(one, other)).toBe(theirs.every(at => mine.has(at)))
      }),
    )
  })

  test('a-b holds exactly the addresses from a to b', () => {
    const host = fc.integer({ min: 0, max: 255 })
    fc.assert(
      fc.property(host, host, (low, high) => {
        const found = rangesBetween(
          range(`203.0.113.${String(low)}`),
          range(`203.0.113.${String(high)}`),
        )
        const wanted = Array.from({ length: Math.max(0, high - low + 1) }, (_, at) => low + at)
        expect(sorted(members(found))).toEqual(wanted)
      }),
    )
  })

  test('no text makes it throw, and what it takes prints as a range again', () => {
    fc.assert(
      fc.property(anyText, text => {
        const parsed = parseRange(text)
        expect(parsed === undefined || parseRange(printRange(parsed)) !== undefined).toBe(true)
      }),
    )
  })
})

describe('what an address is for', () => {
  test.each([
    ['8.8.8.8', 'public'],
    ['2a01:111:f400::/48', 'public'],
    ['10.1.2.3', 'private'],
    ['172.31.255.255', 'private'],
    ['172.32.0.1', 'public'],
    ['192.168.0.0/24', 'private'],
    ['fd00::1', 'private'],
    ['100.64.0.1', 'shared'],
    ['127.0.0.1', 'loopback'],
    ['169.254.10.1', 'link-local'],
    ['fe80::1', 'link-local'],
    ['203.0.113.10', 'documentation'],
    ['2001:db8::1', 'documentation'],
    ['224.0.0.1', 'multicast'],
    ['0.0.0.0', 'reserved'],
    ['255.255.255.255', 'reserved'],
    ['198.18.0.1', 'reserved'],
    ['64:ff9b::1', 'reserved'],
  ] as const)('%s is %s', (text, kind) => {
    expect(classify(range(text))).toBe(kind)
    expect(addressClasses[kind]).not.toBe('')
  })

  test('a block that is partly special is special', () => {
    expect(classify(range('10.0.0.0/7'))).toBe('private')
    expect(classify(range('0.0.0.0/0'))).not.toBe('public')
  })
})
