/**
 * Reads of recipients of every type: who holds an address. Facts: Get-Recipient
 * finds soft-deleted ones only when asked, and never an account that is only in
 * Entra, though that holds its address too.
 */
import { flagOf, listOf, textOf, type Bound } from './binding.js'
import type { Answer, Cmdlets, Moment } from './cmdlet.js'
import { isLive, isRestorable, isVisible, named } from './directory.js'
import { filtered } from './filter.js'
import { recipientRow, recipientTypeOf } from './recipient-row.js'
import { ambiguous, notFound } from './refusal.js'
import { limited } from './result-size.js'
import type { Recipient, Tenant } from './tenant.js'

type Fits = (one: Recipient) => boolean

export const recipientCmdlets: Cmdlets = {
  'Get-Recipient': (tenant, bound, moment) => read(tenant, bound, moment, isKnownToExchange),
  'Get-DistributionGroup': (tenant, bound, moment) => read(tenant, bound, moment, isGroup),
  'Get-User': (tenant, bound, moment) => read(tenant, bound, moment, isAccount),
}

function read(tenant: Tenant, bound: Bound, moment: Moment, fits: Fits): Answer {
  const identity = textOf(bound, 'Identity')
  const filter = textOf(bound, 'Filter')
  const details = listOf(bound, 'RecipientTypeDetails')
  const types = listOf(bound, 'RecipientType')
  const deletedToo = flagOf(bound, 'IncludeSoftDeletedRecipients') === true
  const candidates = filter === undefined ? tenant.recipients : filtered(tenant, filter)
  const inReach: Fits = one =>
    fits(one) &&
    isVisible(one, moment) &&
    (isLive(one) || (deletedToo && isRestorable(one, moment))) &&
    (details?.includes(one.RecipientTypeDetails) ?? true) &&
    (types?.includes(recipientTypeOf(one.RecipientTypeDetails)) ?? true)
  if (identity === undefined)
    return limited(tenant, bound, candidates.filter(inReach), recipientRow)
  const found = named(tenant, identity).filter(one => inReach(one) && candidates.includes(one))
  if (found.length === 0) throw notFound(identity)
  if (found.filter(isLive).length > 1) throw ambiguous(identity)
  return limited(tenant, bound, found, recipientRow)
}

function isKnownToExchange(one: Recipient): boolean {
  return one.RecipientTypeDetails !== 'User'
}

function isGroup(one: Recipient): boolean {
  return one.RecipientTypeDetails.endsWith('Group')
}

function isAccount(one: Recipient): boolean {
  return one.UserPrincipalName !== null
}
