/**
 * The two fronts list the same changes: `devicemail plan` over the tenant, and
 * `pulumi preview --refresh` over its state. Where they may differ, a test says
 * how; docs/pulumi.md has a sentence for each.
 */
import { mkdirSync } from 'node:fs'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { parseTenant, printTenant } from '../../src/drivers/exchange/simulator/tenant-text.js'
import type { Tenant } from '../../src/drivers/exchange/simulator/tenant.js'
import { typeToken } from '../../src/pulumi/type-token.js'
import { kinds } from '../../src/resources/kinds.js'
import { cli } from '../support/cli.js'
import { roomyTenantYaml, zoneOf } from '../support/contoso.js'
import { pulumiFolder, pulumiIn, withPulumi, type PulumiCli } from '../support/pulumi-cli.js'
import {
  buildPulumi,
  inStack,
  type BuiltPulumi,
  type PulumiProject,
} from '../support/pulumi-project.js'
import type { Texts } from '../support/stack.js'

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })
const testPulumi = test.skipIf(pulumiFolder === undefined)
const stackFolder = 'stacks/contoso'
const tenantFile = `${stackFolder}/.simulator/tenant.json`
const zoneFile = `${stackFolder}/.simulator/zones/contoso.com.zone`

const milan = `sites:
  milan: { egress: 203.0.113.10 }
devices:
  milan-copier: { site: milan, profile: old-copier, from: printer@contoso.com, to: anyone }
`
const turin = `sites:
  turin: { egress: 198.51.100.7 }
devices:
  turin-copier: { site: turin, profile: old-copier, from: turin@contoso.com, to: anyone }
`
const scene = `acceptedDomains: [contoso.com]
objects:
  InboundConnector:
    - Name: Old relay
      Enabled: true
      ConnectorType: OnPremises
      SenderIPAddresses: [192.0.2.7]
      SenderDomains: ['smtp:*;1']
  # As devicemail would have made it, but for the mark.
  Mailbox:
    - PrimarySmtpAddress: scan@contoso.com
      DisplayName: Scan
      RecipientTypeDetails: SharedMailbox
      HiddenFromAddressListsEnabled: true
      SmtpClientAuthenticationDisabled: true
      ImapEnabled: false
      PopEnabled: false
      ActiveSyncEnabled: false
`
const texts: Texts = {
  'tenant.yaml': roomyTenantYaml,
  'milan.yaml': milan,
  'turin.yaml': turin,
  'simulator.yaml': scene,
  'contoso.com.zone': zoneOf('contoso.com'),
}

let built: BuiltPulumi
let project: PulumiProject
let pulumi: PulumiCli
/** What the tenant and its DNS hold after the first up. */
let settled: Texts

beforeAll(async () => {
  built = await buildPulumi()
  project = built.project(inStack('contoso', texts))
  pulumi = pulumiIn(project, 'contoso')
  if (pulumiFolder === undefined) return
  expect(pulumi.run('stack', 'init').code).toBe(0)
  expect(pulumi.run('up', '--yes', '--skip-preview').code).toBe(0)
  settled = { [tenantFile]: project.read(tenantFile), [zoneFile]: project.read(zoneFile) }
})
afterAll(() => {
  built.remove()
})

interface PlanJson {
  readonly changes: readonly {
    readonly kind: string
    readonly key: string
    readonly verb: 'create' | 'update' | 'remove'
    readonly fields: readonly { readonly path: string }[]
  }[]
  readonly findings: readonly { readonly code: string }[]
}

interface Listed {
  readonly pulumi: readonly string[]
  readonly command: readonly string[]
  readonly codes: readonly string[]
}

/** Both lists of the same moment, and back to where the first up left everything. */
async function listed(spec: Texts, edit?: (tenant: Tenant) => Tenant, zone?: string) {
  project.write(inStack('contoso', { ...texts, ...spec }))
  if (edit) {
    const before = parseTenant(project.read(tenantFile), tenantFile)
    project.write({ [tenantFile]: printTenant(edit(before)) })
  }
  if (zone !== undefined) project.write({ [zoneFile]: zone })
  try {
    return await bothLists()
  } finally {
    const added = Object.fromEntries(Object.keys(spec).map(file => [file, texts[file] ?? null]))
    project.write({ ...inStack('contoso', added), ...settled })
  }
}

async function bothLists(stack: PulumiCli = pulumi): Promise<Listed> {
  const { changes, findings } = (await plan()) as PlanJson
  const types = new Set(kinds.map(kind => typeOf(kind.name)))
  return {
    command: changes
      .map(({ verb, kind, key, fields }) =>
        textOf(verb, typeOf(kind), key, verb === 'update' ? fields.map(one => one.path) : []),
      )
      .sort(),
    pulumi: stack
      .steps()
      .filter(({ type }) => types.has(type))
      .map(({ op, type, name, properties }) =>
        textOf(op === 'delete' ? 'remove' : op, type, name.replace('contoso/', ''), properties),
      )
      .sort(),
    codes: findings.map(one => one.code),
  }
}

function typeOf(kind: string): string {
  return typeToken(kind).replace('devicemail:index:', '')
}

/** `update InboundConnector milan: egressIps`. */
function textOf(verb: string, type: string, key: string, paths: readonly string[]): string {
  const fields = paths.length > 0 ? `: ${[...paths].sort().join(', ')}` : ''
  return `${verb} ${type} ${key}${fields}`
}

function withConnectors(change: (rows: Tenant['objects']['InboundConnector']) => typeof rows) {
  return (before: Tenant): Tenant => ({
    ...before,
    objects: { ...before.objects, InboundConnector: change(before.objects.InboundConnector) },
  })
}

const isMilans = ({ Name }: { readonly Name?: unknown }) => Name === 'Devices at milan'

const alike: readonly (readonly [
  title: string,
  list: () => Promise<Listed>,
  expected: readonly string[],
])[] = [
  ['nothing changed', () => listed({}), []],
  [
    'a site gets another address',
    () => listed({ 'milan.yaml': milan.replace('203.0.113.10', '203.0.113.20') }),
    ['update InboundConnector milan: egressIps', 'update SpfRecord contoso.com: record, terms'],
  ],
  [
    'a second site comes with a device',
    () =>
      listed({
        'rome.yaml': turin.replaceAll('turin', 'rome').replace('198.51.100.7', '198.51.100.9'),
      }),
    [
      'create InboundConnector rome',
      'create SharedMailbox rome@contoso.com',
      'update SpfRecord contoso.com: record, terms',
    ],
  ],
  [
    'a mailbox gets another name and a reader',
    () =>
      listed({
        'senders.yaml':
          'senders:\n  printer@contoso.com: { displayName: Printers, members: [turin@contoso.com] }\n',
      }),
    ['update SharedMailbox printer@contoso.com: displayName, members'],
  ],
  [
    'a connector was switched off and renamed by hand',
    () =>
      listed(
        {},
        withConnectors(rows =>
          rows.map(row => (isMilans(row) ? { ...row, Enabled: false, Name: 'Scanners' } : row)),
        ),
      ),
    ['update InboundConnector milan: enabled, name'],
  ],
  [
    'a connector was made a partner’s by hand',
    () =>
      listed(
        {},
        withConnectors(rows =>
          rows.map(row => (isMilans(row) ? { ...row, ConnectorType: 'Partner' } : row)),
        ),
      ),
    ['update InboundConnector milan: connectorType'],
  ],
  [
    'a connector was deleted by hand',
    () =>
      listed(
        {},
        withConnectors(rows => rows.filter(row => !isMilans(row))),
      ),
    ['create InboundConnector milan'],
  ],
  [
    'our terms were taken out of the SPF record by hand',
    () => listed({}, undefined, String(settled[zoneFile]).replace('ip4:203.0.113.10 ', '')),
    ['update SpfRecord contoso.com: record'],
  ],
]

testPulumi.each(alike)(withPulumi('both fronts list the same: %s'), async (_, list, expected) => {
  const { command, pulumi: seen } = await list()
  expect(seen).toEqual(expected)
  expect(command).toEqual(expected)
})

testPulumi(
  withPulumi('a mailbox that leaves is deleted for Pulumi and kept in truth; both say so'),
  async () => {
    const { command, pulumi: seen, codes } = await listed({ 'turin.yaml': null })
    const both = ['remove InboundConnector turin', 'update SpfRecord contoso.com: record, terms']
    expect(command).toEqual(both)
    expect(seen).toEqual([...both, 'remove SharedMailbox turin@contoso.com'].sort())
    expect(codes).toContain('kept-though-unwanted')
  },
)

testPulumi(
  withPulumi('a switch of a thing that is there: new to the state, a change to the tenant'),
  async () => {
    const { command, pulumi: seen } = await listed({
      'tenant.yaml': roomyTenantYaml.replace(
        '  exchange:',
        '  rejectDirectSend: true\n  exchange:',
      ),
    })
    expect(seen).toEqual(['create DirectSendGuard contoso.onmicrosoft.com'])
    expect(command).toEqual(['update DirectSendGuard contoso.onmicrosoft.com: rejectDirectSend'])
  },
)

testPulumi(
  withPulumi('more removals than may be: a preview lists them, the command refuses them'),
  async () => {
    const {
      command,
      pulumi: seen,
      codes,
    } = await listed({
      'tenant.yaml': roomyTenantYaml.replace('removals: 5', 'removals: 0'),
      'turin.yaml': null,
    })
    expect(seen).toContain('remove InboundConnector turin')
    expect(command).not.toContain('remove InboundConnector turin')
    expect(codes).toContain('too-many-removals')
  },
)

testPulumi(
  withPulumi('a lost state: what is there is created, and what nobody wants is not seen'),
  async () => {
    const backend = `${project.folder}/.lost`
    mkdirSync(backend)
    const fresh = pulumiIn(project, 'contoso', { PULUMI_BACKEND_URL: `file://${backend}` })
    expect(fresh.run('stack', 'init').code).toBe(0)
    project.write(inStack('contoso', { 'turin.yaml': null }))
    try {
      const { command, pulumi: seen } = await bothLists(fresh)
      expect(seen).toEqual([
        'create InboundConnector milan',
        'create SharedMailbox printer@contoso.com',
        'create SpfRecord contoso.com',
      ])
      expect(command).toEqual([
        'remove InboundConnector turin',
        'update SpfRecord contoso.com: record, terms',
      ])
      // Pulumi's own rows: the stack, the provider, and the components for tenant and site.
      expect(fresh.steps().map(({ op, type, name }) => `${op} ${type} ${name}`)).toEqual(
        expect.arrayContaining([
          'create Site contoso/milan',
          'create Stack devicemail-contoso',
          'create Tenant contoso',
          'create devicemail contoso',
        ]),
      )
      // The update takes over what is ours, and makes no twin.
      expect(fresh.run('up', '--yes', '--skip-preview').code).toBe(0)
      const now = parseTenant(project.read(tenantFile), tenantFile).objects.InboundConnector
      expect(now.filter(isMilans)).toHaveLength(1)
    } finally {
      project.write({ ...inStack('contoso', texts), ...settled })
    }
  },
)

testPulumi(
  withPulumi('imported and not yet updated: unchanged for Pulumi, refused by the command'),
  async () => {
    project.write(
      inStack('contoso', {
        'scan.yaml':
          'devices:\n  milan-scan: { site: milan, profile: old-copier, from: scan@contoso.com, to: anyone }\n',
      }),
    )
    const imported = pulumi.run(
      ...[
        'import',
        'devicemail:index:SharedMailbox',
        'contoso/scan@contoso.com',
        'scan@contoso.com',
      ],
      ...['--parent', `tenant=${urnOf('devicemail:index:Tenant')}`],
      ...['--provider', `provider=${urnOf('devicemail:index:Tenant$pulumi:providers:devicemail')}`],
      ...['--generate-code=false', '--protect=false', '--yes', '--diff'],
    )
    expect(imported.text).toContain('1 imported')
    // Neither its preview nor itself would change anything of the mailbox.
    expect(imported.text).not.toMatch(/^ *[-+~] /mu)
    const { command, pulumi: seen } = await bothLists()
    expect(seen).toEqual([])
    expect(command).toEqual([])
    expect(await refusals()).toContain('not-ours')
    // It leaves the program again: the state forgets it, and nobody touches the mailbox.
    project.write(inStack('contoso', { 'scan.yaml': null }))
    expect(pulumi.run('up', '--yes', '--skip-preview').code).toBe(0)
    expect(project.read(tenantFile)).toContain('scan@contoso.com')
  },
)

testPulumi(
  withPulumi('a protected thing that leaves: the preview fails, the command lists its removal'),
  async () => {
    const safe = turin.replace('198.51.100.7', '198.51.100.7, protect: true')
    project.write(inStack('contoso', { 'turin.yaml': safe }))
    expect(pulumi.run('up', '--yes', '--skip-preview').code).toBe(0)
    project.write(inStack('contoso', { 'turin.yaml': null }))
    const preview = pulumi.run('preview')
    expect(preview.code).not.toBe(0)
    expect(preview.text).toContain('contoso/turin')
    expect(preview.text).toContain('protect')
    const { changes } = (await plan()) as PlanJson
    expect(changes).toContainEqual(
      expect.objectContaining({ verb: 'remove', kind: 'inbound-connector', key: 'turin' }),
    )
  },
)

function urnOf(types: string): string {
  return `urn:pulumi:contoso::devicemail::${types}::contoso`
}

async function plan(): Promise<unknown> {
  return (await cli(['plan', `${project.folder}/${stackFolder}`, '--format', 'json'])).json
}

async function refusals(): Promise<readonly string[]> {
  return ((await plan()) as PlanJson).findings.map(one => one.code)
}
