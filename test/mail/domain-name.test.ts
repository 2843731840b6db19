import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isSubdomainOf, parentOf, parseDomain, printDomain } from '../../src/mail/domain-name.js'

const anyText = fc
  .array(fc.integer({ min: 0, max: 0x2ff }))
  .map(codes => String.fromCodePoint(...codes))

describe('domain names', () => {
  test.each([
    ['contoso.com', 'contoso.com'],
    ['Contoso.COM.', 'contoso.com'],
    ['mail.contoso.co.uk', 'mail.contoso.co.uk'],
    ['bücher.example', 'xn--bcher-kva.example'],
    ['BÜCHER.example', 'xn--bcher-kva.example'],
    ['xn--bcher-kva.example', 'xn--bcher-kva.example'],
    ['3com.com', '3com.com'],
  ])('%s is %s', (written, canonical) => {
    expect(parseDomain(written)).toBe(canonical)
  })

  test.each([
    ['', 'nothing'],
    ['com', 'one label'],
    ['contoso..com', 'an empty label'],
    ['.contoso.com', 'an empty label in front'],
    ['contoso.com..', 'two trailing dots'],
    ['-contoso.com', 'a hyphen in front'],
    ['contoso-.com', 'a hyphen behind'],
    ['con_toso.com', 'an underscore'],
    ['con toso.com', 'a blank'],
    ['con%74oso.com', 'a percent sign'],
    ['192.0.2.1', 'an address'],
    ['１.2.3.4', 'an address in wide digits'],
    [`${'a'.repeat(64)}.com`, 'a label of 64 letters'],
    [`${'a.'.repeat(126)}com`, 'more than 253 letters'],
  ])('"%s" is refused, having %s', written => {
    expect(parseDomain(written)).toBeUndefined()
  })

  test('people see their own letters', () => {
    expect(printDomain('xn--bcher-kva.example')).toBe('bücher.example')
    expect(printDomain('contoso.com')).toBe('contoso.com')
  })

  test('a subdomain ends in a dot and the domain, and no domain is below itself', () => {
    expect(isSubdomainOf('mail.contoso.com', 'contoso.com')).toBe(true)
    expect(isSubdomainOf('contoso.com', 'contoso.com')).toBe(false)
    expect(isSubdomainOf('notcontoso.com', 'contoso.com')).toBe(false)
    expect(parentOf('mail.contoso.com')).toBe('contoso.com')
    expect(parentOf('com')).toBeUndefined()
  })

  test('reading is safe for any text, and reading again changes nothing', () => {
    fc.assert(
      fc.property(fc.oneof(anyText, fc.domain()), text => {
        const once = parseDomain(text)
        if (once !== undefined) expect(parseDomain(once)).toBe(once)
      }),
    )
  })
})
