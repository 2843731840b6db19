/** Specs by chance, as people might write them: for laws that must hold for each. */
import fc from 'fast-check'
import { specFrom } from '../../src/spec/load.js'
import type { Spec } from '../../src/spec/spec.js'

const siteNames = ['milan', 'turin', 'oslo'] as const

const address = fc
  .tuple(
    fc.constantFrom('192.0.2', '198.51.100', '203.0.113'),
    fc.nat(255),
    fc.integer({ min: 24, max: 32 }),
  )
  .map(([net, host, prefix]) =>
    prefix === 32 ? `${net}.${String(host)}` : `${net}.${String(host)}/${String(prefix)}`,
  )

const site = fc.record(
  {
    egress: fc.array(address, { maxLength: 3 }),
    address: fc.constantFrom('static', 'dynamic', 'shared'),
    port25: fc.constantFrom('open', 'blocked'),
    hosted: fc.constantFrom('on-premises', 'azure', 'third-party'),
    certificate: fc.constantFrom('devices.contoso.com', 'devices.example.com'),
  },
  { requiredKeys: ['address'] },
)

const sender = fc
  .tuple(
    fc.constantFrom('printer', 'scan', 'it', 'hall-copier'),
    fc.constantFrom('contoso.com', 'fabrikam.com'),
  )
  .map(parts => parts.join('@'))

const device = fc.record(
  {
    site: fc.constantFrom(...siteNames),
    from: fc.oneof(sender, fc.uniqueArray(sender, { minLength: 1, maxLength: 3 })),
    to: fc.oneof(fc.constantFrom('anyone', 'tenant'), fc.constant(['contoso.com', 'bank.example'])),
    tls: fc.constantFrom('none', '1.0', '1.2', '1.3'),
    auth: fc.subarray(['basic', 'oauth-user', 'oauth-app']),
    ports: fc.subarray([25, 465, 587], { minLength: 1 }),
    signIn: sender,
    purpose: fc.constantFrom('transactional', 'transactional', 'bulk'),
    ownSmtpServer: fc.boolean(),
    relay: fc.constantFrom('relay-a', 'relay-b'),
    method: fc.constantFrom('smtp-relay', 'client-submission', 'direct-send', 'local-relay'),
    recipientsPerDay: fc.nat(20_000),
  },
  { requiredKeys: ['from', 'to'] },
)

const relay = fc.record(
  {
    site: fc.constantFrom(...siteNames),
    software: fc.constantFrom('postfix', 'iis'),
    via: fc.constantFrom('smtp-relay', 'client-submission', 'direct-send'),
    host: fc.constant('192.168.1.2'),
    signIn: sender,
    auth: fc.constantFrom('basic', 'oauth-app'),
  },
  { requiredKeys: ['site', 'software', 'via'] },
)

const senders = fc.constantFrom(
  {},
  { 'it@contoso.com': { mailbox: 'existing' }, 'scan@fabrikam.com': { mailbox: 'none' } },
  { '*-copier@contoso.com': { aliasOf: 'printer@contoso.com' } },
)

/** The data of a spec: what a program would hand to `specFrom`. */
export const specData = fc.record({
  rejectDirectSend: fc.constantFrom(undefined, true, false),
  senders,
  sites: fc.tuple(site, site, site),
  relays: fc.tuple(relay, relay),
  devices: fc.array(device, { minLength: 1, maxLength: 8 }),
})

export type SpecData = typeof specData extends fc.Arbitrary<infer Data> ? Data : never

/** The spec of the data, its entries in the order given or the other way round. */
export function specOfData(data: SpecData, reversed = false): Spec {
  const named = (entries: readonly (readonly [string, unknown])[]) =>
    Object.fromEntries(reversed ? [...entries].reverse() : entries)
  const { rejectDirectSend } = data
  const { spec, findings } = specFrom({
    version: 1,
    tenant: {
      name: 'contoso',
      organization: 'contoso.onmicrosoft.com',
      exchange: { driver: 'simulator' },
      ...(rejectDirectSend === undefined ? {} : { rejectDirectSend }),
    },
    domains: named([
      ['contoso.com', { dns: { driver: 'zone-file', file: 'contoso.com.zone' } }],
      ['fabrikam.com', {}],
    ]),
    senders: named(Object.entries(data.senders)),
    sites: named(siteNames.map((name, index) => [name, data.sites[index]])),
    relays: named(data.relays.map((one, index) => [`relay-${'ab'.charAt(index)}`, one])),
    devices: named(data.devices.map((one, index) => [`device-${String(index)}`, one])),
  })
  if (!spec) throw new Error(findings.map(one => one.message).join('\n'))
  return spec
}
