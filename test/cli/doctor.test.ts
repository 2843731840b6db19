/** `devicemail doctor`: what is not ready, and what to do about it, on a simulated tenant. */
import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { cli } from '../support/cli.js'
import { contosoTexts, milanYaml, tenantYaml, zoneOf } from '../support/contoso.js'
import { stack, stacks } from '../support/stack.js'

const place = { file: z.string(), line: z.int(), column: z.int() }
const check = z.strictObject({
  area: z.enum(['machine', 'spec', 'sign-in', 'rights', 'tenant', 'dns', 'unseen']),
  name: z.string(),
  state: z.enum(['ok', 'warning', 'failed', 'not-checked']),
  message: z.string().min(1),
  remedy: z.string().min(1).nullable(),
  code: z.string().nullable(),
  ...z.strictObject(place).partial().shape,
})
const doctorShape = z.strictObject({
  format: z.literal('devicemail-doctor/1'),
  machine: z.array(check),
  folders: z.array(
    z.strictObject({
      folder: z.string(),
      tenant: z.string().nullable(),
      driver: z.string().nullable(),
      reading: z.enum(['SIMULATED', 'LIVE', 'NOT READ']),
      checks: z.array(check),
    }),
  ),
  unseen: z.array(check),
})

const noPowerShell = { env: { DEVICEMAIL_PWSH: '/nowhere/pwsh' } }

async function examined(folders: readonly string[], options = noPowerShell) {
  const { code, json } = await cli(['doctor', ...folders, '--format', 'json'], options)
  return { code, ...doctorShape.parse(json) }
}

/** `rights failed role-missing`, for assertions that read well. */
function told(checks: readonly z.infer<typeof check>[]): readonly string[] {
  return checks.map(({ name, state, code }) => [name, state, code ?? ''].join(' ').trim())
}

const scene = (text: string) => ({ ...contosoTexts, 'simulator.yaml': text })
const base = 'organization: contoso.onmicrosoft.com\nacceptedDomains: [contoso.com]\n'

describe('before there is a spec', () => {
  it('the machine is looked at, and a missing PowerShell is only told', async () => {
    const { code, machine, folders } = await examined([])
    expect(code).toBe(0)
    expect(told(machine)).toEqual([
      'node ok',
      'powershell not-checked powershell-not-needed',
      'folder not-checked no-folder-named',
    ])
    expect(folders).toEqual([])
  })

  it('a person reads what is missing and what to do', async () => {
    const { out } = await cli(['doctor'], noPowerShell)
    expect(out).toContain('✓ Node 20.19.0')
    expect(out).toContain('there is no "/nowhere/pwsh" on this machine')
    expect(out).toContain('Install PowerShell 7.4 or newer')
  })
})

describe('one folder', () => {
  it('that is ready is in order, check by check, and nothing is written', async () => {
    const { folder, path } = stack(contosoTexts)
    const { code, machine, folders } = await examined([folder])
    expect(code).toBe(0)
    expect(told(machine)).toEqual(['node ok'])
    expect(folders).toHaveLength(1)
    expect(told(folders[0]?.checks ?? [])).toEqual([
      'spec ok',
      'sign-in ok',
      'rights ok',
      'tenant ok',
      'dehydrated ok',
      'smtp-auth ok',
      'direct-send ok',
      'contoso.com ok',
    ])
    expect(existsSync(path('.simulator/tenant.json'))).toBe(false)
  })

  it('says that its tenant is simulated, and what nobody sees from here', async () => {
    const { out } = await cli(['doctor', stack(contosoTexts).folder])
    expect(out).toContain('tenant contoso.onmicrosoft.com · SIMULATED')
    for (const what of ['security defaults', 'Conditional Access', 'licences', 'whether the sites'])
      expect(out).toContain(`Not checked: ${what}`)
    expect(out).toContain('5 things were not checked.')
  })

  it('asks for the least roles that are missing, each once', async () => {
    const { folder } = stack(scene(`${base}roles: [Global Reader]\n`))
    const { code, folders } = await examined([folder])
    const missing = folders[0]?.checks.filter(one => one.state === 'failed') ?? []
    expect(code).toBe(1)
    expect(missing.map(one => one.remedy?.split(', the least')[0])).toEqual([
      'Give it the role "Mail Recipients"',
      'Give it the role "Remote and Accepted Domains"',
      'Give it the roles "Mail Recipient Creation" and "Mail Recipients"',
    ])
    expect(missing[1]?.message).toContain('New-InboundConnector, Remove-InboundConnector')
    expect(missing[1]?.message).toContain('so an apply will be refused')
  })

  it('asks for no role to write what the spec does not want', async () => {
    const { folder } = stack({
      ...scene(`${base}roles: [Remote and Accepted Domains, Global Reader]\n`),
      'senders.yaml':
        'senders:\n  printer@contoso.com: { mailbox: none }\n  fax@contoso.com: { mailbox: none }\n',
    })
    const { code } = await examined([folder])
    expect(code).toBe(0)
  })

  it('says that a plan is refused where reading is, and asks for the view-only roles', async () => {
    const { folder } = stack(scene(`${base}roles: []\nmissingRoleShows: forbidden\n`))
    const { code, folders } = await examined([folder])
    const text = JSON.stringify(folders[0]?.checks)
    expect(code).toBe(1)
    expect(text).toContain('so a plan will be refused')
    expect(text).toContain('View-Only Configuration')
    // Whoever may change mailboxes may look at them: no second role for that.
    expect(text).not.toContain('View-Only Recipients')
  })

  it('tells a tenant that was never customised, and how to', async () => {
    const { folder } = stack(scene(`${base}dehydrated: true\n`))
    const { code, folders } = await examined([folder])
    expect(code).toBe(0)
    expect(told(folders[0]?.checks ?? [])).toContain('dehydrated warning tenant-is-dehydrated')
    expect((await cli(['doctor', folder, '--strict'])).code).toBe(1)
  })

  it('tells a domain that the tenant does not accept', async () => {
    const { folder } = stack(scene('acceptedDomains: [fabrikam.com]\n'))
    const { code, folders } = await examined([folder])
    expect(code).toBe(1)
    expect(told(folders[0]?.checks ?? [])).toContain('tenant failed domain-not-accepted')
  })

  it('tells a zone that cannot be read', async () => {
    const { folder } = stack({ ...contosoTexts, 'contoso.com.zone': null })
    const { code, folders } = await examined([folder])
    expect(code).toBe(1)
    expect(told(folders[0]?.checks ?? [])).toContain('contoso.com failed zone-not-reached')
  })

  it('with a faulty spec has the fault with its place, and the rest as not checked', async () => {
    const { folder } = stack({
      ...contosoTexts,
      'milan.yaml': milanYaml.replace('egress', 'egres'),
    })
    const { code, folders } = await examined([folder])
    expect(code).toBe(1)
    expect(folders[0]).toMatchObject({ tenant: null, driver: null, reading: 'NOT READ' })
    expect(folders[0]?.checks[0]).toMatchObject({ area: 'spec', file: 'milan.yaml', line: 2 })
    expect(told(folders[0]?.checks.slice(-4) ?? [])).toEqual([
      'sign-in not-checked needs-came-first',
      'rights not-checked needs-came-first',
      'tenant not-checked needs-came-first',
      'dns not-checked needs-came-first',
    ])
  })
})

it('several folders come as a table, with only what is not in order below', async () => {
  const [contoso, fabrikam] = stacks({
    contoso: contosoTexts,
    fabrikam: {
      'tenant.yaml': tenantYaml.replaceAll('contoso', 'fabrikam'),
      'turin.yaml': milanYaml
        .replaceAll('contoso', 'fabrikam')
        .replace('203.0.113.10', '192.0.2.9'),
      'fabrikam.com.zone': zoneOf('fabrikam.com'),
      'simulator.yaml': 'acceptedDomains: [fabrikam.com]\nroles: [Global Reader]\n',
    },
  })
  const folders = [contoso?.folder ?? '', fabrikam?.folder ?? '']
  const { code, out } = await cli(['doctor', ...folders], { width: 200 })
  const lines = out.split('\n').map(line => line.split(/ {2,}/))
  expect(code).toBe(1)
  expect(lines[1]).toEqual(['folder', 'tenant', 'spec', 'sign-in', 'rights', 'tenant', 'DNS'])
  expect(lines[2]?.slice(1)).toEqual([
    ...['contoso.onmicrosoft.com', 'ok', 'ok', 'ok', 'ok', 'ok', 'SIMULATED'],
  ])
  expect(lines[3]?.slice(1)).toEqual([
    ...['fabrikam.onmicrosoft.com', 'ok', 'ok', 'failed', 'ok', 'ok', 'SIMULATED'],
  ])
  expect(out).not.toContain('The DNS of contoso.com')
  expect((await examined(folders)).folders.map(one => one.folder)).toEqual(folders)
})

it('a driver that needs PowerShell fails on a machine without it', async () => {
  const { folder } = stack({
    ...contosoTexts,
    'tenant.yaml': tenantYaml.replace('driver: simulator', 'driver: powershell'),
  })
  const { code, machine } = await examined([folder])
  expect(code).toBe(1)
  expect(told(machine)).toEqual(['node ok', 'powershell failed powershell-missing'])
})

describe('a certificate that the driver does not take', () => {
  const support = (name: string) =>
    readFileSync(new URL(`../support/tls/${name}`, import.meta.url), 'base64')
  const auth =
    '{ way: certificate, appId: 11111111-2222-3333-4444-555555555555, certificate: env:CERTIFICATE }'

  it.each([
    ['powershell', 'certificate.pem', 'certificate-not-pfx', '-export -in app.pem -out app.pfx'],
    ['rest', 'certificate.pfx', 'certificate-not-pem', '-in app.pfx -out app.pem -nodes'],
  ])('%s with %s: %s, before anybody is asked', async (driver, file, code, command) => {
    const yaml = tenantYaml.replace('driver: simulator', `driver: ${driver}, auth: ${auth}`)
    const { folder } = stack({ ...contosoTexts, 'tenant.yaml': yaml, 'simulator.yaml': null })
    const env = { DEVICEMAIL_PWSH: '/nowhere/pwsh', CERTIFICATE: support(file) }
    const { folders } = await examined([folder], { env })
    const failed = folders.flatMap(one => one.checks).filter(one => one.state === 'failed')
    expect(failed).toMatchObject([{ area: 'sign-in', code, file: expect.any(String) as string }])
    expect(failed[0]?.remedy).toContain(command)
  })
})
