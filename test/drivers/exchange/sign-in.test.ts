/** From the rule in the spec to what a driver signs in with, or to what is missing. */
import { X509Certificate } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inspect } from 'node:util'
import { afterAll, describe, expect, it } from 'vitest'
import {
  isSignIn,
  signInFrom,
  type SignIn,
  type SignInRule,
  type SignInRules,
  type SignInScene,
} from '../../../src/drivers/exchange/sign-in.js'
import type { Finding } from '../../../src/findings.js'
import { specFrom } from '../../../src/spec/load.js'

const folder = mkdtempSync(join(tmpdir(), 'devicemail-sign-in-'))
const pfx = readFileSync(support('certificate.pfx'))
const pem = readFileSync(support('certificate.pem'))
writeFileSync(join(folder, 'app.pfx'), pfx)
// Names lie.
writeFileSync(join(folder, 'pem-inside.pfx'), pem)
writeFileSync(join(folder, 'pfx-inside.pem'), pfx)
writeFileSync(join(folder, 'public.cer'), new X509Certificate(pem).raw)
afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
})

function support(name: string): URL {
  return new URL(`../../support/tls/${name}`, import.meta.url)
}

const appId = '11111111-2222-3333-4444-555555555555'
const secret = 'hunter2-and-more'

function scene(more: Partial<SignInScene> = {}): SignInScene {
  const organization = 'contoso.onmicrosoft.com'
  const driver = 'powershell'
  const who = { purpose: 'read', driver, organization, person: false } as const
  return { ...who, env: {}, folder, platform: 'linux', ...more }
}

function signedIn(rules: SignInRule | SignInRules | null, more?: Partial<SignInScene>): SignIn {
  const result = signInFrom(rules, scene(more))
  if (isSignIn(result)) return result
  throw new Error(result.map(({ code }) => code).join(', '))
}

function refused(
  rules: SignInRule | SignInRules | null,
  more?: Partial<SignInScene>,
): readonly Finding[] {
  const result = signInFrom(rules, scene(more))
  if (isSignIn(result)) throw new Error(`It signs in by ${result.way}.`)
  return result
}

const codes = (findings: readonly Finding[]) => findings.map(({ code }) => code)

const certificate: SignInRule = {
  way: 'certificate',
  appId,
  certificate: 'file:app.pfx',
  password: 'env:PASSWORD',
  thumbprint: null,
}
const pipeline: SignInRule = {
  way: 'workload-identity',
  clientId: appId,
  tenantId: null,
  tokenFile: null,
  token: null,
}

describe('a certificate', () => {
  it('may be a file beside the spec, with its password in a variable', () => {
    const signIn = signedIn(certificate, { env: { PASSWORD: secret } })
    expect(signIn).toMatchObject({
      way: 'certificate',
      organization: 'contoso.onmicrosoft.com',
      appId,
      certificate: { kind: 'file', path: join(folder, 'app.pfx') },
    })
    expect(signIn.way === 'certificate' && signIn.password?.reveal()).toBe(secret)
  })

  it('may stand in a variable, in base64', () => {
    const rule = { ...certificate, certificate: 'env:CERTIFICATE', password: null }
    const signIn = signedIn(rule, { env: { CERTIFICATE: pfx.toString('base64') } })
    const found = signIn.way === 'certificate' ? signIn.certificate : undefined
    expect(found?.kind === 'base64' && found.content.reveal()).toBe(pfx.toString('base64'))
  })

  it('tells at once all that is missing', () => {
    const rule = { ...certificate, appId: 'env:APP_ID', certificate: 'file:other.pfx' }
    const found = refused(rule, { env: { APP_ID: ' ' } })
    expect(codes(found)).toEqual([
      'sign-in-variable-empty',
      'sign-in-file-missing',
      'sign-in-variable-empty',
    ])
    expect(found.map(({ message }) => message).join()).toContain('other.pfx')
  })

  describe('has the form that the driver takes, whatever its file is called', () => {
    const at = (key = '') => ({ file: `${key}.yaml`, line: 1, column: 1 })
    const found = (driver: 'powershell' | 'rest', written: string, content = '') => {
      const rule = { ...certificate, certificate: written, password: null }
      const result = signInFrom(rule, scene({ driver, at, env: { CERTIFICATE: content } }))
      return isSignIn(result) ? [] : result
    }

    it.each([
      ['powershell', 'file:app.pfx', []],
      ['powershell', 'file:pfx-inside.pem', []],
      ['powershell', 'file:pem-inside.pfx', ['certificate-not-pfx']],
      ['powershell', 'file:public.cer', ['certificate-not-pfx']],
      ['rest', 'file:pem-inside.pfx', []],
      ['rest', 'file:app.pfx', ['certificate-not-pem']],
      ['rest', 'file:pfx-inside.pem', ['certificate-not-pem']],
      ['rest', 'file:public.cer', ['certificate-not-pem']],
    ] as const)('%s, %s: %j', (driver, written, expected) => {
      expect(codes(found(driver, written))).toEqual(expected)
    })

    it.each([
      ['powershell', 'PFX in base64', pfx.toString('base64'), []],
      ['powershell', 'PEM in base64', pem.toString('base64'), ['certificate-not-pfx']],
      ['powershell', 'PEM as it is', pem.toString(), ['certificate-not-pfx']],
      ['powershell', 'something else', 'c29tZXRoaW5n', ['certificate-not-pfx']],
      ['rest', 'PEM in base64', pem.toString('base64'), []],
      ['rest', 'PEM as it is', pem.toString(), []],
      ['rest', 'PFX in base64', pfx.toString('base64'), ['certificate-not-pem']],
    ] as const)('%s, a variable with %s', (driver, _, content, expected) => {
      expect(codes(found(driver, 'env:CERTIFICATE', content))).toEqual(expected)
    })

    it('and is told where it is named, with the command that converts it', () => {
      const [toPfx] = found('powershell', 'file:pem-inside.pfx')
      expect(toPfx?.place?.file).toBe('certificate.yaml')
      expect(toPfx?.remedy).toContain('openssl pkcs12 -export -in app.pem -out app.pfx')
      const [toPem] = found('rest', 'file:app.pfx')
      expect(toPem?.place?.file).toBe('certificate.yaml')
      expect(toPem?.remedy).toContain('openssl pkcs12 -in app.pfx -out app.pem -nodes')
    })
  })

  it.skipIf(process.platform !== 'linux')('that cannot be read is told with the reason', () => {
    const rule = { ...certificate, certificate: 'file:/proc/self/mem', password: null }
    expect(codes(refused(rule))).toEqual(['sign-in-file-unreadable'])
  })

  it('may be named by its thumbprint on Windows alone', () => {
    const rule = { ...certificate, certificate: null, password: null, thumbprint: 'AB12' }
    expect(codes(refused(rule))).toEqual(['thumbprint-needs-windows'])
    expect(signedIn(rule, { platform: 'win32' })).toMatchObject({
      certificate: { kind: 'thumbprint', thumbprint: 'AB12' },
    })
  })
})

describe('a workload identity', () => {
  it('takes the token that GitHub offers to the job', () => {
    const env = {
      ACTIONS_ID_TOKEN_REQUEST_URL: 'https://token.example.com/?a=1',
      ACTIONS_ID_TOKEN_REQUEST_TOKEN: secret,
    }
    expect(signedIn(pipeline, { env })).toMatchObject({
      clientId: appId,
      tenantId: 'contoso.onmicrosoft.com',
      assertion: { kind: 'github', url: 'https://token.example.com/?a=1' },
    })
  })

  it('takes the file that Azure names', () => {
    const env = { AZURE_FEDERATED_TOKEN_FILE: join(folder, 'app.pfx') }
    expect(signedIn(pipeline, { env })).toMatchObject({ assertion: { kind: 'file' } })
  })

  it('takes what the spec names before anything that is there', () => {
    const rule = { ...pipeline, token: 'env:ID_TOKEN' }
    const env = { ID_TOKEN: secret, AZURE_FEDERATED_TOKEN_FILE: join(folder, 'app.pfx') }
    expect(signedIn(rule, { env })).toMatchObject({ assertion: { kind: 'text' } })
    expect(signedIn({ ...pipeline, tokenFile: 'app.pfx' })).toMatchObject({
      assertion: { kind: 'file', path: join(folder, 'app.pfx') },
    })
  })

  it('says what a GitHub job lacks, and what another pipeline lacks', () => {
    expect(codes(refused(pipeline, { env: { GITHUB_ACTIONS: 'true' } }))).toEqual([
      'github-gives-no-token',
    ])
    expect(codes(refused(pipeline))).toEqual(['pipeline-gives-no-token'])
  })
})

describe('reading and writing', () => {
  const rules: SignInRules = {
    read: { way: 'access-token', token: 'env:READ' },
    write: { way: 'access-token', token: 'env:WRITE' },
  }

  it('have identities of their own, and only the one needed is looked up', () => {
    const signIn = signedIn(rules, { env: { READ: 'reads' } })
    expect(signIn.way === 'access-token' && signIn.token.reveal()).toBe('reads')
    expect(codes(refused(rules, { purpose: 'write', env: { READ: 'reads' } }))).toEqual([
      'sign-in-variable-empty',
    ])
  })

  it('are told at the line of the one that is missing', () => {
    const at = (...path: readonly string[]) => ({ file: path.join('.'), line: 1, column: 1 })
    const [found] = refused(rules, { purpose: 'write', at })
    expect(found?.place?.file).toBe('write.token')
  })
})

describe('a person', () => {
  it('is asked in a browser where nothing is written', () => {
    expect(signedIn(null, { person: true })).toMatchObject({ way: 'browser', user: null })
  })

  it('cannot be asked in a pipeline, which is told the other ways', () => {
    const [found] = refused(null)
    expect(found?.code).toBe('sign-in-not-given')
    for (const way of ['workload-identity', 'certificate', 'managed-identity', 'access-token'])
      expect(found?.remedy).toContain(way)
    expect(codes(refused({ way: 'device-code', user: null }))).toEqual(['sign-in-needs-person'])
  })

  it('may be of a partner, signing in for a customer', () => {
    const delegated = { way: 'delegated', user: 'admin@fabrikam.com', token: null } as const
    expect(signedIn({ ...delegated, by: 'browser' }, { person: true })).toMatchObject({
      way: 'delegated',
      by: 'browser',
      organization: 'contoso.onmicrosoft.com',
      user: 'admin@fabrikam.com',
    })
    expect(codes(refused({ ...delegated, by: 'browser' }))).toEqual(['sign-in-needs-person'])
    const token = { ...delegated, by: 'access-token', token: 'env:TOKEN' } as const
    expect(signedIn(token, { env: { TOKEN: secret } })).toMatchObject({ by: 'access-token' })
  })
})

it('gives a machine its managed identity, and the one of several by its id', () => {
  expect(signedIn({ way: 'managed-identity', clientId: null })).toMatchObject({ clientId: null })
  expect(signedIn({ way: 'managed-identity', clientId: appId })).toMatchObject({ clientId: appId })
})

it('takes the rules of a spec as they come', () => {
  const auth = { read: { way: 'managed-identity' }, write: 'browser' }
  const tenant = { organization: 'contoso.onmicrosoft.com', exchange: { driver: 'rest', auth } }
  const { spec } = specFrom({
    tenant,
    domains: { 'contoso.com': {} },
    sites: { milan: { egress: '203.0.113.10' } },
    devices: { printer: { site: 'milan', from: 'p@contoso.com', to: 'anyone' } },
  })
  const rules = spec?.tenant.exchange.auth ?? null
  expect(signedIn(rules).way).toBe('managed-identity')
  expect(signedIn(rules, { purpose: 'write', person: true }).way).toBe('browser')
})

it('never lets a secret show in what is printed, logged or saved', () => {
  const content = pfx.toString('base64')
  const env = {
    PASSWORD: secret,
    TOKEN: secret,
    CERTIFICATE: content,
    ACTIONS_ID_TOKEN_REQUEST_URL: 'https://token.example.com',
    ACTIONS_ID_TOKEN_REQUEST_TOKEN: secret,
  }
  const rules: readonly SignInRule[] = [
    certificate,
    { ...certificate, certificate: 'env:CERTIFICATE' },
    pipeline,
    { ...pipeline, token: 'env:TOKEN' },
    { way: 'access-token', token: 'env:TOKEN' },
    { way: 'delegated', by: 'access-token', user: null, token: 'env:TOKEN' },
  ]
  for (const rule of rules) {
    const signIn = signedIn(rule, { env })
    const shown = [JSON.stringify(signIn), inspect(signIn, { depth: 9, showHidden: true })]
    if ('token' in signIn) shown.push(String(signIn.token))
    expect(shown.join()).not.toContain(secret)
    expect(shown.join()).not.toContain(content)
  }
  const noCertificate = refused({ ...certificate, certificate: 'env:PASSWORD' }, { env })
  expect(codes(noCertificate)).toEqual(['certificate-not-pfx'])
  expect(JSON.stringify(noCertificate)).not.toContain(secret)
})

it('refuses a secret that stands in the rule itself, without repeating it', () => {
  const found = refused({ way: 'access-token', token: secret })
  expect(codes(found)).toEqual(['secret-in-spec'])
  expect(JSON.stringify(found)).not.toContain(secret)
})
