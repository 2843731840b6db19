/** Parameters that do not fit. PowerShell judges some of them before anything is sent. */
import type { Case } from './case.js'
import { call, contoso, getConnectors, newConnector, set, withConnectors } from './given.js'

export const binding: readonly Case[] = [
  {
    says: 'a parameter that the cmdlet has not is refused, and nothing is made',
    given: contoso(),
    calls: [newConnector('Milan', { Colour: 'red' }), getConnectors],
    then: [{ fault: 'rejected' }, { rows: [] }],
    mayJudgeItself: true,
  },
  {
    says: 'PrimarySmtpAddress of Set-Mailbox exists on premises only, so it is refused',
    given: contoso({ users: [{ name: 'Anna', address: 'anna@contoso.com' }] }),
    calls: [set('Set-Mailbox', 'anna@contoso.com', { PrimarySmtpAddress: 'a@contoso.com' })],
    then: [{ fault: 'rejected' }],
    mayJudgeItself: true,
  },
  {
    says: 'a word where a switch belongs is refused, and nothing is made',
    given: contoso(),
    calls: [newConnector('Milan', { Enabled: 'yes' }), getConnectors],
    then: [{ fault: 'rejected' }, { rows: [] }],
    mayJudgeItself: true,
  },
  {
    says: 'a wrong word of an enumeration is refused by the service alone',
    given: contoso(),
    calls: [newConnector('Milan', { ConnectorType: 'Cloud' })],
    then: [{ fault: 'rejected', type: 'ParameterTransformationException' }],
  },
  {
    says: 'a word that begins a right one passes, so it must be checked before it is sent',
    given: contoso(),
    calls: [newConnector('Milan', { ConnectorType: 'onprem' }), getConnectors],
    then: [{ count: 1 }, { rows: [{ ConnectorType: 'OnPremises' }] }],
  },
  {
    says: 'names of parameters are known in any case',
    given: withConnectors('Milan'),
    calls: [set('Set-InboundConnector', 'Milan', { COMMENT: 'x' }), getConnectors],
    then: [{ rows: [] }, { rows: [{ Comment: 'x' }] }],
  },
  {
    says: 'one text will do where a list is asked for',
    given: contoso(),
    calls: [newConnector('Milan', { SenderDomains: 'contoso.com' })],
    then: [{ rows: [{ SenderDomains: ['smtp:contoso.com;1'] }] }],
  },
  {
    says: 'a cmdlet without what it cannot do without is refused, and asks nobody for it',
    given: contoso(),
    calls: [call('New-InboundConnector', { Name: 'Milan', Confirm: false }), getConnectors],
    then: [{ fault: 'rejected' }, { rows: [] }],
    mayJudgeItself: true,
  },
  {
    says: 'a size that is no number is refused',
    given: contoso(),
    calls: [call('Get-Mailbox', { ResultSize: 'all' })],
    then: [{ fault: 'rejected', type: 'ParameterTransformationException' }],
  },
]
