/** What a caller may do with the roles of the facts' table. */
import { describe, expect, test } from 'vitest'
import { world } from '../../support/world.js'

const run = async (roles: readonly string[], cmdlet: string, parameters = {}) => {
  const { port } = world({ roles }).domain('contoso.com').mailbox('it@contoso.com').build()
  const [outcome] = await port.run([{ cmdlet, parameters }])
  return outcome?.status === 'failed' ? outcome.fault.kind : outcome?.status
}

const connector = { Name: 'Milan', SenderDomains: ['*'] }
const mailbox = { Shared: true, Name: 'printer' }
const scope = { Name: 'Payroll', RecipientRestrictionFilter: "Name -eq 'payroll'" }
const it = { Identity: 'it@contoso.com' }

describe('roles', () => {
  test.each([
    ['Remote and Accepted Domains', 'New-InboundConnector', connector, 'done'],
    ['Remote and Accepted Domains', 'Get-AcceptedDomain', {}, 'done'],
    ['Remote and Accepted Domains', 'Set-Mailbox', it, 'denied'],
    ['View-Only Configuration', 'Get-InboundConnector', {}, 'done'],
    ['View-Only Configuration', 'New-InboundConnector', connector, 'denied'],
    ['View-Only Configuration', 'Get-Mailbox', {}, 'denied'],
    ['View-Only Recipients', 'Get-Mailbox', {}, 'done'],
    ['Mail Recipients', 'Set-Mailbox', { ...it, DisplayName: 'x' }, 'done'],
    ['Mail Recipients', 'New-Mailbox', mailbox, 'denied'],
    ['User Options', 'Set-CASMailbox', { ...it, PopEnabled: false }, 'done'],
    ['Organization Transport Settings', 'Set-TransportConfig', {}, 'done'],
    ['Organization Transport Settings', 'Set-OrganizationConfig', {}, 'denied'],
    ['Exchange Administrator', 'New-Mailbox', mailbox, 'done'],
    ['Exchange Recipient Administrator', 'New-Mailbox', mailbox, 'done'],
    ['Exchange Recipient Administrator', 'New-InboundConnector', connector, 'denied'],
    ['Role Management', 'New-ManagementScope', scope, 'done'],
    ['Role Management', 'Get-ManagementRoleAssignment', {}, 'done'],
    ['Mail Recipients', 'New-ManagementScope', scope, 'denied'],
    ['Exchange Administrator', 'New-ManagementScope', scope, 'done'],
    ['Global Reader', 'Get-ServicePrincipal', {}, 'done'],
    ['Global Reader', 'Get-Mailbox', {}, 'done'],
    ['Global Reader', 'Set-Mailbox', it, 'denied'],
    ['Security Reader', 'Get-OrganizationConfig', {}, 'done'],
  ])('with %s, %s', async (role, cmdlet, parameters, expected) => {
    expect(await run([role], cmdlet, parameters)).toBe(expected)
  })

  test('a mailbox is made by Mail Recipient Creation and Mail Recipients together', async () => {
    expect(await run(['Mail Recipient Creation'], 'New-Mailbox', mailbox)).toBe('denied')
    expect(await run(['Mail Recipient Creation', 'Mail Recipients'], 'New-Mailbox', mailbox)).toBe(
      'done',
    )
  })

  test.each([
    ['forbidden', '403: User is not allowed to call Get-Mailbox'],
    ['not-recognized', "The term 'Get-Mailbox' is not recognized as a name of a cmdlet"],
  ] as const)('a missing role may show as %s', async (missingRoleShows, text) => {
    const exchange = world({ roles: [], missingRoleShows }).build().exchange()
    await expect(exchange.run('Get-Mailbox')).rejects.toMatchObject({ kind: 'denied', text })
  })

  test('whoever is refused changed nothing', async () => {
    const { exchange, state } = world({ roles: ['Global Reader'] }).build()
    await expect(exchange().run('New-InboundConnector', connector)).rejects.toMatchObject({
      kind: 'denied',
    })
    expect(state().connectors).toEqual([])
  })
})
