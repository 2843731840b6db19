/**
 * A device: what it can do, as whom it sends and whom it must reach.
 * Profiles and defaults hold the same keys, so that a device needs few of its own.
 */
import * as z from 'zod'
import { described, key, name, needed, oneOrMany, reference } from './parts.js'

const tlsVersions = ['none', '1.0', '1.1', '1.2', '1.3'] as const
export const signInWays = ['basic', 'oauth-user', 'oauth-app'] as const
const methods = ['smtp-relay', 'client-submission', 'direct-send', 'local-relay'] as const

const eachUser = z.strictObject({
  envelope: needed(
    z.string(),
    'The address the device gives as envelope sender (MAIL FROM); relaying looks at this one.',
    'scan@contoso.com',
  ),
  header: needed(
    z.literal('each-user'),
    'The person at the device stands in the From header.',
    'each-user',
  ),
  domains: key(
    oneOrMany(z.string()),
    'Domains of the people in the From header; DMARC looks at these. Default: the domain of the envelope.',
    ['contoso.com'],
  ),
})

/** All that a profile may say. */
const abilities = {
  from: key(
    z.union([z.string(), z.array(z.string()), eachUser]),
    'The address or addresses it sends as. {device} and {site} are replaced by their names.',
    'printer@contoso.com',
    '{device}@contoso.com',
    { envelope: 'scan@contoso.com', header: 'each-user', domains: ['contoso.com'] },
  ),
  to: key(
    oneOrMany(z.string()),
    'Whom it must reach: anyone, tenant (only your own recipients), or a list of domains and addresses.',
    'tenant',
    'anyone',
    ['contoso.com', 'helpdesk@example.com'],
  ),
  signIn: key(
    z.string(),
    'The mailbox whose account it signs in with, where it sends by client submission. {device} and {site} may be used.',
    'scanner@contoso.com',
  ),
  tls: key(
    z.union([z.enum(tlsVersions), z.literal([1, 1.1, 1.2, 1.3]), z.literal(false)]),
    'The newest TLS version it can speak. Default: none.',
    '1.2',
  ),
  auth: key(
    z.union([z.enum([...signInWays, 'none']), z.array(z.enum(signInWays))]),
    'How it can sign in: basic (name and password), oauth-user (a person allows it), oauth-app (an application with a permission of its own). Default: not at all.',
    ['basic'],
    ['oauth-app'],
  ),
  ports: key(
    oneOrMany(z.int().min(1).max(65535)),
    'The ports it can be set to. Default: 25.',
    [25],
    [25, 587],
  ),
  certificate: key(
    z.string(),
    'The name in the TLS certificate it presents, of a domain of yours.',
    'relay.contoso.com',
  ),
  recipientsPerDay: key(
    z.int().min(0),
    'Recipients it writes to in 24 hours, at most; held against the limits of its mailbox.',
    900,
  ),
  messagesPerMinute: key(
    z.int().min(0),
    'Messages it sends in a minute, at most; held against the limits of its mailbox.',
    10,
  ),
  purpose: key(
    z.enum(['transactional', 'bulk']),
    'What it sends: single messages, or newsletters and mass mail. Default: transactional.',
    'transactional',
  ),
  ownSmtpServer: key(
    z.boolean(),
    'Whether it looks up MX records and delivers everywhere itself. Default: false.',
    false,
  ),
  relay: key(reference, 'The local relay it sends through.', 'milan-relay'),
  method: key(
    z.enum(methods),
    'The way of sending it must use. Default: the best that its abilities allow. What the method asks for is checked all the same.',
    'smtp-relay',
  ),
  ...described,
}

export const profileSchema = needed(
  z.strictObject(abilities),
  "Abilities that devices share. A device's own values win over them.",
  { tls: 'none', auth: [], ports: [25] },
)

export const deviceSchema = needed(
  z.strictObject({
    site: key(reference, 'The site whose public addresses its mail leaves from.', 'milan'),
    profile: key(
      reference,
      'The profile whose values hold where the device says nothing.',
      'old-copier',
    ),
    ...abilities,
  }),
  'A printer, scanner or program that sends mail.',
  { site: 'milan', from: 'printer@contoso.com', to: 'anyone' },
)

export const profilesSchema = z.record(name, profileSchema)
export const devicesSchema = z.record(name, deviceSchema)

export type WrittenDevice = z.output<typeof deviceSchema>
export type WrittenProfile = z.output<typeof profileSchema>
