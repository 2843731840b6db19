/** Inbound connectors of the simulated tenant behave as the facts say. */
import { describe, expect, test } from 'vitest'
import { textLike } from '../../support/text-like.js'
import { world } from '../../support/world.js'

const milan = {
  Name: 'Devices at milan',
  ConnectorType: 'OnPremises',
  SenderDomains: ['*'],
  SenderIPAddresses: ['203.0.113.10'],
}

async function withMilan(builder = world().domain('contoso.com')) {
  const built = builder.build()
  const exchange = built.exchange()
  const [row] = await exchange.run('New-InboundConnector', milan)
  return { ...built, exchange, row }
}

describe('a new inbound connector', () => {
  test('SenderDomains `*` reads back as `smtp:*;1`', async () => {
    const { state } = await withMilan()
    expect(state().connector(milan.Name)?.SenderDomains).toEqual(['smtp:*;1'])
  })

  test('a domain reads back in lower case with its cost', async () => {
    const { exchange, state } = await withMilan()
    await exchange.run('Set-InboundConnector', {
      Identity: milan.Name,
      SenderDomains: ['Contoso.com', 'smtp:*.contoso.com;1'],
    })
    expect(state().connector(milan.Name)?.SenderDomains).toEqual([
      'smtp:contoso.com;1',
      'smtp:*.contoso.com;1',
    ])
  })

  test('a single address reads back without /32, a block without host bits', async () => {
    const { exchange, state } = await withMilan()
    await exchange.run('Set-InboundConnector', {
      Identity: milan.Name,
      SenderIPAddresses: ['203.0.113.5/32', '203.0.113.17/29'],
    })
    expect(state().connector(milan.Name)?.SenderIPAddresses).toEqual([
      '203.0.113.5',
      '203.0.113.16/29',
    ])
  })

  test('the record has the properties of a live one, in its order', async () => {
    const { row } = await withMilan()
    expect(Object.keys(row ?? {})).toEqual([
      'Enabled',
      'ConnectorType',
      'ConnectorSource',
      'Comment',
      'SenderIPAddresses',
      'SenderDomains',
      'TrustedOrganizations',
      'ClientHostNames',
      'AssociatedAcceptedDomains',
      'RequireTls',
      'RestrictDomainsToIPAddresses',
      'RestrictDomainsToCertificate',
      'CloudServicesMailEnabled',
      'TreatMessagesAsInternal',
      'TlsSenderCertificateName',
      'EFTestMode',
      'ScanAndDropRecipients',
      'EFSkipLastIP',
      'EFSkipIPs',
      'EFSkipMailGateway',
      'EFUsers',
      'AdminDisplayName',
      'Name',
      'Identity',
      'WhenChangedUTC',
      'WhenCreatedUTC',
      'Guid',
      'IsValid',
    ])
    expect(row).toMatchObject({ Enabled: true, Comment: '', Identity: milan.Name })
    expect(row?.WhenCreatedUTC).toBe('2026-11-24T08:00:00.0000000Z')
  })

  test('without a type it is a Partner connector', async () => {
    const { exchange, state } = await withMilan()
    await exchange.run('New-InboundConnector', { Name: 'Filter', SenderDomains: ['*'] })
    expect(state().connector('Filter')?.ConnectorType).toBe('Partner')
  })

  test('a name that is taken is refused, whatever its case', async () => {
    const { exchange, state } = await withMilan()
    const again = exchange.run('New-InboundConnector', { ...milan, Name: 'devices AT Milan' })
    await expect(again).rejects.toMatchObject({ kind: 'conflict' })
    expect(state().connectors).toHaveLength(1)
  })

  test.each(['203.0.113.0/23', '203.0.113.1-203.0.113.9', '2001:db8::1', '256.1.1.1', 'milan'])(
    '%s is no sender address: IPv4 only, single or a block from /24 to /32',
    async address => {
      const { exchange } = await withMilan()
      const refused = exchange.run('New-InboundConnector', {
        ...milan,
        Name: 'Other',
        SenderIPAddresses: [address],
      })
      await expect(refused).rejects.toMatchObject({
        kind: 'rejected',
        text: `'${address}' isn't an IPv4 address or a range from /24 to /32.`,
      })
    },
  )

  test('a private address is accepted: no refusal is known', async () => {
    const { exchange } = await withMilan()
    const rows = await exchange.run('New-InboundConnector', {
      ...milan,
      Name: 'Private',
      SenderIPAddresses: ['192.168.0.10'],
    })
    expect(rows).toHaveLength(1)
  })

  test.each(['*.*', 'a*.com', 'con toso.com', '@contoso.com'])(
    'sender domain %s is refused: a wildcard is `*` or a leading `*.`',
    async domain => {
      const { exchange } = await withMilan()
      const change = { Identity: milan.Name, SenderDomains: [domain] }
      await expect(exchange.run('Set-InboundConnector', change)).rejects.toMatchObject({
        kind: 'rejected',
      })
    },
  )

  test('New needs SenderDomains, even for OnPremises', async () => {
    const exchange = world().build().exchange()
    const refused = exchange.run('New-InboundConnector', {
      Name: 'X',
      ConnectorType: 'OnPremises',
    })
    await expect(refused).rejects.toMatchObject({
      kind: 'rejected',
      text: textLike(/SenderDomains/),
    })
  })

  test('TreatMessagesAsInternal needs type OnPremises', async () => {
    const { exchange } = await withMilan()
    const refused = exchange.run('New-InboundConnector', {
      Name: 'Filter',
      SenderDomains: ['*'],
      ConnectorType: 'Partner',
      TreatMessagesAsInternal: true,
    })
    await expect(refused).rejects.toMatchObject({
      text: 'TreatMessagesAsInternal needs ConnectorType OnPremises.',
    })
  })

  test('CloudServicesMailEnabled cannot be true on a Partner connector', async () => {
    const { exchange } = await withMilan()
    const change = {
      Identity: milan.Name,
      ConnectorType: 'Partner',
      CloudServicesMailEnabled: true,
    }
    await expect(exchange.run('Set-InboundConnector', change)).rejects.toMatchObject({
      text: 'CloudServicesMailEnabled cannot be set to true if Connector type is not OnPremises',
    })
  })

  test.each(['mail.*.contoso.com', '*', 'not a name'])(
    'certificate name %s is refused: no wildcard inside',
    async name => {
      const { exchange } = await withMilan()
      const change = { Identity: milan.Name, TlsSenderCertificateName: name }
      await expect(exchange.run('Set-InboundConnector', change)).rejects.toMatchObject({
        kind: 'rejected',
      })
    },
  )
})

describe('a connector that is born disabled', () => {
  const born = () => world().domain('contoso.com').with({ connectorsBornDisabled: true })

  test('New may succeed with only a warning', async () => {
    const { port, state } = born().build()
    const [outcome] = await port.run([{ cmdlet: 'New-InboundConnector', parameters: milan }])
    expect(outcome).toMatchObject({
      status: 'done',
      warnings: [
        'Inbound connector for this service offering is created in a disabled state. ' +
          'Contact Support to enable it.',
      ],
    })
    expect(state().connector(milan.Name)?.Enabled).toBe(false)
  })

  test('a Set may enable it afterwards', async () => {
    const { exchange, state } = await withMilan(born())
    await exchange.run('Set-InboundConnector', { Identity: milan.Name, Enabled: true })
    expect(state().connector(milan.Name)?.Enabled).toBe(true)
  })

  test('where it cannot be enabled, Set only warns', async () => {
    const { port, state } = await withMilan(born().with({ connectorsCannotBeEnabled: true }))
    const [outcome] = await port.run([
      { cmdlet: 'Set-InboundConnector', parameters: { Identity: milan.Name, Enabled: true } },
    ])
    expect(outcome?.status).toBe('done')
    expect(outcome?.warnings[0]).toContain("you can't enable an inbound connector")
    expect(state().connector(milan.Name)?.Enabled).toBe(false)
  })
})

describe('changing and finding a connector', () => {
  test('a plain list overwrites, { add, remove } edits', async () => {
    const { exchange, state } = await withMilan()
    const addresses = () => state().connector(milan.Name)?.SenderIPAddresses
    await exchange.run('Set-InboundConnector', {
      Identity: milan.Name,
      SenderIPAddresses: { add: ['203.0.113.20/32'], remove: ['203.0.113.10'] },
    })
    expect(addresses()).toEqual(['203.0.113.20'])
    await exchange.run('Set-InboundConnector', {
      Identity: milan.Name,
      SenderIPAddresses: ['203.0.113.30'],
    })
    expect(addresses()).toEqual(['203.0.113.30'])
  })

  test('what is not named stays as it was', async () => {
    const { exchange, state } = await withMilan()
    await exchange.run('Set-InboundConnector', { Identity: milan.Name, Comment: 'ours' })
    expect(state().connector(milan.Name)).toMatchObject({
      Comment: 'ours',
      Enabled: true,
      SenderIPAddresses: ['203.0.113.10'],
    })
  })

  test('Set can rename, and the GUID stays', async () => {
    const { exchange, state, row } = await withMilan()
    await exchange.run('Set-InboundConnector', { Identity: String(row?.Guid), Name: 'Milan 2' })
    expect(state().connector('Milan 2')?.Guid).toBe(row?.Guid)
    expect(state().connectors).toHaveLength(1)
  })

  test('a Set that changes nothing says so and leaves the time of change', async () => {
    const { clock, port, state } = await withMilan()
    const before = state().connector(milan.Name)
    clock.advance(60)
    const [outcome] = await port.run([
      { cmdlet: 'Set-InboundConnector', parameters: { Identity: milan.Name, Enabled: true } },
    ])
    expect(outcome?.warnings).toHaveLength(1)
    expect(state().connector(milan.Name)).toEqual(before)
  })

  test('an Identity that Get does not know gives all connectors', async () => {
    const { exchange } = await withMilan(world().domain('contoso.com').connector('Proofpoint'))
    const rows = await exchange.run('Get-InboundConnector', { Identity: 'nobody' })
    expect(rows.map(row => row.Name)).toEqual(['Proofpoint', milan.Name])
  })

  test('an empty Identity gives all connectors', async () => {
    const { port } = await withMilan(world().domain('contoso.com').connector('Proofpoint'))
    const [outcome] = await port.run([
      { cmdlet: 'Get-InboundConnector', parameters: { Identity: null } },
    ])
    expect(outcome).toMatchObject({ status: 'done', rows: [{ Name: 'Proofpoint' }, {}] })
  })

  test('Set and Remove do not find what is not there', async () => {
    const { exchange } = await withMilan()
    const missing = { kind: 'not-found', type: textLike(/ManagementObjectNotFoundException$/) }
    const nobody = { Identity: 'nobody' }
    await expect(exchange.run('Set-InboundConnector', nobody)).rejects.toMatchObject(missing)
    await expect(exchange.run('Remove-InboundConnector', nobody)).rejects.toMatchObject(missing)
  })

  test('Remove takes away that one only', async () => {
    const { exchange, state } = await withMilan(world().domain('contoso.com').connector('Filter'))
    await exchange.run('Remove-InboundConnector', { Identity: milan.Name })
    expect(state().connectors.map(row => row.Name)).toEqual(['Filter'])
  })

  test('WhatIf changes nothing', async () => {
    const { exchange, state } = await withMilan()
    await exchange.run('Remove-InboundConnector', { Identity: milan.Name, WhatIf: true })
    expect(state().connectors).toHaveLength(1)
  })

  test('right after its creation nobody finds it, for as long as the scene says', async () => {
    const { clock, exchange, state } = await withMilan(
      world().with({ delays: { visibilitySeconds: { InboundConnector: 30 } } }),
    )
    const change = { Identity: milan.Name, Comment: 'seen' }
    expect(await exchange.run('Get-InboundConnector')).toEqual([])
    await expect(exchange.run('Set-InboundConnector', change)).rejects.toMatchObject({
      kind: 'not-found',
    })
    const again = exchange.run('New-InboundConnector', milan)
    await expect(again).rejects.toMatchObject({ kind: 'conflict' })
    clock.advance(30)
    await exchange.run('Set-InboundConnector', change)
    expect(state().connector(milan.Name)?.Comment).toBe('seen')
  })

  test('no connector can be made in a dehydrated tenant', async () => {
    const exchange = world().with({ dehydrated: true }).build().exchange()
    await expect(exchange.run('New-InboundConnector', milan)).rejects.toMatchObject({
      kind: 'rejected',
      type: 'InvalidOperationInDehydratedContextException',
    })
  })
})
