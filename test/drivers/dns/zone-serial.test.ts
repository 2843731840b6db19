import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { nextSerial } from '../../../src/drivers/dns/zone-serial.js'

const today = new Date('2026-11-24T23:59:59Z')

describe('the serial of a zone', () => {
  test.each([
    ['a date of an earlier day becomes today', 2026_1123_07, 2026_1124_01],
    ['a date of today counts on', 2026_1124_01, 2026_1124_02],
    ['a full day runs into the next number', 2026_1124_99, 2026_1125_00],
    ['a date ahead of the clock counts on', 2027_0101_00, 2027_0101_01],
    ['a plain number grows by one', 41, 42],
    ['a number that is no date grows by one', 2026_1350_00, 2026_1350_01],
    ['a time stamp grows by one', 1_764_000_000, 1_764_000_001],
    ['the highest number wraps, past 0', 0xffff_ffff, 1],
  ])('%s', (_, before, after) => {
    expect(nextSerial(before, today)).toBe(after)
  })

  test('other name servers always see it grow (RFC 1982)', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 0xffff_ffff }), serial => {
        const growth = (nextSerial(serial, today) - serial) >>> 0
        expect(growth).toBeGreaterThan(0)
        expect(growth).toBeLessThan(2 ** 31)
      }),
    )
  })
})
