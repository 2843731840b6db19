/** A site: a place that shares public addresses, and the local relay that may stand there. */
import * as z from 'zod'
import { devicesSchema, signInWays } from './device.js'
import { described, key, name, needed, oneOrMany, reference } from './parts.js'

const addressKind = z.enum(['static', 'dynamic', 'shared'])

const egressEntry = z.strictObject({
  range: needed(
    z.string(),
    'A public address, a block, or the first and the last address.',
    '203.0.113.16/29',
    '203.0.113.10-203.0.113.12',
  ),
  address: key(
    addressKind,
    'Whether this one is static, dynamic or shared with others. Default: as the site.',
    'static',
  ),
  link: key(z.string(), 'The line it belongs to, for people.', 'lte'),
  until: key(z.string(), 'The last day on which it is used, as year-month-day.', '2026-12-31'),
})

const connector = z.strictObject({
  name: key(
    z.string(),
    'Name of the connector in Exchange. Default: Devices at and the name of the site.',
    'Devices at milan',
  ),
  existing: key(
    z.string(),
    'A connector that is not ours and already covers the site: nothing is created.',
    'Inbound from 7c1e',
  ),
  adopt: key(
    z.boolean(),
    'Take over the connector of that name, if nobody owns it. Default: false.',
    true,
  ),
  takeFrom: key(
    z.string(),
    'Take over the connector from this spec, whose mark it bears.',
    'contoso-old',
  ),
})

/** What `defaults.site` may say for all sites. */
const siteDefaults = {
  address: key(
    addressKind,
    'Whether the addresses are static (yours alone and lasting), dynamic, or shared with others. Default: static.',
    'static',
  ),
  port25: key(
    z.enum(['open', 'blocked']),
    'Whether the provider lets port 25 out. Default: open.',
    'blocked',
  ),
  hosted: key(
    z.enum(['on-premises', 'azure', 'third-party']),
    'Where the machines of the site run. Default: on-premises.',
    'on-premises',
  ),
}

export const siteSchema = needed(
  z.strictObject({
    egress: key(
      oneOrMany(z.union([z.string(), egressEntry])),
      'The public addresses that its mail leaves from.',
      '203.0.113.10',
      ['203.0.113.10', { range: '203.0.113.16/29', link: 'lte', until: '2026-12-31' }],
    ),
    ...siteDefaults,
    certificate: key(
      z.string(),
      'The name in the TLS certificate that machines of the site present.',
      'relay.contoso.com',
    ),
    connector: key(
      connector,
      'How the inbound connector of the site is called, or which one already serves it.',
      { name: 'Devices at milan' },
      { existing: 'Inbound from 7c1e' },
    ),
    via: key(reference, 'The site through whose addresses this one sends.', 'milan'),
    formerly: key(reference, 'The name this site had before; its connector is kept.', 'milano'),
    protect: key(z.boolean(), 'Never remove its connector. Default: false.', true),
    devices: key(devicesSchema.nullable(), 'Devices of this site, by name.', {
      'milan-fax': { profile: 'old-copier', from: '{device}@contoso.com', to: 'tenant' },
    }),
    ...described,
  }),
  'A place that shares public addresses.',
  { egress: '203.0.113.10', address: 'static' },
)

export const relaySchema = needed(
  z.strictObject({
    site: key(reference, 'The site where the relay stands. Must be given.', 'milan'),
    software: key(
      z.enum(['postfix', 'iis', 'other']),
      'The SMTP server that runs there. Default: other.',
      'postfix',
    ),
    via: key(
      z.enum(['smtp-relay', 'client-submission', 'direct-send']),
      'How the relay itself sends on. Must be given.',
      'smtp-relay',
    ),
    host: key(
      z.string(),
      'The name or inside address that devices type in.',
      'relay.milan.contoso.com',
    ),
    signIn: key(
      z.string(),
      'The mailbox it signs in with, for client submission.',
      'relay@contoso.com',
    ),
    auth: key(z.enum(signInWays), 'How it signs in, for client submission.', 'oauth-app'),
    ...described,
  }),
  'An SMTP server of yours at a site, through which devices send.',
  { site: 'milan', software: 'postfix', via: 'smtp-relay' },
)

export const sitesSchema = z.record(name, siteSchema)
export const relaysSchema = z.record(name, relaySchema)
export const siteDefaultsSchema = z.strictObject(siteDefaults)

export type WrittenSite = z.output<typeof siteSchema>
export type WrittenRelay = z.output<typeof relaySchema>
export type WrittenSiteDefaults = z.output<typeof siteDefaultsSchema>
