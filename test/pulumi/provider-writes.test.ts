import { describe, expect, test } from 'vitest'
import { createClock } from '../support/clock.js'
import type { State, Values } from '../support/provider-client.js'
import { provider } from '../support/provider.js'
import { connectorInputs, mailboxInputs, spfInputs, texts } from '../support/provider-inputs.js'
import { stack } from '../support/stack.js'

const unknown = '04da6b54-80e4-46f7-96ec-b56ff0331ba9'
const secret = (value: string) => ({
  '4dabf18193072939515e22adb298388d': '1b47061264138c4ac30d75fd1eb44270',
  value,
})

function matching(text: string): string {
  return expect.stringContaining(text) as string
}

describe('create', () => {
  test('makes the thing, with our mark, under its key', async () => {
    const there = stack(texts)
    const { client } = await provider(there)
    const { id, properties } = await client.create('InboundConnector', connectorInputs())
    expect(id).toBe('milan')
    expect(properties).toEqual({
      ...connectorInputs(),
      connectorType: 'OnPremises',
      senderDomains: ['smtp:*;1'],
      mark: '[devicemail:contoso/milan]',
    })
    expect(there.tenant().connector('Devices at milan')).toMatchObject({
      Comment: '[devicemail:contoso/milan]',
      SenderIPAddresses: ['203.0.113.10'],
    })
  })

  test('in a preview writes nothing, gives no id, and foresees what will be', async () => {
    const there = stack(texts)
    const { client } = await provider(there)
    const foreseen = await client.create('InboundConnector', connectorInputs(), true)
    expect(foreseen.id).toBe('')
    expect(there.tenant().connectors).toEqual([])
    expect(there.read('.simulator/tenant.json')).toBeUndefined()
    const { properties } = await client.create('InboundConnector', connectorInputs())
    expect(foreseen.properties).toEqual(properties)
  })

  test('merges our terms into a record that others wrote', async () => {
    const there = stack(texts)
    const { client } = await provider(there)
    const { properties } = await client.create('SpfRecord', spfInputs())
    expect(properties).toEqual(spfInputs())
    expect(there.zone('contoso.com')).toContain('MS=ms12345678')
  })

  test('tells in the preview what a change of a record means, as a plan does', async () => {
    const { client, log } = await provider(stack(texts))
    await client.create('SpfRecord', spfInputs(), true)
    expect(log).toContainEqual(
      expect.objectContaining({
        message:
          '203.0.113.10 may now send mail of contoso.com; nobody loses. Look-ups: 1 of 10, as before.',
      }),
    )
  })

  test('refuses what is there and bears nobody’s mark, in the preview already', async () => {
    const there = stack({
      ...texts,
      'simulator.yaml': 'objects: { InboundConnector: [{ Name: Devices at milan }] }',
    })
    const { client } = await provider(there)
    for (const preview of [true, false])
      await expect(
        client.create('InboundConnector', connectorInputs(), preview),
      ).rejects.toMatchObject({ code: 9, message: matching('adopt: true') })
    const adopted = connectorInputs('milan', { adopt: true })
    expect((await client.create('InboundConnector', adopted)).id).toBe('milan')
    expect(there.tenant().connectors).toHaveLength(1)
  })

  test('takes over what bears our mark, though the state was lost', async () => {
    const there = stack(texts)
    const { client, close } = await provider(there)
    await client.create('SharedMailbox', mailboxInputs())
    await close()
    const again = await provider(there)
    expect((await again.client.create('SharedMailbox', mailboxInputs())).id).toBe(
      'printer@contoso.com',
    )
    expect(there.tenant().mailboxes).toHaveLength(1)
  })

  test('tells what the tenant has against it before it writes', async () => {
    const there = stack({ ...texts, 'simulator.yaml': 'acceptedDomains: [fabrikam.com]' })
    const { client } = await provider(there)
    await expect(client.create('SharedMailbox', mailboxInputs(), true)).rejects.toMatchObject({
      code: 9,
      message: matching('contoso.com'),
    })
    expect(there.tenant().mailboxes).toEqual([])
  })

  test('refuses what is in truth a site that was renamed', async () => {
    const there = stack(texts)
    const { client } = await provider(there)
    const rome = { egressIps: ['203.0.113.10'] }
    await client.create('InboundConnector', connectorInputs('rome', rome))
    await expect(
      client.create('InboundConnector:b', connectorInputs('milan'), true),
    ).rejects.toMatchObject({ message: matching('formerly: rome') })
    const renamed = connectorInputs('milan', { formerly: 'rome' })
    expect((await client.create('InboundConnector:b', renamed)).id).toBe('milan')
    expect(there.tenant().connectors).toHaveLength(1)
  })

  test('with an unknown input the preview says what it cannot know', async () => {
    const { client } = await provider(stack(texts))
    const inputs = connectorInputs('milan', { egressIps: [unknown] })
    const { properties } = await client.create('InboundConnector', inputs, true)
    expect(properties.egressIps).toBe(unknown)
    expect(properties.name).toBe('Devices at milan')
  })

  test('what came as a secret goes back as one', async () => {
    const { client } = await provider(stack(texts))
    const inputs = mailboxInputs('printer@contoso.com', { displayName: secret('Printers') })
    const made = await client.create('SharedMailbox', inputs)
    expect(made.properties.displayName).toEqual(secret('Printers'))
    const seen = await client.read('SharedMailbox', made.id, made)
    expect(seen.properties).toEqual(made.properties)
    expect(seen.inputs).toEqual(made.inputs)
  })

  test('many at once are few looks and as many writes as there are things', async () => {
    const there = stack(texts)
    const { client } = await provider(there)
    const sites = ['a', 'b', 'c', 'd', 'e', 'f']
    const made = await Promise.all(
      sites.map((site, index) =>
        client.create(
          `InboundConnector:${site}`,
          connectorInputs(site, { egressIps: [`198.51.100.${String(index + 1)}`] }),
        ),
      ),
    )
    expect(made.map(one => one.id)).toEqual(sites)
    expect(there.tenant().connectors).toHaveLength(6)
  })
})

describe('update', () => {
  test('changes what the person saw, and nothing in a preview', async () => {
    const there = stack(texts)
    const { client } = await provider(there)
    const made = await client.create('InboundConnector', connectorInputs())
    const news = connectorInputs('milan', { egressIps: ['203.0.113.20'] })
    const states = { olds: made.properties, oldInputs: made.inputs, news }
    const foreseen = await client.update('InboundConnector', states, true)
    expect(there.tenant().connector('Devices at milan')?.SenderIPAddresses).toEqual([
      '203.0.113.10',
    ])
    expect(await client.update('InboundConnector', states)).toEqual(foreseen)
    expect(there.tenant().connector('Devices at milan')?.SenderIPAddresses).toEqual([
      '203.0.113.20',
    ])
  })

  test('does not undo what an administrator changed unseen', async () => {
    const there = stack(texts)
    const { client, close } = await provider(there)
    const made = await client.create('InboundConnector', connectorInputs())
    await close()
    there.editTenant(tenant => ({
      ...tenant,
      objects: {
        ...tenant.objects,
        InboundConnector: tenant.objects.InboundConnector.map(row => ({ ...row, Enabled: false })),
      },
    }))
    const again = await provider(there)
    const news = connectorInputs('milan', { egressIps: ['203.0.113.20'] })
    const states = { olds: made.properties, oldInputs: made.inputs, news }
    await expect(again.client.update('InboundConnector', states)).rejects.toMatchObject({
      code: 10,
      message: matching('pulumi up --refresh'),
    })
    const seen = await again.client.read('InboundConnector', 'milan', made)
    expect(seen.properties.enabled).toBe(false)
    const refreshed = { olds: seen.properties, oldInputs: seen.inputs, news }
    expect((await again.client.update('InboundConnector', refreshed)).enabled).toBe(true)
  })

  test('another key is refused, unless the text says that it is the same thing', async () => {
    const there = stack(texts)
    const { client } = await provider(there)
    const made = await client.create('InboundConnector', connectorInputs('milan'))
    const move = (more: Values) => ({
      olds: made.properties,
      oldInputs: made.inputs,
      news: connectorInputs('turin', { name: 'Devices at milan', ...more }),
    })
    await expect(client.update('InboundConnector', move({}), true)).rejects.toMatchObject({
      message: matching('formerly: milan'),
    })
    const moved = await client.update('InboundConnector', move({ formerly: 'milan' }))
    expect(moved).toMatchObject({ site: 'turin', mark: '[devicemail:contoso/turin]' })
    expect(there.tenant().connectors).toHaveLength(1)
    const seen = await client.read('InboundConnector', 'milan', {
      properties: moved,
      inputs: move({ formerly: 'milan' }).news,
    })
    expect(seen.id).toBe('turin')
  })

  test('what is gone is not made again unseen', async () => {
    const there = stack(texts)
    const { client, close } = await provider(there)
    const made = await client.create('InboundConnector', connectorInputs())
    await close()
    there.editTenant(tenant => ({
      ...tenant,
      objects: { ...tenant.objects, InboundConnector: [] },
    }))
    const again = await provider(there)
    const news = connectorInputs('milan', { name: 'Milan' })
    await expect(
      again.client.update('InboundConnector', { olds: made.properties, news }),
    ).rejects.toMatchObject({ message: matching('pulumi up --refresh') })
    expect(there.tenant().connectors).toEqual([])
  })
})

describe('what Microsoft does not show yet', () => {
  test('is initialised with an error under its key, and goes on with the next update', async () => {
    const there = stack({
      ...texts,
      'simulator.yaml': 'connectorsCannotBeEnabled: true\nconnectorsBornDisabled: true',
    })
    const { client } = await provider(there)
    await expect(client.create('InboundConnector', connectorInputs())).rejects.toMatchObject({
      code: 2,
      thing: {
        id: 'milan',
        inputs: connectorInputs(),
        reasons: [matching('Microsoft support')],
        properties: { ...connectorInputs('milan', { enabled: false }) },
      },
    })
    expect(there.tenant().connectors).toHaveLength(1)
  })

  test('a write that got no answer is looked at, and is no error where it landed', async () => {
    const there = stack({
      ...texts,
      'simulator.yaml': 'faults: [{ cmdlet: New-InboundConnector, fault: timeout-after-write }]',
    })
    const { client } = await provider(there)
    expect((await client.create('InboundConnector', connectorInputs())).id).toBe('milan')
    expect(there.tenant().connectors).toHaveLength(1)
  })

  test('a write that never landed is in the state under its key, and is no twin', async () => {
    const there = stack({
      ...texts,
      'simulator.yaml': 'delays: { visibilitySeconds: 4000 }',
    })
    const { client } = await provider(there)
    await expect(client.create('SharedMailbox', mailboxInputs())).rejects.toMatchObject({
      code: 2,
      thing: { id: 'printer@contoso.com', reasons: [matching('pulumi up')] },
    })
    expect(there.tenant().mailboxes).toHaveLength(1)
  })
})

test('what does not show yet is forgotten by a refresh, and the next update makes no twin', async () => {
  const there = stack({ ...texts, 'simulator.yaml': 'delays: { visibilitySeconds: 4000 }' })
  const first = await provider(there)
  const { thing } = await first.client.create('SharedMailbox', mailboxInputs()).then(
    () => ({ thing: undefined }),
    (failure: unknown) => failure as { readonly thing: State | undefined },
  )
  expect(thing).toBeDefined()
  expect((await first.client.read('SharedMailbox', 'printer@contoso.com', thing)).id).toBe('')
  await expect(first.client.create('SharedMailbox:b', mailboxInputs())).rejects.toMatchObject({
    code: 6,
    message: matching('Run `pulumi preview --refresh` to see what holds it'),
  })
  await first.close()
  const clock = createClock('2026-11-25T08:00:00.000Z')
  const later = await provider(there, { world: { now: clock.now } })
  expect((await later.client.create('SharedMailbox', mailboxInputs())).id).toBe(
    'printer@contoso.com',
  )
  expect(there.tenant().mailboxes).toHaveLength(1)
})

describe('what the world does to a write', () => {
  test.each([
    ['denied', 7, 'role'],
    ['throttled', 14, 'few minutes'],
    ['rejected', 3, 'Correct the value'],
  ] as const)('%s is code %i', async (fault, code, remedy) => {
    const there = stack({
      ...texts,
      'simulator.yaml': `faults: [{ cmdlet: New-InboundConnector, fault: ${fault}, times: 99 }]`,
    })
    const { client } = await provider(there)
    await expect(client.create('InboundConnector', connectorInputs())).rejects.toMatchObject({
      code,
      message: matching(remedy),
    })
    expect(there.tenant().connectors).toEqual([])
  })

  test('a mailbox that was made but not finished stays in the state', async () => {
    const there = stack({
      ...texts,
      'simulator.yaml': 'faults: [{ cmdlet: Set-CASMailbox, fault: denied, times: 99 }]',
    })
    const { client } = await provider(there)
    await expect(client.create('SharedMailbox', mailboxInputs())).rejects.toMatchObject({
      code: 2,
      thing: { id: 'printer@contoso.com', reasons: [matching('Set-CASMailbox')] },
    })
  })
})

describe('a cancelled run', () => {
  test('starts nothing new, and says so', async () => {
    const there = stack(texts)
    const { client } = await provider(there)
    await client.cancel()
    await expect(client.create('InboundConnector', connectorInputs())).rejects.toMatchObject({
      code: 10,
      message: matching('pulumi up'),
    })
    expect(there.tenant().connectors).toEqual([])
  })

  test('finishes what was running, and answers truly', async () => {
    const there = stack(texts)
    const { client } = await provider(there)
    const running = client.create('InboundConnector', connectorInputs())
    await client.check('InboundConnector', connectorInputs())
    await client.cancel()
    const ended = await running.then(
      () => 'written',
      () => 'refused',
    )
    expect(there.tenant().connectors).toHaveLength(ended === 'written' ? 1 : 0)
  })
})

test('another run at work on the folder keeps this one from writing', async () => {
  const there = stack(texts)
  there.write({ '.devicemail/lock': '99\n' })
  const { client } = await provider(there, { world: { isProcessAlive: id => id === 99 } })
  await expect(client.create('InboundConnector', connectorInputs())).rejects.toMatchObject({
    code: 10,
    message: matching('process 99'),
  })
})
