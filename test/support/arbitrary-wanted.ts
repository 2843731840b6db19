/**
 * Wanted things by chance, of every kind, from small pools of names: small enough
 * that two sets drawn one after the other want some of the same things otherwise.
 */
import fc from 'fast-check'
import type { Wanted } from '../../src/resources/resource.js'
import {
  appIds,
  certificateConnector,
  connector,
  guard,
  mailbox,
  scope,
  sendAsApp,
  servicePrincipal,
  smtpAuth,
  spf,
} from './wanted.js'

export const sites = ['milan', 'oslo', 'turin', 'zurich'] as const
export const domains = ['contoso.com', 'fabrikam.com'] as const
export const people = ['anna@contoso.com', 'bo@contoso.com', 'payroll@contoso.com'] as const
const locals = ['printer', 'fax', 'scan'] as const

/** Addresses that may be a mailbox of ours. */
export const addresses = domains.flatMap(domain => locals.map(local => `${local}@${domain}`))

/** Public addresses of a site; no two sites share one. */
export function addressesOf(site: string): readonly string[] {
  const block = 16 * (sites.findIndex(one => one === site) + 1)
  return [
    `198.51.100.${String(block)}`,
    `198.51.100.${String(block + 8)}/29`,
    `203.0.113.${String(block)}`,
  ]
}

const anyConnector = fc.constantFrom(...sites).chain(site =>
  fc
    .record({
      name: fc.constantFrom(`Devices at ${site}`, `Printers of ${site}`),
      enabled: fc.boolean(),
      requireTls: fc.boolean(),
      egressIps: fc.subarray([...addressesOf(site)], { minLength: 1 }),
    })
    .map(desired => connector(site, desired)),
)

const anyCertificateConnector = fc
  .constantFrom('mail.contoso.com', '*.fabrikam.com')
  .map(certificateConnector)

const anyMailbox = fc
  .record({
    address: fc.constantFrom(...addresses),
    displayName: fc.constantFrom('Devices', 'Printers'),
    aliases: fc.subarray(['x1', 'x2']),
    members: fc.subarray([...people]),
    hidden: fc.boolean(),
    smtpAuth: fc.constantFrom(true, false, null),
    signsIn: fc.boolean(),
  })
  .map(({ address, aliases, signsIn, ...desired }) =>
    mailbox(address, {
      ...desired,
      // Each mailbox has further addresses of its own, or two would clash.
      aliases: aliases.map(one => address.replace('@', `-${one}@`)),
      signInName: signsIn ? address : null,
    }),
  )

const anySmtpAuth = fc
  .tuple(fc.constantFrom(...people), fc.constantFrom(true, false, null))
  .map(([person, enabled]) => smtpAuth(person, enabled))

const anySpf = fc
  .record({
    domain: fc.constantFrom(...domains),
    terms: fc.subarray(sites.flatMap(addressesOf), { maxLength: 4 }),
    all: fc.constantFrom<'keep' | 'softfail' | 'fail'>('keep', 'softfail', 'fail'),
  })
  .map(({ domain, terms, all }) => {
    const sorted = terms
      .map(one => `ip4:${one}`)
      .sort((a, b) => a.localeCompare(b, 'en', { numeric: true }))
    return spf(domain, sorted, { all, weaken: 'a test' })
  })

const anyGuard = fc.boolean().map(rejects => guard(rejects))

const anyApplication = fc.record({
  application: fc.constantFrom('payroll', 'alarm'),
  name: fc.constantFrom('Payroll', 'Alarms'),
  ids: fc.constantFrom(appIds(1), appIds(2)),
})

const anyServicePrincipal = anyApplication.map(({ application, name, ids }) =>
  servicePrincipal(application, { name, ...ids }),
)

const anyScope = fc
  .tuple(anyApplication, fc.subarray([...addresses].sort(), { minLength: 1 }))
  .map(([{ application, name }, mailboxes]) => scope(application, { name, mailboxes }))

const anySendAsApp = anyApplication.map(({ application, name, ids: { objectId } }) =>
  sendAsApp(application, { name, objectId }),
)

/** One wanted thing of any kind that a spec can ask for. */
const anyWanted: fc.Arbitrary<Wanted> = fc.oneof(
  { arbitrary: anyConnector, weight: 3 },
  anyCertificateConnector,
  { arbitrary: anyMailbox, weight: 3 },
  anySmtpAuth,
  { arbitrary: anySpf, weight: 2 },
  anyGuard,
)

export const anyOfKind: Readonly<Record<string, fc.Arbitrary<Wanted>>> = {
  'inbound-connector': fc.oneof(anyConnector, anyCertificateConnector),
  'shared-mailbox': anyMailbox,
  'smtp-auth': anySmtpAuth,
  'spf-record': anySpf,
  'direct-send-guard': anyGuard,
  'exchange-service-principal': anyServicePrincipal,
  'management-scope': anyScope,
  'smtp-send-as-app': anySendAsApp,
}

/** A whole spec: every thing once. */
export const anyWantedSet: fc.Arbitrary<readonly Wanted[]> = fc.uniqueArray(anyWanted, {
  maxLength: 7,
  selector: ({ kind, key }) => `${kind}:${key}`,
})
