/**
 * The same journeys through the simulator, a real PowerShell and REST: what a
 * person does and reads is the same, and so is the tenant afterwards.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { milanYaml, tenantYaml, turinYaml, zoneOf } from '../support/contoso.js'
import { liveStack, type DriverName, type LiveStack } from '../support/live-tenant.js'
import { noPwsh, withPwsh } from '../support/pwsh.js'
import type { Texts } from '../support/stack.js'
import { planShape } from '../cli/shapes.js'

const scene = `organization: contoso.onmicrosoft.com
acceptedDomains: [contoso.com]
users: [{ name: Anna, address: it@contoso.com }]
`
// What receivers see does not lie in a zone file, so the spec says it.
const told = 'mxEndpoint: contoso-com.mail.protection.outlook.com, dns:'
const contoso: Texts = {
  'tenant.yaml': tenantYaml.replace('dns:', told),
  'milan.yaml': milanYaml,
  'senders.yaml': `senders:
  printer@contoso.com: { displayName: "Printers – ‘all’ of $(them)", members: [it@contoso.com] }
`,
  'contoso.com.zone': zoneOf('contoso.com'),
  'simulator.yaml': scene,
}

interface Journey {
  readonly title: string
  readonly texts: Texts
  readonly domains: readonly string[]
  /** What a person does; the exit code of each command. */
  readonly go: (stack: LiveStack) => Promise<readonly number[]>
}

const apply = async ({ cli, folder }: LiveStack) => (await cli(['apply', folder, '--yes'])).code
const inOrder = async ({ cli, folder }: LiveStack) => (await cli(['verify', folder])).code

const journeys: readonly Journey[] = [
  {
    title: 'a first rollout, a second look, and a second site',
    texts: contoso,
    domains: ['contoso.com'],
    async go(stack) {
      const first = [await apply(stack), await inOrder(stack)]
      stack.write({ 'turin.yaml': turinYaml })
      return [...first, await apply(stack), await inOrder(stack)]
    },
  },
  {
    title: 'an address changes, a device gets another name, and all is taken away',
    texts: contoso,
    domains: ['contoso.com'],
    async go(stack) {
      const codes = [await apply(stack)]
      const moved = milanYaml.replace('203.0.113.10', '[203.0.113.10, 198.51.100.64/29]')
      stack.write({ 'milan.yaml': moved.replace('fax@contoso.com', 'alarm@contoso.com') })
      codes.push(await apply(stack), await inOrder(stack))
      const { cli, folder } = stack
      return [...codes, (await cli(['destroy', folder, '--yes'])).code]
    },
  },
  {
    title: 'the example of this repository',
    texts: example(),
    domains: ['contoso.com', 'fabrikam.com'],
    async go(stack) {
      return [await apply(stack), await inOrder(stack)]
    },
  },
]

/** All that is left behind, without how often somebody called. */
interface Left {
  readonly codes: readonly number[]
  readonly tenant: unknown
  readonly zones: readonly string[]
}

async function gone({ texts, domains, go }: Journey, driver: DriverName): Promise<Left> {
  const stack = await liveStack(driver, texts)
  const codes = await go(stack)
  const tenant = { ...stack.tenant(), calls: undefined }
  return { codes, tenant, zones: domains.map(stack.zone) }
}

describe.each(journeys)('$title', journey => {
  let kept: Promise<Left> | undefined
  const simulated = () => (kept ??= gone(journey, 'simulator'))

  test('goes well with the simulator', async () => {
    const { codes } = await simulated()
    expect(codes.every(code => code === 0)).toBe(true)
  })

  test('leaves the same world through REST', async () => {
    expect(await gone(journey, 'rest')).toEqual(await simulated())
  }, 30_000)

  test.skipIf(noPwsh)(
    `leaves the same world ${withPwsh}`,
    async () => {
      expect(await gone(journey, 'powershell')).toEqual(await simulated())
    },
    60_000,
  )
})

test.skipIf(noPwsh)(
  `a plan says how the tenant was read, ${withPwsh}`,
  async () => {
    const { cli, folder, tenant } = await liveStack('powershell', contoso)
    const { code, out, json } = await cli(['plan', folder, '--format', 'json'])
    expect(code, out).toBe(0)
    expect(planShape.parse(json)).toMatchObject({ driver: 'powershell', reading: 'LIVE' })
    expect(tenant().objects.InboundConnector).toEqual([])
  },
  30_000,
)

/** The files of the example, which says nothing of what receivers see: that is asked of its zone files. */
function example(): Texts {
  const root = new URL('../../stacks/contoso/', import.meta.url)
  const read = (file: string) => readFileSync(new URL(file, root), 'utf8')
  const names = readdirSync(root).filter(name => name.endsWith('.yaml'))
  const zones = readdirSync(new URL('zones/', root)).map(name => `zones/${name}`)
  const files = [...names, ...zones, '../_shared/profiles.yaml']
  const texts = Object.fromEntries(files.map(file => [file, read(file)]))
  return {
    ...texts,
    'tenant.yaml': read('tenant.yaml')
      .replace('exchange: simulator', 'exchange: { driver: simulator }')
      .replace(
        /^( {2}(contoso|fabrikam)\.com:)$/gm,
        '$1\n    mxEndpoint: $2-com.mail.protection.outlook.com',
      ),
  }
}
