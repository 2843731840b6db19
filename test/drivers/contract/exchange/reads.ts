/** Looking: what is there comes back as it is, and what is not there is said so. */
import type { Case } from './case.js'
import {
  call,
  contoso,
  get,
  getConnectors,
  printer,
  withConnectors,
  withMailboxes,
} from './given.js'

const users = [{ name: 'Anna', address: 'anna@contoso.com' }]

export const reads: readonly Case[] = [
  {
    says: 'a tenant without connectors has none: no row, no fault',
    given: contoso(),
    calls: [getConnectors],
    then: [{ rows: [] }],
  },
  {
    says: 'one object comes as a list of one',
    given: withConnectors('Milan'),
    calls: [getConnectors],
    then: [{ rows: [{ Name: 'Milan' }] }],
  },
  {
    says: 'texts, switches, nothing, no list, a list of one and of many keep their form',
    given: withConnectors({
      Name: 'Milan',
      Enabled: false,
      SenderIPAddresses: ['203.0.113.5', '203.0.113.16/29'],
      TlsSenderCertificateName: null,
    }),
    calls: [getConnectors],
    then: [
      {
        rows: [
          {
            Name: 'Milan',
            Enabled: false,
            RequireTls: false,
            IsValid: true,
            Comment: '',
            TlsSenderCertificateName: null,
            EFSkipIPs: [],
            SenderDomains: ['smtp:*;1'],
            SenderIPAddresses: ['203.0.113.5', '203.0.113.16/29'],
          },
        ],
      },
    ],
  },
  {
    says: 'moments and ids come as the texts that the service writes',
    given: withConnectors({ Name: 'Milan', Guid: 'b54cda26-0000-4000-8000-000000000006' }),
    calls: [getConnectors],
    then: [
      {
        rows: [
          {
            Guid: 'b54cda26-0000-4000-8000-000000000006',
            WhenCreatedUTC: '2026-11-24T08:00:00.0000000Z',
          },
        ],
      },
    ],
  },
  {
    says: 'Get-InboundConnector with an Identity that nobody has gives all of them',
    given: withConnectors('Milan', 'Turin'),
    calls: [get('Get-InboundConnector', 'Oslo')],
    then: [{ rows: [{ Name: 'Milan' }, { Name: 'Turin' }] }],
  },
  {
    says: 'Get-Mailbox with an Identity that nobody has finds nothing',
    given: contoso(),
    calls: [get('Get-Mailbox', 'nobody@contoso.com')],
    then: [{ fault: 'not-found', type: 'ManagementObjectNotFoundException' }],
  },
  {
    says: 'a name that two mailboxes bear is ambiguous, and none of them is given',
    given: withMailboxes(
      { PrimarySmtpAddress: 'a@contoso.com', DisplayName: 'Printers' },
      { PrimarySmtpAddress: 'b@contoso.com', DisplayName: 'Printers' },
    ),
    calls: [get('Get-Mailbox', 'Printers')],
    then: [{ fault: 'rejected', type: 'AmbiguousIdentity' }],
  },
  {
    says: 'a mailbox goes by its address and by its alias, in any case',
    given: withMailboxes({ PrimarySmtpAddress: printer, Alias: 'copier' }),
    calls: [get('Get-Mailbox', 'Printer@Contoso.com'), get('Get-Mailbox', 'COPIER')],
    then: [
      { rows: [{ PrimarySmtpAddress: printer }] },
      { rows: [{ PrimarySmtpAddress: printer }] },
    ],
  },
  {
    says: 'the switch for SMTP AUTH is on, off or nothing, and nothing is not off',
    given: withMailboxes(
      { PrimarySmtpAddress: 'a@contoso.com', SmtpClientAuthenticationDisabled: true },
      { PrimarySmtpAddress: 'b@contoso.com', SmtpClientAuthenticationDisabled: false },
      'c@contoso.com',
    ),
    calls: ['a', 'b', 'c'].map(one => get('Get-CASMailbox', `${one}@contoso.com`)),
    then: [true, false, null].map(value => ({
      rows: [{ SmtpClientAuthenticationDisabled: value }],
    })),
  },
  {
    says: 'a recipient may be a person, a group or a contact, and an account of Entra alone is none',
    given: contoso({
      users: [...users, { name: 'Bo', address: 'bo@contoso.com', mailbox: false }],
      groups: [{ name: 'Staff', address: 'staff@contoso.com' }],
      contacts: [{ name: 'Bank', address: 'desk@bank.example' }],
    }),
    calls: [call('Get-Recipient', { ResultSize: 'Unlimited' })],
    then: [
      {
        rows: [
          { DisplayName: 'Anna', RecipientTypeDetails: 'UserMailbox' },
          { DisplayName: 'Staff', RecipientTypeDetails: 'MailUniversalDistributionGroup' },
          { DisplayName: 'Bank', RecipientTypeDetails: 'MailContact' },
        ],
      },
    ],
  },
  {
    says: 'the organisation is one object, and so is its transport',
    given: contoso({ rejectDirectSend: true, smtpAuthDisabled: false }),
    calls: [call('Get-OrganizationConfig'), call('Get-TransportConfig')],
    then: [
      {
        rows: [{ RejectDirectSend: true, IsDehydrated: false, DefaultAuthenticationPolicy: null }],
      },
      { rows: [{ SmtpClientAuthenticationDisabled: false }] },
    ],
  },
  {
    says: 'accepted domains say which is the default and which the initial one',
    given: contoso({ organization: 'contoso.onmicrosoft.com' }),
    calls: [call('Get-AcceptedDomain', { ResultSize: 'Unlimited' })],
    then: [
      {
        rows: [
          { DomainName: 'contoso.com', Default: true, InitialDomain: false },
          { DomainName: 'contoso.onmicrosoft.com', Default: false, InitialDomain: true },
        ],
      },
    ],
  },
  {
    says: 'outbound connectors in test mode are hidden unless asked for',
    given: contoso({
      objects: { OutboundConnector: [{ Name: 'Bank' }, { Name: 'Trial', TestMode: true }] },
    }),
    calls: [
      call('Get-OutboundConnector'),
      call('Get-OutboundConnector', { IncludeTestModeConnectors: true }),
    ],
    then: [{ rows: [{ Name: 'Bank' }] }, { count: 2 }],
  },
]
