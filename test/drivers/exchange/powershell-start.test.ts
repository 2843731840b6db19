/**
 * How a PowerShell comes up, signs in and goes away: secrets stay where they
 * belong, a sign-in is renewed in time, and no process is left behind.
 */
import { readdirSync } from 'node:fs'
import { afterEach, describe, expect, test } from 'vitest'
import type { Call, Outcome } from '../../../src/drivers/drivers.js'
import { secretOf } from '../../../src/drivers/secret.js'
import type { SignIn } from '../../../src/drivers/exchange/sign-in.js'
import { bridged, type Bridged, type BridgedOptions } from '../../support/bridged.js'
import { areGone, processesAreHidden, processesWith } from '../../support/processes.js'
import { noPwsh, withPwsh } from '../../support/pwsh.js'
import { temporaryFolder } from '../../support/stack.js'
import { world } from '../../support/world.js'

const read: Call = { cmdlet: 'Get-InboundConnector', parameters: {} }
const organization = 'contoso.onmicrosoft.com'
const tenantPort = () => world().domain('contoso.com').connector('Milan').build().port

function code(outcome: Outcome | undefined): string {
  if (outcome?.status !== 'failed') return outcome?.status ?? 'missing'
  return outcome.fault.finding?.code ?? outcome.fault.kind
}

describe.skipIf(noPwsh || processesAreHidden)(withPwsh, { timeout: 60_000 }, () => {
  let tenant: Bridged | undefined
  afterEach(async () => {
    await tenant?.close()
    tenant = undefined
  })
  async function open(options: BridgedOptions = {}) {
    tenant = await bridged(tenantPort(), options)
    return tenant
  }

  test('nothing is started before it is needed, and one process serves all calls', async () => {
    const { port, modulePath, server } = await open()
    expect(processesWith(modulePath)).toEqual([])
    await port.run([read])
    await port.run([read])
    expect(processesWith(modulePath)).toHaveLength(1)
    expect(server.sessions()).toHaveLength(1)
  })

  test.each([
    [null, 'exchange-module-missing'],
    ['2.0.5', 'exchange-module-too-old'],
  ])('the module %s: %s', async (module, expected) => {
    const { port } = await open({ module })
    expect((await port.run([read])).map(code)).toEqual([expected])
  })

  test('the sign-in is what the way needs, and only the cmdlets that are needed are loaded', async () => {
    const { port, server } = await open({ driver: { commands: ['Get-EXOMailbox', read.cmdlet] } })
    await port.run([read])
    expect(server.sessions()).toEqual([
      {
        AppId: '11111111-2222-4333-8444-555555555555',
        Organization: organization,
        CertificateFilePath: '/certificates/app.pfx',
        CertificatePassword: 'certificate-password',
        ExchangeEnvironmentName: 'O365Default',
        ShowBanner: false,
        SkipLoadingFormatData: true,
        CommandName: [read.cmdlet],
      },
    ])
    const [refused] = await port.run([{ cmdlet: 'Set-Mailbox', parameters: {} }])
    expect(refused).toMatchObject({ fault: { kind: 'denied' } })
  })

  test('a refused sign-in is told once with the way out, and not tried again', async () => {
    const text = "The role assigned to application 00000000 isn't supported in this scenario."
    const { port, server } = await open({
      connecting: () => ({ error: { text, reason: 'Exception' } }),
    })
    const outcomes = [...(await port.run([read, read])), ...(await port.run([read]))]
    expect(outcomes.map(code)).toEqual(outcomes.map(() => 'exchange-sign-in-refused'))
    expect(server.sessions()).toHaveLength(1)
  })

  test('a sign-in that meets no network may be tried again', async () => {
    let attempts = 0
    const { port } = await open({
      connecting: () => (++attempts === 1 ? { disturb: ['time-out'] } : {}),
    })
    expect((await port.run([read])).map(code)).toEqual(['transient'])
    expect((await port.run([read])).map(code)).toEqual(['done'])
  })

  test('a sign-in that hangs is ended in time', async () => {
    const { port, modulePath } = await open({
      connecting: () => ({ disturb: ['hang'] }),
      driver: { limits: { signInSeconds: 1 } },
    })
    expect((await port.run([read])).map(code)).toEqual(['exchange-sign-in-timed-out'])
    expect(await areGone(modulePath)).toBe(true)
  })

  test('a person is told the code to type', async () => {
    const told: string[] = []
    const { port, server } = await open({
      connecting: () => ({ notice: 'Enter the code ABCD1234 at microsoft.com/devicelogin.' }),
      driver: {
        signIn: { way: 'device-code', organization, user: null },
        tell: text => told.push(text),
      },
    })
    await port.run([read])
    expect(told.join('')).toContain('ABCD1234')
    expect(server.sessions()).toMatchObject([{ Device: true }])
  })

  describe('tokens', () => {
    const workload: SignIn = {
      way: 'workload-identity',
      organization,
      clientId: '11111111-2222-4333-8444-555555555555',
      tenantId: organization,
      assertion: { kind: 'text', token: secretOf('assertion') },
    }

    test('before a token ends a new process signs in with a new one', async () => {
      let now = new Date('2026-11-24T08:00:00Z')
      let number = 0
      const { port, server, modulePath } = await open({
        driver: {
          signIn: workload,
          clock: () => now,
          token: () => {
            const expiresOn = new Date(now.getTime() + 60 * 60 * 1000)
            return Promise.resolve({ token: secretOf(`token-${++number}`), expiresOn })
          },
        },
      })
      await port.run([read])
      now = new Date('2026-11-24T08:54:00Z')
      await port.run([read])
      expect(server.sessions()).toHaveLength(1)
      const [first] = processesWith(modulePath)
      now = new Date('2026-11-24T08:56:00Z')
      expect((await port.run([read])).map(code)).toEqual(['done'])
      expect(server.sessions().map(one => one.AccessToken)).toEqual(['token-1', 'token-2'])
      expect(processesWith(modulePath).map(one => one.id)).not.toContain(first?.id)
    })

    const expired =
      'Error while querying REST service. HttpStatusCode=401 ErrorMessage={"error":{"code":"InvalidAuthenticationToken","message":"Lifetime validation failed, the token is expired."}}'
    const onceExpired = (): BridgedOptions => ({
      interfere: (_, number) =>
        number === 1 ? { error: { text: expired, reason: 'Exception' } } : undefined,
    })

    test('a sign-in that ended meanwhile is renewed, and the call may be made again', async () => {
      const { port, server } = await open(onceExpired())
      const [outcome] = await port.run([read])
      expect(outcome).toMatchObject({
        fault: { kind: 'transient', finding: { code: 'exchange-sign-in-ended' } },
      })
      expect((await port.run([read])).map(code)).toEqual(['done'])
      expect(server.sessions()).toHaveLength(2)
    })

    test('a token that was handed over and ended is told, with the way out', async () => {
      const expiresOn = new Date('2099-01-01T00:00:00Z')
      const token = secretOf('handed-over')
      const { port } = await open({
        ...onceExpired(),
        driver: {
          signIn: { way: 'access-token', organization, token },
          token: () => Promise.resolve({ token, expiresOn }),
        },
      })
      expect(await port.run([read])).toMatchObject([
        { fault: { kind: 'denied', finding: { code: 'exchange-sign-in-ended' } } },
      ])
    })
  })

  test('no secret is in the environment or the arguments of PowerShell', async () => {
    const { port, modulePath } = await open({
      env: {
        DNS_KEY: 'secret-of-dns',
        GITHUB_TOKEN: 'secret-of-github',
        PFX_PASSWORD: 'certificate-password',
      },
    })
    await port.run([read])
    const [seen] = processesWith(modulePath)
    for (const secret of ['secret-of-dns', 'secret-of-github', 'certificate-password'])
      expect(`${seen?.environment ?? ''} ${seen?.command ?? ''}`).not.toContain(secret)
    expect(seen?.command).toContain('-NonInteractive')
  })

  test('after closing, no process and no temporary file is left, and a new call opens anew', async () => {
    // A folder of its own: others start and end side by side.
    const TMPDIR = temporaryFolder()
    const { port, modulePath } = await open({ env: { TMPDIR } })
    await port.run([read])
    await port.close()
    expect(await areGone(modulePath)).toBe(true)
    expect(readdirSync(TMPDIR)).toEqual([])
    expect((await port.run([read])).map(code)).toEqual(['done'])
  })
})
