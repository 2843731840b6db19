/**
 * The recipients of the tenant as a directory: who is called so, who holds an
 * address, and how a recipient is added, changed and taken out.
 */
import { indexBy } from './index-by.js'
import type { Moment } from './cmdlet.js'
import { addressKey, mailAddressOf } from './proxy-address.js'
import { ambiguous, notFound } from './refusal.js'
import type { Recipient, Tenant } from './tenant.js'

const byAddress = indexBy<Recipient>(one => one.EmailAddresses.map(addressKey))

/** An Identity may be any of these, which is why it is ambiguous. */
const byIdentity = indexBy<Recipient>(one =>
  [
    one.Guid,
    one.ExternalDirectoryObjectId,
    one.Name,
    one.Alias,
    one.DisplayName,
    one.UserPrincipalName ?? '',
    distinguishedName(one),
    ...one.EmailAddresses.map(proxy => mailAddressOf(proxy) ?? ''),
  ]
    .filter(key => key !== '')
    .map(key => key.toLowerCase()),
)

export function distinguishedName(one: Recipient): string {
  return `CN=${one.Name},OU=simulator,DC=example,DC=com`
}

export function isMailbox(one: Recipient): boolean {
  return one.RecipientTypeDetails.endsWith('Mailbox')
}

export function isLive(one: Recipient): boolean {
  return typeof one.WhenSoftDeleted !== 'string'
}

/** Soft-deleted mailboxes go for ever after 30 days. */
export function isRestorable(one: Recipient, { now }: Moment): boolean {
  if (typeof one.WhenSoftDeleted !== 'string') return false
  return now.getTime() - Date.parse(one.WhenSoftDeleted) < 30 * 24 * 3600 * 1000
}

export function isVisible(one: { readonly visibleFrom?: unknown }, { now }: Moment): boolean {
  const { visibleFrom } = one
  return typeof visibleFrom !== 'string' || Date.parse(visibleFrom) <= now.getTime()
}

/** Everybody who holds the address, deleted ones and hidden ones too. */
export function holdersOf(tenant: Tenant, address: string): readonly Recipient[] {
  return byAddress.find(tenant.recipients, addressKey(address))
}

export function named(tenant: Tenant, identity: string): readonly Recipient[] {
  return byIdentity.find(tenant.recipients, identity.toLowerCase().replace(/^smtp:/, ''))
}

/** The one live recipient that the identity names and that `fits`. */
export function theOne(
  tenant: Tenant,
  identity: string,
  moment: Moment,
  fits: (one: Recipient) => boolean = () => true,
): Recipient {
  const found = named(tenant, identity).filter(
    one => isLive(one) && isVisible(one, moment) && fits(one),
  )
  const [first, second] = found
  if (!first) throw notFound(identity)
  if (second) throw ambiguous(identity)
  return first
}

export function added(tenant: Tenant, one: Recipient): Tenant {
  return changed(tenant, [...tenant.recipients, one], { added: one })
}

export function replaced(tenant: Tenant, before: Recipient, after: Recipient): Tenant {
  const recipients = tenant.recipients.map(one => (one === before ? after : one))
  return changed(tenant, recipients, { removed: before, added: after })
}

export function without(tenant: Tenant, gone: Recipient): Tenant {
  const recipients = tenant.recipients.filter(one => one !== gone)
  return changed(tenant, recipients, { removed: gone })
}

function changed(
  tenant: Tenant,
  recipients: readonly Recipient[],
  change: { readonly removed?: Recipient; readonly added?: Recipient },
): Tenant {
  byAddress.handOn(tenant.recipients, recipients, change)
  byIdentity.handOn(tenant.recipients, recipients, change)
  return { ...tenant, recipients }
}
