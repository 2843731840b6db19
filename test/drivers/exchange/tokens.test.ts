/**
 * Tokens through the real @azure/identity, from a sign-in host on loopback that
 * answers as Entra does: every way of signing in, renewal, and refusals.
 */
import { createPrivateKey } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { Fault } from '../../../src/drivers/fault.js'
import { secretOf } from '../../../src/drivers/secret.js'
import type { SignIn } from '../../../src/drivers/exchange/sign-in.js'
import { tokenSource, type TokenScene } from '../../../src/drivers/exchange/tokens.js'
import { createClock } from '../../support/clock.js'
import {
  entraRefusal,
  loopbackTls,
  startEntra,
  tokenWith,
  type EntraServer,
} from '../../support/entra-server.js'

const organization = 'contoso.onmicrosoft.com'
const appId = '11111111-2222-3333-4444-555555555555'
const password = 'hunter2-and-more'
const proof = tokenWith({ sub: 'repo:contoso/mail:ref:refs/heads/main' })

const folder = mkdtempSync(join(tmpdir(), 'devicemail-tokens-'))
const pem = join(folder, 'app.pem')
writeFileSync(pem, loopbackTls.cert + loopbackTls.key)

let entra: EntraServer
beforeAll(async () => {
  entra = await startEntra()
})
afterAll(async () => {
  await entra.close()
  rmSync(folder, { recursive: true, force: true })
})

function scene(more: Partial<TokenScene> = {}): TokenScene {
  return {
    clock: () => new Date(),
    tell: () => undefined,
    fetch: () => Promise.reject(new Error('Nobody should ask.')),
    identity: {
      authorityHost: entra.authority,
      disableInstanceDiscovery: true,
      tlsOptions: { ca: loopbackTls.cert },
      retryOptions: { maxRetries: 0 },
    },
    ...more,
  }
}

const source = (signIn: SignIn, more?: Partial<TokenScene>) =>
  tokenSource(signIn, 'worldwide', scene(more))

async function faultOf(signIn: SignIn, more?: Partial<TokenScene>): Promise<Fault> {
  const outcome: unknown = await source(signIn, more)().catch((error: unknown) => error)
  if (outcome instanceof Fault) return outcome
  throw new Error(`No fault: ${String(outcome)}`)
}

/** All that a report or a log could print of a fault. */
function told(fault: Fault): string {
  const { message, text, finding, stack, cause } = fault
  return [message, text, JSON.stringify(finding), stack, String(cause)].join('\n')
}

const certificate: SignIn = {
  way: 'certificate',
  organization,
  appId,
  certificate: { kind: 'file', path: pem },
  password: null,
}
const pipeline: SignIn = {
  way: 'workload-identity',
  organization,
  clientId: appId,
  tenantId: organization,
  assertion: { kind: 'text', token: secretOf(proof) },
}

describe('a token', () => {
  it('is asked for Exchange, by certificate', async () => {
    const { token, expiresOn } = await source(certificate)()
    expect(token.reveal()).toMatch(/^ey/)
    expect(expiresOn.getTime()).toBeGreaterThan(Date.now())
    const asked = entra.asked.at(-1)
    expect(asked?.get('scope')).toContain('https://outlook.office365.com/.default')
    expect(asked?.get('client_id')).toBe(appId)
    expect(asked?.get('client_assertion')).toMatch(/^ey/)
  })

  it('is asked for the host of the cloud', async () => {
    await tokenSource(certificate, 'gcc-high', scene())()
    expect(entra.asked.at(-1)?.get('scope')).toContain('https://outlook.office365.us/.default')
  })

  it('is had for a certificate in base64, with an encrypted key', async () => {
    const key = createPrivateKey(loopbackTls.key)
    const cipher = { cipher: 'aes-256-cbc', passphrase: password }
    const locked = key.export({ type: 'pkcs8', format: 'pem', ...cipher }).toString()
    const content = Buffer.from(loopbackTls.cert + locked).toString('base64')
    const base64 = { kind: 'base64', content: secretOf(content) } as const
    const signIn = { ...certificate, certificate: base64, password: secretOf(password) }
    expect((await source(signIn)()).token.reveal()).toMatch(/^ey/)
    const fault = await faultOf({ ...signIn, password: secretOf('wrong-one') })
    expect(fault.finding?.code).toBe('certificate-not-opened')
    expect(told(fault)).not.toContain('wrong-one')
  })

  it('is had for the proof of a pipeline', async () => {
    await source(pipeline)()
    expect(entra.asked.at(-1)?.get('client_assertion')).toBe(proof)
  })

  it('is had for the proof that GitHub gives, made for this cloud', async () => {
    const asked: { url: string; authorization: string | null }[] = []
    const fetcher: typeof fetch = (url, init) => {
      const authorization = new Headers(init?.headers).get('authorization')
      asked.push({ url: new Request(url).url, authorization })
      return Promise.resolve(Response.json({ value: proof }))
    }
    const url = 'https://token.example.com/?job=1'
    const assertion = { kind: 'github', url, requestToken: secretOf('ask') } as const
    await source({ ...pipeline, assertion }, { fetch: fetcher })()
    expect(asked).toEqual([
      { url: `${url}&audience=api%3A%2F%2FAzureADTokenExchange`, authorization: 'Bearer ask' },
    ])
    expect(entra.asked.at(-1)?.get('client_assertion')).toBe(proof)
  })

  it('is had for a proof in a file, read anew each time', async () => {
    const path = join(folder, 'proof')
    writeFileSync(path, `${proof}\n`)
    await source({ ...pipeline, assertion: { kind: 'file', path } })()
    expect(entra.asked.at(-1)?.get('client_assertion')).toBe(proof)
    writeFileSync(path, '')
    const fault = await faultOf({ ...pipeline, assertion: { kind: 'file', path } })
    expect(fault.finding?.code).toBe('pipeline-token-empty')
  })

  it('is had for a person with a code, who is told at the terminal and not on stdout', async () => {
    const lines: string[] = []
    const signIn: SignIn = { way: 'device-code', organization, user: null }
    await source(signIn, { tell: line => void lines.push(line) })()
    expect(lines.join()).toContain('ABCD-1234')
    expect(entra.asked.at(-1)?.get('grant_type')).toContain('device_code')
  })

  it('is had from the machine, where it has an identity', async () => {
    const asked: (string | undefined)[] = []
    const server = createServer(({ url }, response) => {
      asked.push(url)
      const hasOne = asked.length === 1
      response.writeHead(hasOne ? 200 : 400, { 'content-type': 'application/json' })
      const expires_on = String(Math.floor(Date.now() / 1000) + 3600)
      response.end(hasOne ? JSON.stringify({ access_token: proof, expires_on }) : '{}')
    })
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as AddressInfo
    vi.stubEnv('IDENTITY_ENDPOINT', `http://127.0.0.1:${String(port)}/identity`)
    vi.stubEnv('IDENTITY_HEADER', 'header')
    const signIn: SignIn = { way: 'managed-identity', organization, clientId: appId }
    expect((await source(signIn)()).token.reveal()).toBe(proof)
    expect(asked[0]).toContain(`client_id=${appId}`)
    const fault = await faultOf({ ...signIn, clientId: '22222222-2222-3333-4444-555555555555' })
    expect(fault.finding?.code).toBe('managed-identity-missing')
    vi.unstubAllEnvs()
    server.close()
  })

  it('may be handed over, and ends when it says', async () => {
    const clock = createClock()
    const end = new Date('2026-11-24T09:00:00.000Z')
    const token = secretOf(tokenWith({ exp: end.getTime() / 1000 }))
    const signIn: SignIn = { way: 'access-token', organization, token }
    expect(await source(signIn, { clock: clock.now })()).toEqual({ token, expiresOn: end })
    clock.set('2026-11-24T09:00:01.000Z')
    const fault = await faultOf(signIn, { clock: clock.now })
    expect(fault).toMatchObject({ kind: 'denied', finding: { code: 'access-token-run-out' } })
  })
})

describe('a token that is kept', () => {
  it('is asked for once, however many want it', async () => {
    const before = entra.asked.length
    const give = source(pipeline)
    const all = await Promise.all([give(), give(), give()])
    expect(entra.asked.length).toBe(before + 1)
    expect(await give()).toBe(all[0])
  })

  it('is replaced five minutes before it ends', async () => {
    const clock = createClock(new Date().toISOString())
    const give = source(pipeline, { clock: clock.now })
    const first = await give()
    clock.advance(54 * 60)
    expect(await give()).toBe(first)
    clock.advance(2 * 60)
    expect((await give()).token.reveal()).not.toBe(first.token.reveal())
  })

  it('is none after a refusal, so that the next one is asked for', async () => {
    const give = source(pipeline)
    entra.answerNext(entraRefusal('AADSTS7000112', 'Application is disabled.'))
    await expect(give()).rejects.toMatchObject({ kind: 'denied' })
    expect((await give()).token.reveal()).toMatch(/^ey/)
  })
})

describe('a refusal of Entra', () => {
  const refusals: readonly (readonly [string, string, string])[] = [
    ['AADSTS700016', 'entra-app-not-in-tenant', appId],
    ['AADSTS7000112', 'entra-app-disabled', appId],
    ['AADSTS700027', 'entra-certificate-not-known', 'public part'],
    ['AADSTS700213', 'entra-pipeline-not-trusted', 'subject'],
    ['AADSTS700024', 'entra-assertion-out-of-time', 'clock'],
    ['AADSTS90002', 'entra-tenant-not-known', organization],
    ['AADSTS500011', 'entra-tenant-without-exchange', 'licence'],
    ['AADSTS65001', 'entra-consent-missing', 'Exchange.ManageAsApp'],
    ['AADSTS53003', 'entra-policy-blocks', 'Conditional Access'],
    ['AADSTS99999', 'entra-refuses', 'error?code=99999'],
  ]

  it.each(refusals)('%s is told as %s', async (code, finding, word) => {
    entra.answerNext(entraRefusal(code, `No, says Entra to ${proof}.`))
    const fault = await faultOf(pipeline)
    expect(fault).toMatchObject({ kind: 'denied', type: code, operation: 'sign-in' })
    expect(fault.finding?.code).toBe(finding)
    expect(`${fault.finding?.message ?? ''} ${fault.finding?.remedy ?? ''}`).toContain(word)
    expect(told(fault)).not.toContain(proof)
    expect(fault.text).not.toContain('Trace ID')
  })

  it('that passes may be tried again', async () => {
    entra.answerNext(entraRefusal('AADSTS90033', 'A transient error has occurred.'))
    expect((await faultOf(pipeline)).kind).toBe('transient')
  })
})

describe('what is wrong before Entra is asked', () => {
  it('is a certificate in another form, without a key, or run out', async () => {
    const write = (name: string, text: string) => {
      writeFileSync(join(folder, name), text)
      return { ...certificate, certificate: { kind: 'file', path: join(folder, name) } } as SignIn
    }
    expect((await faultOf(write('app.pfx', '\x30\x82\x01'))).finding).toMatchObject({
      code: 'certificate-not-pem',
    })
    expect((await faultOf(write('public.pem', loopbackTls.cert))).finding).toMatchObject({
      code: 'certificate-without-key',
    })
    const later = () => new Date('2200-01-01T00:00:00Z')
    expect((await faultOf(certificate, { clock: later })).finding).toMatchObject({
      code: 'certificate-run-out',
    })
  })

  it('is a GitHub job without the permission', async () => {
    const url = 'https://token.example.com/'
    const assertion = { kind: 'github', url, requestToken: secretOf('ask-for-it') } as const
    const answered = (status: number) => ({
      fetch: () => Promise.resolve(new Response('no', { status })),
    })
    const fault = await faultOf({ ...pipeline, assertion }, answered(403))
    expect(fault.finding?.code).toBe('github-refuses-token')
    expect(fault.finding?.remedy).toContain('id-token: write')
    expect(told(fault)).not.toContain('ask-for-it')
    expect((await faultOf({ ...pipeline, assertion }, answered(503))).kind).toBe('transient')
  })

  it('is a sign-in host that nobody reaches', async () => {
    const { port } = new URL(entra.authority)
    const identity = {
      ...scene().identity,
      authorityHost: entra.authority.replace(port, '1'),
    }
    expect((await faultOf(certificate, { identity })).kind).toBe('unreachable')
  })
})
