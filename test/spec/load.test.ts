import { describe, expect, it } from 'vitest'
import { load } from '../../src/spec/load.js'
import { folderOf } from './texts.js'

const shared = 'profiles:\n  old-copier: { tls: none, auth: [], ports: [25] }\n'

const tenant = `version: 1
include: [../_shared/profiles.yaml]
tenant:
  organization: contoso.onmicrosoft.com
  cloud: worldwide
  exchange: { driver: simulator }
domains:
  contoso.com:
    dns: { driver: rfc2136, server: 192.0.2.53, key: env:DNS_KEY }
    mxEndpoint: contoso-com.mail.protection.outlook.com
senders:
  printer@contoso.com: { displayName: Printers, members: [it@contoso.com] }
  it@contoso.com: { mailbox: existing }
  "*-copier@contoso.com": { aliasOf: printer@contoso.com }
  alarm@contoso.com: { mailbox: none }
`

const milan = `sites:
  milan:
    egress: [203.0.113.10, { range: 203.0.113.16/29, link: lte, until: 2026-12-31 }]
    connector: { name: Devices at milan }
    notes: ISP letter of 3 November, ticket 4711
    devices: { milan-fax: { profile: old-copier, from: "{device}@contoso.com", to: tenant } }
  oslo: { via: milan }
---
relays:
  milan-relay: { site: milan, software: postfix, via: smtp-relay }
devices:
  milan-copier-2: { site: milan, profile: old-copier, from: printer@contoso.com, to: anyone }
  payroll: { site: milan, tls: 1.2, auth: [oauth-app], from: payroll@contoso.com, to: [contoso.com, bank.example], recipientsPerDay: 900 }
  mfp-hq: { site: milan, profile: old-copier, from: { envelope: scan@contoso.com, header: each-user, domains: [contoso.com] }, to: anyone }
`

const example = folderOf({
  '../_shared/profiles.yaml': shared,
  'tenant.yaml': tenant,
  'milan.yaml': milan,
})

describe('the example of the design', () => {
  const { spec, findings } = load(example)

  it('is without fault', () => {
    expect(findings).toEqual([])
    expect(spec).toBeDefined()
  })

  it('names the tenant after its folder, and fills what was left out', () => {
    expect(spec?.tenant).toEqual({
      name: 'contoso',
      organization: 'contoso.onmicrosoft.com',
      cloud: 'worldwide',
      exchange: { driver: 'simulator', auth: null },
      limits: { removals: 5, removalsPercent: 20 },
      markAttribute: 15,
      rejectDirectSend: null,
      notes: null,
      labels: {},
    })
  })

  it('passes the settings of a DNS driver on as they were written', () => {
    expect(spec?.domains[0]?.dns).toEqual({
      driver: 'rfc2136',
      server: '192.0.2.53',
      key: 'env:DNS_KEY',
    })
  })

  it('sorts things by name, and the rules for senders by how closely they match', () => {
    expect(spec?.devices.map(one => one.name)).toEqual([
      'mfp-hq',
      'milan-copier-2',
      'milan-fax',
      'payroll',
    ])
    expect(spec?.senders.map(one => one.address).at(-1)).toBe('*-copier@contoso.com')
  })

  it('applies the profile that an included file holds', () => {
    const fax = spec?.devices.find(one => one.name === 'milan-fax')
    expect(fax).toMatchObject({ site: 'milan', profile: 'old-copier', tls: 'none', ports: [25] })
    expect(fax?.from).toEqual({ kind: 'addresses', addresses: ['milan-fax@contoso.com'] })
  })

  it('knows where everything was written, also a device under its site', () => {
    const at = (...path: (string | number)[]) => {
      const place = spec?.places.at(...path)
      return place && `${place.file}:${String(place.line)}:${String(place.column)}`
    }
    expect(at('devices', 'milan-fax')).toBe('milan.yaml:6:16')
    expect(at('devices', 'payroll', 'auth', 0)).toBe('milan.yaml:13:44')
    expect(at('devices', 'payroll', 'ports')).toBe('milan.yaml:13:3')
    expect(at('sites', 'milan', 'egress', 1, 'until')).toBe('milan.yaml:3:72')
    expect(at('senders', '*-copier@contoso.com')).toBe('tenant.yaml:14:3')
    expect(at('tenant', 'exchange')).toBe('tenant.yaml:6:13')
    expect(at('domains', 'contoso.com', 'spf')).toBe('tenant.yaml:8:3')
    expect(at('devices', 'nobody')).toBeUndefined()
    const place = spec?.places.at('sites', 'oslo')
    expect(place && spec?.places.lineAt(place)).toBe('  oslo: { via: milan }')
  })
})
