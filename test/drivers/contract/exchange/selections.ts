/** Looking at a few properties only: those come as they are, and no others. */
import type { Call } from '../../../../src/drivers/drivers.js'
import type { Case } from './case.js'
import {
  call,
  contoso,
  getConnectors,
  newConnector,
  printer,
  withConnectors,
  withMailboxes,
} from './given.js'

const marked = {
  PrimarySmtpAddress: printer,
  DisplayName: 'Printer',
  CustomAttribute15: '[devicemail:contoso/printer@contoso.com]',
}

export const selections: readonly Case[] = [
  {
    says: 'of a row only the properties that are selected come, and a list stays a list',
    given: withConnectors({ Name: 'Milan', SenderIPAddresses: ['203.0.113.5'] }, 'Turin'),
    calls: [selecting(getConnectors, 'Name', 'SenderIPAddresses', 'TlsSenderCertificateName')],
    then: [
      {
        onlyRows: [
          { Name: 'Milan', SenderIPAddresses: ['203.0.113.5'], TlsSenderCertificateName: null },
          { Name: 'Turin', SenderIPAddresses: [], TlsSenderCertificateName: null },
        ],
      },
    ],
  },
  {
    says: 'a property is selected in any case and comes in the spelling of Exchange',
    given: withConnectors('Milan'),
    calls: [selecting(getConnectors, 'name', 'REQUIRETLS')],
    then: [{ onlyRows: [{ Name: 'Milan', RequireTls: false }] }],
  },
  {
    says: 'a selected property that does not exist is no fault, and does not come',
    given: withConnectors('Milan'),
    calls: [selecting(getConnectors, 'Name', 'Colour'), selecting(getConnectors, 'Colour')],
    then: [{ onlyRows: [{ Name: 'Milan' }] }, { onlyRows: [{}] }],
  },
  {
    says: 'a selected property with values inside comes whole',
    given: contoso({ objects: { AuthenticationPolicy: [{ Name: 'Strict', Kept: nested() }] } }),
    calls: [selecting(call('Get-AuthenticationPolicy'), 'Kept')],
    then: [{ onlyRows: [{ Kept: nested() }] }],
  },
  {
    says: 'a selection of what is not there gives no row and no fault',
    given: contoso(),
    calls: [selecting(getConnectors, 'Name')],
    then: [{ onlyRows: [] }],
  },
  {
    says: 'a selection that names nothing selects everything',
    given: withConnectors('Milan'),
    calls: [selecting(getConnectors)],
    then: [{ rows: [{ Name: 'Milan', Enabled: true, ConnectorType: 'OnPremises' }] }],
  },
  {
    says: 'a selection does not add to the property sets of Get-EXOMailbox',
    given: withMailboxes(marked),
    calls: [
      selecting(call('Get-EXOMailbox'), 'DisplayName', 'CustomAttribute15'),
      selecting(
        call('Get-EXOMailbox', { Properties: ['CustomAttribute15'] }),
        'DisplayName',
        'CustomAttribute15',
      ),
      selecting(call('Get-EXOMailbox', { PropertySets: ['All'] }), 'customattribute15'),
      selecting(call('Get-EXOMailbox'), 'Colour'),
    ],
    then: [
      { onlyRows: [{ DisplayName: 'Printer' }] },
      { onlyRows: [{ DisplayName: 'Printer', CustomAttribute15: marked.CustomAttribute15 }] },
      { onlyRows: [{ CustomAttribute15: marked.CustomAttribute15 }] },
      { onlyRows: [{}] },
    ],
  },
  {
    says: 'each call of a round trip has its own selection',
    given: withConnectors('Milan'),
    calls: [
      selecting(getConnectors, 'Name'),
      selecting(getConnectors, 'Enabled'),
      selecting(call('Get-TransportConfig'), 'SmtpClientAuthenticationDisabled'),
    ],
    then: [
      { onlyRows: [{ Name: 'Milan' }] },
      { onlyRows: [{ Enabled: true }] },
      { onlyRows: [{ SmtpClientAuthenticationDisabled: true }] },
    ],
  },
  {
    says: 'a write that selects changes what it should, and tells only what is selected',
    given: contoso(),
    calls: [selecting(newConnector('Milan'), 'Name'), selecting(getConnectors, 'Name')],
    then: [{ onlyRows: [{ Name: 'Milan' }] }, { onlyRows: [{ Name: 'Milan' }] }],
  },
]

function selecting(one: Call, ...select: readonly string[]): Call {
  return { ...one, select }
}

function nested() {
  return {
    Limits: { Most: 5, Names: ['one'], Deeper: { None: null, On: true } },
    Rules: [{ A: 1 }],
  }
}
