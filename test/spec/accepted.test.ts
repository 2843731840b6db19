/** What is clear is taken as it stands, and means what a person would think. */
import { describe, expect, it } from 'vitest'
import { printRange } from '../../src/mail/ip-range.js'
import type { Device, Site } from '../../src/spec/spec.js'
import { head, soundSpec } from './texts.js'

const other = 'devices: { other: { from: other@contoso.com, to: tenant } }\n'

function device(lines: string): Device | undefined {
  return soundSpec(`${head}devices: { a: { from: a@contoso.com, to: tenant, ${lines} } }\n`)
    .devices[0]
}

function site(lines: string): Site | undefined {
  return soundSpec(`${head}sites: { milan: { ${lines} } }\n${other}`).sites[0]
}

describe('a single value where a list may stand', () => {
  it('is a list of one', () => {
    expect(device('ports: 587')?.ports).toEqual([587])
    expect(device('auth: oauth-app')?.auth).toEqual(['oauth-app'])
    expect(site('egress: 203.0.113.10')?.egress.map(one => one.text)).toEqual(['203.0.113.10'])
    const { senders } = soundSpec(
      `${head}senders: { a@contoso.com: { members: it@contoso.com } }\n${other}`,
    )
    expect(senders[0]?.members).toEqual(['it@contoso.com'])
  })

  it('may also be a map, or the name of a driver alone', () => {
    const entry = '{ range: 203.0.113.10, link: lte, until: 2026-12-31 }'
    expect(site(`egress: ${entry}`)?.egress[0]).toMatchObject({ link: 'lte', until: '2026-12-31' })
    expect(soundSpec(head + other).tenant.exchange).toEqual({ driver: 'simulator', auth: null })
  })
})

describe('tls', () => {
  it.each([
    ['1.0', '1.0'],
    ['1.2', '1.2'],
    ['"1.3"', '1.3'],
    ['1', '1.0'],
    ['none', 'none'],
    ['false', 'none'],
  ])('reads %s as %s', (written, read) => {
    expect(device(`tls: ${written}`)?.tls).toBe(read)
  })
})

describe('addresses of a site', () => {
  const ranges = (text: string) =>
    site(`egress: ${text}`)?.egress.flatMap(one => one.ranges.map(printRange))

  it('may be one address, a block, or first and last', () => {
    expect(ranges('203.0.113.10')).toEqual(['203.0.113.10'])
    expect(ranges('203.0.113.16/29')).toEqual(['203.0.113.16/29'])
    expect(ranges('203.0.113.8 - 203.0.113.12')).toEqual(['203.0.113.8/30', '203.0.113.12'])
  })

  it('have their host bits cleared, and keep the text as it was written', () => {
    const [egress] = site('egress: 203.0.113.20/29')?.egress ?? []
    expect(egress?.text).toBe('203.0.113.20/29')
    expect(egress?.ranges.map(printRange)).toEqual(['203.0.113.16/29'])
  })

  it('are static unless the site or the entry says otherwise', () => {
    const kinds = site(
      'address: dynamic, egress: [203.0.113.10, { range: 203.0.113.11, address: shared }]',
    )?.egress.map(one => one.address)
    expect(kinds).toEqual(['dynamic', 'shared'])
    expect(site('egress: 203.0.113.10')?.egress[0]?.address).toBe('static')
  })
})

describe('names', () => {
  it('are lower-cased where they are addresses and domains', () => {
    const { domains, devices } = soundSpec(`
tenant: { organization: Contoso.OnMicrosoft.com, exchange: simulator }
domains: { Contoso.COM.: { mxEndpoint: Contoso-COM.mail.protection.outlook.com } }
devices: { a: { from: Printer@CONTOSO.com, to: [Example.COM, IT@contoso.com] } }
`)
    expect(domains[0]).toMatchObject({
      name: 'contoso.com',
      mxEndpoint: 'contoso-com.mail.protection.outlook.com',
    })
    expect(devices[0]?.from).toEqual({ kind: 'addresses', addresses: ['printer@contoso.com'] })
    expect(devices[0]?.to).toEqual({ kind: 'list', entries: ['example.com', 'it@contoso.com'] })
  })

  it('are found in another case, and are then called as they were defined', () => {
    const spec = soundSpec(
      `${head}sites: { Milan: {} }\ndevices: { a: { site: milan, from: a@contoso.com, to: tenant } }\n`,
    )
    expect(spec.devices[0]?.site).toBe('Milan')
  })

  it('of devices and sites stand in addresses', () => {
    const spec = soundSpec(`${head}
sites: { Milan: { devices: { Fax-1: { from: "{site}-{device}@contoso.com", to: tenant } } } }
`)
    expect(spec.devices[0]?.from).toEqual({
      kind: 'addresses',
      addresses: ['milan-fax-1@contoso.com'],
    })
  })
})

describe('values of a device', () => {
  it('come from itself, else its profile, else the defaults', () => {
    const { devices } = soundSpec(`${head}
defaults: { device: { to: anyone, tls: 1.0, ports: 25 } }
profiles: { modern: { tls: 1.2, ports: [25, 587] } }
devices:
  a: { from: a@contoso.com }
  b: { from: b@contoso.com, profile: modern }
  c: { from: c@contoso.com, profile: modern, tls: 1.3, to: tenant }
`)
    expect(devices.map(({ tls, ports, to }) => [tls, ports, to.kind])).toEqual([
      ['1.0', [25], 'anyone'],
      ['1.2', [25, 587], 'anyone'],
      ['1.3', [25, 587], 'tenant'],
    ])
  })

  it('are what is safe to assume where nobody says anything', () => {
    expect(device('')).toMatchObject({ tls: 'none', auth: [], ports: [25], site: null })
  })

  it('with each user in From have the domain of the envelope unless others are named', () => {
    const { devices } = soundSpec(
      `${head}devices: { a: { from: { envelope: scan@contoso.com, header: each-user }, to: anyone } }\n`,
    )
    expect(devices[0]?.from).toEqual({
      kind: 'each-user',
      envelope: 'scan@contoso.com',
      domains: ['contoso.com'],
    })
  })
})

describe('YAML', () => {
  it('may use anchors, aliases and merge keys', () => {
    const { devices } = soundSpec(`${head}
devices:
  a: &usual { from: a@contoso.com, to: tenant, ports: &ports [25, 587] }
  b: { <<: *usual, from: b@contoso.com }
  c: { from: c@contoso.com, to: anyone, ports: *ports }
`)
    expect(devices.map(one => one.ports.length)).toEqual([2, 2, 2])
    expect(devices[1]?.from).toEqual({ kind: 'addresses', addresses: ['b@contoso.com'] })
  })

  it('may begin with a byte order mark and have the line ends of Windows', () => {
    const text = `\uFEFF${head}${other}`.replaceAll('\n', '\r\n')
    const place = soundSpec(text).places.at('devices', 'other')
    expect(place).toMatchObject({ line: 4, column: 12 })
  })

  it('keeps notes and labels as they were written', () => {
    const spec = device('notes: 4711, labels: { ticket: 010, rack: 1.10, spare: true }')
    expect(spec).toMatchObject({
      notes: '4711',
      labels: { ticket: '010', rack: '1.10', spare: 'true' },
    })
  })

  it('may have empty sections, and domains with nothing behind them', () => {
    const spec = soundSpec(`${head}sites:\nrelays:\nprofiles:\n${other}`)
    expect(spec.domains.map(one => one.name)).toEqual(['contoso.com', 'fabrikam.com'])
    expect(spec.domains[0]?.dns).toEqual({ driver: 'manual' })
  })
})

describe('rules for senders', () => {
  it('stand with the closest first, wherever they are written', () => {
    const { senders } = soundSpec(`${head}
senders:
  '*@contoso.com': { mailbox: none }
  '*-copier@contoso.com': { mailbox: none }
  z@contoso.com:
  a@contoso.com:
${other}`)
    expect(senders.map(one => one.address)).toEqual([
      'a@contoso.com',
      'z@contoso.com',
      '*-copier@contoso.com',
      '*@contoso.com',
    ])
  })
})
