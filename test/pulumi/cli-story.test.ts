/**
 * The story of a stack with the real command line, from the first preview to
 * what stays after `destroy`. What a person reads at each step is kept in
 * golden/, with times and ids masked.
 */
import { expect, test } from 'vitest'
import { parseTenant, printTenant } from '../../src/drivers/exchange/simulator/tenant-text.js'
import { cli } from '../support/cli.js'
import { roomyTenantYaml, zoneOf } from '../support/contoso.js'
import { pulumiFolder, pulumiIn, tidied, withPulumi } from '../support/pulumi-cli.js'
import { pulumiOfThisFile, inStack } from '../support/pulumi-project.js'

const milan = `sites:
  milan: { egress: 203.0.113.10 }
devices:
  milan-copier: { site: milan, profile: old-copier, from: printer@contoso.com, to: anyone }
  milan-fax: { site: milan, profile: old-copier, from: fax@contoso.com, to: anyone }
`

// What an administrator set up by hand before.
const scene = `acceptedDomains: [contoso.com]
objects:
  InboundConnector:
    - Name: Old relay
      Enabled: true
      ConnectorType: OnPremises
      SenderIPAddresses: [198.51.100.7]
      SenderDomains: ['smtp:*;1']
      Comment: Set up by hand in 2019
  Mailbox:
    - PrimarySmtpAddress: scanner@contoso.com
      DisplayName: Scanner
      RecipientTypeDetails: SharedMailbox
`

const turin = `sites:
  turin:
    egress: 198.51.100.7
    connector: { name: Old relay, adopt: true }
senders:
  scanner@contoso.com: { adopt: true }
devices:
  turin-copier: { site: turin, profile: old-copier, from: scanner@contoso.com, to: anyone }
`

const six = `sites:
${[1, 2, 3, 4, 5, 6].map(n => `  branch-${n}: { egress: 192.0.2.${n} }`).join('\n')}
devices:
${[1, 2, 3, 4, 5, 6].map(n => `  copier-${n}: { site: branch-${n}, profile: old-copier, from: printer@contoso.com, to: anyone }`).join('\n')}
`

const built = pulumiOfThisFile()

test.skipIf(pulumiFolder === undefined)(
  withPulumi('a stack from init to destroy'),
  { timeout: 300_000 },
  async () => {
    const texts = {
      'tenant.yaml': roomyTenantYaml,
      'milan.yaml': milan,
      'simulator.yaml': scene,
      'contoso.com.zone': zoneOf('contoso.com'),
    }
    const project = built.project(inStack('contoso', texts))
    const pulumi = pulumiIn(project, 'contoso')
    const tenantFile = 'stacks/contoso/.simulator/tenant.json'
    const world = () => project.read(tenantFile)
    const connectors = () =>
      parseTenant(world(), tenantFile).objects.InboundConnector.map(row => String(row.Name))
    const write = (file: string, text: string | null) => {
      project.write({ [`stacks/contoso/${file}`]: text })
    }
    const up = () => pulumi.run('up', '--yes', '--skip-preview', '--suppress-outputs')
    /** Keeps what a person reads, and gives the exit code. */
    const tell = async (name: string, { code, text }: { code: number | null; text: string }) => {
      const told = `${tidied(text, project)}exit code ${String(code)}\n`
      await expect(told).toMatchFileSnapshot(`golden/${name}.txt`)
      return code
    }

    // The stack is made, and the first preview shows what will be. Nothing is written by looking.
    expect(pulumi.run('stack', 'init').code).toBe(0)
    expect(await tell('01-first-preview', pulumi.run('preview'))).toBe(0)
    expect(() => world()).toThrow()
    expect(await tell('02-first-up', pulumi.run('up', '--yes', '--skip-preview'))).toBe(0)
    expect(world()).toContain('[devicemail:contoso/milan]')
    expect(await tell('03-nothing-to-do', pulumi.run('preview', '--expect-no-changes'))).toBe(0)

    // The line in Milan gets another address: just that shows, and nothing is replaced.
    write('milan.yaml', milan.replace('203.0.113.10', '203.0.113.20'))
    expect(pulumi.steps()).toEqual([
      { op: 'update', type: 'InboundConnector', name: 'contoso/milan', properties: ['egressIps'] },
      {
        op: 'update',
        type: 'SpfRecord',
        name: 'contoso/contoso.com',
        properties: ['record', 'terms'],
      },
    ])
    expect(await tell('04-another-address', up())).toBe(0)

    // Somebody switches the connector off in the admin centre. The drift shows, and up heals it.
    const before = parseTenant(world(), tenantFile)
    const rows = before.objects.InboundConnector.map(row =>
      row.Name === 'Devices at milan' ? { ...row, Enabled: false } : row,
    )
    const objects = { ...before.objects, InboundConnector: rows }
    project.write({ [tenantFile]: printTenant({ ...before, objects }) })
    const drift = pulumi.run('refresh', '--preview-only', '--expect-no-changes', '--diff')
    expect(await tell('05-drift', drift)).toBe(7)
    expect(pulumi.steps()).toMatchObject([{ op: 'update', properties: ['enabled'] }])
    expect(await tell('06-healed', up())).toBe(0)
    expect(parseTenant(world(), tenantFile).objects.InboundConnector).toContainEqual(
      expect.objectContaining({ Name: 'Devices at milan', Enabled: true }),
    )

    // What was set up by hand is taken over by what the spec says of it, and not made again.
    // A switch that every mailbox of ours has off is shown as put right, and not as taken away.
    write('turin.yaml', turin)
    expect(pulumi.run('preview', '--diff').text).toMatch(/~ imap +: true => false/)
    expect(await tell('07-imported', up())).toBe(0)
    expect(world()).toContain('[devicemail:contoso/turin] Set up by hand in 2019')
    expect(pulumi.steps()).toEqual([])

    // A device leaves. Its mailbox may hold mail, so it stays, and that is told.
    write(
      'milan.yaml',
      milan.replace('203.0.113.10', '203.0.113.20').replace(/.*milan-fax.*\n/, ''),
    )
    expect(pulumi.steps()).toMatchObject([
      { op: 'delete', type: 'SharedMailbox', name: 'contoso/fax@contoso.com' },
    ])
    expect(await tell('08-device-leaves', up())).toBe(0)
    expect(world()).toContain('[devicemail:contoso/fax@contoso.com]')

    // A site leaves: its connector goes.
    write('turin.yaml', null)
    expect(await tell('09-site-leaves', up())).toBe(0)
    expect(connectors()).toEqual(['Devices at milan'])

    // Six sites come, and are to go at once. Five may; the sixth is refused, with the way to allow it.
    write('branches.yaml', six)
    expect(up().code).toBe(0)
    write('branches.yaml', null)
    const refused = pulumi.run(
      'up',
      '--yes',
      '--skip-preview',
      '--suppress-outputs',
      '--parallel=1',
    )
    // Which of them is the sixth is for the engine to say.
    const anyOfThem = refused.text.replace(/branch-\d/g, 'branch-<n>')
    expect(await tell('10-six-at-once', { ...refused, text: anyOfThem })).not.toBe(0)
    expect(connectors().filter(name => name.startsWith('Devices at branch-'))).toHaveLength(1)
    expect(up().code).toBe(0)
    expect(connectors()).toEqual(['Devices at milan'])

    // The stack is destroyed. Mailboxes stay, and status tells what stays behind.
    expect(await tell('11-destroy', pulumi.run('destroy', '--yes', '--skip-preview'))).toBe(0)
    expect(connectors()).toEqual([])
    const { code, json } = await cli([
      'status',
      `${project.folder}/stacks/contoso`,
      '--format',
      'json',
    ])
    expect(code).toBe(0)
    expect(json).toMatchObject({
      objects: [
        { kind: 'shared-mailbox', key: 'fax@contoso.com' },
        { kind: 'shared-mailbox', key: 'printer@contoso.com' },
        { kind: 'shared-mailbox', key: 'scanner@contoso.com' },
      ],
    })
  },
)
