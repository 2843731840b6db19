/** Client access, permissions, and the reads around a mailbox. */
import { describe, expect, test } from 'vitest'
import { textLike } from '../../support/text-like.js'
import { world } from '../../support/world.js'

const it = { Identity: 'it@contoso.com' }

const tenant = () =>
  world()
    .domain('contoso.com')
    .mailbox({ PrimarySmtpAddress: 'it@contoso.com', Name: 'IT' })
    .user({ name: 'Anna', address: 'anna@contoso.com' })
    .group({ name: 'Alarm team', address: 'alarm@contoso.com' })
    .build()

describe('client access', () => {
  test('protocols are on and SMTP AUTH follows the tenant until somebody says otherwise', async () => {
    const [row] = await tenant().exchange().run('Get-CASMailbox', it)
    expect(row).toMatchObject({
      ImapEnabled: true,
      PopEnabled: true,
      MAPIEnabled: true,
      OWAEnabled: true,
      ActiveSyncEnabled: true,
      EwsEnabled: true,
      SmtpClientAuthenticationDisabled: null,
    })
  })

  test('SmtpClientAuthenticationDisabled is true, false or null', async () => {
    const exchange = tenant().exchange()
    for (const value of [true, false, null]) {
      await exchange.run('Set-CASMailbox', { ...it, SmtpClientAuthenticationDisabled: value })
      const [row] = await exchange.run('Get-CASMailbox', it)
      expect(row?.SmtpClientAuthenticationDisabled).toBe(value)
    }
  })

  test('a plain Boolean takes no null', async () => {
    const refused = tenant()
      .exchange()
      .run('Set-CASMailbox', { ...it, ImapEnabled: null })
    await expect(refused).rejects.toMatchObject({
      kind: 'rejected',
      type: textLike(/ParameterTransformationException$/),
    })
  })

  test('Get-EXOCasMailbox does not show SmtpClientAuthenticationDisabled', async () => {
    const exchange = tenant().exchange()
    const [row] = await exchange.run('Get-EXOCasMailbox', it)
    expect(row).toHaveProperty('ImapEnabled', true)
    expect(row).not.toHaveProperty('SmtpClientAuthenticationDisabled')
  })
})

describe('permissions', () => {
  test('the row of NT AUTHORITY\\SELF is always there, its rights one joined text', async () => {
    const [row] = await tenant().exchange().run('Get-MailboxPermission', it)
    expect(row).toMatchObject({
      User: 'NT AUTHORITY\\SELF',
      AccessRights: ['FullAccess, ReadPermission'],
    })
  })

  test('AutoMapping is never readable', async () => {
    const { exchange, tenant: state } = tenant()
    const client = exchange()
    await client.run('Add-MailboxPermission', {
      ...it,
      User: 'anna@contoso.com',
      AccessRights: ['FullAccess'],
      AutoMapping: false,
    })
    const rows = await client.run('Get-MailboxPermission', { ...it, User: 'anna@contoso.com' })
    expect(rows).toHaveLength(1)
    expect(rows[0]).toMatchObject({ User: 'anna@contoso.com', AccessRights: ['FullAccess'] })
    expect(rows[0]).not.toHaveProperty('AutoMapping')
    const kept = state().recipients.flatMap(one => one.mayOpen ?? [])
    expect(kept).toMatchObject([{ autoMapping: false }])
  })

  test('AutoMapping cannot be changed in place', async () => {
    const { exchange, tenant: state } = tenant()
    const client = exchange()
    const right = { ...it, User: 'anna@contoso.com', AccessRights: ['FullAccess'] }
    await client.run('Add-MailboxPermission', right)
    await client.run('Add-MailboxPermission', { ...right, AutoMapping: false })
    const kept = state().recipients.flatMap(one => one.mayOpen ?? [])
    expect(kept).toMatchObject([{ autoMapping: true }])
  })

  test('a right is taken back alone', async () => {
    const { exchange, state } = tenant()
    const client = exchange()
    const right = { ...it, User: 'anna@contoso.com' }
    await client.run('Add-MailboxPermission', {
      ...right,
      AccessRights: ['FullAccess', 'ReadPermission'],
    })
    await client.run('Remove-MailboxPermission', { ...right, AccessRights: ['FullAccess'] })
    const rows = await client.run('Get-MailboxPermission', right)
    expect(rows[0]?.AccessRights).toEqual(['ReadPermission'])
    await client.run('Remove-MailboxPermission', { ...right, AccessRights: ['ReadPermission'] })
    expect(state().openers('it@contoso.com')).toEqual([])
  })

  test('SendAs reads back with its trustee, for one or for all recipients', async () => {
    const client = tenant().exchange()
    await client.run('Add-RecipientPermission', {
      ...it,
      Trustee: 'anna@contoso.com',
      AccessRights: ['SendAs'],
    })
    const rows = await client.run('Get-RecipientPermission', { Trustee: 'anna@contoso.com' })
    expect(rows).toMatchObject([
      {
        Identity: 'IT',
        Trustee: 'anna@contoso.com',
        AccessRights: ['SendAs'],
        AccessControlType: 'Allow',
      },
    ])
    await client.run('Remove-RecipientPermission', {
      ...it,
      Trustee: 'anna@contoso.com',
      AccessRights: ['SendAs'],
    })
    expect(await client.run('Get-RecipientPermission', { Trustee: 'anna@contoso.com' })).toEqual([])
  })

  test('a recipient permission is SendAs and nothing else', async () => {
    const refused = tenant()
      .exchange()
      .run('Add-RecipientPermission', {
        ...it,
        Trustee: 'anna@contoso.com',
        AccessRights: ['FullAccess'],
      })
    await expect(refused).rejects.toMatchObject({ kind: 'rejected' })
  })

  test('who is not there gets no right', async () => {
    const refused = tenant()
      .exchange()
      .run('Add-MailboxPermission', { ...it, User: 'nobody', AccessRights: ['FullAccess'] })
    await expect(refused).rejects.toMatchObject({ kind: 'not-found' })
  })

  test('rights of somebody who was removed no longer show', async () => {
    const client = tenant().exchange()
    await client.run('Add-MailboxPermission', {
      ...it,
      User: 'anna@contoso.com',
      AccessRights: ['FullAccess'],
    })
    await client.run('Remove-Mailbox', { Identity: 'anna@contoso.com' })
    expect(await client.run('Get-MailboxPermission', it)).toHaveLength(1)
  })
})

describe('reads', () => {
  test('Get-EXOMailbox gives the Minimum set; the rest is absent, not empty', async () => {
    const [row] = await tenant().exchange().run('Get-EXOMailbox', it)
    expect(row).toMatchObject({ Alias: 'it', PrimarySmtpAddress: 'it@contoso.com' })
    expect(row).not.toHaveProperty('CustomAttribute15')
    expect(row).not.toHaveProperty('HiddenFromAddressListsEnabled')
  })

  test('Properties and PropertySets add what is asked for', async () => {
    const exchange = tenant().exchange()
    const ask = (more: Readonly<Record<string, string[]>>) =>
      exchange.run('Get-EXOMailbox', { ...it, ...more })
    const [byName] = await ask({ Properties: ['customattribute15'] })
    expect(byName).toHaveProperty('CustomAttribute15', '')
    const [bySet] = await ask({ PropertySets: ['Custom', 'AddressList'] })
    expect(bySet).toMatchObject({ CustomAttribute1: '', HiddenFromAddressListsEnabled: false })
    const [all] = await ask({ PropertySets: ['All'] })
    expect(all).toHaveProperty('MessageCopyForSentAsEnabled', false)
    await expect(ask({ Properties: ['CustomAttribut15'] })).rejects.toMatchObject({
      kind: 'rejected',
    })
  })

  test('a mailbox is asked for by id, sign-in name or address', async () => {
    const exchange = tenant().exchange()
    const [row] = await exchange.run('Get-EXOMailbox', { PrimarySmtpAddress: 'it@contoso.com' })
    const byId = { ExternalDirectoryObjectId: String(row?.ExternalDirectoryObjectId) }
    const bySignIn = { UserPrincipalName: String(row?.UserPrincipalName) }
    expect(await exchange.run('Get-EXOMailbox', byId)).toEqual([row])
    expect(await exchange.run('Get-EXOMailbox', bySignIn)).toEqual([row])
  })

  test('`$null` gives everything', async () => {
    const [outcome] = await tenant().port.run([
      { cmdlet: 'Get-Mailbox', parameters: { Identity: null } },
    ])
    expect(outcome).toMatchObject({ status: 'done', rows: [{}, {}] })
  })

  test('Get-Recipient knows every type, and shows which', async () => {
    const rows = await tenant().exchange().run('Get-Recipient')
    expect(rows.map(row => row.RecipientTypeDetails)).toEqual([
      'UserMailbox',
      'MailUniversalDistributionGroup',
      'SharedMailbox',
    ])
    const groups = await tenant()
      .exchange()
      .run('Get-Recipient', { RecipientTypeDetails: ['MailUniversalDistributionGroup'] })
    expect(groups).toHaveLength(1)
  })

  test('a group refuses senders who did not sign in until told otherwise', async () => {
    const [row] = await tenant()
      .exchange()
      .run('Get-DistributionGroup', { Identity: 'alarm@contoso.com' })
    expect(row?.RequireSenderAuthenticationEnabled).toBe(true)
  })

  test('without ResultSize only 1,000 rows come, with a warning', async () => {
    const users = Array.from({ length: 1001 }, (_, index) => ({
      name: `U${index}`,
      address: `u${index}@contoso.com`,
    }))
    const { exchange, port } = world({ acceptedDomains: ['contoso.com'], users }).build()
    const [outcome] = await port.run([{ cmdlet: 'Get-Mailbox', parameters: {} }])
    expect(outcome).toMatchObject({ status: 'done', warnings: [textLike(/1000/)] })
    expect(outcome?.status === 'done' && outcome.rows).toHaveLength(1000)
    const [two] = await port.run([{ cmdlet: 'Get-Mailbox', parameters: { ResultSize: 2 } }])
    expect(two).toMatchObject({ status: 'done', rows: [{}, {}] })
    expect(await exchange().run('Get-Mailbox')).toHaveLength(1001)
  })
})

describe('the organisation', () => {
  test('accepted domains have a default and an initial one', async () => {
    const exchange = world().domain('contoso.com').domain('fabrikam.com').build().exchange()
    const rows = await exchange.run('Get-AcceptedDomain')
    expect(rows.map(row => [row.DomainName, row.Default, row.InitialDomain])).toEqual([
      ['contoso.com', true, false],
      ['fabrikam.com', false, false],
      ['contoso.onmicrosoft.com', false, true],
    ])
    expect(rows[0]).toMatchObject({ MatchSubDomains: false, SendingFromDomainDisabled: false })
  })

  test('SMTP AUTH is off for the tenant, as in those made after January 2020', async () => {
    const { exchange, state } = world().build()
    const client = exchange()
    expect(await client.run('Get-TransportConfig')).toMatchObject([
      { SmtpClientAuthenticationDisabled: true },
    ])
    await client.run('Set-TransportConfig', { SmtpClientAuthenticationDisabled: false })
    expect(state().transport.SmtpClientAuthenticationDisabled).toBe(false)
  })

  test('RejectDirectSend is off, and Set-OrganizationConfig turns it on', async () => {
    const { exchange, state } = world().domain('contoso.com').build()
    const client = exchange()
    expect(await client.run('Get-OrganizationConfig')).toMatchObject([
      { RejectDirectSend: false, Name: 'contoso.onmicrosoft.com', IsDehydrated: false },
    ])
    await client.run('Set-OrganizationConfig', { RejectDirectSend: true })
    expect(state().organization.RejectDirectSend).toBe(true)
  })

  test('outbound connectors in test mode are hidden unless asked for', async () => {
    const exchange = world()
      .object('OutboundConnector', { Name: 'To partner', TestMode: false })
      .object('OutboundConnector', { Name: 'Trial', TestMode: true })
      .build()
      .exchange()
    expect(await exchange.run('Get-OutboundConnector')).toHaveLength(1)
    const all = await exchange.run('Get-OutboundConnector', { IncludeTestModeConnectors: true })
    expect(all).toHaveLength(2)
  })

  test('other reads answer from the scene', async () => {
    const exchange = world()
      .domain('contoso.com')
      .object('DkimSigningConfig', { Domain: 'contoso.com', Enabled: true, Status: 'Valid' })
      .object('AuthenticationPolicy', { Name: 'Block', AllowBasicAuthSmtp: false })
      .build()
      .exchange()
    const dkim = await exchange.run('Get-DkimSigningConfig', { Identity: 'contoso.com' })
    expect(dkim).toMatchObject([{ Enabled: true }])
    const policies = await exchange.run('Get-AuthenticationPolicy')
    expect(policies).toMatchObject([{ AllowBasicAuthSmtp: false }])
    expect(await exchange.run('Get-MessageTraceV2')).toEqual([])
    expect(await exchange.run('Get-HostedConnectionFilterPolicy')).toHaveLength(1)
    expect(await exchange.run('Get-ConnectionInformation')).toMatchObject([
      { State: 'Connected', Organization: 'contoso.onmicrosoft.com' },
    ])
  })
})
