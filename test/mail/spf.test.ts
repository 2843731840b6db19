import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { buildSpf, isSpf, parseSpf, spfFindings } from '../../src/mail/spf.js'
import { canonicalTerm, parseSpfTerm } from '../../src/mail/spf-term.js'
import { joinTxt, spfRecordIn, splitTxt } from '../../src/mail/spf-txt.js'

describe('reading a record', () => {
  test('every term keeps its text and its place', () => {
    const text = 'v=spf1  +ip4:203.0.113.10 A/24//64  include:example.com exp=why.%{d} ~all '
    const { terms, faults } = parseSpf(text)
    expect(faults).toEqual([])
    expect(terms.map(term => text.slice(term.offset, term.offset + term.text.length))).toEqual(
      terms.map(term => term.text),
    )
    expect(terms.map(canonicalTerm)).toEqual([
      'ip4:203.0.113.10',
      'a/24//64',
      'include:example.com',
      'exp=why.%{d}',
      '~all',
    ])
  })

  test('all faults of a record are told at once, each with its term and place', () => {
    const { faults } = parseSpf(
      'v=spf1 ip4:256.1.1.1 inlude:example.com a//129 all:x redirect=a.example redirect=b.example',
    )
    expect(faults.map(({ code, text }) => [code, text])).toEqual([
      ['spf-bad-address', 'ip4:256.1.1.1'],
      ['spf-unknown-mechanism', 'inlude:example.com'],
      ['spf-bad-prefix', 'a//129'],
      ['spf-unexpected-value', 'all:x'],
      ['spf-repeated-modifier', 'redirect=b.example'],
    ])
    expect(faults.map(({ offset }) => offset)).toEqual([7, 21, 40, 47, 72])
  })

  test('a fault in words names domain, term and position, and what to write', () => {
    const [found] = spfFindings('contoso.com', parseSpf('v=spf1 ip4:256.1.1.1 -all'))
    expect(found?.severity).toBe('error')
    expect(found?.message).toContain('contoso.com has the term "ip4:256.1.1.1" (position 8)')
    expect(found?.remedy).toContain('ip4:203.0.113.10')
  })

  test.each([
    ['ip4:203.0.113.9/29', 'ip4:203.0.113.8/29'],
    ['+IP4:203.0.113.10/32', 'ip4:203.0.113.10'],
    ['-ip6:2001:DB8::/32', '-ip6:2001:db8::/32'],
    ['Include:SPF.Example.COM.', 'include:spf.example.com'],
    ['?mx', '?mx'],
    ['mx:example.com/24', 'mx:example.com/24'],
    ['a/32//128', 'a'],
    ['a:example.com//64', 'a:example.com//64'],
    ['ptr', 'ptr'],
    ['exists:%{ir}.%{v}._spf.%{d2}', 'exists:%{ir}.%{v}._spf.%{d2}'],
    ['exists:%{L2r-}._spf.example.com', 'exists:%{L2r-}._spf.example.com'],
    ['redirect=_spf.example.com', 'redirect=_spf.example.com'],
    ['moo.cow-far_out=man:dog/cat', 'moo.cow-far_out=man:dog/cat'],
    ['include:_spf.example.co-op', 'include:_spf.example.co-op'],
  ])('%s is read, and means %s', (written, canonical) => {
    expect(canonicalTerm(parseSpfTerm(written))).toBe(canonical)
    expect(parseSpfTerm(written).kind).not.toBe('faulty')
  })

  test.each([
    ['ip4', 'spf-missing-value'],
    ['ip4:', 'spf-missing-value'],
    ['ip4:203.0.113.10/33', 'spf-bad-prefix'],
    ['ip4:203.0.113.0/024', 'spf-bad-prefix'],
    ['ip4:2001:db8::', 'spf-bad-address'],
    ['ip4:203.0.113', 'spf-bad-address'],
    ['ip6:203.0.113.10', 'spf-bad-address'],
    ['a/33', 'spf-bad-prefix'],
    ['a/', 'spf-bad-prefix'],
    ['a/24/64', 'spf-bad-prefix'],
    ['mx:', 'spf-missing-value'],
    ['ptr:', 'spf-missing-value'],
    ['ptr/0', 'spf-bad-prefix'],
    ['include', 'spf-missing-value'],
    ['include:', 'spf-missing-value'],
    ['include:museum', 'spf-bad-domain'],
    ['include:example.123', 'spf-bad-domain'],
    ['include:%(d)', 'spf-bad-domain'],
    ['include:%{x}.example.com', 'spf-bad-domain'],
    ['exists:%{c}.example.com', 'spf-bad-domain'],
    ['exists:%{d0}.example.com', 'spf-bad-domain'],
    ['redirect=', 'spf-missing-value'],
    ['redirect=%', 'spf-bad-domain'],
    ['-all.', 'spf-unknown-mechanism'],
    ['--all', 'spf-unknown-mechanism'],
    ['all=%', 'spf-bad-domain'],
    ['ip5:1.2.3.4', 'spf-unknown-mechanism'],
    ['a:exämple.com', 'spf-bad-character'],
    ['“-all”', 'spf-bad-character'],
    ['a\tmx', 'spf-bad-character'],
  ])('%s is a fault: %s', (written, code) => {
    expect(parseSpfTerm(written)).toMatchObject({ kind: 'faulty', fault: code })
  })

  test('no text makes it throw, and terms never overlap', () => {
    const part = fc.oneof(
      fc.constantFrom('ip4:', 'a', 'mx', '/', '//', '%{', '}', '%', ' ', '=', '-', 'redirect', ':'),
      fc.string(),
    )
    fc.assert(
      fc.property(fc.array(part), parts => {
        const { text, terms } = parseSpf(`v=spf1 ${parts.join('')}`)
        let end = 0
        for (const term of terms) {
          expect(term.offset).toBeGreaterThan(end)
          end = term.offset + term.text.length
          expect(text.slice(term.offset, end)).toBe(term.text)
        }
      }),
    )
  })

  test('a long hostile term does not make it slow', () => {
    const started = performance.now()
    for (const piece of ['%{d', 'a-', 'a.', '/1', '%{d}', '1'])
      parseSpf(`v=spf1 a:${piece.repeat(20_000)}! include:${piece.repeat(20_000)}`)
    expect(performance.now() - started).toBeLessThan(5000)
  })
})

describe('the record among TXT values', () => {
  test('version and a blank, or nothing more, make an SPF record', () => {
    expect(isSpf('v=spf1')).toBe(true)
    expect(isSpf('V=SPF1 -all')).toBe(true)
    expect(isSpf('v=spf10 -all')).toBe(false)
    expect(isSpf(' v=spf1 -all')).toBe(false)
  })

  test('it is found beside others, and of two none is picked', () => {
    const site = 'google-site-verification=abc'
    expect(spfRecordIn([site])).toEqual({ state: 'absent' })
    expect(spfRecordIn([site, 'v=spf1 -all'])).toEqual({ state: 'present', record: 'v=spf1 -all' })
    expect(spfRecordIn(['v=spf1 -all', site, 'v=spf1 mx -all'])).toEqual({
      state: 'several',
      records: ['v=spf1 -all', 'v=spf1 mx -all'],
    })
  })

  test('a value is cut at 255 bytes and joined without a blank', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 800 }), value => {
        const strings = splitTxt(value)
        expect(joinTxt(strings)).toBe(value)
        expect(strings.every(one => one.length <= 255)).toBe(true)
        expect(strings.length).toBe(Math.max(1, Math.ceil(value.length / 255)))
      }),
    )
  })

  test('a record is built of terms', () => {
    expect(buildSpf(['ip4:203.0.113.10', '-all'])).toBe('v=spf1 ip4:203.0.113.10 -all')
  })
})
