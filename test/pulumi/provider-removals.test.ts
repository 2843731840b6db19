import { describe, expect, test } from 'vitest'
import { provider } from '../support/provider.js'
import { connectorInputs, mailboxInputs, spfInputs, texts } from '../support/provider-inputs.js'
import { stack, type TestStack } from '../support/stack.js'

function matching(text: string): string {
  return expect.stringContaining(text) as string
}

describe('delete', () => {
  test('removes the thing, and what is gone already is a success', async () => {
    const there = stack(texts)
    const { client } = await provider(there)
    const made = await client.create('InboundConnector', connectorInputs())
    await client.remove('InboundConnector', made)
    expect(there.tenant().connectors).toEqual([])
    await client.remove('InboundConnector', made)
  })

  test('of a mailbox is soft, and tells until when it can be restored', async () => {
    const there = stack(texts)
    const { client, log } = await provider(there)
    const made = await client.create('SharedMailbox', mailboxInputs())
    await client.remove('SharedMailbox', made)
    expect(there.tenant().mailboxes).toEqual([])
    expect(there.tenant().softDeleted).toHaveLength(1)
    expect(log).toContainEqual({
      severity: 'information',
      message: matching('can be restored until 2026-12-24'),
      urn: 'urn:pulumi:dev::test::devicemail:index:Tenant$devicemail:index:SharedMailbox::one',
    })
    await client.remove('SharedMailbox', made)
  })

  test('of a mailbox with members is no different', async () => {
    const there = stack({
      ...texts,
      'simulator.yaml': 'users: [{ name: IT, address: it@contoso.com }]',
    })
    const { client } = await provider(there)
    const inputs = mailboxInputs('printer@contoso.com', { members: ['it@contoso.com'] })
    await client.remove('SharedMailbox', await client.create('SharedMailbox', inputs))
    expect(there.tenant().softDeleted).toHaveLength(1)
  })

  test('of a record takes our terms and leaves what others wrote', async () => {
    const there = stack(texts)
    const { client } = await provider(there)
    const made = await client.create('SpfRecord', spfInputs())
    await client.remove('SpfRecord', made)
    const zone = there.zone('contoso.com')
    expect(zone).toContain('v=spf1 include:spf.protection.outlook.com ~all')
    expect(zone).toContain('MS=ms12345678')
    expect(zone).not.toContain('203.0.113.10')
  })

  test('leaves in place what bears no mark of ours, and says so', async () => {
    const there = stack({
      ...texts,
      'simulator.yaml': 'objects: { InboundConnector: [{ Name: Devices at milan }] }',
    })
    const { client, log } = await provider(there)
    await client.remove('InboundConnector', await client.read('InboundConnector', 'milan'))
    expect(there.tenant().connectors).toHaveLength(1)
    expect(log.map(one => one.message)).toEqual([matching('left in place')])
  })

  test('does not take away what somebody changed meanwhile', async () => {
    const there = stack(texts)
    const { client } = await provider(there)
    const { id, properties } = await client.create('InboundConnector', connectorInputs())
    const stale = { id, properties: { ...properties, egressIps: ['198.51.100.9'] } }
    await expect(client.remove('InboundConnector', stale)).rejects.toMatchObject({
      code: 10,
      // It may be part of a destroy: to run `up` would make all of it again.
      message: matching('Run `pulumi refresh`, read what changed, and run the same command again'),
    })
    expect(there.tenant().connectors).toHaveLength(1)
  })

  test('an unread tenant is an error, not a success', async () => {
    const there = stack({
      ...texts,
      'simulator.yaml': 'faults: [{ cmdlet: Get-InboundConnector, fault: denied, times: 99 }]',
    })
    const { client } = await provider(there)
    await expect(
      client.remove('InboundConnector', { id: 'milan', properties: connectorInputs() }),
    ).rejects.toMatchObject({ code: 7 })
  })
})

describe('the limit of removals', () => {
  async function withSites(there: TestStack, count: number) {
    const { client, close } = await provider(there)
    const made = []
    for (const index of Array(count).keys()) {
      const site = `site-${String(index)}`
      const egressIps = [`198.51.100.${String(index)}`]
      made.push(
        await client.create(`InboundConnector:${site}`, connectorInputs(site, { egressIps })),
      )
    }
    await close()
    return made
  }

  test('counts over the run: the one too many is refused, with the way to allow it', async () => {
    const there = stack(texts)
    const made = await withSites(there, 6)
    const { client } = await provider(there)
    const ends = await Promise.allSettled(made.map(one => client.remove('InboundConnector', one)))
    const refused = ends.filter(one => one.status === 'rejected')
    expect(refused).toHaveLength(1)
    expect(refused[0]).toMatchObject({
      reason: { code: 9, message: matching('DEVICEMAIL_MAX_REMOVALS') },
    })
    expect(there.tenant().connectors).toHaveLength(1)
  })

  test('a person may say for one run how many may go', async () => {
    const there = stack(texts)
    const made = await withSites(there, 6)
    const { client } = await provider(there, { world: { env: { DEVICEMAIL_MAX_REMOVALS: '6' } } })
    await Promise.all(made.map(one => client.remove('InboundConnector', one)))
    expect(there.tenant().connectors).toEqual([])
  })

  test('what cannot be read as a number allows nothing', async () => {
    const there = stack(texts)
    const [one] = await withSites(there, 1)
    const { client } = await provider(there, { world: { env: { DEVICEMAIL_MAX_REMOVALS: 'all' } } })
    await expect(
      client.remove('InboundConnector', one ?? { id: '', properties: {} }),
    ).rejects.toMatchObject({ message: matching('"all"') })
  })

  test('a share of them holds as well as a number', async () => {
    const share = texts['tenant.yaml'].replace('removalsPercent: 100', 'removalsPercent: 50')
    const there = stack({ ...texts, 'tenant.yaml': share })
    const made = await withSites(there, 4)
    const { client } = await provider(there)
    const ends = await Promise.allSettled(made.map(one => client.remove('InboundConnector', one)))
    expect(ends.filter(one => one.status === 'fulfilled')).toHaveLength(2)
  })
})
