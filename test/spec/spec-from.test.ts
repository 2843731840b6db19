import { describe, expect, it } from 'vitest'
import { specFrom } from '../../src/spec/load.js'

const data = {
  tenant: { exchange: 'simulator' },
  domains: { 'contoso.com': {} },
  devices: {
    copier: { from: 'copier@contoso.com', to: 'tenant', tls: 1.2, ports: [25], method: undefined },
  },
}

describe('a spec made by a program', () => {
  it('means the same as the text would, with numbers where text has numbers', () => {
    const { spec, findings } = specFrom(data, 'contoso')
    expect(findings).toEqual([])
    expect(spec?.tenant).toMatchObject({ name: 'contoso', organization: 'contoso.onmicrosoft.com' })
    expect(spec?.devices[0]).toMatchObject({ name: 'copier', tls: '1.2', method: null })
  })

  it('has no places, so its faults name the path', () => {
    const { spec, findings } = specFrom({ ...data, devices: { copier: { frm: 'x', tls: 'x' } } })
    expect(spec).toBeUndefined()
    expect(findings.map(one => [one.message, one.place])).toEqual([
      ['`devices.copier` knows no key `frm`.', undefined],
      ['`devices.copier.tls` does not take "x".', undefined],
    ])
    expect(specFrom(data).spec?.places.at('devices', 'copier')).toBeUndefined()
  })

  it('must be plain data', () => {
    const loop: Record<string, unknown> = {}
    loop.self = loop
    expect(specFrom(loop).findings.map(one => one.code)).toEqual(['data-not-plain'])
    expect(specFrom({ count: 1n }).findings.map(one => one.code)).toEqual(['data-not-plain'])
    expect(specFrom(undefined).findings.map(one => one.code)).toEqual(['document-not-a-map'])
  })

  it('pollutes nothing', () => {
    const hostile: unknown = JSON.parse(
      '{ "__proto__": { "polluted": 1 }, "sites": { "__proto__": {} } }',
    )
    expect(specFrom(hostile).findings[0]?.code).toBe('key-unknown')
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false)
  })
})
