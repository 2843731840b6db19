import { describe, expect, test } from 'vitest'
import { everyKind } from '../../src/resources/kinds.js'
import { typeToken } from '../../src/pulumi/type-token.js'
import { configuration } from '../support/provider-client.js'
import { provider } from '../support/provider.js'
import { connectorInputs, mailboxInputs, spfInputs, texts } from '../support/provider-inputs.js'
import { stack } from '../support/stack.js'

const unknown = '04da6b54-80e4-46f7-96ec-b56ff0331ba9'

describe('the engine meets the provider', () => {
  test('it takes secrets, resources and outputs, and tells its version', async () => {
    const { client } = await provider(stack(texts), { configured: false })
    expect(await client.handshake('127.0.0.1:9')).toMatchObject({
      acceptSecrets: true,
      acceptResources: true,
      acceptOutputs: true,
    })
    expect(await client.version()).toBe('1.2.3')
  })

  test('its schema has every kind with its fields, and the functions', async () => {
    const { client } = await provider(stack(texts), { configured: false })
    const schema = (await client.schema()) as {
      resources: Record<string, { inputProperties: object; requiredInputs: string[] }>
      functions: object
    }
    expect(Object.keys(schema.resources)).toEqual(everyKind.map(kind => typeToken(kind.name)))
    const mailbox = schema.resources['devicemail:index:SharedMailbox']
    expect(Object.keys(mailbox?.inputProperties ?? {})).toEqual([
      ...Object.keys(mailboxInputs()),
      'adopt',
      'takeFrom',
      'formerly',
    ])
    expect(mailbox?.requiredInputs).toEqual(['address', 'displayName', 'hidden'])
    expect(Object.keys(schema.functions)).toEqual([
      'devicemail:index:getTenant',
      'devicemail:index:getDecision',
    ])
  })

  test('an attached engine is told what happens from then on', async () => {
    const { client } = await provider(stack(texts))
    await expect(client.attach('127.0.0.1:9')).resolves.toBeDefined()
  })
})

describe('the configuration', () => {
  test('a spec of this organization is fine', async () => {
    const { client } = await provider(stack(texts), { configured: false })
    expect((await client.checkConfig(configuration)).failures).toEqual([])
  })

  test('a spec for single things needs no device, only a tenant that can be reached', async () => {
    const tenant = { organization: 'contoso.onmicrosoft.com', exchange: 'simulator' }
    const spec = JSON.stringify({ version: 1, tenant })
    const { client } = await provider(stack(texts), { configured: false })
    expect((await client.checkConfig({ ...configuration, spec })).failures).toEqual([])
    const broken = JSON.stringify({ version: 1, tenant: { ...tenant, exchange: 'post' } })
    const { failures } = await client.checkConfig({ ...configuration, spec: broken })
    expect(failures).toEqual([expect.stringMatching(/^spec: .*post/u)])
  })

  test('each fault is told at its setting, with the way out', async () => {
    const { client } = await provider(stack(texts), { configured: false })
    const failures = async (config: Readonly<Record<string, string>>) =>
      (await client.checkConfig(config)).failures
    expect(await failures({})).toEqual([expect.stringMatching(/^spec: .*stacks\/contoso/u)])
    expect(await failures({ spec: '/etc/contoso' })).toEqual([
      expect.stringMatching(/^spec: .*absolute/u),
    ])
    expect(await failures({ ...configuration, user: 'it' })).toEqual([
      expect.stringMatching(/^user: .*no setting "user"/u),
    ])
    expect(await failures({ spec: 'nowhere' })).toEqual([expect.stringMatching(/^spec: /u)])
    expect(await failures({ ...configuration, organization: 'fabrikam.onmicrosoft.com' })).toEqual([
      expect.stringMatching(/^organization: .*contoso\.onmicrosoft\.com/u),
    ])
  })

  test('a stack is not led from one tenant to another', async () => {
    const { client } = await provider(stack(texts), { configured: false })
    const olds = { ...configuration, organization: 'fabrikam.onmicrosoft.com' }
    const { failures } = await client.checkConfig(configuration, olds)
    expect(failures).toEqual([expect.stringContaining('pulumi stack init')])
  })

  test('a folder that moved is a change that replaces nothing', async () => {
    const { client } = await provider(stack(texts), { configured: false })
    expect(await client.diffConfig({ ...configuration, spec: 'old' }, configuration)).toEqual([
      'spec',
    ])
    expect(await client.diffConfig(configuration, configuration)).toEqual([])
  })

  test('to configure connects to nothing: even a tenant that cannot be opened is taken', async () => {
    const broken = stack({ ...texts, 'simulator.yaml': 'faults: [' })
    const { client } = await provider(broken)
    expect((await client.check('SharedMailbox', mailboxInputs())).failures).toEqual([])
    await expect(client.create('SharedMailbox', mailboxInputs())).rejects.toMatchObject({
      code: 9,
      message: expect.stringContaining('simulator.yaml') as string,
    })
  })

  test('unconfigured, as for unknown settings, it compares and says why it does no more', async () => {
    const { client } = await provider(stack(texts), { configured: false })
    await expect(client.create('SharedMailbox', mailboxInputs())).rejects.toMatchObject({
      code: 9,
      message: expect.stringContaining('plain texts') as string,
    })
    const olds = mailboxInputs()
    expect((await client.diff('SharedMailbox', { olds, news: olds })).detailed).toEqual([
      'activeSync: add',
      'imap: add',
      'mark: update',
      'pop: add',
    ])
  })
})

describe('check', () => {
  test('keeps the spelling of the person, fills in what was left out and adds what is always so', async () => {
    const { client } = await provider(stack(texts))
    const { inputs, failures } = await client.check('SharedMailbox', {
      address: 'Printer@Contoso.com',
      displayName: 'Printers',
      hidden: true,
    })
    expect(failures).toEqual([])
    const filled = mailboxInputs('Printer@Contoso.com', { smtpAuth: null, signInName: null })
    expect(inputs).toEqual({ ...filled, imap: false, pop: false, activeSync: false })
  })

  test('takes a constant back from an import, and no other value of it', async () => {
    const { client } = await provider(stack(texts))
    const { inputs } = await client.check('InboundConnector', connectorInputs())
    expect(await client.check('InboundConnector', inputs)).toEqual({ inputs, failures: [] })
    const { failures } = await client.check('InboundConnector', {
      ...inputs,
      connectorType: 'Partner',
      senderDomains: [],
    })
    expect(failures).toEqual([
      'connectorType: The input "connectorType" cannot be "Partner". Write "OnPremises".',
      'senderDomains: The input "senderDomains" cannot be []. Write ["smtp:*;1"].',
    ])
  })

  test('tells all faults, each at its property', async () => {
    const { client } = await provider(stack(texts))
    const { failures } = await client.check('InboundConnector', {
      site: 'milan',
      nmae: 'Devices',
      enabled: 'yes',
      egressIps: ['203.0.113.10', 'milan'],
    })
    expect(failures.map(one => one.split(':')[0])).toEqual([
      'nmae',
      'name',
      'enabled',
      'egressIps[1]',
      'requireTls',
    ])
    expect(failures[3]).toContain('Write an IP address or range.')
  })

  test('tells the faults of the kind at the member that causes them', async () => {
    const { client } = await provider(stack(texts))
    const check = async (more: Readonly<Record<string, string[]>>) =>
      (await client.check('InboundConnector', connectorInputs('milan', more))).failures
    expect(await check({ egressIps: ['203.0.113.10', '198.51.0.0/16'] })).toEqual([
      expect.stringMatching(/^egressIps\[1\]: .*\/24 to \/32/u),
    ])
    expect(await check({ egressIps: [] })).toEqual([
      expect.stringMatching(/^: .*recognise nobody/u),
    ])
  })

  test('waits with what it cannot know before the update', async () => {
    const { client } = await provider(stack(texts))
    const inputs = connectorInputs('milan', { egressIps: [unknown] })
    const checked = await client.check('InboundConnector', inputs)
    expect(checked).toMatchObject({ inputs, failures: [] })
  })

  test('an unknown type is told with those there are', async () => {
    const { client } = await provider(stack(texts))
    await expect(client.check('Printer', {})).rejects.toMatchObject({
      code: 12,
      message: expect.stringContaining('devicemail:index:SharedMailbox') as string,
    })
  })
})

describe('diff', () => {
  const olds = {
    ...connectorInputs(),
    connectorType: 'OnPremises',
    senderDomains: ['smtp:*;1'],
    mark: '[devicemail:contoso/milan]',
  }
  const oldInputs = connectorInputs()

  test('names just what changed, and replaces nothing', async () => {
    const { client } = await provider(stack(texts))
    const diff = async (more: Readonly<Record<string, string | boolean | string[]>>) =>
      client.diff('InboundConnector', { olds, oldInputs, news: connectorInputs('milan', more) })
    expect(await diff({})).toEqual({ changes: 'none', diffs: [], replaces: [], detailed: [] })
    expect(await diff({ egressIps: ['203.0.113.20'] })).toEqual({
      changes: 'some',
      diffs: ['egressIps'],
      replaces: [],
      detailed: ['egressIps[0]: update (inputs)'],
    })
    expect((await diff({ egressIps: ['203.0.113.10', '203.0.113.20'] })).detailed).toEqual([
      'egressIps[1]: add (inputs)',
    ])
    expect((await diff({ egressIps: [], name: 'Milan' })).detailed).toEqual([
      'egressIps[0]: delete (inputs)',
      'name: update (inputs)',
    ])
  })

  test('another spelling or order of the same is no change', async () => {
    const { client } = await provider(stack(texts))
    const inputs = { egressIps: ['203.0.113.20', '203.0.113.10/32'] }
    const state = { ...olds, egressIps: ['203.0.113.10', '203.0.113.20'] }
    const news = connectorInputs('milan', inputs)
    const { changes } = await client.diff('InboundConnector', { olds: state, oldInputs, news })
    expect(changes).toBe('none')
  })

  test('what the tenant departed from is told as drift, not as a change of inputs', async () => {
    const { client } = await provider(stack(texts))
    const state = { ...olds, enabled: false, connectorType: 'Partner' }
    const states = { olds: state, oldInputs, news: oldInputs }
    expect((await client.diff('InboundConnector', states)).detailed).toEqual([
      'connectorType: update',
      'enabled: update',
    ])
    const ignoring = await client.diff('InboundConnector', states, ['enabled'])
    expect(ignoring.detailed).toEqual(['connectorType: update'])
  })

  test('what is unknown before the update counts as a change', async () => {
    const { client } = await provider(stack(texts))
    const news = connectorInputs('milan', { egressIps: [unknown] })
    expect((await client.diff('InboundConnector', { olds, oldInputs, news })).detailed).toEqual([
      'egressIps: update (inputs)',
    ])
  })

  test('what others added is no difference', async () => {
    const { client } = await provider(stack(texts))
    const inputs = mailboxInputs()
    const state = {
      ...inputs,
      ...{ imap: false, pop: false, activeSync: false },
      aliases: ['postmaster@contoso.com'],
      signInName: 'printer@contoso.com',
      mark: '[devicemail:contoso/printer@contoso.com]',
    }
    const states = { olds: state, oldInputs: inputs, news: inputs }
    expect((await client.diff('SharedMailbox', states)).changes).toBe('none')
    const record =
      'v=spf1 ip4:203.0.113.10 include:mail.example include:spf.protection.outlook.com -all'
    const spf = { olds: { ...spfInputs(), record }, oldInputs: spfInputs(), news: spfInputs() }
    expect((await client.diff('SpfRecord', spf)).changes).toBe('none')
  })

  test('is symmetric: old and new may change places, as a refresh has them do', async () => {
    const { client } = await provider(stack(texts))
    const other = connectorInputs('milan', { name: 'Milan', egressIps: ['203.0.113.20'] })
    const there = { olds, oldInputs, news: other }
    const back = { olds: { ...olds, ...other }, oldInputs: other, news: oldInputs }
    const { detailed } = await client.diff('InboundConnector', there)
    expect((await client.diff('InboundConnector', back)).detailed).toEqual(detailed)
  })
})
