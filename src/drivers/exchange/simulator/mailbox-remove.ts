/**
 * Remove-Mailbox and Undo-SoftDeletedMailbox. Facts: a removal is soft for 30
 * days and the address is free at once, so conflicts come at the restore;
 * PermanentlyDelete works only on soft-deleted mailboxes that are not held and
 * whose Entra account is purged.
 */
import { flagOf, textOf, type Bound } from './binding.js'
import { answer, type Answer, type Moment } from './cmdlet.js'
import { isLive, isMailbox, isRestorable, named, replaced, theOne, without } from './directory.js'
import { refuseName, refuseTaken, refuseTakenSignIn } from './naming-rules.js'
import { mailAddressOf } from './proxy-address.js'
import { mailboxRow } from './recipient-row.js'
import { ambiguous, invented, notFound } from './refusal.js'
import { momentText, type Recipient, type Tenant } from './tenant.js'

export function removeMailbox(tenant: Tenant, bound: Bound, moment: Moment): Answer {
  const identity = textOf(bound, 'Identity') ?? ''
  if (flagOf(bound, 'PermanentlyDelete') === true) return purge(tenant, identity, moment)
  const before = theOne(tenant, identity, moment, isMailbox)
  const after: Recipient = { ...before, WhenSoftDeleted: moment.now.toISOString() }
  return answer(replaced(tenant, before, after))
}

export function restoreMailbox(tenant: Tenant, bound: Bound, moment: Moment): Answer {
  const before = theDeleted(tenant, textOf(bound, 'SoftDeletedObject') ?? '', moment)
  const after: Recipient = {
    ...before,
    WhenSoftDeleted: null,
    Name: textOf(bound, 'Name') ?? before.Name,
    DisplayName: textOf(bound, 'DisplayName') ?? before.DisplayName,
    UserPrincipalName: textOf(bound, 'WindowsLiveID') ?? before.UserPrincipalName,
    WhenChangedUTC: momentText(moment.now),
  }
  refuseName(tenant, after.Name, before)
  if (after.UserPrincipalName !== null) refuseTakenSignIn(tenant, after.UserPrincipalName, before)
  for (const proxy of after.EmailAddresses) {
    const address = mailAddressOf(proxy)
    if (address !== undefined) refuseTaken(tenant, address, { moment, except: before })
  }
  return answer(replaced(tenant, before, after), [mailboxRow(after)])
}

function purge(tenant: Tenant, identity: string, moment: Moment): Answer {
  if (named(tenant, identity).some(one => isMailbox(one) && isLive(one)))
    throw invented('rejected', 'MailboxInUse', `The mailbox '${identity}' isn't soft-deleted.`)
  const gone = theDeleted(tenant, identity, moment)
  if (gone.settings?.LitigationHoldEnabled === true)
    throw invented('rejected', 'MailboxOnHold', `The mailbox '${identity}' is on hold.`)
  if (moment.scene.accountsPurged !== true)
    throw invented(
      'rejected',
      'AccountExists',
      `The mailbox '${identity}' still has an account in Entra, or in its recycle bin.`,
    )
  return answer(without(tenant, gone))
}

function theDeleted(tenant: Tenant, identity: string, moment: Moment): Recipient {
  const found = named(tenant, identity).filter(one => isMailbox(one) && isRestorable(one, moment))
  const [first, second] = found
  if (!first) throw notFound(identity)
  if (second) throw ambiguous(identity)
  return first
}
