/** `tenant.exchange.auth`: what may be written, what each fault is told as, and secrets that nobody sees. */
import { describe, expect, it } from 'vitest'
import { load } from '../../src/spec/load.js'
import { jsonSchema } from '../../src/spec/schema.js'
import { folderOf } from './texts.js'

const id = '11111111-2222-3333-4444-555555555555'

const sound = [
  'tenant: { organization: contoso.onmicrosoft.com, exchange: rest }',
  'domains: { contoso.com: }',
  'sites: { milan: { egress: 203.0.113.10 } }',
  'devices: { printer: { site: milan, from: p@contoso.com, to: anyone } }',
  '',
].join('\n')

function loaded(auth: string, driver = 'powershell') {
  const text = [
    'tenant:',
    '  organization: contoso.onmicrosoft.com',
    `  exchange: { driver: ${driver}, auth: ${auth} }`,
    'domains: { contoso.com: }',
    'sites: { milan: { egress: 203.0.113.10 } }',
    'devices: { printer: { site: milan, from: p@contoso.com, to: anyone } }',
    '',
  ].join('\n')
  return load(folderOf({ 'tenant.yaml': text }))
}

function authOf(text: string, driver?: string) {
  const { spec, findings } = loaded(text, driver)
  expect(findings).toEqual([])
  return spec?.tenant.exchange.auth
}

function faultsOf(text: string, driver?: string) {
  const { spec, findings } = loaded(text, driver)
  expect(spec).toBeUndefined()
  return findings.map(({ code, place }) => `${code} ${String(place?.column ?? '-')}`)
}

/** The column at which a text stands in the line of the sign-in. */
function columnOf(auth: string, text: string, driver = 'powershell'): string {
  return String(`  exchange: { driver: ${driver}, auth: ${auth} }`.indexOf(text) + 1)
}

describe('a sign-in', () => {
  it('may be one word where nothing more need be said', () => {
    expect(authOf('browser')).toEqual({ way: 'browser', user: null })
    expect(authOf('device-code')).toEqual({ way: 'device-code', user: null })
    expect(authOf('managed-identity')).toEqual({ way: 'managed-identity', clientId: null })
  })

  it('is nothing, if nothing is written', () => {
    const { spec } = load(folderOf({ 'a.yaml': sound }))
    expect(spec?.tenant.exchange).toEqual({ driver: 'rest', auth: null })
  })

  it('may be each of the other ways', () => {
    expect(
      authOf(`{ way: certificate, appId: ${id}, certificate: "file:app.pfx", password: "env:P" }`),
    ).toEqual({
      way: 'certificate',
      appId: id,
      certificate: 'file:app.pfx',
      password: 'env:P',
      thumbprint: null,
    })
    expect(authOf('{ way: workload-identity, clientId: env:ID, tenantId: contoso.com }')).toEqual({
      way: 'workload-identity',
      clientId: 'env:ID',
      tenantId: 'contoso.com',
      token: null,
      tokenFile: null,
    })
    expect(authOf('{ way: access-token, token: env:TOKEN }')).toEqual({
      way: 'access-token',
      token: 'env:TOKEN',
    })
    expect(authOf('{ way: delegated, user: admin@fabrikam.com }')).toEqual({
      way: 'delegated',
      by: 'browser',
      user: 'admin@fabrikam.com',
      token: null,
    })
  })

  it('may differ for reading and for writing', () => {
    const read = `{ way: workload-identity, clientId: ${id} }`
    expect(authOf(`{ read: ${read}, write: device-code }`)).toMatchObject({
      read: { way: 'workload-identity', clientId: id },
      write: { way: 'device-code' },
    })
  })
})

describe('a faulty sign-in is told at its place:', () => {
  const cases: readonly (readonly [string, string, string, string])[] = [
    ['no way', `{ appId: ${id} }`, 'value-missing', 'auth:'],
    ['an unknown way', '{ way: password }', 'word-unknown', 'password'],
    ['a misspelt way', '{ way: certficate }', 'word-misspelt', 'certficate'],
    ['a key of another way', '{ way: browser, appId: x }', 'key-not-with-the-others', 'appId'],
    ['no application', '{ way: workload-identity }', 'value-missing', 'auth:'],
    ['no way to write', '{ read: browser }', 'value-missing', 'auth:'],
    [
      'a fault in one of two',
      '{ read: { way: certificate }, write: browser }',
      'value-missing',
      'read:',
    ],
    [
      'no certificate',
      `{ way: certificate, appId: ${id} }`,
      'certificate-not-named',
      'certificate',
    ],
    [
      'two certificates',
      `{ way: certificate, appId: ${id}, certificate: "file:a", thumbprint: AB }`,
      'certificate-named-twice',
      'AB',
    ],
    [
      'a path without file:',
      `{ way: certificate, appId: ${id}, certificate: app.pfx }`,
      'certificate-reference-not-valid',
      'certificate: app',
    ],
    [
      'a password for the store of Windows',
      `{ way: certificate, appId: ${id}, thumbprint: AB, password: env:P }`,
      'password-without-file',
      'password',
    ],
    [
      'an id that is none',
      '{ way: workload-identity, clientId: my-app }',
      'sign-in-id-not-valid',
      'my-app',
    ],
    [
      'a token and a file',
      `{ way: workload-identity, clientId: ${id}, token: env:T, tokenFile: t }`,
      'assertion-named-twice',
      'tokenFile',
    ],
    [
      'a partner without the token',
      '{ way: delegated, by: access-token }',
      'delegated-token-missing',
      'access-token',
    ],
    [
      'a partner with a token too many',
      '{ way: delegated, token: env:T }',
      'delegated-token-unused',
      'token: env',
    ],
  ]

  it.each(cases)('%s', (_, auth, code, at) => {
    expect(faultsOf(auth)).toEqual([`${code} ${columnOf(auth, at)}`])
  })

  it('the store of Windows over REST', () => {
    const auth = `{ way: certificate, appId: ${id}, thumbprint: AB }`
    const column = columnOf(auth, 'AB', 'rest')
    expect(faultsOf(auth, 'rest')).toEqual([`thumbprint-needs-powershell ${column}`])
  })

  it('all of them at once', () => {
    const auth = '{ way: certificate, appId: x, thumbprint: AB, password: env:P }'
    expect(faultsOf(auth, 'rest')).toHaveLength(3)
  })
})

describe('a secret in the spec', () => {
  const secret = 'hunter2-and-more'
  const written: readonly (readonly [string, string, string])[] = [
    [
      'a password',
      `{ way: certificate, appId: ${id}, certificate: "file:a", password: ${secret} }`,
      'secret-in-spec',
    ],
    ['a token', `{ way: access-token, token: ${secret} }`, 'secret-in-spec'],
    ['a token in quotes', `{ way: access-token, token: "${secret}, and more" }`, 'secret-in-spec'],
    ['a list', `{ way: access-token, token: [${secret}] }`, 'secret-in-spec'],
    ['a map', `{ way: access-token, token: { value: ${secret} } }`, 'secret-in-spec'],
    [
      'an unknown key',
      `{ way: access-token, token: env:T, clientSecret: ${secret} }`,
      'key-unknown',
    ],
    ['a text YAML cannot read', `{ way: access-token, token: "@${secret} }`, 'yaml-syntax'],
    ['a text that needs quotes', `{ way: access-token, token: @${secret} }`, 'secret-in-spec'],
    ['an alias', `{ way: access-token, token: *${secret} }`, 'secret-in-spec'],
    [
      'lines of their own',
      `\n    way: access-token\n    token: |\n      ${secret}\n  #`,
      'secret-in-spec',
    ],
  ]

  it.each(written)('as %s is a fault, and nobody is shown it', (_, auth, code) => {
    const braces = !auth.startsWith('\n')
    const { findings, spec } = braces
      ? loaded(auth)
      : load(
          folderOf({
            'tenant.yaml': `tenant:\n exchange:\n  driver: rest\n  auth:${auth}\n organization: contoso.onmicrosoft.com\ndevices: {}\n`,
          }),
        )
    expect(spec).toBeUndefined()
    expect(findings.map(one => one.code)).toContain(code)
    expect(JSON.stringify(findings)).not.toContain('hunter2')
  })

  it('as a number is none the less a secret', () => {
    const { findings } = loaded('{ way: access-token, token: 27182818 }')
    expect(findings.map(one => one.code)).toEqual(['secret-in-spec'])
    expect(JSON.stringify(findings)).not.toContain('27182818')
  })

  it('as a whole certificate is not shown either', () => {
    const pem = '-----BEGIN PRIVATE KEY-----MIIEvQIBADAN'
    const auth = `{ way: certificate, appId: ${id}, certificate: "${pem}" }`
    const { findings } = loaded(auth)
    expect(findings.map(one => one.code)).toEqual(['certificate-reference-not-valid'])
    expect(JSON.stringify(findings)).not.toContain('MIIE')
  })

  it('that is named by a variable is no fault, and its line is shown as it is', () => {
    const auth = '{ way: access-token, token: env:TOKEN, colour: red }'
    const [finding] = loaded(auth).findings
    expect(finding?.line).toContain(auth)
  })
})

it('shows editors the ways, with a sentence for each key', () => {
  const text = JSON.stringify(jsonSchema())
  for (const word of ['workload-identity', 'managed-identity', 'tokenFile', 'thumbprint'])
    expect(text).toContain(word)
})
