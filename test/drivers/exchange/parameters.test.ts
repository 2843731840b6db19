/** Parameters are bound as the service binds them. */
import { describe, expect, test } from 'vitest'
import type { Parameters } from '../../../src/drivers/drivers.js'
import { cmdletNames, nounOf } from '../../../src/drivers/exchange/cmdlet-table.js'
import { servedCmdlets } from '../../../src/drivers/exchange/simulator/perform.js'
import { world } from '../../support/world.js'

const connector: Parameters = { Name: 'Milan', SenderDomains: ['*'], ConnectorType: 'OnPremises' }

async function outcomeOf(cmdlet: string, parameters: Parameters) {
  const { port, state } = world().domain('contoso.com').build()
  const [outcome] = await port.run([{ cmdlet, parameters }])
  return {
    fault: outcome?.status === 'failed' ? outcome.fault : undefined,
    connector: state().connectors[0],
  }
}

describe('binding', () => {
  test('an unknown parameter fails with the text of the service', async () => {
    const { fault } = await outcomeOf('New-InboundConnector', { ...connector, Colour: 'red' })
    expect(fault).toMatchObject({
      kind: 'rejected',
      operation: 'New-InboundConnector',
      type: 'Microsoft.Exchange.AdminApi.CommandInvocation.AmbiguousParameterSetException',
      text:
        'Parameter set cannot be resolved using the specified named parameters. ' +
        'Invalid cmdlet parameters specified. Colour',
    })
  })

  test('ErrorAction is no parameter of a cmdlet', async () => {
    const { fault } = await outcomeOf('Get-Mailbox', { ErrorAction: 'Stop' })
    expect(fault?.text).toContain('ErrorAction')
  })

  test('names are matched without regard to case', async () => {
    const { connector: row } = await outcomeOf('New-InboundConnector', {
      name: 'Milan',
      SENDERDOMAINS: ['*'],
    })
    expect(row?.Name).toBe('Milan')
  })

  test('a text for a Boolean fails to transform', async () => {
    const { fault } = await outcomeOf('New-InboundConnector', { ...connector, Enabled: 'yes' })
    expect(fault).toMatchObject({
      kind: 'rejected',
      type: 'Microsoft.Exchange.AdminApi.CommandInvocation.ParameterTransformationException',
      text:
        "Cannot process argument transformation on parameter 'Enabled'. " +
        'Cannot convert value "yes" to type "Boolean".',
    })
  })

  test('enums are matched by prefix: a wrong value that begins a right one passes', async () => {
    const { connector: row } = await outcomeOf('New-InboundConnector', {
      ...connector,
      ConnectorType: 'onprem',
    })
    expect(row?.ConnectorType).toBe('OnPremises')
  })

  test('an enum value that begins none is refused', async () => {
    const { fault } = await outcomeOf('New-InboundConnector', {
      ...connector,
      ConnectorType: 'Cloud',
    })
    expect(fault?.type).toMatch(/ParameterTransformationException$/)
  })

  test('one text will do where a list is asked for', async () => {
    const { connector: row } = await outcomeOf('New-InboundConnector', {
      ...connector,
      SenderDomains: 'contoso.com',
    })
    expect(row?.SenderDomains).toEqual(['smtp:contoso.com;1'])
  })

  test.each([
    ['Get-Mailbox', { ResultSize: 'all' }],
    ['Get-EXOMailbox', { ExternalDirectoryObjectId: 'printer' }],
    ['Get-Mailbox', { RecipientTypeDetails: ['Printer'] }],
    ['Get-Mailbox', { Identity: ['a', 'b'] }],
  ] as const)('%s %j is refused', async (cmdlet, parameters) => {
    const { fault } = await outcomeOf(cmdlet, parameters)
    expect(fault?.kind).toBe('rejected')
  })

  test('mandatory parameters that are missing or empty are named', async () => {
    const { fault } = await outcomeOf('New-InboundConnector', { Name: '' })
    expect(fault).toMatchObject({ kind: 'rejected' })
    expect(fault?.text).toContain('Name, SenderDomains')
  })

  test('New-Mailbox needs the switch Shared: the simulator makes no other mailbox', async () => {
    const { fault } = await outcomeOf('New-Mailbox', { Name: 'x' })
    expect(fault?.text).toContain('Shared')
  })

  test('a cmdlet that is not there is not recognised', async () => {
    const { fault } = await outcomeOf('Get-Printer', {})
    expect(fault).toMatchObject({
      kind: 'denied',
      text: "The term 'Get-Printer' is not recognized as a name of a cmdlet",
    })
  })

  test('every cmdlet with a list of parameters is served, and the other way round', () => {
    expect([...servedCmdlets].sort()).toEqual([...cmdletNames].sort())
  })

  test('a noun is what a cmdlet is about, whatever module it comes from', () => {
    const names = ['Get-EXOMailbox', 'Undo-SoftDeletedMailbox', 'Get-EXOCasMailbox', 'Set-Mailbox']
    expect(names.map(nounOf)).toEqual(['Mailbox', 'Mailbox', 'CASMailbox', 'Mailbox'])
  })
})
