/** A domain that devices send from: who serves its DNS, what may happen to its SPF record. */
import * as z from 'zod'
import { dnsSchema } from './dns.js'
import { described, key, needed, section } from './parts.js'

const spf = z.strictObject({
  all: key(
    z.enum(['keep', 'softfail', 'fail']),
    'How the record ends: keep what is there, ~all (softfail) or -all (fail). Default: keep.',
    'keep',
  ),
  manage: key(
    z.boolean(),
    'Whether the record is written; false gives it as output only. Default: true.',
    true,
  ),
  weaken: key(
    z.string(),
    'The reason why the record may become weaker. Without one it never does.',
    'New provider until the end of May, ticket 4711',
  ),
})

/** What `defaults.domain` may say for all domains. */
const domainDefaults = {
  dns: key(
    dnsSchema,
    'Where the DNS of the domain is changed. Default: manual, which gives the records to paste.',
    { driver: 'zone-file', file: 'zones/contoso.com.zone' },
    'manual',
  ),
  spf: key(spf, 'What may happen to the SPF record.', { all: 'keep' }),
}

export const domainSchema = needed(
  z.strictObject({
    ...domainDefaults,
    mxEndpoint: key(
      z.string(),
      'The MX endpoint of the domain, where DNS does not tell: your Microsoft 365 admin centre shows it.',
      'contoso-com.mail.protection.outlook.com',
    ),
    ...described,
  }),
  'A domain that devices send from.',
  { dns: { driver: 'zone-file', file: 'zones/contoso.com.zone' } },
)

export const domainDefaultsSchema = z.strictObject(domainDefaults)

/** `contoso.com:` with nothing behind it is a domain with all defaults. */
export const domainsSchema = section(
  z.record(z.string(), domainSchema.nullable()),
  'The domains that devices send from, by name.',
  { 'contoso.com': { dns: { driver: 'zone-file', file: 'zones/contoso.com.zone' } } },
)

export type WrittenDomain = z.output<typeof domainSchema>
export type WrittenDomainDefaults = z.output<typeof domainDefaultsSchema>
