/**
 * The policy pack with the real command line. Packs of Node are started by the
 * language host; the stand-in for it beside the command cannot do that. So the
 * pack's runtime has another name here, for which the engine looks for a starter
 * on PATH, and that starts the pack by the same module of Pulumi's SDK.
 */
import { build } from 'esbuild'
import { cpSync, mkdirSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { milanYaml, tenantYaml, zoneOf } from '../support/contoso.js'
import { pulumiFolder, pulumiIn, withPulumi } from '../support/pulumi-cli.js'
import { pulumiOfThisFile, inStack } from '../support/pulumi-project.js'

const repository = fileURLToPath(new URL('../..', import.meta.url))

const starter = `#!/bin/sh
exec node "$(node -p "require.resolve('@pulumi/pulumi/cmd/run-policy-pack')")" "$@"
`

// Everything that a policy is about, in types of a person's own program.
const careless = `import { InboundConnector, Provider, SharedMailbox, SpfRecord } from 'devicemail/pulumi'

const provider = new Provider('contoso', { spec: 'stacks/contoso', organization: 'contoso.onmicrosoft.com' })
const rome = { site: 'rome', name: 'Devices at rome', egressIps: ['20.0.0.0/24', '10.0.0.7'] }
new InboundConnector('rome', rome, { provider })
new InboundConnector('oslo', { site: 'oslo', name: 'Oslo', egressIps: ['20.0.0.9'] }, { provider })
const vault = { address: 'vault@contoso.com', displayName: 'Vault', smtpAuth: true, hidden: false }
new SharedMailbox('vault', vault, { provider })
const payroll = { address: 'payroll@contoso.com', displayName: 'Payroll', smtpAuth: true }
new SharedMailbox('payroll', payroll, { provider })
const spf = { domain: 'contoso.com', terms: ['ip4:20.0.0.9'], all: 'softfail', weaken: 'a trial' }
new SpfRecord('contoso.com', spf, { provider })
`

const built = pulumiOfThisFile()

/** A project with the pack in it, as the package has it, and the command with its helper. */
async function withPack(program?: string) {
  const project = built.project({
    ...inStack('contoso', {
      'tenant.yaml': tenantYaml,
      'milan.yaml': milanYaml,
      'contoso.com.zone': zoneOf('contoso.com'),
    }),
    'limits.json': JSON.stringify({
      'smtp-auth-is-needed': { neededFor: ['payroll@contoso.com'] },
      'connectors-share-no-address': 'advisory',
    }),
    ...(program === undefined ? {} : { 'own.js': program }),
  })
  if (program !== undefined) {
    const text = project.read('Pulumi.yaml').replace(/^main: .*$/m, 'main: own.js')
    project.write({ 'Pulumi.yaml': text })
  }
  cpSync(join(repository, 'policy'), join(project.folder, 'policy'), { recursive: true })
  await build({
    entryPoints: [join(repository, 'src/pulumi/policy.ts')],
    outfile: join(project.folder, 'dist/pulumi/policy.js'),
    bundle: true,
    format: 'esm',
    platform: 'node',
  })
  const tools = join(project.folder, 'tools')
  mkdirSync(tools)
  writeFileSync(join(tools, 'pulumi-analyzer-policy-bare'), starter, { mode: 0o755 })
  const pack = project.read('policy/PulumiPolicy.yaml')
  project.write({ 'policy/PulumiPolicy.yaml': pack.replace('runtime: nodejs', 'runtime: bare') })
  const path = [pulumiFolder ?? '', process.env.PATH ?? '', tools].join(delimiter)
  const pulumi = pulumiIn(project, 'contoso', { PATH: path })
  expect(pulumi.run('stack', 'init').code).toBe(0)
  return { pulumi, project }
}

test.skipIf(pulumiFolder === undefined)(
  withPulumi('a spec passes the policy pack, and no path of this machine enters the state'),
  { timeout: 120_000 },
  async () => {
    const { pulumi, project } = await withPack()
    const { code, text } = pulumi.run('up', '--yes', '--skip-preview', '--policy-pack', 'policy')
    expect(text).toContain('✅ devicemail@')
    expect(text).not.toMatch(/\[(?:mandatory|advisory)\]/)
    expect(code).toBe(0)
    const state = pulumi.run('stack', 'export').out
    expect(state).toContain('devicemail:index:SharedMailbox')
    expect(state).not.toContain(project.folder)
    expect(state).not.toContain('file:')
  },
)

test.skipIf(pulumiFolder === undefined)(
  withPulumi('a careless program is shown what the policy pack rules out, and nothing is made'),
  { timeout: 120_000 },
  async () => {
    const { pulumi } = await withPack(careless)
    const settings = ['--policy-pack', 'policy', '--policy-pack-config', 'limits.json']
    const { code, text } = pulumi.run('preview', ...settings)
    const violations = [...text.matchAll(/\[(\w+)\]\s+(\S+)\s+\(devicemail:index:(.*)\)/g)]
    expect(violations.map(([, ...one]) => one.join(' ')).sort()).toEqual([
      'advisory connectors-share-no-address InboundConnector: rome',
      'advisory mailbox-is-hidden SharedMailbox: vault',
      'mandatory connector-addresses-are-public InboundConnector: rome',
      'mandatory connector-range-is-narrow InboundConnector: rome',
      'mandatory smtp-auth-is-needed SharedMailbox: vault',
      'mandatory spf-is-not-weakened SpfRecord: contoso.com',
    ])
    expect(text).toContain('Leave `weaken` out and write `all: keep`, or `all: fail`.')
    expect(code).not.toBe(0)
  },
)
