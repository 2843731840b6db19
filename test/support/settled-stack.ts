/**
 * A stack of the real command line after its first `up`, for tests of what goes
 * wrong later: how the tenant behaves from then on, a wait until it has got
 * somewhere, and a look at it and at the state. It is made once for a file of
 * tests; each test begins where the first `up` left everything.
 */
import { cpSync, existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { parseTenant, printTenant } from '../../src/drivers/exchange/simulator/tenant-text.js'
import type { Tenant } from '../../src/drivers/exchange/simulator/tenant.js'
import { roomyTenantYaml, zoneOf } from './contoso.js'
import { processesWith } from './processes.js'
import { pulumiIn, type PulumiCli, type PulumiRun, type StartedPulumi } from './pulumi-cli.js'
import { inStack, type BuiltPulumi } from './pulumi-project.js'
import type { Texts } from './stack.js'
import { lookAt, type WorldState } from './world-state.js'

/** A site with a connector, and a device that sends as an address of its own. */
export function site(name: string, address: string): Texts {
  return {
    [`${name}.yaml`]: `sites:
  ${name}: { egress: ${address} }
devices:
  ${name}-copier: { site: ${name}, profile: old-copier, from: ${name}@contoso.com, to: anyone }
`,
  }
}

export interface SettledStack {
  readonly folder: string
  readonly pulumi: PulumiCli
  /** Files of the spec. */
  readonly write: (texts: Texts) => void
  /** How the tenant behaves from now on, as in simulator.yaml; its calls are counted anew. */
  readonly behave: (scene: string) => void
  readonly up: (...flags: readonly string[]) => PulumiRun
  readonly startUp: () => StartedPulumi
  /** The exit code of a preview that must show nothing. */
  readonly previewed: () => number | null
  readonly tenant: () => WorldState
  readonly editTenant: (edit: (tenant: Tenant) => Tenant) => void
  readonly zone: () => string
  /** What the state has of the tenant, such as `InboundConnector contoso/milan`. */
  readonly state: () => State
  /** Whether a run holds the folder, which it does from its first write on. */
  readonly isWriting: () => boolean
  readonly until: (isSo: () => boolean) => Promise<void>
  /** Ends the providers of this stack at once, by their process ids. */
  readonly killProviders: () => void
  readonly providers: () => number
  /** Back to where the first `up` left everything. */
  readonly restore: () => void
}

export interface State {
  readonly things: readonly string[]
  /** Those that were written, but… */
  readonly unwell: readonly string[]
  readonly pending: number
}

const stack = 'contoso'

export function settledStack(built: BuiltPulumi, texts: Texts): SettledStack {
  const whole: Texts = {
    ...texts,
    'tenant.yaml': roomyTenantYaml,
    'contoso.com.zone': zoneOf('contoso.com'),
    'simulator.yaml': 'acceptedDomains: [contoso.com]\n',
  }
  const project = built.project(inStack(stack, whole))
  const { folder } = project
  const pulumi = pulumiIn(project, stack)
  const tenantFile = join(folder, 'stacks', stack, '.simulator/tenant.json')
  const read = () => parseTenant(readFileSync(tenantFile, 'utf8'), tenantFile)
  const editTenant = (edit: (tenant: Tenant) => Tenant) => {
    project.write({ [`stacks/${stack}/.simulator/tenant.json`]: printTenant(edit(read())) })
  }
  const upWords = ['up', '--yes', '--skip-preview', '--suppress-outputs'] as const
  const providers = () =>
    processesWith(folder).filter(one => one.command.includes('pulumi-resource-devicemail'))

  const first = [pulumi.run('stack', 'init'), pulumi.run(...upWords)]
  const failed = first.find(({ code }) => code !== 0)
  if (failed) throw new Error(failed.text)
  const kept = ['stacks', '.state']
  for (const name of kept) cpSync(join(folder, name), join(folder, 'kept', name), copied)

  return {
    folder,
    pulumi,
    write(more) {
      project.write(inStack(stack, more))
    },
    behave(scene) {
      project.write(
        inStack(stack, { 'simulator.yaml': `acceptedDomains: [contoso.com]\n${scene}` }),
      )
      editTenant(tenant => ({ ...tenant, calls: {} }))
    },
    up: (...flags) => pulumi.run(...upWords, ...flags),
    startUp: () => pulumi.start(...upWords),
    previewed: () => pulumi.run('preview', '--expect-no-changes').code,
    tenant: () => lookAt(read()),
    editTenant,
    zone: () => project.read(`stacks/${stack}/.simulator/zones/contoso.com.zone`),
    state: () => stateIn(pulumi.run('stack', 'export').out),
    isWriting: () => existsSync(join(folder, 'stacks', stack, '.devicemail/lock')),
    async until(isSo) {
      const last = Date.now() + 15_000
      while (!isSo()) {
        if (Date.now() > last) throw new Error('It did not come to that.')
        await pause(20)
      }
    },
    killProviders() {
      for (const { id } of providers()) process.kill(id, 'SIGKILL')
    },
    providers: () => providers().length,
    restore() {
      for (const name of kept) {
        if (existsSync(join(folder, name))) rmSync(join(folder, name), { recursive: true })
        cpSync(join(folder, 'kept', name), join(folder, name), copied)
      }
    },
  }
}

const copied = { recursive: true } as const

interface Exported {
  readonly deployment: {
    readonly resources: readonly {
      readonly urn: string
      readonly custom: boolean
      readonly initErrors?: readonly string[]
    }[]
    readonly pending_operations?: readonly unknown[]
  }
}

function stateIn(text: string): State {
  const { resources, pending_operations } = (JSON.parse(text) as Exported).deployment
  const things = resources.filter(({ urn }) => urn.includes('$devicemail:index:'))
  const nameOf = ({ urn }: (typeof things)[number]) => {
    const [, , types = '', name = ''] = urn.split('::')
    return `${types.split(':').at(-1) ?? ''} ${name}`
  }
  const custom = things.filter(one => one.custom)
  return {
    things: custom.map(nameOf).sort(),
    unwell: custom.filter(({ initErrors = [] }) => initErrors.length > 0).map(nameOf),
    pending: pending_operations?.length ?? 0,
  }
}
