import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  isPattern,
  matchesPattern,
  parseAddress,
  printAddress,
} from '../../src/mail/mail-address.js'

describe('mail addresses', () => {
  test('case does not matter, so one sender has one form', () => {
    expect(parseAddress('Printer@Contoso.COM')).toEqual({ local: 'printer', domain: 'contoso.com' })
  })

  test.each(["o'neil@contoso.com", 'first.last+tag@contoso.com', 'a@b.example'])(
    '%s is an address',
    text => {
      const parsed = parseAddress(text)
      expect(parsed && printAddress(parsed)).toBe(text)
    },
  )

  test.each([
    'printer',
    '@contoso.com',
    'printer@',
    'printer@contoso',
    '.printer@contoso.com',
    'printer.@contoso.com',
    'prin..ter@contoso.com',
    '"printer one"@contoso.com',
    'printer one@contoso.com',
    'a@b@contoso.com',
    '*-copier@contoso.com',
    'drucker-ü@contoso.com',
    'Printer <printer@contoso.com>',
    `${'a'.repeat(65)}@contoso.com`,
    `a@${'b'.repeat(63)}.${'c'.repeat(63)}.${'d'.repeat(63)}.${'e'.repeat(61)}.com`,
  ])('"%s" is refused', text => {
    expect(parseAddress(text)).toBeUndefined()
  })
})

describe('patterns', () => {
  test('* stands for any characters before the @, or none', () => {
    expect(isPattern('*-copier@contoso.com')).toBe(true)
    expect(matchesPattern('*-copier@contoso.com', 'Milan-Copier@contoso.com')).toBe(true)
    expect(matchesPattern('*-copier@contoso.com', '-copier@contoso.com')).toBe(true)
    expect(matchesPattern('*-copier@contoso.com', 'milan-copier2@contoso.com')).toBe(false)
    expect(matchesPattern('*-copier@contoso.com', 'milan-copier@fabrikam.com')).toBe(false)
    expect(matchesPattern('a*b*c@contoso.com', 'a-b-b-c@contoso.com')).toBe(true)
    expect(matchesPattern('ab*ba@contoso.com', 'aba@contoso.com')).toBe(false)
    expect(matchesPattern('*@contoso.com', 'anybody@contoso.com')).toBe(true)
  })

  test('a plain address means itself and is no pattern', () => {
    expect(isPattern('printer@contoso.com')).toBe(false)
    expect(isPattern('*printer')).toBe(false)
    expect(matchesPattern('Printer@contoso.com', 'printer@contoso.com')).toBe(true)
    expect(matchesPattern('printer@contoso.com', 'printer2@contoso.com')).toBe(false)
  })

  test('matching agrees with a regular expression', () => {
    const local = fc.stringMatching(/^[ab]{1,8}$/)
    const pattern = fc.stringMatching(/^[ab*]{1,6}$/)
    fc.assert(
      fc.property(pattern, local, (wanted, given) => {
        const expression = new RegExp(`^${wanted.replaceAll('*', '.*')}$`)
        expect(matchesPattern(`${wanted}@contoso.com`, `${given}@contoso.com`)).toBe(
          expression.test(given),
        )
      }),
    )
  })

  test('a hostile pattern does not make it slow', () => {
    const started = performance.now()
    matchesPattern(`${'a*'.repeat(30)}b@contoso.com`, `${'a'.repeat(64)}@contoso.com`)
    expect(performance.now() - started).toBeLessThan(2000)
  })
})
