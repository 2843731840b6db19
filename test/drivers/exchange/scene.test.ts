/** What a scene may say, and what is told when it says something else. */
import { describe, expect, test } from 'vitest'
import { checkScene } from '../../../src/drivers/exchange/simulator/check-scene.js'
import { textLike } from '../../support/text-like.js'
import { world } from '../../support/world.js'

const codes = (data: unknown) => checkScene(data).findings.map(one => one.code)

describe('reading a scene', () => {
  test('nothing at all is a scene', () => {
    expect(checkScene(undefined)).toEqual({ scene: {}, findings: [] })
    expect(checkScene(null)).toEqual({ scene: {}, findings: [] })
  })

  test('a full one is taken as it is', () => {
    const data = {
      organization: 'contoso.onmicrosoft.com',
      acceptedDomains: ['contoso.com'],
      users: [{ name: 'Anna', address: 'anna@contoso.com', aliases: ['a@contoso.com'] }],
      groups: [{ name: 'Team', address: 'team@contoso.com', requireSenderAuthentication: false }],
      contacts: [{ name: 'Bank', address: 'desk@example.com' }],
      objects: { InboundConnector: [{ Name: 'Hybrid' }], Mailbox: [{ Name: 'x' }] },
      smtpAuthDisabled: false,
      rejectDirectSend: true,
      dehydrated: false,
      faults: [
        { cmdlet: 'New-Mailbox', call: 2, fault: 'throttled', times: 3, retryAfterSeconds: 5 },
        { cmdlet: 'Get-Mailbox', call: 'every', fault: 'unreachable' },
      ],
      delays: {
        visibilitySeconds: { Mailbox: 3 },
        replicationSeconds: 60,
        answerSeconds: { 'New-Mailbox': 2.5 },
      },
      roles: ['Global Reader', 'Mail Recipients'],
      missingRoleShows: 'not-recognized',
      connectorsBornDisabled: true,
      connectorsCannotBeEnabled: true,
      names: 'ids-for-all',
      accountsPurged: true,
      softDeletedKeepAddresses: true,
      dns: { 'contoso.com': { MX: ['0 contoso-com.mail.protection.outlook.com'] } },
    }
    expect(checkScene(data)).toEqual({ scene: data, findings: [] })
  })

  test('a misspelt key is told with the ones there are', () => {
    const { findings } = checkScene({ acceptedDomain: ['contoso.com'], users: [{ nam: 'x' }] })
    expect(findings).toMatchObject([
      { code: 'scene-key-unknown', message: textLike(/"acceptedDomain"/) },
      { code: 'scene-key-missing', message: textLike(/"users\[0\]\.name"/) },
      { code: 'scene-key-missing', message: textLike(/"users\[0\]\.address"/) },
      { code: 'scene-key-unknown', message: textLike(/"users\[0\]\.nam"/) },
    ])
    expect(findings[0]?.remedy).toContain('acceptedDomains')
  })

  test.each<[string, unknown, string]>([
    ['a list instead of a map', [], 'scene-value-wrong'],
    ['a text instead of a list', { acceptedDomains: 'contoso.com' }, 'scene-value-wrong'],
    ['a text instead of a switch', { dehydrated: 'yes' }, 'scene-value-wrong'],
    ['an address that is none', { users: [{ name: 'A', address: 'a' }] }, 'scene-value-wrong'],
    ['a noun that nobody reads', { objects: { Printer: [] } }, 'scene-key-unknown'],
    ['a row that is none', { objects: { Mailbox: ['x'] } }, 'scene-value-wrong'],
    [
      'a cmdlet that is not served',
      { faults: [{ cmdlet: 'Get-Printer', fault: 'denied' }] },
      'scene-word-unknown',
    ],
    [
      'a fault that there is not',
      { faults: [{ cmdlet: 'Get-Mailbox', fault: 'fire' }] },
      'scene-word-unknown',
    ],
    [
      'a call counted from 0',
      { faults: [{ cmdlet: 'Get-Mailbox', fault: 'denied', call: 0 }] },
      'scene-value-wrong',
    ],
    ['a role that there is not', { roles: ['King'] }, 'scene-word-unknown'],
    ['a delay below nothing', { delays: { visibilitySeconds: -1 } }, 'scene-value-wrong'],
    ['a hostile key', JSON.parse('{"__proto__": {"x": 1}}'), 'scene-key-unknown'],
    ['another hostile key', { constructor: {} }, 'scene-key-unknown'],
  ])('%s is told', (_, data, code) => {
    expect(codes(data)).toEqual([code])
  })

  test('all faults are told, not the first', () => {
    expect(codes({ users: 1, groups: 2, contacts: 3 })).toHaveLength(3)
  })

  test('two objects cannot hold one address', () => {
    const { findings, scene } = checkScene({
      users: [{ name: 'Anna', address: 'anna@contoso.com' }],
      contacts: [{ name: 'Bank', address: 'desk@example.com', aliases: ['ANNA@contoso.com'] }],
      objects: { Mailbox: [{ EmailAddresses: ['SMTP:x@contoso.com', 'smtp:desk@example.com'] }] },
    })
    expect(scene).toBeUndefined()
    expect(findings.map(one => one.code)).toEqual(['scene-address-twice', 'scene-address-twice'])
    expect(findings[0]?.message).toContain('users[0] (Anna) and contacts[0] (Bank)')
  })

  test('a mailbox may name its primary address twice', () => {
    const row = { PrimarySmtpAddress: 'x@contoso.com', EmailAddresses: ['SMTP:x@contoso.com'] }
    expect(codes({ objects: { Mailbox: [row] } })).toEqual([])
  })
})

describe('a tenant from a scene', () => {
  test('a connector that only has a name is an enabled one of type OnPremises', () => {
    const { state } = world().connector('Hybrid').build()
    expect(state().connectors).toMatchObject([
      { Name: 'Hybrid', Enabled: true, ConnectorType: 'OnPremises', SenderDomains: ['smtp:*;1'] },
    ])
  })

  test('rows keep what they say, switches of client access too', () => {
    const { state } = world()
      .mailbox({
        PrimarySmtpAddress: 'old@contoso.com',
        Name: 'Old',
        CustomAttribute15: 'payroll',
        ImapEnabled: false,
        SmtpClientAuthenticationDisabled: true,
        WhenSoftDeleted: '2026-11-20T00:00:00.0000000Z',
      })
      .build()
    expect(state().mailboxes).toEqual([])
    expect(state().softDeleted).toMatchObject([
      {
        Name: 'Old',
        Alias: 'old',
        CustomAttribute15: 'payroll',
        ImapEnabled: false,
        SmtpClientAuthenticationDisabled: true,
      },
    ])
  })

  test('the switches of the organisation start as the scene says', () => {
    const { state } = world({
      organization: 'Fabrikam.onmicrosoft.com',
      smtpAuthDisabled: false,
      rejectDirectSend: true,
      dehydrated: true,
      objects: { OrganizationConfig: [{ DefaultAuthenticationPolicy: 'Block' }] },
    }).build()
    expect(state().organization).toMatchObject({
      Name: 'fabrikam.onmicrosoft.com',
      RejectDirectSend: true,
      IsDehydrated: true,
      DefaultAuthenticationPolicy: 'Block',
    })
    expect(state().transport.SmtpClientAuthenticationDisabled).toBe(false)
  })

  test('names stay as given where the scene says so', () => {
    const { state } = world({ names: 'as-given' })
      .user({ name: 'Anna', address: 'anna@contoso.com' })
      .build()
    expect(state().mailbox('anna@contoso.com')?.Name).toBe('Anna')
  })
})
