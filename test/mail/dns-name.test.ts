import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canonicalName, withoutLastDot } from '../../src/mail/dns-name.js'

describe('a name of the DNS', () => {
  it.each([
    ['Contoso.COM.', 'contoso.com'],
    ['contoso.com', 'contoso.com'],
    ['_DeviceMail.Contoso.com.', '_devicemail.contoso.com'],
    ['*.Contoso.com', '*.contoso.com'],
    ['.', ''],
    ['', ''],
  ])('%j is compared as %j', (written, canonical) => {
    expect(canonicalName(written)).toBe(canonical)
  })

  it('is the same in letters of either case, and with its last dot or without (RFC 4343)', () => {
    const labels = fc.array(fc.stringMatching(/^[a-z0-9_-]{1,12}$/), { minLength: 1, maxLength: 4 })
    fc.assert(
      fc.property(labels, fc.infiniteStream(fc.boolean()), fc.boolean(), (parts, tall, dotted) => {
        const name = parts.join('.')
        const letters = Array.from(name, one =>
          tall.next().value === true ? one.toUpperCase() : one,
        )
        const written = letters.join('') + (dotted ? '.' : '')

        expect(canonicalName(written)).toBe(name)
        expect(canonicalName(canonicalName(written))).toBe(name)
      }),
    )
  })

  it('loses one dot at most, so that an empty label still shows', () => {
    expect(canonicalName('contoso.com..')).toBe('contoso.com.')
  })

  it('keeps its letters where only the dot is to go', () => {
    expect(withoutLastDot('Mail.Contoso.com.')).toBe('Mail.Contoso.com')
  })
})
