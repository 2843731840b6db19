/**
 * What stands around an application of Entra, registered by our program under an
 * engine of a page, and made by a person's own program with the real command line.
 */
import { expect, test } from 'vitest'
import { parseTenant, printTenant } from '../../src/drivers/exchange/simulator/tenant-text.js'
import { contosoTexts } from '../support/contoso.js'
import { runProgram, type ProgramRun } from '../support/mini-engine.js'
import { pulumiFolder, pulumiIn, withPulumi } from '../support/pulumi-cli.js'
import { pulumiOfThisFile, inStack } from '../support/pulumi-project.js'
import { appIds } from '../support/wanted.js'

const built = pulumiOfThisFile()

const payrollYaml = `
devices:
  payroll: { from: payroll@contoso.com, to: anyone, tls: 1.3, auth: [oauth-app], ports: [587] }
`

function dependenciesOf({ registrations }: ProgramRun, type: string): readonly string[] {
  const found = registrations.find(one => one.type === `devicemail:index:${type}`)
  return [...new Set(found?.dependencies ?? [])].sort()
}

test(
  'its scope waits for the mailboxes of the spec, and its right for all else',
  { timeout: 60_000 },
  async () => {
    const { folder } = built.project(
      inStack('contoso', { ...contosoTexts, 'payroll.yaml': payrollYaml }),
    )
    const seen = await runProgram({
      folder,
      program: 'dist/program/program.js',
      stack: 'contoso',
      config: { 'devicemail:entra': JSON.stringify({ applications: { payroll: {} } }) },
    })

    expect(seen.code).toBe(0)
    expect(dependenciesOf(seen, 'ManagementScope')).toContain('contoso/payroll@contoso.com')
    const right = seen.registrations.find(one => one.type.endsWith(':SmtpSendAsApp'))
    const needs = right?.dependencyUrns.map(urn => urn.split('::')[2]?.split(/[$:]/).at(-1))
    expect(needs).toEqual(expect.arrayContaining(['ExchangeServicePrincipal', 'ManagementScope']))
    expect(right).toMatchObject({ parent: 'payroll', protect: false, retainOnDelete: false })
    expect(right?.provider).toContain('contoso')
  },
)

const { appId, objectId } = appIds(1)
const programFor = (mailboxes: readonly string[]) => `
import { ExchangeServicePrincipal, MailDevices, ManagementScope, SmtpSendAsApp } from 'devicemail/pulumi'

const { provider } = new MailDevices('contoso', { spec: 'stacks/contoso' })
const application = 'payroll'
const known = new ExchangeServicePrincipal(
  application,
  { application, appId: '${appId}', objectId: '${objectId}' },
  { provider },
)
const mailboxes = ${JSON.stringify(mailboxes)}
const scope = new ManagementScope(application, { application, mailboxes }, { provider })
new SmtpSendAsApp(application, { application, objectId: '${objectId}' }, { provider, dependsOn: [known, scope] })
`

test.skipIf(pulumiFolder === undefined)(
  withPulumi('it is made once Exchange knows it, changed, put right and taken away again'),
  { timeout: 120_000 },
  () => {
    const slow = 'acceptedDomains: [contoso.com]\ndelays: { replicationSeconds: 2 }\n'
    const project = built.project({
      ...inStack('contoso', { ...contosoTexts, 'simulator.yaml': slow }),
      'program.js': programFor(['payroll@contoso.com']),
    })
    const settings = project.read('Pulumi.yaml').replace('dist/program/program.js', 'program.js')
    project.write({ 'Pulumi.yaml': settings })
    const pulumi = pulumiIn(project, 'contoso')
    const file = 'stacks/contoso/.simulator/tenant.json'
    const tenant = () => parseTenant(project.read(file), file)
    const up = () => pulumi.run('up', '--yes', '--skip-preview', '--suppress-outputs')
    const steps = () => pulumi.steps().map(({ op, type, properties }) => [op, type, ...properties])

    expect(pulumi.run('stack', 'init').code).toBe(0)
    const first = up()
    expect(first.code, first.text).toBe(0)
    const { ServicePrincipal, ManagementRoleAssignment: given } = tenant().objects
    expect(ServicePrincipal).toMatchObject([{ AppId: appId, ObjectId: objectId }])
    expect(given).toMatchObject([{ CustomResourceScope: 'payroll [devicemail:contoso/payroll]' }])

    // One mailbox more in the program, and the right taken away by somebody.
    const without = { ...tenant().objects, ManagementRoleAssignment: [] }
    project.write({
      'program.js': programFor(['payroll@contoso.com', 'wages@contoso.com']),
      [file]: printTenant({ ...tenant(), objects: without }),
    })
    expect(steps()).toEqual([
      ['update', 'ManagementScope', 'mailboxes'],
      ['create', 'SmtpSendAsApp'],
    ])
    const second = up()
    expect(second.code, second.text).toBe(0)
    expect(tenant().objects.ManagementRoleAssignment).toHaveLength(1)

    const gone = pulumi.run('destroy', '--yes', '--skip-preview')
    expect(gone.code, gone.text).toBe(0)
    const { ManagementScope, ManagementRoleAssignment } = tenant().objects
    expect([ManagementScope, ManagementRoleAssignment, tenant().objects.ServicePrincipal]).toEqual([
      [],
      [],
      [],
    ])
  },
)
