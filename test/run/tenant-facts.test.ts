/** What is told of a tenant, over the connection that every command has, with all that it reads. */
import { expect, test } from 'vitest'
import { noLedger } from '../../src/drivers/ledger.js'
import { connect } from '../../src/run/connect.js'
import { readThings } from '../../src/run/export/tenant-things.js'
import { openStack } from '../../src/run/stack.js'
import { readTenantFacts } from '../../src/run/tenant-facts.js'
import { quietWorld } from '../support/quiet-world.js'
import { stack } from '../support/stack.js'
import { milanYaml, tenantYaml, zoneOf } from '../support/contoso.js'

/** Nothing in it is as it is by default. */
const scene = `
organization: contoso.onmicrosoft.com
acceptedDomains: [contoso.com]
smtpAuthDisabled: false
rejectDirectSend: true
dehydrated: true
users: [{ name: Anna, address: anna@contoso.com, aliases: [a@contoso.com] }]
groups: [{ name: Staff, address: staff@contoso.com, requireSenderAuthentication: true }]
objects:
  AcceptedDomain:
    - { DomainName: contoso.com, MatchSubDomains: true, SendingFromDomainDisabled: true }
    - { DomainName: contoso.onmicrosoft.com }
  InboundConnector:
    - Name: Milan
      Enabled: true
      ConnectorType: OnPremises
      ConnectorSource: HybridWizard
      SenderIPAddresses: [203.0.113.10]
      TlsSenderCertificateName: Printers.Contoso.com
      Comment: '[devicemail:group/milan] by hand'
  Mailbox:
    - PrimarySmtpAddress: printer@contoso.com
      DisplayName: Printer
      RecipientTypeDetails: SharedMailbox
      HiddenFromAddressListsEnabled: true
      SmtpClientAuthenticationDisabled: false
      CustomAttribute15: '[devicemail:group/printer@contoso.com]'
    - PrimarySmtpAddress: bo@contoso.com
      SmtpClientAuthenticationDisabled: false
`
const connectors = [
  {
    name: 'Milan',
    enabled: true,
    type: 'OnPremises',
    source: 'HybridWizard',
    senderIpAddresses: ['203.0.113.10'],
    certificate: 'printers.contoso.com',
    markedBy: 'group',
    markedKey: 'milan',
  },
]

function drivers() {
  const texts = { 'tenant.yaml': tenantYaml, 'milan.yaml': milanYaml, 'simulator.yaml': scene }
  const { folder } = stack({ ...texts, 'contoso.com.zone': zoneOf('contoso.com') })
  const opened = openStack(folder, false)
  if (opened.state === 'faulty') throw new Error('The text of the stack has faults.')
  const connection = connect(folder, opened.stack.spec, quietWorld(), { ledger: noLedger })
  if (!('drivers' in connection)) throw new Error('The simulated world has faults.')
  return connection.drivers
}

test('the facts are what the tenant holds, with nothing left out that is read', async () => {
  const addresses = ['a@contoso.com', 'staff@contoso.com', 'nobody@contoso.com']
  const questions = { senderDomains: [], addresses, mxEndpoints: [] }
  expect(await readTenantFacts(drivers(), questions, 'worldwide')).toEqual({
    acceptedDomains: [
      { name: 'contoso.com', initial: false, matchSubDomains: true, sendingDisabled: true },
      {
        name: 'contoso.onmicrosoft.com',
        initial: true,
        matchSubDomains: false,
        sendingDisabled: false,
      },
    ],
    connectors,
    holders: new Map([
      [
        'a@contoso.com',
        {
          address: 'a@contoso.com',
          primary: 'anna@contoso.com',
          type: 'UserMailbox',
          displayName: 'Anna',
          requiresSignedInSenders: null,
        },
      ],
      [
        'staff@contoso.com',
        {
          address: 'staff@contoso.com',
          primary: 'staff@contoso.com',
          type: 'MailUniversalDistributionGroup',
          displayName: 'Staff',
          requiresSignedInSenders: true,
        },
      ],
    ]),
    smtpAuthDisabled: false,
    rejectDirectSend: true,
    dehydrated: true,
    mail: new Map(),
    mxEndpoints: new Map(),
    findings: [],
  })
})

test('an export sees the mailboxes of devices and of people as they are', async () => {
  expect(await readThings(drivers(), 'worldwide')).toMatchObject({
    domains: ['contoso.onmicrosoft.com'],
    connectors,
    mailboxes: [
      {
        address: 'printer@contoso.com',
        displayName: 'Printer',
        hidden: true,
        smtpAuth: true,
        markedBy: 'group',
      },
    ],
    signedInTo: ['bo@contoso.com'],
    findings: [],
  })
})
