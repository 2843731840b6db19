/**
 * The story of a stack once more, with the real command line and a real
 * PowerShell: from the first preview to `destroy`, over `driver: powershell`.
 * The tenant afterwards is the one that the command leaves in the simulator, and
 * no process and no file of ours is left on the machine.
 */
import { mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { createSimulator } from '../../src/drivers/exchange/simulator.js'
import { memoryStore } from '../../src/drivers/exchange/simulator/store.js'
import type { Recipient, Tenant } from '../../src/drivers/exchange/simulator/tenant.js'
import { startCmdletServer } from '../support/cmdlet-server.js'
import { milanYaml, tenantYaml, zoneOf } from '../support/contoso.js'
import { liveStack } from '../support/live-tenant.js'
import { areGone, processesAreHidden } from '../support/processes.js'
import { pulumiFolder, pulumiIn, withPulumi } from '../support/pulumi-cli.js'
import { pulumiOfThisFile, inStack } from '../support/pulumi-project.js'
import { installExchangeModule, noPwsh, pwsh, withPwsh } from '../support/pwsh.js'
import type { Texts } from '../support/stack.js'

// What receivers see does not lie in a zone file, so the spec says it.
const told = 'mxEndpoint: contoso-com.mail.protection.outlook.com, dns:'
// All connectors may go in one run: there is but one.
const limits = '  limits: { removals: 5, removalsPercent: 100 }\ndomains:'
const simulated: Texts = {
  'tenant.yaml': tenantYaml.replace('dns:', told).replace('domains:', limits),
  'milan.yaml': milanYaml,
  'contoso.com.zone': zoneOf('contoso.com'),
}
const withoutFax: Texts = { 'milan.yaml': milanYaml.replace(/.*milan-fax.*\n/, '') }
const acceptedDomains = ['contoso.com']

const signIn = 'driver: powershell, auth: { way: access-token, token: env:EXCHANGE_TOKEN }'
const real: Texts = {
  ...simulated,
  'tenant.yaml': String(simulated['tenant.yaml']).replace('driver: simulator', signIn),
}

const built = pulumiOfThisFile()

test.skipIf(pulumiFolder === undefined || noPwsh || processesAreHidden)(
  withPulumi(`a stack from its first preview to destroy, ${withPwsh}`),
  { timeout: 120_000 },
  async () => {
    const scene = { organization: 'contoso.onmicrosoft.com', acceptedDomains }
    const tenant = createSimulator({ store: memoryStore(), clock: () => new Date(), scene })
    const server = await startCmdletServer(tenant)
    const module = installExchangeModule(server.url)
    onTestFinished(async () => {
      await server.close()
      module.remove()
    })
    const project = built.project(inStack('contoso', real))
    const temporary = join(project.folder, '.temporary')
    mkdirSync(temporary)
    const pulumi = pulumiIn(project, 'contoso', {
      DEVICEMAIL_PWSH: String(pwsh),
      EXCHANGE_TOKEN: 'token',
      PSModulePath: module.path,
      TMPDIR: temporary,
    })
    const up = () => pulumi.runAside('up', '--yes', '--skip-preview', '--suppress-outputs')
    const connectors = () => tenant.state().objects.InboundConnector

    expect(pulumi.run('stack', 'init').code).toBe(0)
    const preview = await pulumi.runAside('preview')
    expect(preview.text).toContain('8 to create')
    expect(preview.code).toBe(0)
    expect(connectors()).toEqual([])

    expect((await up()).text).toContain('8 created')
    const unchanged = await pulumi.runAside('preview', '--expect-no-changes')
    expect(unchanged.code, unchanged.text).toBe(0)

    // Somebody switches the connector off in the admin centre. The drift shows, and up heals it.
    await tenant.run([switchOff])
    const drift = await pulumi.runAside('refresh', '--preview-only', '--diff')
    expect(drift.text).toContain('~ enabled: true => false')
    expect((await up()).text).toContain('~ 1 updated')
    expect(connectors()).toMatchObject([{ Name: 'Devices at milan', Enabled: true }])

    project.write(inStack('contoso', withoutFax))
    expect((await up()).text).toMatch(/deleted .*\[retain\]/)
    const destroyed = await pulumi.runAside('destroy', '--yes', '--skip-preview')
    expect(destroyed.code, destroyed.text).toBe(0)

    const command = await byCommand()
    expect(worldOf(tenant.state())).toEqual(worldOf(command.tenant))
    const zone = project.read('stacks/contoso/contoso.com.zone')
    expect(withoutDay(zone)).toBe(withoutDay(command.zone))
    expect(server.sessions().length).toBeGreaterThan(0)
    expect(await areGone(module.path)).toBe(true)
    expect(readdirSync(temporary)).toEqual([])
  },
)

const switchOff = {
  cmdlet: 'Set-InboundConnector',
  parameters: { Identity: 'Devices at milan', Enabled: false },
}

/** The same with the command over the simulator; what healed the drift leaves no trace. */
async function byCommand(): Promise<{ readonly tenant: Tenant; readonly zone: string }> {
  const { cli, folder, write, tenant, zone } = await liveStack('simulator', simulated)
  await cli(['apply', folder, '--yes'])
  write(withoutFax)
  await cli(['apply', folder, '--yes'])
  await cli(['destroy', folder, '--yes'])
  return { tenant: tenant(), zone: zone('contoso.com') }
}

/** What is there, without when it came to be, in which order and under which ids. */
function worldOf({ objects, recipients }: Tenant): unknown {
  const mailboxes = recipients.map(timeless).sort((one, other) => (one.Name < other.Name ? -1 : 1))
  return { objects: idless(objects), recipients: idless(mailboxes) }
}

function timeless({ WhenCreatedUTC, WhenChangedUTC, ...one }: Recipient) {
  return { ...one, times: [typeof WhenCreatedUTC, typeof WhenChangedUTC] }
}

function idless(value: unknown): unknown {
  const text = JSON.stringify(value)
  return JSON.parse(text.replace(/[0-9a-f]{8}-0000-4000-8000-[0-9a-f]{12}/g, '<id>'))
}

/** The serial bears the day of the last change, and the clock of the command's world stands still. */
function withoutDay(zone: string): string {
  expect(zone).toMatch(/ 20\d{6}04 3600 /)
  return zone.replace(/ 20\d{6}(?=04 3600 )/, ' day')
}
