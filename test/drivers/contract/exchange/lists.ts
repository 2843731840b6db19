/** Long lists, filters, and asking for properties. */
import type { Case } from './case.js'
import { call, contoso, printer, withMailboxes } from './given.js'

const many = (count: number) =>
  withMailboxes(
    ...Array.from({ length: count }, (_, index) => `device-${String(index + 1)}@contoso.com`),
  )
const onlyFirst = (count: number) => `Only the first ${String(count)} items are returned.`
const marked = { PrimarySmtpAddress: printer, CustomAttribute15: '[devicemail:contoso/printer]' }

export const lists: readonly Case[] = [
  {
    says: 'a list stops after 1,000 rows, and only a warning says so',
    given: many(1200),
    calls: [call('Get-Mailbox')],
    then: [{ count: 1000, warnings: [onlyFirst(1000)] }],
  },
  {
    says: 'asked for without limit, a list of several pages is whole and without a warning',
    given: many(2500),
    calls: [call('Get-Mailbox', { ResultSize: 'Unlimited' })],
    then: [{ count: 2500 }],
  },
  {
    says: 'a limit as a number is kept',
    given: many(8),
    calls: [call('Get-Mailbox', { ResultSize: 3 })],
    then: [{ count: 3, warnings: [onlyFirst(3)] }],
  },
  {
    says: 'a filter chooses by an address',
    given: withMailboxes(printer, 'fax@contoso.com'),
    calls: [call('Get-Recipient', { Filter: `EmailAddresses -eq 'smtp:${printer}'` })],
    then: [{ rows: [{ PrimarySmtpAddress: printer }] }],
  },
  {
    says: 'a quote in a filter is doubled, and nothing else in it means anything',
    given: withMailboxes({ PrimarySmtpAddress: printer, DisplayName: "O'Hara $(exit) `n" }),
    calls: [call('Get-Mailbox', { Filter: "DisplayName -eq 'O''Hara $(exit) `n'" })],
    then: [{ rows: [{ DisplayName: "O'Hara $(exit) `n" }] }],
  },
  {
    says: 'a filter finds what bears a mark by how the mark begins',
    given: withMailboxes(marked, 'fax@contoso.com'),
    calls: [
      call('Get-EXOMailbox', {
        Filter: "CustomAttribute15 -like '[devicemail:*'",
        Properties: ['CustomAttribute15'],
        ResultSize: 'Unlimited',
      }),
    ],
    then: [{ rows: [marked] }],
  },
  {
    says: 'a filter that fits nobody gives no row and no fault',
    given: withMailboxes(printer),
    calls: [call('Get-Recipient', { Filter: "EmailAddresses -eq 'smtp:x@contoso.com'" })],
    then: [{ rows: [] }],
  },
  {
    says: 'a filter of 120 addresses arrives whole',
    given: withMailboxes(printer),
    calls: [
      call('Get-Recipient', {
        Filter: Array.from({ length: 120 }, (_, index) => `device-${String(index)}@contoso.com`)
          .concat(printer)
          .map(address => `EmailAddresses -eq 'smtp:${address}'`)
          .join(' -or '),
      }),
    ],
    then: [{ rows: [{ PrimarySmtpAddress: printer }] }],
  },
  {
    says: 'a property that is asked for by name comes along',
    given: withMailboxes(marked),
    calls: [
      call('Get-EXOMailbox', {
        Properties: ['CustomAttribute15', 'HiddenFromAddressListsEnabled'],
      }),
    ],
    then: [{ rows: [{ ...marked, HiddenFromAddressListsEnabled: false }] }],
  },
  {
    says: 'a set of properties comes along whole',
    given: withMailboxes({ ...marked, HiddenFromAddressListsEnabled: true }),
    calls: [call('Get-EXOMailbox', { PropertySets: ['Minimum', 'Custom', 'AddressList'] })],
    then: [{ rows: [{ ...marked, CustomAttribute1: '', HiddenFromAddressListsEnabled: true }] }],
  },
  {
    says: 'a property that no mailbox has is refused',
    given: withMailboxes(printer),
    calls: [call('Get-EXOMailbox', { Properties: ['Colour'] })],
    then: [{ fault: 'rejected', type: 'UnknownProperty' }],
  },
  {
    says: 'deleted mailboxes are shown only when asked for',
    given: withMailboxes('fax@contoso.com', {
      PrimarySmtpAddress: printer,
      WhenSoftDeleted: '2026-11-20T08:00:00.000Z',
    }),
    calls: [
      call('Get-EXOMailbox'),
      call('Get-EXOMailbox', { SoftDeletedMailbox: true, PropertySets: ['Minimum', 'SoftDelete'] }),
    ],
    then: [
      { rows: [{ PrimarySmtpAddress: 'fax@contoso.com' }] },
      {
        rows: [{ PrimarySmtpAddress: printer, WhenSoftDeleted: '2026-11-20T08:00:00.0000000Z' }],
      },
    ],
  },
  {
    says: 'kinds of mailboxes are chosen by a list of words',
    given: { ...withMailboxes(printer), users: [{ name: 'Anna', address: 'anna@contoso.com' }] },
    calls: [call('Get-Mailbox', { RecipientTypeDetails: ['SharedMailbox'] }), call('Get-Mailbox')],
    then: [{ rows: [{ PrimarySmtpAddress: printer }] }, { count: 2 }],
  },
  {
    says: 'reading an empty tenant of recipients gives none',
    given: contoso(),
    calls: [call('Get-Recipient', { ResultSize: 'Unlimited' })],
    then: [{ rows: [] }],
  },
]
