/**
 * A program of a person's own, with the real command line: two tenants, single
 * things of a third, and another provider, which holds their DNS and their line.
 * What is not known before the update and what is secret goes through every step.
 */
import { cpSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { parseTenant, printTenant } from '../../src/drivers/exchange/simulator/tenant-text.js'
import type { Tenant } from '../../src/drivers/exchange/simulator/tenant.js'
import { milanYaml, tenantYaml, zoneOf } from '../support/contoso.js'
import { pulumiFolder, pulumiIn, withPulumi } from '../support/pulumi-cli.js'
import {
  pulumiOfThisFile,
  inStack,
  type BuiltPulumi,
  type PulumiProject,
} from '../support/pulumi-project.js'
import type { Texts } from '../support/stack.js'

const program = `import * as pulumi from '@pulumi/pulumi'
import { InboundConnector, MailDevices, Provider, SharedMailbox } from 'devicemail/pulumi'

class Thing extends pulumi.CustomResource {
  constructor(name, inputs) {
    super('elsewhere:index:Thing', name, { ...inputs, address: undefined })
  }
}

const contoso = new MailDevices('contoso', { spec: 'stacks/contoso' })
const fabrikam = new MailDevices('fabrikam', { spec: 'stacks/fabrikam' })
new Thing('spf-of-fabrikam', { text: fabrikam.spfRecords['fabrikam.com'].record })

const organization = 'example.onmicrosoft.com'
const provider = new Provider('example', { spec: 'stacks/example', organization })
const line = new Thing('line', {})
const connector = { site: 'rome', name: 'Devices at rome', egressIps: [line.address] }
new InboundConnector('rome', connector, { provider })
const displayName = pulumi.secret('Nightjar')
new SharedMailbox('vault', { address: 'vault@example.com', displayName }, { provider })

export const devices = [contoso.devices, fabrikam.devices]
`

/** A tenant's folder as the example has it, under another name. */
function folderOf(name: string): Texts {
  return {
    'tenant.yaml': tenantYaml.replaceAll('contoso', name),
    'milan.yaml': milanYaml.replaceAll('contoso', name),
    [`${name}.com.zone`]: zoneOf(`${name}.com`),
  }
}

const texts: Texts = {
  ...inStack('contoso', folderOf('contoso')),
  ...inStack('fabrikam', {
    ...folderOf('fabrikam'),
    'tenant.yaml': tenantYaml
      .replaceAll('contoso', 'fabrikam')
      .replace('} }\n', '}, spf: { manage: false } }\n'),
  }),
  // Who makes single things names no device: the spec says how the tenant is reached.
  ...inStack('example', { ...folderOf('example'), 'milan.yaml': null }),
  'program.js': program,
}

const moved = (name: string): Texts => ({
  'milan.yaml': milanYaml.replaceAll('contoso', name).replace('203.0.113.10', '203.0.113.20'),
})
const denied = 'faults: [{ cmdlet: Set-InboundConnector, call: every, fault: denied }]\n'
const elsewhere = fileURLToPath(new URL('../support/elsewhere', import.meta.url))
/** Each process of ours leaves its id. */
const roll = `
require('node:fs').appendFileSync(require('node:path').join(__dirname, 'roll'), process.pid + ' ')
`

/** The project of somebody who wrote a program, with the provider of somebody else. */
function ownProject(built: Pick<BuiltPulumi, 'project'>): PulumiProject {
  const project = built.project(texts)
  cpSync(elsewhere, join(project.folder, 'elsewhere'), { recursive: true })
  const settings = project
    .read('Pulumi.yaml')
    .replace('dist/program/program.js', 'program.js')
    .replace('path: ./bin }', 'path: ./bin }, { name: elsewhere, path: ./elsewhere }')
  const shim = project.read('bin/pulumi-resource-devicemail')
  project.write({ 'Pulumi.yaml': settings, 'bin/pulumi-resource-devicemail': `${shim}${roll}` })
  return project
}

interface State {
  readonly checkpoint: {
    readonly latest: {
      readonly resources: readonly { readonly urn: string; readonly inputs?: object }[]
    }
  }
}

const built = pulumiOfThisFile()

test.skipIf(pulumiFolder === undefined)(
  withPulumi('two tenants and single things in one program, from preview to destroy'),
  { timeout: 120_000 },
  () => {
    const project = ownProject(built)
    const pulumi = pulumiIn(project, 'all')
    const tenantFile = (name: string) => `stacks/${name}/.simulator/tenant.json`
    const tenantOf = (name: string) => parseTenant(project.read(tenantFile(name)), name)
    const addresses = (name: string) =>
      tenantOf(name).objects.InboundConnector.map(row => row.SenderIPAddresses)
    const stateText = () => project.read('.state/backend/.pulumi/stacks/devicemail/all.json')
    const inputsOf = (name: string) =>
      (JSON.parse(stateText()) as State).checkpoint.latest.resources.find(({ urn }) =>
        urn.endsWith(`::${name}`),
      )?.inputs
    const up = (...more: readonly string[]) =>
      pulumi.run('up', '--yes', '--skip-preview', '--suppress-outputs', ...more)

    // What the line's address will be is not known, and the secret is not shown.
    expect(pulumi.run('stack', 'init').code).toBe(0)
    const preview = pulumi.run('preview', '--diff')
    expect(preview.code, preview.text).toBe(0)
    expect(preview.text).toMatch(/egressIps +: \[\s+\[0\]: \[unknown\]/)
    expect(preview.text).toContain('displayName: [secret]')

    // Each tenant has a process of its own, and no thing the name of another.
    project.write({ 'bin/roll': '' })
    const first = up()
    expect(first.text).toContain('19 created')
    expect(new Set(project.read('bin/roll').trim().split(' ')).size).toBe(3)
    expect(addresses('contoso')).toEqual([['203.0.113.10']])
    expect(addresses('fabrikam')).toEqual([['203.0.113.10']])
    expect(addresses('example')).toEqual([['203.0.113.77']])
    expect(inputsOf('rome')).toMatchObject({ egressIps: ['203.0.113.77'] })
    expect(inputsOf('vault')).toMatchObject({ displayName: { ciphertext: anyText } })
    // Who keeps their own DNS gives the record to a resource of their own provider.
    expect(inputsOf('spf-of-fabrikam')).toEqual({
      text: 'v=spf1 ip4:203.0.113.10 include:spf.protection.outlook.com ~all',
    })

    // One tenant changes: nothing shows for the others.
    project.write(inStack('contoso', moved('contoso')))
    expect(pulumi.steps().map(({ op, type, name }) => `${op} ${type} ${name}`)).toEqual([
      'update InboundConnector contoso/milan',
      'update SpfRecord contoso/contoso.com',
    ])

    // One tenant refuses: the others get what they are due. So does a secret that was changed by hand.
    project.write(inStack('fabrikam', { ...moved('fabrikam'), 'simulator.yaml': denied }))
    project.write({ [tenantFile('example')]: printTenant(renamed(tenantOf('example'))) })
    const hurt = up('--continue-on-error', '--diff')
    expect(hurt.code).not.toBe(0)
    expect(hurt.text).toContain('Set-InboundConnector: 403')
    expect(addresses('contoso')).toEqual([['203.0.113.20']])
    expect(addresses('fabrikam')).toEqual([['203.0.113.10']])
    expect(hurt.text).toContain('~ displayName: [secret] => [secret]')
    expect(namesIn(tenantOf('example'))).toEqual(['Nightjar'])

    // Once it allows it, the rest follows.
    project.write(inStack('fabrikam', { 'simulator.yaml': null }))
    const healed = up()
    expect(healed.code, healed.text).toBe(0)
    expect(addresses('fabrikam')).toEqual([['203.0.113.20']])
    expect(inputsOf('spf-of-fabrikam')).toMatchObject({
      text: expect.stringContaining('.20 ') as string,
    })

    // No text of the state and none that was printed tells the secret.
    for (const text of [preview.text, first.text, hurt.text, healed.text, stateText()])
      expect(text).not.toMatch(/Nightjar|Owl/)

    const destroyed = pulumi.run('destroy', '--yes', '--skip-preview')
    expect(destroyed.code, destroyed.text).toBe(0)
    for (const name of ['contoso', 'fabrikam', 'example']) expect(addresses(name)).toEqual([])
    expect(namesIn(tenantOf('example'))).toEqual(['Nightjar'])
  },
)

const anyText = expect.any(String) as string

function namesIn({ recipients }: Tenant): readonly string[] {
  return recipients.map(one => one.DisplayName)
}

function renamed(tenant: Tenant): Tenant {
  return { ...tenant, recipients: tenant.recipients.map(one => ({ ...one, DisplayName: 'Owl' })) }
}
