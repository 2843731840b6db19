/** Who may open a mailbox and who may send as it. */
import type { Case } from './case.js'
import { call, contoso, get, printer, set } from './given.js'

const given = contoso({
  users: [
    { name: 'Anna', address: 'anna@contoso.com', aliases: ['a@contoso.com'] },
    { name: 'Bo', address: 'bo@contoso.com' },
  ],
  objects: {
    Mailbox: [{ PrimarySmtpAddress: printer, RecipientTypeDetails: 'SharedMailbox' }],
  },
})
const self = { User: 'NT AUTHORITY\\SELF' }
const open = (User: string) =>
  set('Add-MailboxPermission', printer, {
    User,
    AccessRights: ['FullAccess'],
    AutoMapping: false,
  })
const sendAs = (Trustee: string) =>
  set('Add-RecipientPermission', printer, { Trustee, AccessRights: ['SendAs'] })

export const permissions: readonly Case[] = [
  {
    says: 'a right is added and read back as one joined text, beside the one of the mailbox itself',
    given,
    calls: [open('anna@contoso.com'), get('Get-MailboxPermission', printer)],
    then: [
      { rows: [{ AccessRights: ['FullAccess'], Deny: false }] },
      { rows: [self, { User: 'anna@contoso.com', AccessRights: ['FullAccess'] }] },
    ],
  },
  {
    says: 'the same right twice is one right',
    given,
    calls: [open('anna@contoso.com'), open('a@contoso.com'), get('Get-MailboxPermission', printer)],
    then: [{ count: 1 }, { count: 1 }, { count: 2 }],
  },
  {
    says: 'a right for somebody nobody knows finds nothing',
    given,
    calls: [open('nobody@contoso.com'), sendAs('nobody@contoso.com')],
    then: [{ fault: 'not-found' }, { fault: 'not-found' }],
  },
  {
    says: 'a right of one person is taken away, and that of the other stays',
    given,
    calls: [
      open('anna@contoso.com'),
      open('bo@contoso.com'),
      set('Remove-MailboxPermission', printer, {
        User: 'anna@contoso.com',
        AccessRights: ['FullAccess'],
      }),
      get('Get-MailboxPermission', printer),
    ],
    then: [{ count: 1 }, { count: 1 }, { rows: [] }, { rows: [self, { User: 'bo@contoso.com' }] }],
  },
  {
    says: 'taking away what is not there is no fault, and says so in a warning',
    given,
    calls: [
      set('Remove-RecipientPermission', printer, {
        Trustee: 'anna@contoso.com',
        AccessRights: ['SendAs'],
      }),
    ],
    then: [{ rows: [], warnings: ['nothing was removed'] }],
  },
  {
    says: 'who may send as a mailbox is told by mailbox, and by person',
    given,
    calls: [
      sendAs('anna@contoso.com'),
      get('Get-RecipientPermission', printer),
      call('Get-RecipientPermission', { Trustee: 'anna@contoso.com', ResultSize: 'Unlimited' }),
    ],
    then: [
      { rows: [{ AccessRights: ['SendAs'], AccessControlType: 'Allow' }] },
      { rows: [{ Trustee: 'NT AUTHORITY\\SELF' }, { Trustee: 'anna@contoso.com' }] },
      { rows: [{ Trustee: 'anna@contoso.com', AccessRights: ['SendAs'] }] },
    ],
  },
]
