/** Writing shared mailboxes, their addresses and their switches. */
import type { Case } from './case.js'
import { call, contoso, get, newMailbox, printer, set, withMailboxes } from './given.js'

const nothingModified = 'no settings of'
const anna = { name: 'Anna', address: 'anna@contoso.com' }
const look = get('Get-Mailbox', printer)

export const mailboxes: readonly Case[] = [
  {
    says: 'a new shared mailbox comes back with its ids and its addresses',
    given: contoso(),
    calls: [newMailbox(printer, { DisplayName: 'Printers' }), look],
    then: [
      { rows: [{ PrimarySmtpAddress: printer, RecipientTypeDetails: 'SharedMailbox' }] },
      { rows: [{ DisplayName: 'Printers', Name: 'printer.contoso.com', IsShared: true }] },
    ],
  },
  {
    says: 'the same local part in two domains clashes where names follow from it',
    given: contoso({ acceptedDomains: ['contoso.com', 'fabrikam.com'] }),
    calls: [
      newMailbox('it@contoso.com', { Name: 'it', Alias: 'it' }),
      newMailbox('it@fabrikam.com', { Name: 'it at fabrikam', Alias: 'it' }),
    ],
    then: [{ count: 1 }, { fault: 'conflict', type: 'ProxyAddressExistsException' }],
  },
  {
    says: 'a domain that the tenant does not receive for is refused',
    given: contoso(),
    calls: [newMailbox('printer@fabrikam.com')],
    then: [{ fault: 'rejected', type: 'NotAcceptedDomainException' }],
  },
  ...(
    [
      ['a person', { users: [anna] }],
      ['an account of Entra alone', { users: [{ ...anna, mailbox: false }] }],
      ['a group', { groups: [anna] }],
      ['a contact', { contacts: [anna] }],
    ] as const
  ).map(([holder, given]): Case => ({
    says: `an address that ${holder} holds is a conflict`,
    given: contoso(given),
    calls: [newMailbox(anna.address)],
    then: [{ fault: 'conflict', type: 'ProxyAddressExistsException' }],
  })),
  {
    says: 'a name of more than 64 characters is refused',
    given: contoso(),
    calls: [newMailbox(printer, { Name: 'x'.repeat(65) })],
    then: [{ fault: 'rejected', type: 'NameTooLong' }],
  },
  {
    says: 'aliases are added and taken away one by one, and the primary address stays',
    given: withMailboxes(printer),
    calls: [
      set('Set-Mailbox', printer, {
        EmailAddresses: { add: ['smtp:mfp@contoso.com', 'smtp:fax@contoso.com'] },
      }),
      set('Set-Mailbox', printer, { EmailAddresses: { remove: ['smtp:fax@contoso.com'] } }),
      get('Get-Mailbox', 'mfp@contoso.com'),
      get('Get-Mailbox', 'fax@contoso.com'),
    ],
    then: [
      { rows: [] },
      { rows: [] },
      { rows: [{ PrimarySmtpAddress: printer }] },
      { fault: 'not-found' },
    ],
  },
  {
    says: 'the primary address is changed by WindowsEmailAddress, and the old one goes on receiving',
    given: withMailboxes(printer),
    calls: [set('Set-Mailbox', printer, { WindowsEmailAddress: 'mfp@contoso.com' }), look],
    then: [{ rows: [] }, { rows: [{ PrimarySmtpAddress: 'mfp@contoso.com' }] }],
  },
  {
    says: 'a custom attribute holds a text, and nothing empties it',
    given: withMailboxes(printer),
    calls: [
      set('Set-Mailbox', printer, { CustomAttribute15: '[devicemail:contoso/x]' }),
      look,
      set('Set-Mailbox', printer, { CustomAttribute15: null }),
      look,
    ],
    then: [
      { rows: [] },
      { rows: [{ CustomAttribute15: '[devicemail:contoso/x]' }] },
      { rows: [] },
      { rows: [{ CustomAttribute15: '' }] },
    ],
  },
  {
    says: 'a custom attribute of more than 1,024 characters is refused',
    given: withMailboxes(printer),
    calls: [set('Set-Mailbox', printer, { CustomAttribute15: 'x'.repeat(1025) })],
    then: [{ fault: 'rejected', type: 'AttributeTooLong' }],
  },
  {
    says: 'several properties are set in one call, or none of them',
    given: withMailboxes(printer, 'fax@contoso.com'),
    calls: [
      set('Set-Mailbox', printer, { DisplayName: 'x', WindowsEmailAddress: 'fax@contoso.com' }),
      look,
      set('Set-Mailbox', printer, { DisplayName: 'x', HiddenFromAddressListsEnabled: true }),
      look,
    ],
    then: [
      { fault: 'conflict' },
      { rows: [{ DisplayName: printer }] },
      { rows: [] },
      { rows: [{ DisplayName: 'x', HiddenFromAddressListsEnabled: true }] },
    ],
  },
  {
    says: 'the sign-in name is a property of its own',
    given: withMailboxes(printer),
    calls: [set('Set-Mailbox', printer, { MicrosoftOnlineServicesID: 'signin@contoso.com' }), look],
    then: [{ rows: [] }, { rows: [{ UserPrincipalName: 'signin@contoso.com' }] }],
  },
  {
    says: 'the switch for SMTP AUTH is set on, off and back to following the tenant',
    given: withMailboxes(printer),
    calls: [true, false, null].flatMap(value => [
      set('Set-CASMailbox', printer, { SmtpClientAuthenticationDisabled: value }),
      get('Get-CASMailbox', printer),
    ]),
    then: [true, false, null].flatMap(value => [
      { rows: [] },
      { rows: [{ SmtpClientAuthenticationDisabled: value }] },
    ]),
  },
  {
    says: 'a change that changes nothing is no fault, and says so in a warning',
    given: withMailboxes(printer),
    calls: [set('Set-CASMailbox', printer, { PopEnabled: true })],
    then: [{ rows: [], warnings: [nothingModified] }],
  },
  {
    says: 'a write right after a creation may not find the mailbox yet',
    given: contoso({ delays: { visibilitySeconds: 60 } }),
    calls: [newMailbox(printer), set('Set-Mailbox', printer, { DisplayName: 'x' })],
    then: [{ count: 1 }, { fault: 'not-found', type: 'ManagementObjectNotFoundException' }],
  },
  {
    says: 'a removed mailbox is kept for a while, its address is free, and it can come back',
    given: withMailboxes({ PrimarySmtpAddress: printer, Alias: 'copier' }),
    calls: [
      set('Remove-Mailbox', printer),
      look,
      call('Get-EXOMailbox', { SoftDeletedMailbox: true }),
      call('Undo-SoftDeletedMailbox', { SoftDeletedObject: 'copier', Confirm: false }),
      look,
    ],
    then: [
      { rows: [] },
      { fault: 'not-found' },
      { rows: [{ PrimarySmtpAddress: printer }] },
      { rows: [{ PrimarySmtpAddress: printer }] },
      { rows: [{ PrimarySmtpAddress: printer }] },
    ],
  },
  {
    says: 'a mailbox in use cannot be removed for ever',
    given: withMailboxes(printer),
    calls: [set('Remove-Mailbox', printer, { PermanentlyDelete: true }), look],
    then: [{ fault: 'rejected', type: 'MailboxInUse' }, { count: 1 }],
  },
  {
    says: "the organisation's switch is set, and a dry run sets nothing",
    given: contoso(),
    calls: [
      call('Set-OrganizationConfig', { RejectDirectSend: true, WhatIf: true }),
      call('Get-OrganizationConfig'),
      call('Set-OrganizationConfig', { RejectDirectSend: true, Confirm: false }),
      call('Get-OrganizationConfig'),
    ],
    then: [
      { rows: [] },
      { rows: [{ RejectDirectSend: false }] },
      { rows: [] },
      { rows: [{ RejectDirectSend: true }] },
    ],
  },
]
