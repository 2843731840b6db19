import { describe, expect, test } from 'vitest'
import { clashes } from '../../src/compile/clashes.js'
import { compile } from '../../src/compile/compile.js'
import { contoso } from '../support/spec.js'

function stack(name: string, site: string, device = '') {
  const spec = contoso(`
sites: { office: ${site} }
devices: { copier: { site: office, from: printer@contoso.com, to: anyone${device} } }
`)
  return { name, compiled: compile(spec) }
}

describe('two specs', () => {
  test('that claim one address are told of it, each in its own files', () => {
    const found = clashes([
      stack('contoso', '{ egress: 203.0.113.0/28 }'),
      stack('fabrikam', '{ egress: [203.0.113.9, 198.51.100.7] }'),
    ])
    expect(found.map(one => [one.stack, one.finding.code])).toEqual([
      ['contoso', 'address-in-two-specs'],
      ['fabrikam', 'address-in-two-specs'],
    ])
    expect(found[0]?.finding.message).toContain('203.0.113.9')
    expect(found[0]?.finding.message).toContain('fabrikam')
    expect(found[0]?.finding.place?.file).toBe('spec.yaml')
  })

  test('that show one certificate are told of it', () => {
    const device = ', tls: 1.2, certificate: devices.contoso.com'
    const found = clashes([
      stack('contoso', '{ address: dynamic }', device),
      stack('fabrikam', '{ address: dynamic }', device),
    ])
    expect(found.map(one => one.finding.code)).toEqual([
      'certificate-in-two-specs',
      'certificate-in-two-specs',
    ])
  })

  test('that have addresses of their own have nothing to be told', () => {
    const found = clashes([
      stack('contoso', '{ egress: 203.0.113.0/28 }'),
      stack('fabrikam', '{ egress: 203.0.113.16/28 }'),
    ])
    expect(found).toEqual([])
  })
})
