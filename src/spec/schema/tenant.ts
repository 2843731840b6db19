/** The tenant: which one, how it is reached, and how much may be removed at once. */
import * as z from 'zod'
import { authExample, authSchema } from './auth.js'
import { described, key, needed } from './parts.js'

const exchangeDrivers = ['simulator', 'powershell', 'rest'] as const

const exchange = z.union([
  z.enum(exchangeDrivers),
  z.strictObject({
    driver: needed(
      z.enum(exchangeDrivers),
      'How Exchange is reached: simulator (no account needed), powershell, or rest.',
      'simulator',
    ),
    auth: key(
      authSchema,
      'How the driver signs in. Secrets are named by `env:`, never written here. Default: a person in the browser.',
      authExample,
      'browser',
    ),
  }),
])

const limits = z.strictObject({
  removals: key(z.int().min(0), 'How many things one plan may remove, at most. Default: 5.', 5),
  removalsPercent: key(
    z.int().min(0).max(100),
    'Which share of a kind one plan may remove, in percent. Default: 20.',
    20,
  ),
})

export const tenantSchema = z.strictObject({
  name: key(
    z.string(),
    'Short name of the spec; part of every mark in the tenant. Default: the name of the folder.',
    'contoso',
  ),
  organization: key(
    z.string(),
    'The initial domain of the Microsoft 365 organisation.',
    'contoso.onmicrosoft.com',
  ),
  cloud: key(
    z.enum(['worldwide', 'gcc-high', 'dod', 'china']),
    'Which Microsoft cloud the tenant lives in. Default: worldwide.',
    'worldwide',
  ),
  exchange: key(
    exchange,
    'How Exchange is reached. Must be given.',
    { driver: 'simulator' },
    'simulator',
  ),
  limits: key(limits, 'How much one plan may remove.', { removals: 5, removalsPercent: 20 }),
  markAttribute: key(
    z.int().min(1).max(15),
    'Number of the custom attribute of a mailbox that bears our mark, 1 to 15. Default: 15.',
    15,
  ),
  rejectDirectSend: key(
    z.boolean(),
    'Whether the organisation refuses direct send from addresses no connector knows. Left out: not ours to set.',
    true,
  ),
  ...described,
})

export type WrittenTenant = z.output<typeof tenantSchema>
