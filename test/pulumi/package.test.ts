/**
 * The package in the hands of a new user: an empty folder outside the repository,
 * `devicemail init`, and what Pulumi makes of it; then a program of the user's own.
 */
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { installed, type Installed } from '../support/installed.js'
import { pulumiFolder, pulumiIn, withPulumi } from '../support/pulumi-cli.js'

let user: Installed
beforeAll(() => {
  user = installed(['@pulumi/pulumi', '@types/node'])
}, 120_000)
afterAll(() => {
  user.remove()
})

describe('the package', () => {
  test('holds what users run and read, and nothing else', async () => {
    const { files, bytes, unpackedBytes } = user.packed
    const kinds = [...new Set(files.map(kindOfFile))].sort()
    await expect(`${kinds.join('\n')}\n`).toMatchFileSnapshot('golden/package.txt')
    expect(bytes).toBeLessThan(2_000_000)
    expect(unpackedBytes).toBeLessThan(8_000_000)
  })

  test('runs no script where it is installed', () => {
    const { scripts } = user.packed.manifest
    const atTheUsers = ['preinstall', 'install', 'postinstall', 'preprepare', 'postprepare']
    expect(Object.keys(scripts).filter(name => atTheUsers.includes(name))).toEqual([])
  })

  test('imports what it declares: with that alone beside it each door opens', () => {
    const doors = ['devicemail', 'devicemail/pulumi']
    const code = doors.map(door => `await import('${door}')`).join('\n')
    expect(user.node('--input-type=module', '-e', code)).toMatchObject({ code: 0, err: '' })
    const from = createRequire(join(user.folder, 'node_modules/devicemail/package.json'))
    for (const name of ['typescript', 'esbuild', 'vitest', '@pulumi/azuread'])
      expect(() => from.resolve(name)).toThrow(name)
  })
})

test.skipIf(pulumiFolder === undefined)(
  withPulumi('beside what init writes, Pulumi previews, updates, and then finds nothing to do'),
  { timeout: 60_000 },
  () => {
    const init = user.devicemail('init')
    expect(init).toMatchObject({ code: 0, err: '' })
    // Nothing of the user's package.json is asked for.
    user.write({ 'package.json': '{}\n' })
    const pulumi = pulumiIn(user, 'contoso')
    expect(pulumi.run('stack', 'init')).toMatchObject({ code: 0 })

    const preview = pulumi.run('preview')
    expect(preview.code, preview.text).toBe(0)
    expect(preview.text).toContain('SharedMailbox contoso/printer@contoso.com create')
    // What devicemail does not write is told, and it ends as the record of the scene ends.
    expect(preview.text).toContain('Set record to "v=spf1 ip4:203.0.113.10 ')
    expect(preview.text).not.toContain('~all')
    expect(pulumi.run('up', '--yes', '--skip-preview')).toMatchObject({ code: 0 })
    const again = pulumi.run('preview', '--expect-no-changes')
    expect(again.code, again.text).toBe(0)

    const plan = user.devicemail('plan', 'stacks/contoso', '--detailed-exitcode')
    expect(plan.code, plan.out).toBe(0)
  },
)

const program = `import { DirectSendGuard, InboundConnector, MailDevices, Provider, SharedMailbox, SpfRecord } from 'devicemail/pulumi'

const organization = 'fabrikam.onmicrosoft.com'
const domains = { 'fabrikam.com': { dns: { driver: 'zone-file', file: 'fabrikam.com.zone' } } }
const tenant = { organization, exchange: { driver: 'simulator' } }
const provider = new Provider('fabrikam', { spec: { version: 1, tenant, domains }, organization })

const egressIps = ['203.0.113.10']
const connector = new InboundConnector('milan', { site: 'milan', name: 'Devices at milan', egressIps }, { provider })
new SharedMailbox('printer', { address: 'printer@fabrikam.com', displayName: 'Printers' }, { provider })
const spf = new SpfRecord('fabrikam.com', { domain: 'fabrikam.com', terms: ['ip4:203.0.113.10'] }, { provider })
new DirectSendGuard('guard', { organization, rejectDirectSend: true }, { provider })

export const name = connector.name.apply(one => one.toUpperCase())
export const record = spf.record
export const devices = new MailDevices('contoso', { spec: 'stacks/contoso' }).devices

// @ts-expect-error: the address is missing.
export const refused = () => new SharedMailbox('nobody', { displayName: 'Nobody' }, { provider })
`

const zone = `$ORIGIN fabrikam.com.
$TTL 3600
@ IN SOA ns1.fabrikam.com. hostmaster.fabrikam.com. ( 1 7200 3600 1209600 3600 )
@ IN NS ns1.fabrikam.com.
@ IN TXT "v=spf1 include:spf.protection.outlook.com -all"
`

test.skipIf(pulumiFolder === undefined)(
  withPulumi('a program of single things has types, and needs no device in its spec'),
  { timeout: 60_000 },
  () => {
    user.devicemail('init')
    user.write({
      'program.mts': program,
      'Pulumi.yaml': user.read('Pulumi.yaml').replace(/main: .*/u, 'main: program.mjs'),
      'simulator.yaml': 'acceptedDomains: [fabrikam.com]\n',
      'fabrikam.com.zone': zone,
    })
    const options = ['--strict', '--module', 'nodenext', '--target', 'es2022', '--types', 'node']
    const compiled = user.node(compiler, ...options, 'program.mts')
    expect(compiled).toEqual({ code: 0, out: '', err: '' })

    const pulumi = pulumiIn(user, 'classes')
    expect(pulumi.run('stack', 'init')).toMatchObject({ code: 0 })
    const up = pulumi.run('up', '--yes', '--skip-preview')
    expect(up.code, up.text).toBe(0)
    expect(up.text).toContain('name   : "DEVICES AT MILAN"')
    expect(up.text).toContain('ip4:203.0.113.10 include:spf.protection.outlook.com -all')
    const again = pulumi.run('preview', '--expect-no-changes')
    expect(again.code, again.text).toBe(0)
  },
)

const compiler = fileURLToPath(new URL('../../node_modules/typescript/bin/tsc', import.meta.url))

/** One line for all of a sort in a folder of dist or docs, since those come and go. */
function kindOfFile(path: string): string {
  const [, folder, ending] = /^((?:dist|docs)\/(?:.*\/)?)[^/]+?((?:\.d)?\.\w+)$/u.exec(path) ?? []
  return folder === undefined ? path : `${folder}*${String(ending)}`
}
