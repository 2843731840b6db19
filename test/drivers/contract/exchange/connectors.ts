/** Writing inbound connectors. */
import type { Call } from '../../../../src/drivers/drivers.js'
import type { Case } from './case.js'
import { contoso, get, getConnectors, newConnector, set, withConnectors } from './given.js'

const nothingModified = 'no settings of'
const addresses = ['203.0.113.5', '203.0.113.6']
const milan = withConnectors({ Name: 'Milan', SenderIPAddresses: addresses })
const edit = (more: Call['parameters']): readonly Call[] => [
  set('Set-InboundConnector', 'Milan', more),
  getConnectors,
]

export const connectors: readonly Case[] = [
  {
    says: 'a new connector comes back in the form the service keeps it in',
    given: contoso(),
    calls: [newConnector('Milan', { SenderIPAddresses: ['203.0.113.5'] }), getConnectors],
    then: [
      { rows: [{ Name: 'Milan', SenderDomains: ['smtp:*;1'] }] },
      { rows: [{ Name: 'Milan', Enabled: true, SenderIPAddresses: ['203.0.113.5'] }] },
    ],
  },
  {
    says: 'a connector that is born disabled is no fault, only a warning',
    given: contoso({ connectorsBornDisabled: true }),
    calls: [newConnector('Milan', { Enabled: true }), getConnectors],
    then: [
      { rows: [{ Enabled: false }], warnings: ['created in a disabled state'] },
      { rows: [{ Enabled: false }] },
    ],
  },
  {
    says: 'a connector that may not be enabled stays off, with a warning',
    given: {
      ...withConnectors({ Name: 'Milan', Enabled: false }),
      connectorsCannotBeEnabled: true,
    },
    calls: [set('Set-InboundConnector', 'Milan', { Enabled: true }), getConnectors],
    then: [
      { rows: [], warnings: ["can't enable an inbound connector", nothingModified] },
      { rows: [{ Enabled: false }] },
    ],
  },
  {
    says: 'a name that is taken is a conflict, in any case of its letters',
    given: withConnectors('Milan'),
    calls: [newConnector('MILAN')],
    then: [{ fault: 'conflict', type: 'ConnectorNameInUse' }],
  },
  ...['10.0.0.1-10.0.0.9', '2001:db8::1', '203.0.112.0/23', 'printer.contoso.com'].map(
    (address): Case => ({
      says: `${address} is refused as an address of senders, and nothing is made`,
      given: contoso(),
      calls: [newConnector('Milan', { SenderIPAddresses: [address] }), getConnectors],
      then: [{ fault: 'rejected', type: 'SenderAddress' }, { rows: [] }],
    }),
  ),
  {
    says: 'a list overwrites the one that was there',
    given: milan,
    calls: edit({ SenderIPAddresses: ['198.51.100.7'] }),
    then: [{ rows: [] }, { rows: [{ SenderIPAddresses: ['198.51.100.7'] }] }],
  },
  {
    says: 'an empty list empties it',
    given: milan,
    calls: edit({ SenderIPAddresses: [] }),
    then: [{ rows: [] }, { rows: [{ SenderIPAddresses: [] }] }],
  },
  {
    says: '{ add } leaves what was there',
    given: milan,
    calls: edit({ SenderIPAddresses: { add: ['198.51.100.7'] } }),
    then: [{ rows: [] }, { rows: [{ SenderIPAddresses: [...addresses, '198.51.100.7'] }] }],
  },
  {
    says: '{ remove } takes only what it names',
    given: milan,
    calls: edit({ SenderIPAddresses: { remove: ['203.0.113.5'] } }),
    then: [{ rows: [] }, { rows: [{ SenderIPAddresses: ['203.0.113.6'] }] }],
  },
  {
    says: '{ add, remove } does both in one call',
    given: milan,
    calls: edit({ SenderIPAddresses: { add: ['198.51.100.7'], remove: addresses } }),
    then: [{ rows: [] }, { rows: [{ SenderIPAddresses: ['198.51.100.7'] }] }],
  },
  {
    says: 'a change that changes nothing is no fault, and says so in a warning',
    given: withConnectors('Milan'),
    calls: [set('Set-InboundConnector', 'Milan', { Enabled: true })],
    then: [{ rows: [], warnings: [nothingModified] }],
  },
  {
    says: 'a connector keeps what it was not given when it gets another name',
    given: withConnectors({ Name: 'Milan', Comment: 'ticket 4711' }),
    calls: [set('Set-InboundConnector', 'Milan', { Name: 'Printers' }), getConnectors],
    then: [{ rows: [] }, { rows: [{ Name: 'Printers', Comment: 'ticket 4711' }] }],
  },
  {
    says: 'a certificate is taken away by nothing',
    given: withConnectors({ Name: 'Milan', TlsSenderCertificateName: 'mail.contoso.com' }),
    calls: [
      set('Set-InboundConnector', 'Milan', { TlsSenderCertificateName: null }),
      getConnectors,
    ],
    then: [{ rows: [] }, { rows: [{ TlsSenderCertificateName: null }] }],
  },
  {
    says: 'what is removed is gone, and removing it once more finds nothing',
    given: withConnectors('Milan'),
    calls: [
      set('Remove-InboundConnector', 'Milan'),
      getConnectors,
      set('Remove-InboundConnector', 'Milan'),
    ],
    then: [
      { rows: [] },
      { rows: [] },
      { fault: 'not-found', type: 'ManagementObjectNotFoundException' },
    ],
  },
  {
    says: 'switches that contradict each other are refused, and nothing is changed',
    given: withConnectors('Milan'),
    calls: [
      set('Set-InboundConnector', 'Milan', {
        TreatMessagesAsInternal: true,
        ConnectorType: 'Partner',
      }),
      get('Get-InboundConnector', 'Milan'),
    ],
    then: [
      { fault: 'rejected', type: 'TreatMessagesAsInternal' },
      { rows: [{ ConnectorType: 'OnPremises' }] },
    ],
  },
  {
    says: 'a new connector is not visible at once, and changing it finds nothing yet',
    given: contoso({ delays: { visibilitySeconds: 60 } }),
    calls: [
      newConnector('Milan'),
      getConnectors,
      set('Set-InboundConnector', 'Milan', { Enabled: false }),
    ],
    then: [
      { rows: [{ Name: 'Milan' }] },
      { rows: [] },
      { fault: 'not-found', type: 'ManagementObjectNotFoundException' },
    ],
  },
  {
    says: 'a tenant that was never customised refuses configuration, by a type of its own',
    given: contoso({ dehydrated: true }),
    calls: [newConnector('Milan')],
    then: [{ fault: 'rejected', type: 'InvalidOperationInDehydratedContextException' }],
  },
]
