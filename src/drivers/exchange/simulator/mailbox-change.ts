/**
 * Set-Mailbox. Facts: the primary address is changed by WindowsEmailAddress or
 * EmailAddresses, for PrimarySmtpAddress exists on premises only; the sign-in
 * name by MicrosoftOnlineServicesID; a custom attribute holds at most 1,024
 * characters; a later change of Alias leaves the addresses alone.
 */
import { editOf, edited, textOf, type Bound } from './binding.js'
import { answer, nothingModified, type Answer, type Moment } from './cmdlet.js'
import { isMailbox, replaced, theOne } from './directory.js'
import { changedAddresses } from './email-addresses.js'
import { leaveOut } from './leave-out.js'
import {
  refuseAlias,
  refuseName,
  refuseTaken,
  refuseTakenSignIn,
  refuseUnaccepted,
} from './naming-rules.js'
import { addressKey, mailAddressOf, withPrimary } from './proxy-address.js'
import { invented } from './refusal.js'
import { momentText, type Recipient, type Tenant } from './tenant.js'

/** Parameters that are no plain settings: what they mean is said below. */
const special = [
  'Identity',
  'Confirm',
  'WhatIf',
  'Force',
  'Name',
  'Alias',
  'DisplayName',
  'EmailAddresses',
  'WindowsEmailAddress',
  'MicrosoftOnlineServicesID',
  'Type',
  'Password',
]

const detailsByType: Readonly<Record<string, string>> = {
  Regular: 'UserMailbox',
  Shared: 'SharedMailbox',
  Room: 'RoomMailbox',
  Equipment: 'EquipmentMailbox',
}

export function changeMailbox(tenant: Tenant, bound: Bound, moment: Moment): Answer {
  const before = theOne(tenant, textOf(bound, 'Identity') ?? '', moment, isMailbox)
  const after: Recipient = {
    ...before,
    Name: textOf(bound, 'Name') ?? before.Name,
    Alias: textOf(bound, 'Alias') ?? before.Alias,
    DisplayName: textOf(bound, 'DisplayName') ?? before.DisplayName,
    RecipientTypeDetails: detailsByType[textOf(bound, 'Type') ?? ''] ?? before.RecipientTypeDetails,
    UserPrincipalName: textOf(bound, 'MicrosoftOnlineServicesID') ?? before.UserPrincipalName,
    EmailAddresses: addressesAfter(before, bound),
    ...settingsAfter(before, bound),
  }
  refuseFaulty(tenant, before, after, moment)
  if (JSON.stringify(after) === JSON.stringify(before))
    return answer(tenant, [], [nothingModified(before.Name)])
  const changed = { ...after, WhenChangedUTC: momentText(moment.now) }
  return answer(replaced(tenant, before, changed))
}

function addressesAfter(before: Recipient, bound: Bound): readonly string[] {
  const listed =
    bound.EmailAddresses === undefined
      ? before.EmailAddresses
      : changedAddresses(before.EmailAddresses, bound.EmailAddresses)
  const primary = textOf(bound, 'WindowsEmailAddress')
  return primary === undefined ? listed : withPrimary(listed, primary)
}

function settingsAfter(before: Recipient, bound: Bound): Pick<Recipient, 'settings'> {
  const settings: Record<string, unknown> = { ...before.settings }
  for (const [name, value] of Object.entries(leaveOut(bound, special))) {
    const given = bound[name]
    const current = settings[name]
    settings[name] =
      editOf(given) === undefined
        ? emptied(name, value)
        : edited(given, Array.isArray(current) ? current.map(String) : [])
  }
  return Object.keys(settings).length === 0 ? {} : { settings }
}

/** `$null` empties a custom attribute. */
function emptied(name: string, value: unknown): unknown {
  return name.startsWith('CustomAttribute') ? (value ?? '') : value
}

function refuseFaulty(tenant: Tenant, before: Recipient, after: Recipient, moment: Moment): void {
  if (after.Name !== before.Name) refuseName(tenant, after.Name, before)
  if (after.Alias !== before.Alias) refuseAlias(after.Alias)
  const signIn = after.UserPrincipalName
  if (signIn !== null && signIn !== before.UserPrincipalName) {
    refuseUnaccepted(tenant, signIn)
    refuseTakenSignIn(tenant, signIn, before)
  }
  const had = new Set(before.EmailAddresses.map(addressKey))
  for (const proxy of after.EmailAddresses) {
    const address = mailAddressOf(proxy)
    if (address === undefined || had.has(addressKey(proxy))) continue
    refuseUnaccepted(tenant, address)
    refuseTaken(tenant, address, { moment, except: before })
  }
  for (const [name, value] of Object.entries(after.settings ?? {}))
    if (name.startsWith('CustomAttribute') && typeof value === 'string' && value.length > 1024)
      throw invented('rejected', 'AttributeTooLong', `${name} holds at most 1024 characters.`)
}
