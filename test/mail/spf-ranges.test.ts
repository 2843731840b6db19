import { describe, expect, test } from 'vitest'
import { printRange } from '../../src/mail/ip-range.js'
import { allowedRanges, compareAllowed } from '../../src/mail/spf-ranges.js'

const allowed = (record: string | null) => allowedRanges(record).map(printRange)

describe('the addresses a record lets in by itself', () => {
  test.each([
    ['v=spf1 ip4:203.0.113.10 ip4:203.0.113.11 -all', ['203.0.113.10/31']],
    ['v=spf1 -ip4:203.0.113.11 ip4:203.0.113.10/31 -all', ['203.0.113.10']],
    ['v=spf1 ip4:203.0.113.10 -ip4:203.0.113.0/24 -all', ['203.0.113.10']],
    ['v=spf1 -all ip4:203.0.113.10', []],
    ['v=spf1 ip6:2001:db8::/32 ~all', ['2001:db8::/32']],
    ['v=spf1 +all', ['0.0.0.0/0', '::/0']],
    ['v=spf1 -ip4:0.0.0.0/1 all', ['128.0.0.0/1', '::/0']],
    ['v=spf1 include:example.com -all', []],
  ])('%s: %j', (record, ranges) => {
    expect(allowed(record)).toEqual(ranges)
  })

  test('a record with a fault lets nobody in, as receivers see it', () => {
    expect(allowed('v=spf1 ip4:203.0.113.10 ip4:256.1.1.1 -all')).toEqual([])
    expect(allowed(null)).toEqual([])
  })
})

test('a change is told in addresses, not in text', () => {
  const change = compareAllowed(
    'v=spf1 ip4:203.0.113.8 ip4:203.0.113.9 ip4:198.51.100.7 -all',
    'v=spf1 ip4:203.0.113.8/30 -all',
  )
  expect(change.gained.map(printRange)).toEqual(['203.0.113.10/31'])
  expect(change.lost.map(printRange)).toEqual(['198.51.100.7'])
  expect(
    compareAllowed('v=spf1 ip4:203.0.113.8/31 -all', 'v=spf1 ip4:203.0.113.9 ip4:203.0.113.8 ~all'),
  ).toEqual({ gained: [], lost: [] })
})
