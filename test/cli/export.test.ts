/** `devicemail export`: a tenant as text, so that the first apply puts marks on and changes nothing else. */
import { load as parse } from 'js-yaml'
import { describe, expect, it, test } from 'vitest'
import { cli } from '../support/cli.js'
import { zoneOf } from '../support/contoso.js'
import { stack, type TestStack } from '../support/stack.js'
import { filesShape, planShape } from './shapes.js'

const scene = `
acceptedDomains: [contoso.com, contoso.onmicrosoft.com]
users: [{ name: Ann, address: ann@contoso.com }]
objects:
  InboundConnector:
    - Name: Milan copiers
      ConnectorType: OnPremises
      SenderDomains: ['smtp:*;1']
      SenderIPAddresses: [203.0.113.10, 203.0.113.16/29]
      Comment: asked for by facilities
      Enabled: true
    - Name: With a certificate
      ConnectorType: OnPremises
      SenderDomains: ['smtp:*;1']
      TlsSenderCertificateName: relay.contoso.com
      RequireTls: true
      Enabled: true
    - Name: For one domain
      ConnectorType: OnPremises
      SenderDomains: ['smtp:contoso.com;1']
      SenderIPAddresses: [198.51.100.7]
      Enabled: true
    - { Name: Off, ConnectorType: OnPremises, SenderIPAddresses: [198.51.100.9], Enabled: false }
    - Name: Inbound from 7c1e
      ConnectorType: OnPremises
      ConnectorSource: HybridWizard
      SenderIPAddresses: [192.0.2.1]
      Enabled: true
    - { Name: Bank, ConnectorType: Partner, SenderDomains: ['smtp:bank.example;1'], Enabled: true }
    - Name: 'A "strange": name # {1}'
      ConnectorType: OnPremises
      SenderIPAddresses: [192.0.2.9]
      Comment: '[devicemail:group/turin]'
      Enabled: true
  Mailbox:
    - Name: printers
      Alias: printers
      PrimarySmtpAddress: printer@contoso.com
      DisplayName: 'Printers: all # of them'
      RecipientTypeDetails: SharedMailbox
      ImapEnabled: false
      PopEnabled: false
      ActiveSyncEnabled: false
      SmtpClientAuthenticationDisabled: true
    - Name: payroll
      Alias: payroll
      PrimarySmtpAddress: payroll@contoso.com
      DisplayName: Payroll
      RecipientTypeDetails: SharedMailbox
      SmtpClientAuthenticationDisabled: false
    - Name: info
      Alias: info
      PrimarySmtpAddress: info@contoso.com
      DisplayName: Info
      RecipientTypeDetails: SharedMailbox
dns: { contoso.com: { TXT: ['v=spf1 ip4:203.0.113.10 include:spf.protection.outlook.com -all'] } }
`
const named = ['--organization', 'contoso.onmicrosoft.com', '--driver', 'simulator']
const printers = ['--mailbox', 'print*@contoso.com']

async function exported(): Promise<TestStack> {
  const contoso = stack({ 'simulator.yaml': scene })
  const { code, out } = await cli(['export', contoso.folder, ...named, ...printers])
  expect(code, out).toBe(0)
  return contoso
}

test('a tenant becomes text, and the first apply puts marks on and changes nothing else', async () => {
  const contoso = await exported()
  const before = contoso.tenant()

  const planned = await cli(['plan', contoso.folder, '--format', 'json'])
  const { changes } = planShape.parse(planned.json)
  expect(changes.map(one => `${one.kind}:${one.key}`)).toEqual([
    'inbound-connector:certificate:relay.contoso.com',
    'inbound-connector:milan-copiers',
    'shared-mailbox:printer@contoso.com',
  ])
  expect(changes.flatMap(one => one.fields.map(({ path }) => path))).toEqual([
    'mark',
    'mark',
    'mark',
  ])

  await cli(['apply', contoso.folder, '--yes'])
  const unmarked = (row: Readonly<Record<string, unknown>>) => ({
    ...row,
    Comment: null,
    CustomAttribute15: null,
    WhenChanged: null,
    WhenChangedUTC: null,
  })
  const { connectors } = contoso.tenant()
  expect(connectors.map(unmarked)).toEqual(before.connectors.map(unmarked))
  expect(connectors.find(one => one.Name === 'Milan copiers')?.Comment).toBe(
    '[devicemail:contoso/milan-copiers] asked for by facilities',
  )
  const again = await cli(['plan', contoso.folder, '--format', 'json'])
  expect(planShape.parse(again.json).changes).toEqual([])
})

test('after adopt, one by one, the plan has nothing to change', async () => {
  const contoso = await exported()
  const things = [
    ['inbound-connector', 'certificate:relay.contoso.com'],
    ['inbound-connector', 'milan-copiers'],
    ['shared-mailbox', 'printer@contoso.com'],
  ]
  for (const thing of things) {
    const { code, out } = await cli(['adopt', contoso.folder, ...thing, '--yes'])
    expect(code, out).toBe(0)
    expect(out.replace(/\s+/gu, ' ')).toContain('The next plan has nothing to change in it.')
  }
  const { json } = await cli(['plan', contoso.folder, '--format', 'json'])
  expect(planShape.parse(json).changes).toEqual([])
})

test('the text tells a person what only a person can know', async () => {
  const contoso = await exported()
  const text = contoso.read('exported.yaml') ?? ''

  expect(text.match(/# TODO/gu)?.length).toBeGreaterThan(8)
  expect(text).toContain('one entry for each device that stands here')
  expect(text).toContain('senderDomains ["smtp:contoso.com;1"] to ["smtp:*;1"]')
  expect(parse(text)).toMatchObject({
    sites: {
      'milan-copiers': {
        egress: ['203.0.113.10', '203.0.113.16/29'],
        connector: { name: 'Milan copiers', adopt: true },
      },
      'for-one-domain': { connector: { existing: 'For one domain' } },
    },
    senders: {
      'printer@contoso.com': { displayName: 'Printers: all # of them', adopt: true },
      'payroll@contoso.com': { mailbox: 'existing' },
    },
  })
  expect((await cli(['validate', contoso.folder])).code).toBe(0)
})

test('what is not ours to describe is named with the reason', async () => {
  const contoso = await exported()
  const text = contoso.read('exported.yaml') ?? ''
  for (const line of [
    '# - connector "A "strange": name # {1}": belongs to the spec group',
    '# - connector "Bank": is of a partner and lets no device relay',
    '# - connector "Inbound from 7c1e": is of the hybrid wizard',
    '# - connector "Off": is switched off',
    '# - shared mailbox info@contoso.com: name it with --mailbox if devices send as it',
  ])
    expect(text).toContain(line)
})

test('the Pulumi import file names what is taken over by type, name and id', async () => {
  const contoso = await exported()
  expect(JSON.parse(contoso.read('pulumi-import.json') ?? '')).toEqual({
    resources: [
      {
        type: 'devicemail:index:InboundConnector',
        name: 'contoso/certificate:relay.contoso.com',
        id: 'certificate:relay.contoso.com',
      },
      {
        type: 'devicemail:index:InboundConnector',
        name: 'contoso/milan-copiers',
        id: 'milan-copiers',
      },
      {
        type: 'devicemail:index:SharedMailbox',
        name: 'contoso/printer@contoso.com',
        id: 'printer@contoso.com',
      },
    ],
  })
})

test('reads only: the tenant is as before, and no lock or tenant file is left', async () => {
  const contoso = stack({ 'simulator.yaml': scene })
  const { json } = await cli(['export', contoso.folder, ...named, '--format', 'json'])

  expect(filesShape.parse(json)).toMatchObject({
    command: 'export',
    tenant: 'contoso.onmicrosoft.com',
    reading: 'SIMULATED',
    files: [{ path: 'tenant.yaml' }, { path: 'exported.yaml' }, { path: 'pulumi-import.json' }],
  })
  expect(contoso.read('.simulator/tenant.json')).toBeUndefined()
})

test('what the spec says already is not said again', async () => {
  const contoso = stack({
    'simulator.yaml': scene,
    'contoso.com.zone': zoneOf('contoso.com'),
    'tenant.yaml': `version: 1
tenant: { organization: contoso.onmicrosoft.com, exchange: simulator }
domains: { contoso.com: { dns: { driver: zone-file, file: contoso.com.zone } } }
sites: { milan: { egress: 203.0.113.10, connector: { name: Milan copiers, adopt: true } } }
devices: { milan-copier: { site: milan, from: printer@contoso.com, to: anyone } }
senders: { printer@contoso.com: { adopt: true } }
`,
  })
  const { code, out } = await cli(['export', contoso.folder, ...printers])
  expect(code, out).toBe(0)
  const text = contoso.read('exported.yaml') ?? ''
  expect(text).not.toContain('Milan copiers')
  expect(text).not.toContain('domains:')
  expect(text).not.toContain('printer@contoso.com')
  expect(text).toContain('For one domain')
  expect((await cli(['validate', contoso.folder])).code).toBe(0)
})

test('a file that is there is written over only where that is forced', async () => {
  const contoso = await exported()
  contoso.write({ 'exported.yaml': '# mine\n', 'pulumi-import.json': null })
  const refused = await cli(['export', contoso.folder, ...printers, ...named])
  expect(refused.code).toBe(1)
  expect(refused.out).toContain('file-is-there')
  expect(contoso.read('exported.yaml')).toBe('# mine\n')
  expect(contoso.read('pulumi-import.json')).toBeUndefined()

  const forced = await cli(['export', contoso.folder, ...printers, ...named, '--force'])
  expect(forced.code).toBe(0)
  expect(contoso.read('exported.yaml')).toContain('Milan copiers')
})

describe('refused, with the way out:', () => {
  it('a folder that names no tenant', async () => {
    const { code, out } = await cli(['export', stack({}).folder])
    expect(code).toBe(1)
    expect(out).toContain('--organization')
  })

  it('a tenant that cannot be read', async () => {
    const contoso = stack({
      'simulator.yaml': `${scene}faults: [{ cmdlet: Get-EXOMailbox, fault: denied }]\n`,
    })
    const { code, out } = await cli(['export', contoso.folder, ...named])
    expect(code).toBe(1)
    expect(out).toContain('world-denied')
    expect(contoso.read('exported.yaml')).toBeUndefined()
  })

  it('a tenant in which no device has left a trace', async () => {
    const contoso = stack({ 'simulator.yaml': 'acceptedDomains: [contoso.com]\n' })
    const { code, out } = await cli(['export', contoso.folder, ...named])
    expect(code).toBe(1)
    expect(out).toContain('nothing-to-export')
    expect(contoso.read('exported.yaml')).toBeUndefined()
  })
})
