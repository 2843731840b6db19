/** `devicemail doctor` and the two identities, through PowerShell and REST. */
import { describe, expect, it } from 'vitest'
import { contosoTexts, tenantYaml } from '../support/contoso.js'
import { liveStack, type DriverName } from '../support/live-tenant.js'
import { noPwsh, withPwsh } from '../support/pwsh.js'
import { testToken } from '../support/rest.js'

const base = 'organization: contoso.onmicrosoft.com\nacceptedDomains: [contoso.com]\n'
const scene = (more: string) => ({ ...contosoTexts, 'simulator.yaml': `${base}${more}` })

interface Check {
  readonly name: string
  readonly state: string
  readonly code: string | null
  readonly remedy: string | null
}

async function examined(driver: DriverName, texts: Record<string, string | null>, env = {}) {
  const live = await liveStack(driver, texts)
  const argv = ['doctor', live.folder, '--format', 'json']
  const { code, json } = await live.cli(argv, { env: { ...live.env, ...env } })
  const { machine, folders } = json as {
    readonly machine: readonly Check[]
    readonly folders: readonly { readonly checks: readonly Check[] }[]
  }
  const checks = [...machine, ...folders.flatMap(one => one.checks)]
  const told = checks.map(one => [one.name, one.state, one.code ?? ''].join(' ').trim())
  return { code, told, checks }
}

const drivers: readonly (readonly [DriverName, string, boolean])[] = [
  ['rest', 'through REST', false],
  ['powershell', withPwsh, noPwsh],
]

describe.each(drivers)('%s', (driver, how, isMissing) => {
  it.skipIf(isMissing)(
    `a tenant that is ready is in order, ${how}`,
    async () => {
      const { code, told } = await examined(driver, scene(''))
      expect(told).toEqual([
        'node ok',
        ...(driver === 'powershell' ? ['powershell ok'] : []),
        'spec ok',
        'sign-in ok',
        'rights ok',
        'tenant ok',
        'dehydrated ok',
        'smtp-auth ok',
        'direct-send ok',
        'contoso.com ok',
      ])
      expect(code).toBe(0)
    },
    60_000,
  )
})

it('missing roles are seen through REST by the cmdlets it offers', async () => {
  const { code, checks } = await examined('rest', scene('roles: [Global Reader]\n'))
  const missing = checks.filter(one => one.code === 'role-missing')
  expect(code).toBe(1)
  expect(missing).toHaveLength(3)
  expect(missing[1]?.remedy).toContain('"Remote and Accepted Domains"')
})

describe('one identity to read and one to write', () => {
  const auth = `{ read: { way: access-token, token: env:READER }, write: { way: access-token, token: env:WRITER } }`
  const texts = {
    ...scene(''),
    'tenant.yaml': tenantYaml.replace('driver: simulator', `driver: rest, auth: ${auth}`),
  }
  const live = async () => {
    const stack = await liveStack('rest', texts)
    const only = (...names: readonly string[]) => ({
      env: Object.fromEntries(names.map(name => [name, testToken])),
    })
    return { stack, only }
  }

  it('a plan needs the one that reads, and nothing of the other', async () => {
    const { stack, only } = await live()
    const { code, out } = await stack.cli(['plan', stack.folder], only('READER'))
    expect(code).toBe(0)
    expect(out).toContain('LIVE · read through the REST endpoint')
  })

  it('an apply without the one that writes changes nothing, and says which variable is missing', async () => {
    const { stack, only } = await live()
    const { code, out } = await stack.cli(['apply', stack.folder, '--yes'], only('READER'))
    expect(code).not.toBe(0)
    expect(out).toContain('The environment variable WRITER')
    expect(stack.tenant().objects.InboundConnector).toEqual([])
  })

  it('an apply with both does all', async () => {
    const { stack, only } = await live()
    const { code } = await stack.cli(['apply', stack.folder, '--yes'], only('READER', 'WRITER'))
    expect(code).toBe(0)
    expect(stack.tenant().objects.InboundConnector).toHaveLength(1)
  })

  it('a doctor asks both, and tells which is missing', async () => {
    const both = await examined('rest', texts, { READER: testToken, WRITER: testToken })
    expect(both.told).toContain('sign-in to read ok')
    expect(both.told).toContain('sign-in to write ok')
    const reader = await examined('rest', texts, { READER: testToken })
    expect(reader.code).toBe(1)
    expect(reader.told).toContain('sign-in to write failed sign-in-variable-empty')
    expect(reader.told).toContain('rights ok')
  })
})

it('no secret stands in what is printed', async () => {
  const live = await liveStack('rest', contosoTexts)
  const log = ['--log-file', `${live.folder}/log.jsonl`]
  for (const argv of [['plan'], ['apply', '--yes'], ['doctor'], ['plan', '--show-commands']]) {
    const { out, err } = await live.cli([...argv, live.folder, ...log])
    expect(out + err).not.toContain(testToken)
  }
})
