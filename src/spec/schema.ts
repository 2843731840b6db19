/**
 * The schema of a spec, as people write it: one YAML document.
 *
 * It is the only description of the text. Types and validation come from it, the
 * JSON Schema that editors use, the reference page, and the words with which a
 * fault says what may stand at a place. It asks for shapes alone; names that do
 * not exist and texts that are no address are found where the normal form is made.
 */
import * as z from 'zod'
import { deviceSchema, devicesSchema, profilesSchema } from './schema/device.js'
import { domainDefaultsSchema, domainsSchema } from './schema/domain.js'
import { key, oneOrMany, section } from './schema/parts.js'
import { sendersSchema } from './schema/sender.js'
import { relaysSchema, siteDefaultsSchema, sitesSchema } from './schema/site.js'
import { tenantSchema } from './schema/tenant.js'

const oldCopier = { tls: 'none', auth: [], ports: [25] }

const defaults = z.strictObject({
  device: key(deviceSchema, 'Holds for every device that says nothing else.', { to: 'tenant' }),
  site: key(siteDefaultsSchema, 'Holds for every site that says nothing else.', {
    address: 'static',
  }),
  domain: key(domainDefaultsSchema, 'Holds for every domain that says nothing else.', {
    spf: { all: 'keep' },
  }),
})

export const documentSchema = z.strictObject({
  version: key(z.union([z.literal(1), z.literal('1')]), 'The version of this format: 1.', 1),
  include: key(
    oneOrMany(z.string()).nullable(),
    'Files with profiles and defaults for several tenants, relative to this one and inside the repository.',
    ['../_shared/profiles.yaml'],
  ),
  tenant: key(tenantSchema, 'The Microsoft 365 tenant.', {
    organization: 'contoso.onmicrosoft.com',
    exchange: { driver: 'simulator' },
  }),
  domains: domainsSchema,
  senders: sendersSchema,
  profiles: section(profilesSchema, 'Abilities that many devices share, by name.', {
    'old-copier': oldCopier,
  }),
  defaults: key(defaults, 'Values for everything that says nothing else.', {
    device: { to: 'tenant' },
  }),
  sites: section(sitesSchema, 'Places that share public addresses, by name.', {
    milan: { egress: '203.0.113.10' },
  }),
  relays: section(relaysSchema, 'Local relays, by name.', {
    'milan-relay': { site: 'milan', via: 'smtp-relay' },
  }),
  devices: section(devicesSchema, 'Printers, scanners and programs that send mail, by name.', {
    'milan-copier-2': { site: 'milan', from: 'printer@contoso.com', to: 'anyone' },
  }),
})

export type WrittenDocument = z.output<typeof documentSchema>

export type JsonSchema = Readonly<Record<string, unknown>>

let made: JsonSchema | undefined

/** The JSON Schema (draft-07) of a spec, for editors. */
export function jsonSchema(): JsonSchema {
  made ??= Object.freeze({
    ...z.toJSONSchema(documentSchema, { target: 'draft-7', io: 'input' }),
    title: 'devicemail spec',
    description: 'Sites and devices that send mail through Microsoft 365.',
  })
  return made
}
