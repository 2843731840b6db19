/** Where the DNS of a domain is kept: what each driver takes, and that no secret is ever shown. */
import { describe, expect, it, test } from 'vitest'
import { load } from '../../src/spec/load.js'
import type { DomainDns } from '../../src/spec/spec.js'
import { folderOf } from './texts.js'

function loaded(dns: string, domain = 'contoso.com') {
  return load(
    folderOf({
      'tenant.yaml': `
tenant: { organization: contoso.onmicrosoft.com, exchange: simulator }
domains: { ${domain}: { dns: ${dns} } }
devices: { copier: { from: copier@${domain}, to: tenant } }
`,
    }),
  )
}

const accepted: readonly (readonly [string, DomainDns])[] = [
  ['manual', { driver: 'manual' }],
  ['{ driver: manual }', { driver: 'manual' }],
  [
    '{ driver: zone-file, file: a.zone, zone: Contoso.COM. }',
    { driver: 'zone-file', file: 'a.zone', zone: 'contoso.com' },
  ],
  [
    '{ driver: rfc2136, server: 192.0.2.53, key: env:DNS_KEY }',
    { driver: 'rfc2136', server: '192.0.2.53', key: 'env:DNS_KEY' },
  ],
  [
    '{ driver: rfc2136, server: ns1.contoso.com, port: 5353, key: "file:keys/dns.key" }',
    { driver: 'rfc2136', server: 'ns1.contoso.com', port: 5353, key: 'file:keys/dns.key' },
  ],
  [
    '{ driver: azure, subscription: env:SUBSCRIPTION, resourceGroup: dns }',
    { driver: 'azure', subscription: 'env:SUBSCRIPTION', resourceGroup: 'dns' },
  ],
  [
    '{ driver: cloudflare, token: env:TOKEN, zoneId: 0a1b }',
    { driver: 'cloudflare', token: 'env:TOKEN', zoneId: '0a1b' },
  ],
  ['{ driver: route53 }', { driver: 'route53' }],
  [
    '{ driver: route53, accessKeyId: env:ID, secretAccessKey: env:SECRET, sessionToken: env:T }',
    {
      driver: 'route53',
      accessKeyId: 'env:ID',
      secretAccessKey: 'env:SECRET',
      sessionToken: 'env:T',
    },
  ],
]

test.each(accepted)('dns: %s', (written, normal) => {
  const { spec, findings } = loaded(written)
  expect(findings).toEqual([])
  expect(spec?.domains[0]?.dns).toEqual(normal)
})

test('a zone may be that of a domain above', () => {
  const { spec } = loaded(
    '{ driver: zone-file, file: a.zone, zone: contoso.com }',
    'mail.contoso.com',
  )
  expect(spec?.domains[0]?.dns).toMatchObject({ zone: 'contoso.com' })
})

describe('a secret that stands in the spec', () => {
  const secret = 'c2VjcmV0LW9mLXRoZS1rZXk='
  it.each([
    `{ driver: rfc2136, server: 192.0.2.53, key: "hmac-sha256:devicemail:${secret}" }`,
    `{ driver: rfc2136, server: 192.0.2.53, key: ["${secret}"] }`,
    `{ driver: azure, subscription: env:S, resourceGroup: dns, token: ${secret} }`,
    `{ driver: cloudflare, token: ${secret} }`,
    `{ driver: cloudflare, token: [${secret}] }`,
    `{ driver: route53, accessKeyId: env:ID, secretAccessKey: ${secret} }`,
    `{ driver: route53, sessionToken: ${secret} }`,
    `{ driver: rfc2136, server: 192.0.2.53, key: ${secret}, tocken: env:A }`,
  ])('is told and never shown: %s', dns => {
    const { spec, findings } = loaded(dns)
    expect(spec).toBeUndefined()
    expect(findings.map(({ code }) => code)).toContain('secret-in-spec')
    expect(JSON.stringify(findings)).not.toContain(secret)
  })
})

test('a text that is no YAML does not show one either', () => {
  const { findings } = loaded('{ driver: cloudflare, token: c2VjcmV0 ')
  expect(findings).toHaveLength(1)
  expect(JSON.stringify(findings)).not.toContain('c2VjcmV0')
})

test('settings for all domains are checked once, and at their own place', () => {
  const { findings } = load(
    folderOf({
      'tenant.yaml': `
tenant: { organization: contoso.onmicrosoft.com, exchange: simulator }
defaults: { domain: { dns: { driver: cloudflare, token: not-a-reference } } }
domains: { contoso.com: , fabrikam.com: }
devices: { copier: { from: copier@contoso.com, to: tenant } }
`,
    }),
  )
  expect(findings.map(({ code, place }) => [code, place?.line])).toEqual([['secret-in-spec', 3]])
})
