import { expect, test } from 'vitest'
import { lostEgress } from '../../src/report/egress.js'

test.each([
  [
    'a new address beside the old one',
    ['203.0.113.10'],
    ['198.51.100.20', '203.0.113.10'],
    [],
    false,
  ],
  ['another address instead', ['203.0.113.10'], ['198.51.100.20'], ['203.0.113.10'], true],
  ['one of two goes', ['203.0.113.10', '203.0.113.11'], ['203.0.113.10'], ['203.0.113.11'], false],
  ['a block that grows', ['203.0.113.0/30'], ['203.0.113.0/29'], [], false],
  ['an address taken into a block', ['203.0.113.3'], ['203.0.113.0/29'], [], false],
  ['a block that shrinks', ['203.0.113.0/29'], ['203.0.113.0/30'], ['203.0.113.0/29'], false],
  ['the block next door', ['203.0.113.0/29'], ['203.0.113.8/29'], ['203.0.113.0/29'], true],
  ['no address before', [], ['203.0.113.10'], [], false],
  ['no address afterwards', ['203.0.113.10'], [], ['203.0.113.10'], true],
  [
    'what is no IPv4 address is compared as text',
    ['2001:db8::1'],
    ['2001:db8::2'],
    ['2001:db8::1'],
    true,
  ],
])('%s', (_, before, after, lost, all) => {
  expect(lostEgress(before, after)).toEqual({ lost, all })
})

test('a creation loses nothing', () => {
  expect(lostEgress(null, ['203.0.113.10'])).toEqual({ lost: [], all: false })
})
