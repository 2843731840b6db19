import { describe, expect, test } from 'vitest'
import type { Tenant } from '../../src/drivers/exchange/simulator/tenant.js'
import { provider } from '../support/provider.js'
import { connectorInputs, mailboxInputs, spfInputs, texts } from '../support/provider-inputs.js'
import { stack } from '../support/stack.js'

function matching(text: string): string {
  return expect.stringContaining(text) as string
}

function editConnectors(edit: (row: Tenant['objects']['InboundConnector'][number]) => object) {
  return (tenant: Tenant): Tenant => ({
    ...tenant,
    objects: {
      ...tenant.objects,
      InboundConnector: tenant.objects.InboundConnector.map(row => ({ ...row, ...edit(row) })),
    },
  })
}

describe('refresh', () => {
  test('finds nothing new where nothing is new, for every kind', async () => {
    const there = stack({
      ...texts,
      'simulator.yaml': 'users: [{ name: Scans, address: scans@contoso.com }]',
    })
    const { client } = await provider(there)
    const inputs = {
      InboundConnector: connectorInputs(),
      SharedMailbox: mailboxInputs('printer@contoso.com', { members: ['Scans@contoso.com'] }),
      SpfRecord: spfInputs(),
      SmtpAuth: { address: 'scans@contoso.com', enabled: true },
      DirectSendGuard: { organization: 'contoso.onmicrosoft.com', rejectDirectSend: true },
    }
    for (const [type, given] of Object.entries(inputs)) {
      const made = await client.create(type, given)
      const seen = await client.read(type, made.id, made)
      expect(seen).toEqual({ ...made, inputs: given })
      const states = { olds: seen.properties, oldInputs: seen.inputs, news: made.inputs }
      expect((await client.diff(type, states)).changes).toBe('none')
    }
  })

  test('tells what was changed by hand, in outputs and in the inputs that it departs from', async () => {
    const there = stack(texts)
    const first = await provider(there)
    const made = await first.client.create('InboundConnector', connectorInputs())
    await first.close()
    there.editTenant(editConnectors(() => ({ SenderIPAddresses: ['198.51.100.9'] })))
    const { client } = await provider(there)
    const seen = await client.read('InboundConnector', 'milan', made)
    expect(seen.properties.egressIps).toEqual(['198.51.100.9'])
    expect(seen.inputs).toEqual(connectorInputs('milan', { egressIps: ['198.51.100.9'] }))
    const states = { olds: seen.properties, oldInputs: seen.inputs, news: made.inputs }
    expect((await client.diff('InboundConnector', states)).detailed).toEqual([
      'egressIps[0]: update (inputs)',
    ])
  })

  test('forgets what is proven to be gone', async () => {
    const there = stack(texts)
    const { client } = await provider(there)
    const state = {
      inputs: connectorInputs(),
      properties: { ...connectorInputs(), mark: '[devicemail:contoso/milan]' },
    }
    expect((await client.read('InboundConnector', 'milan', state)).id).toBe('')
  })

  test('what could not be read is an error, and never gone', async () => {
    const there = stack({
      ...texts,
      'simulator.yaml': 'faults: [{ cmdlet: Get-InboundConnector, fault: unreachable, times: 99 }]',
    })
    const { client } = await provider(there)
    const state = { inputs: connectorInputs(), properties: connectorInputs() }
    await expect(client.read('InboundConnector', 'milan', state)).rejects.toMatchObject({
      code: 14,
      message: matching('no connection'),
    })
  })

  test('a failed look is no answer for ever: the next one asks again', async () => {
    const there = stack({
      ...texts,
      'simulator.yaml': 'faults: [{ cmdlet: Get-InboundConnector, fault: denied }]',
    })
    const { client } = await provider(there)
    const state = { inputs: connectorInputs(), properties: connectorInputs() }
    await expect(client.read('InboundConnector', 'milan', state)).rejects.toMatchObject({ code: 7 })
    expect((await client.read('InboundConnector', 'milan', state)).id).toBe('')
  })

  test('what is in the way of a thing leaves it in the state, and says what to do', async () => {
    const there = stack(texts)
    const { client } = await provider(there)
    const made = await client.create('SpfRecord', spfInputs())
    there.editZone('contoso.com', text => `${text}@ IN TXT "v=spf1 -all"\n`)
    await expect(client.read('SpfRecord', made.id, made)).rejects.toMatchObject({
      thing: { id: 'contoso.com', properties: made.properties, inputs: made.inputs },
      message: matching('contoso.com'),
    })
  })

  test('a mark that somebody took away shows as drift, and is not put back unseen', async () => {
    const there = stack(texts)
    const first = await provider(there)
    const made = await first.client.create('InboundConnector', connectorInputs())
    await first.close()
    there.editTenant(editConnectors(() => ({ Comment: '' })))
    const { client } = await provider(there)
    const seen = await client.read('InboundConnector', 'milan', made)
    expect(seen.properties.mark).toBeNull()
    const states = { olds: seen.properties, oldInputs: seen.inputs, news: made.inputs }
    expect((await client.diff('InboundConnector', states)).detailed).toEqual(['mark: update'])
    await expect(client.update('InboundConnector', states, true)).rejects.toMatchObject({
      message: matching('adopt: true'),
    })
  })

  test('many at once are one look at the tenant', async () => {
    const there = stack(texts)
    const { client } = await provider(there)
    const made = await client.create('InboundConnector', connectorInputs())
    const sites = [...Array(50).keys()].map(index => `site-${String(index)}`)
    const seen = await Promise.all(
      sites.map(site =>
        client.read(`InboundConnector:${site}`, site, {
          inputs: connectorInputs(site),
          properties: { ...made.properties, site, name: site },
        }),
      ),
    )
    expect(seen.every(({ id }) => id === '')).toBe(true)
  })
})

describe('import', () => {
  const existing = {
    ...texts,
    'simulator.yaml': `
objects:
  InboundConnector: [{ Name: Devices at milan, SenderIPAddresses: [203.0.113.10] }]
  Mailbox: [{ PrimarySmtpAddress: printer@contoso.com, DisplayName: Printers, RecipientTypeDetails: SharedMailbox }]
`,
  }

  test('needs the id alone, and gives inputs that show no change', async () => {
    const { client } = await provider(stack(existing))
    for (const [type, id] of [
      ['InboundConnector', 'milan'],
      ['SharedMailbox', 'printer@contoso.com'],
    ] as const) {
      const seen = await client.read(type, id)
      expect(seen).toMatchObject({ id, properties: { mark: null, imported: true } })
      const states = { olds: seen.properties, oldInputs: seen.inputs, news: seen.inputs }
      const { detailed } = await client.diff(type, states)
      expect(detailed.filter(one => !/^(activeSync|imap|pop):/u.test(one))).toEqual([])
      const checked = await client.check(type, seen.inputs)
      expect(checked).toEqual({ inputs: seen.inputs, failures: [] })
    }
  })

  test('is the consent: the first update marks it as ours', async () => {
    const there = stack(existing)
    const { client } = await provider(there)
    const seen = await client.read('InboundConnector', 'milan')
    const news = { ...seen.inputs, egressIps: ['203.0.113.20'] }
    const states = { olds: seen.properties, oldInputs: seen.inputs, news }
    expect((await client.diff('InboundConnector', states)).diffs).toEqual(['egressIps'])
    const { mark, imported } = await client.update('InboundConnector', states)
    expect({ mark, imported }).toEqual({ mark: '[devicemail:contoso/milan]', imported: undefined })
    expect(there.tenant().connectors).toHaveLength(1)
  })

  test('a refresh in between does not forget the consent', async () => {
    const { client } = await provider(stack(existing))
    const seen = await client.read('InboundConnector', 'milan')
    expect((await client.read('InboundConnector', 'milan', seen)).properties).toEqual(
      seen.properties,
    )
  })

  test('by the name of a connector, it may become that of its site', async () => {
    const there = stack(existing)
    const { client } = await provider(there)
    const seen = await client.read('InboundConnector', 'Devices at milan')
    expect(seen.id).toBe('devices at milan')
    const states = { olds: seen.properties, oldInputs: seen.inputs, news: connectorInputs() }
    const after = await client.update('InboundConnector', states)
    expect(after.mark).toBe('[devicemail:contoso/milan]')
  })

  test('is the consent though the spec calls the connector otherwise', async () => {
    const there = stack({
      ...texts,
      'simulator.yaml':
        'objects: { InboundConnector: [{ Name: Old, SenderIPAddresses: [203.0.113.10] }] }',
    })
    const { client } = await provider(there)
    const seen = await client.read('InboundConnector', 'Old')
    const news = connectorInputs('milan', { name: 'Old' })
    const states = { olds: seen.properties, oldInputs: seen.inputs, news }
    expect((await client.update('InboundConnector', states)).mark).toBe(
      '[devicemail:contoso/milan]',
    )
    expect(there.tenant().connectors).toHaveLength(1)
  })

  test('of what is not there says so, with a blank id', async () => {
    const { client } = await provider(stack(texts))
    expect((await client.read('InboundConnector', 'rome')).id).toBe('')
  })

  test('of what something else holds is an error with the way out', async () => {
    const there = stack({
      ...texts,
      'simulator.yaml': 'users: [{ name: Anna, address: anna@contoso.com }]',
    })
    const { client } = await provider(there)
    await expect(client.read('SharedMailbox', 'anna@contoso.com')).rejects.toMatchObject({
      code: 9,
      message: matching('anna@contoso.com'),
    })
  })
})

test('what bears the mark of the spec is listed by its id', async () => {
  const { client } = await provider(stack(texts))
  expect(await client.list('InboundConnector')).toEqual([])
  await client.create('InboundConnector', connectorInputs())
  expect(await client.list('InboundConnector')).toEqual(['milan'])
})

describe('functions', () => {
  test('getTenant tells what the tenant says to the spec, as warnings', async () => {
    const there = stack({ ...texts, 'simulator.yaml': 'acceptedDomains: [fabrikam.com]' })
    const { client } = await provider(there)
    const { findings, acceptedDomains } = await client.invoke('devicemail:index:getTenant')
    expect(acceptedDomains).toContain('fabrikam.com')
    expect(findings).toContainEqual(
      expect.objectContaining({ severity: 'warning', message: matching('contoso.com') }),
    )
  })

  test('getDecision tells how a device sends', async () => {
    const { client } = await provider(stack(texts))
    const decision = await client.invoke('devicemail:index:getDecision', { device: 'copier' })
    expect(decision).toMatchObject({ device: 'copier', method: 'smtp-relay', port: 25 })
    await expect(
      client.invoke('devicemail:index:getDecision', { device: 'coper' }),
    ).rejects.toMatchObject({ message: matching('copier') })
  })

  test('another function is told with those there are', async () => {
    const { client } = await provider(stack(texts))
    await expect(client.invoke('devicemail:index:getPrinter')).rejects.toMatchObject({
      code: 12,
      message: matching('getTenant'),
    })
  })
})
