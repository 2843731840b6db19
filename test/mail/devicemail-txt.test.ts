import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  devicemailNameOf,
  parseDevicemailTxt,
  printDevicemailTxt,
} from '../../src/mail/devicemail-txt.js'

describe('the mark of SPF terms', () => {
  const value = 'v=devicemail1; spec=contoso; terms=ip4:198.51.100.7 ip4:203.0.113.8/29'

  test('it stands beside the record and a person can read it', () => {
    expect(devicemailNameOf('contoso.com')).toBe('_devicemail.contoso.com')
    expect(
      printDevicemailTxt({ spec: 'contoso', terms: ['ip4:203.0.113.9/29', 'ip4:198.51.100.7'] }),
    ).toBe(value)
  })

  test('it is read back', () => {
    expect(parseDevicemailTxt(value)).toEqual({
      spec: 'contoso',
      terms: ['ip4:198.51.100.7', 'ip4:203.0.113.8/29'],
    })
    expect(parseDevicemailTxt('v=devicemail1; spec=contoso; terms=')?.terms).toEqual([])
  })

  test.each([
    '',
    'v=spf1 -all',
    'v=devicemail2; spec=contoso; terms=',
    'v=devicemail1; spec=; terms=',
    'v=devicemail1; spec=con toso; terms=',
    'v=devicemail1;spec=contoso;terms=',
    `${value} `,
    ` ${value}`,
    'v=devicemail1; spec=contoso; terms=include:example.com',
    'v=devicemail1; spec=contoso; terms=-ip4:203.0.113.10',
    'v=devicemail1; spec=contoso; terms=ip4:203.0.113.10/32',
    'v=devicemail1; spec=contoso; terms=ip4:203.0.113.10  ip4:203.0.113.11',
    'v=devicemail1; spec=contoso; terms=ip4:203.0.113.11 ip4:203.0.113.10',
    'v=devicemail1; spec=contoso; terms=ip4:203.0.113.10 ip4:203.0.113.10',
  ])('"%s" is not ours', text => {
    expect(parseDevicemailTxt(text)).toBeUndefined()
  })

  test('what is printed is read back, whatever the terms and their order', () => {
    const term = fc.oneof(
      fc.ipV4().map(ip => `ip4:${ip}`),
      fc.ipV6().map(ip => `ip6:${ip}`),
    )
    fc.assert(
      fc.property(fc.array(term, { maxLength: 8 }), terms => {
        const text = printDevicemailTxt({ spec: 'contoso', terms })
        const parsed = parseDevicemailTxt(text)
        expect(parsed && printDevicemailTxt(parsed)).toBe(text)
        expect(printDevicemailTxt({ spec: 'contoso', terms: [...terms].reverse() })).toBe(text)
      }),
    )
  })

  test('a term that no mark can hold is a fault of ours', () => {
    expect(() => printDevicemailTxt({ spec: 'contoso', terms: ['a'] })).toThrow('bug in devicemail')
  })
})
