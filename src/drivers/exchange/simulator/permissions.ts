/**
 * Who may open a mailbox (FullAccess) and who may send as it (SendAs). Facts:
 * access rights read back as one joined text; the row of NT AUTHORITY\SELF is
 * always there; AutoMapping is set with the right and never readable again.
 */
import type { Row } from '../../drivers.js'
import { flagOf, listOf, textOf, type Bound } from './binding.js'
import { answer, type Answer, type Cmdlets, type Moment } from './cmdlet.js'
import { isLive, isMailbox, isVisible, named, replaced, theOne } from './directory.js'
import { asked } from './mailbox-read.js'
import { primaryOf } from './proxy-address.js'
import { wrongValue } from './refusal.js'
import { limited } from './result-size.js'
import type { Recipient, Right, Tenant } from './tenant.js'

const self = 'NT AUTHORITY\\SELF'

export const permissionCmdlets: Cmdlets = {
  'Add-MailboxPermission': addRight,
  'Get-MailboxPermission': readRights,
  'Get-EXOMailboxPermission': readRights,
  'Remove-MailboxPermission': removeRight,
  'Add-RecipientPermission': (tenant, bound, moment) => changeSendAs(tenant, bound, moment, true),
  'Get-RecipientPermission': readSendAs,
  'Remove-RecipientPermission': (tenant, bound, moment) =>
    changeSendAs(tenant, bound, moment, false),
}

function addRight(tenant: Tenant, bound: Bound, moment: Moment): Answer {
  const { mailbox, trustee } = parties(tenant, bound, moment, 'User')
  const before = rightsOf(mailbox, trustee)
  const rights = [...new Set([...(before?.rights ?? []), ...(listOf(bound, 'AccessRights') ?? [])])]
  const autoMapping = before?.autoMapping ?? flagOf(bound, 'AutoMapping') ?? true
  const right: Right = { trustee: trustee.Guid, rights: rights.sort(), autoMapping }
  const after = withRights(mailbox, before, right)
  return answer(replaced(tenant, mailbox, after), [rightRow(after, trustee, right)])
}

function removeRight(tenant: Tenant, bound: Bound, moment: Moment): Answer {
  const { mailbox, trustee } = parties(tenant, bound, moment, 'User')
  const before = rightsOf(mailbox, trustee)
  if (!before) return answer(tenant, [], [nothingToRemove(trustee)])
  const gone = listOf(bound, 'AccessRights') ?? []
  const rights = before.rights.filter(right => !gone.includes(right))
  const right = rights.length > 0 ? { ...before, rights } : undefined
  return answer(replaced(tenant, mailbox, withRights(mailbox, before, right)))
}

function readRights(tenant: Tenant, bound: Bound, moment: Moment): Answer {
  const trustee = theTrustee(tenant, textOf(bound, 'User'), moment)
  const pairs = asked(tenant, bound, moment).flatMap(mailbox => {
    const rights = (mailbox.mayOpen ?? []).flatMap(right => {
      const holder = liveBy(tenant, right.trustee)
      return holder && (!trustee || trustee === holder) ? [rightRow(mailbox, holder, right)] : []
    })
    return trustee ? rights : [selfRow(mailbox), ...rights]
  })
  return limited(tenant, bound, pairs, row => row)
}

function changeSendAs(tenant: Tenant, bound: Bound, moment: Moment, may: boolean): Answer {
  const rights = listOf(bound, 'AccessRights') ?? []
  if (rights.some(right => right.toLowerCase() !== 'sendas'))
    throw wrongValue('AccessRights', rights, 'RecipientAccessRight')
  const { mailbox, trustee } = parties(tenant, bound, moment, 'Trustee')
  const before = mailbox.maySendAs ?? []
  const others = before.filter(guid => guid !== trustee.Guid)
  if (!may && others.length === before.length) return answer(tenant, [], [nothingToRemove(trustee)])
  const after = { ...mailbox, maySendAs: may ? [...others, trustee.Guid] : others }
  return answer(
    replaced(tenant, mailbox, after),
    may ? [sendAsRow(after, nameOf(trustee), sidOf(trustee.Guid))] : [],
  )
}

function readSendAs(tenant: Tenant, bound: Bound, moment: Moment): Answer {
  const identity = textOf(bound, 'Identity')
  const trustee = theTrustee(tenant, textOf(bound, 'Trustee'), moment)
  const about =
    identity === undefined
      ? tenant.recipients.filter(one => isLive(one) && isVisible(one, moment))
      : [theOne(tenant, identity, moment)]
  const rows = about.flatMap(recipient => {
    const granted = (recipient.maySendAs ?? []).flatMap(guid => {
      const holder = liveBy(tenant, guid)
      return holder && (!trustee || trustee === holder)
        ? [sendAsRow(recipient, nameOf(holder), sidOf(guid))]
        : []
    })
    return trustee ? granted : [sendAsRow(recipient, self, 'S-1-5-10'), ...granted]
  })
  return limited(tenant, bound, rows, row => row)
}

function parties(tenant: Tenant, bound: Bound, moment: Moment, whom: 'User' | 'Trustee') {
  const mailbox = theOne(tenant, textOf(bound, 'Identity') ?? '', moment, isMailbox)
  return { mailbox, trustee: theOne(tenant, textOf(bound, whom) ?? '', moment) }
}

function theTrustee(tenant: Tenant, identity: string | undefined, moment: Moment) {
  return identity === undefined ? undefined : theOne(tenant, identity, moment)
}

/** Rights of somebody who was removed show nothing that could be used. */
function liveBy(tenant: Tenant, guid: string): Recipient | undefined {
  return named(tenant, guid).find(isLive)
}

function rightsOf(mailbox: Recipient, trustee: Recipient): Right | undefined {
  return mailbox.mayOpen?.find(right => right.trustee === trustee.Guid)
}

function withRights(mailbox: Recipient, before?: Right, after?: Right): Recipient {
  const others = (mailbox.mayOpen ?? []).filter(right => right !== before)
  return { ...mailbox, mayOpen: after ? [...others, after] : others }
}

function rightRow(mailbox: Recipient, trustee: Recipient, right: Right): Row {
  return {
    Identity: mailbox.Name,
    User: nameOf(trustee),
    AccessRights: [right.rights.join(', ')],
    Deny: false,
    IsInherited: false,
    InheritanceType: 'All',
    UserSid: sidOf(trustee.Guid),
    PrimarySmtpAddress: primaryOf(trustee.EmailAddresses),
  }
}

function selfRow(mailbox: Recipient): Row {
  return {
    Identity: mailbox.Name,
    User: self,
    AccessRights: ['FullAccess, ReadPermission'],
    Deny: false,
    IsInherited: false,
    InheritanceType: 'All',
    UserSid: 'S-1-5-10',
    PrimarySmtpAddress: '',
  }
}

function sendAsRow(recipient: Recipient, trustee: string, sid: string): Row {
  return {
    Identity: recipient.Name,
    Trustee: trustee,
    AccessControlType: 'Allow',
    AccessRights: ['SendAs'],
    IsInherited: false,
    InheritanceType: 'None',
    TrusteeSidString: sid,
  }
}

function nameOf(trustee: Recipient): string {
  return trustee.UserPrincipalName ?? trustee.Name
}

function sidOf(guid: string): string {
  return `S-1-5-21-${String(Number.parseInt(guid.slice(-12), 16))}`
}

function nothingToRemove(trustee: Recipient): string {
  return `${nameOf(trustee)} has no such permission, so nothing was removed.`
}
