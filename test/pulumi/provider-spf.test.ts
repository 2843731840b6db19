/** What the provider tells of SPF beside its own changes, in the words of the command's plan. */
import { dirname } from 'node:path'
import { describe, expect, test } from 'vitest'
import { lineNarrator } from '../../src/pulumi/provider/narrator.js'
import { createSession } from '../../src/pulumi/provider/session.js'
import { tellSpread } from '../../src/pulumi/provider/spf-spread.js'
import { keyFrom } from '../../src/resources/key.js'
import { SpfRecord } from '../../src/resources/spf-record.js'
import { cli } from '../support/cli.js'
import { contosoTexts, milanYaml, roomyTenantYaml, turinYaml, zoneOf } from '../support/contoso.js'
import { provider } from '../support/provider.js'
import { connectorInputs, spfInputs, texts } from '../support/provider-inputs.js'
import { quietWorld } from '../support/quiet-world.js'
import { stack, type TestStack } from '../support/stack.js'

const microsoft = 'include:spf.protection.outlook.com'
const byHand = `v=spf1 ip4:203.0.113.10 ip4:198.51.100.7 ${microsoft} -all`
const left = `v=spf1 ip4:203.0.113.10 ${microsoft} -all`
const givenUp =
  'Nothing in the spec sends from 198.51.100.7 any more, but "ip4:198.51.100.7" in the SPF record of contoso.com still lets it send'

interface Told {
  readonly code: string
  readonly severity: string
  readonly message: string
  readonly remedy: string
}

async function toldTo(there: TestStack): Promise<readonly Told[]> {
  const { client } = await provider(there)
  const { findings } = await client.invoke('devicemail:index:getTenant')
  return findings as unknown as readonly Told[]
}

/** What the command's plan tells with that code. */
async function planned(there: TestStack, code: string) {
  const { json } = await cli(['plan', there.folder, '--format', 'json'])
  const { findings } = json as { readonly findings: readonly Told[] }
  return findings
    .filter(one => one.code === code)
    .map(({ message, remedy }) => ({ message, remedy }))
}

/** Both sites stand, and the record that lets both in was written by hand. */
async function standing(): Promise<TestStack> {
  const there = stack({
    'tenant.yaml': roomyTenantYaml,
    'milan.yaml': milanYaml.replace(/profiles:\n.*\n/, ''),
    'turin.yaml': turinYaml,
    'contoso.com.zone': zoneOf('contoso.com').replace(`v=spf1 ${microsoft} -all`, byHand),
    'simulator.yaml': 'acceptedDomains: [contoso.com]',
  })
  expect((await cli(['apply', there.folder, '--yes'])).code).toBe(0)
  return there
}

describe('a domain that left the spec while our terms stay in its record', () => {
  const scene = (dns: string) => ({
    ...contosoTexts,
    'simulator.yaml': `acceptedDomains: [contoso.com, fabrikam.com]
dns:
${dns}
`,
  })
  const mark = 'v=devicemail1; spec=contoso; terms=ip4:203.0.113.10'

  test('is told as the plan of the command tells it', async () => {
    const there = stack(scene(`  _devicemail.fabrikam.com: { TXT: ['${mark}'] }`))
    const [one] = await planned(there, 'spf-left-behind')
    expect(await toldTo(there)).toContainEqual(
      expect.objectContaining({ code: 'spf-left-behind', severity: 'warning', ...one }),
    )
    expect(one?.message).toContain('ip4:203.0.113.10')
  })

  test('is told as not known where the DNS did not answer', async () => {
    const told = await toldTo(stack(scene('  example.com: {}')))
    expect(told.map(one => one.code)).not.toContain('spf-left-behind')
    expect(told).toContainEqual(
      expect.objectContaining({ code: 'spf-left-unread', severity: 'information' }),
    )
  })
})

describe('an address that no site has any more, and a hand-written term still lets in', () => {
  test('is told in the preview of a site that closes', async () => {
    const there = await standing()
    there.write({ 'turin.yaml': null })
    const [one] = await planned(there, 'spf-address-given-up')
    expect(one).toMatchObject({ remedy: expect.stringContaining(left) as string })
    expect(await toldTo(there)).toContainEqual(
      expect.objectContaining({ code: 'spf-address-given-up', severity: 'warning', ...one }),
    )
  })

  test('is told though the connector was changed before the program asks', async () => {
    const there = await standing()
    const { client } = await provider(there)
    const olds = (await client.read('InboundConnector', 'turin')).properties
    there.write({ 'turin.yaml': turinYaml.replace('198.51.100.7', '198.51.100.8') })
    const next = await provider(there)
    const news = connectorInputs('turin', { egressIps: ['198.51.100.8'] })
    await next.client.update('InboundConnector', { olds, news })
    const { findings } = await next.client.invoke('devicemail:index:getTenant')
    expect(findings).toContainEqual(
      expect.objectContaining({
        code: 'spf-address-given-up',
        message: expect.stringContaining(givenUp) as string,
      }),
    )
  })

  test('is told by the connector where it is destroyed, when no program asks', async () => {
    const there = await standing()
    const { client, log } = await provider(there)
    await client.remove('InboundConnector', await client.read('InboundConnector', 'turin'))
    expect(log).toContainEqual({
      severity: 'warning',
      message: expect.stringMatching(
        /^contoso\/tenant\.yaml:\d+:\d+: Nothing in the spec sends from 198\.51\.100\.7 any more, but "ip4:198\.51\.100\.7"/,
      ) as string,
      urn: expect.stringContaining('InboundConnector') as string,
    })
  })

  test('is told once where the program has told it', async () => {
    const there = await standing()
    there.write({ 'turin.yaml': null })
    const { client, log } = await provider(there)
    await client.invoke('devicemail:index:getTenant')
    await client.remove('InboundConnector', await client.read('InboundConnector', 'turin'))
    expect(log.filter(one => one.message.includes('any more'))).toEqual([])
  })

  test('is not told where another connector has it still', async () => {
    const there = stack({
      ...texts,
      'contoso.com.zone': zoneOf('contoso.com').replace(`v=spf1 ${microsoft} -all`, byHand),
    })
    const { client, log } = await provider(there)
    const shared = { egressIps: ['198.51.100.7'] }
    const one = await client.create('InboundConnector:a', connectorInputs('turin', shared))
    await client.create('InboundConnector:b', connectorInputs('rome', shared))
    await client.remove('InboundConnector:a', one)
    expect(log.filter(each => each.message.includes('any more'))).toEqual([])
  })
})

describe('after a write of an SPF record the name servers of the zone', () => {
  const first = `v=spf1 ${microsoft} ~all`
  const scene = (one: string, other: string) => `acceptedDomains: [contoso.com]
dns:
  contoso.com: { NS: [ns1.example.com, ns2.example.com] }
nameServers:
  ns1.example.com: { address: 198.51.100.1, ${one} }
  ns2.example.com: { address: 198.51.100.2, ${other} }
`
  const lags = (record: string) => `serial: 7, dns: { contoso.com: { TXT: ["${record}"] } }`
  const over = (one: string, other: string) =>
    provider(stack({ ...texts, 'simulator.yaml': scene(one, other) }))

  test('that all give it are told with how long caches keep the old one', async () => {
    const { client, log } = await over('serial: 8', 'serial: 8')
    await client.create('SpfRecord', spfInputs())
    expect(log).toContainEqual({
      severity: 'information',
      message: expect.stringMatching(
        /^All 2 name servers of contoso\.com give the SPF record of contoso\.com; caches may keep the old one until 2026-11-24 \d\d:\d\d UTC\.$/,
      ) as string,
      urn: expect.stringContaining('SpfRecord') as string,
    })
  })

  test('of which one lags are told, and the write is done all the same', async () => {
    const { client, log } = await over('serial: 8', lags(first))
    const { id } = await client.create('SpfRecord', spfInputs())
    expect(id).toBe('contoso.com')
    expect(log).toContainEqual(
      expect.objectContaining({
        severity: 'warning',
        message: expect.stringContaining(
          `The SPF record of contoso.com is still "${first}" at ns2.example.com (198.51.100.2) (serial 7)`,
        ) as string,
      }),
    )
  })

  test('that gave no answer are told as unread', async () => {
    const { client, log } = await over('serial: 8', 'silent: true')
    await client.create('SpfRecord', spfInputs())
    const told = log.map(one => one.message).join('\n')
    expect(told).toContain('ns2.example.com (198.51.100.2)')
    expect(told).not.toContain('All 2 name servers')
  })

  test('are asked after an update and a removal, and not in a preview', async () => {
    const { client, log } = await over('serial: 8', 'serial: 8')
    await client.create('SpfRecord', spfInputs(), true)
    expect(log.filter(one => one.message.includes('name servers'))).toEqual([])
    const made = await client.create('SpfRecord', spfInputs())
    const news = spfInputs({
      record: `v=spf1 ip4:203.0.113.20 ${microsoft} ~all`,
      terms: ['ip4:203.0.113.20'],
    })
    const properties = await client.update('SpfRecord', { olds: made.properties, news })
    await client.remove('SpfRecord', { id: made.id, properties })
    expect(log.filter(one => one.message.startsWith('All 2 name servers'))).toHaveLength(3)
  })

  test('of which one lags after a removal are told with what it still gives', async () => {
    const old = `v=spf1 ip4:203.0.113.10 ${microsoft} ~all`
    const { client, log } = await over('serial: 8', lags(old))
    await client.remove('SpfRecord', await client.create('SpfRecord', spfInputs()))
    expect(log.filter(one => one.severity === 'warning').map(one => one.message)).toEqual([
      expect.stringContaining(`is still "${old}" at ns2.example.com`),
    ])
  })

  test('are not waited for without end', async () => {
    const there = stack({ ...texts, 'simulator.yaml': scene('serial: 8', 'serial: 8') })
    const { client } = await provider(there)
    await client.create('SpfRecord', spfInputs())
    const told: string[] = []
    const session = createSession({
      settings: { spec: 'contoso', organization: '', name: '' },
      directory: dirname(there.folder),
      world: quietWorld(),
      narrator: { ...lineNarrator(() => undefined), tell: (_, text) => told.push(text) },
    })
    const connection = session.connection()
    const servers = () => new Promise<never>(() => undefined)
    const silent = { ...connection, dnsViews: { ...connection.dnsViews, servers } }
    const reading = await session.readings.of(SpfRecord, {
      key: keyFrom('contoso.com'),
      wanted: undefined,
    })
    const limit = { seconds: null, left: () => Infinity }
    await tellSpread(
      { ...session, connection: () => silent },
      { urn: '', kind: SpfRecord, reading, desired: undefined, limit },
    )
    expect(told).toEqual([
      'The SPF record of contoso.com is written; the name servers of its zone were not heard within 10 s, so it is not known whether they give it. Ask them again with `devicemail verify` on the folder of the spec.',
    ])
  })
})
