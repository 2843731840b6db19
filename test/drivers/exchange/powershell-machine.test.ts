/**
 * A machine that lacks something: no PowerShell, one that is too old or silent, a
 * module that is missing. Small programs stand in for `pwsh`, so this needs none.
 */
import { chmodSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { execPath } from 'node:process'
import { afterAll, describe, expect, test } from 'vitest'
import type { Outcome } from '../../../src/drivers/drivers.js'
import { inspectPowerShell } from '../../../src/drivers/exchange/inspect-powershell.js'
import {
  createPowerShell,
  type PowerShellLimits,
} from '../../../src/drivers/exchange/powershell.js'
import type { Environment } from '../../../src/drivers/exchange/powershell/environment.js'
import { certificateSignIn } from '../../support/bridged.js'
import { processesAreHidden, processesWith } from '../../support/processes.js'

const folder = mkdtempSync(join(tmpdir(), 'devicemail-machine-'))
afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
})

const read = { cmdlet: 'Get-InboundConnector', parameters: {} }

function code(outcome: Outcome | undefined): string {
  if (outcome?.status !== 'failed') return outcome?.status ?? 'missing'
  return outcome.fault.finding?.code ?? outcome.fault.kind
}

/** A program that stands in for pwsh, in JavaScript. */
function program(name: string, script: string): string {
  const path = join(folder, name)
  writeFileSync(path, `#!${execPath}\n${script}\n`)
  chmodSync(path, 0o755)
  return path
}

/** Greets as PowerShell does, and says of itself what a test wants. */
const greeting = (powershell: string, modules: readonly string[]) => `
  const { connect } = require('node:net')
  const { DEVICEMAIL_BRIDGE: path, DEVICEMAIL_BRIDGE_TOKEN: token } = process.env
  const hello = { token, powershell: '${powershell}', modules: ${JSON.stringify(modules)} }
  const socket = connect(path, () => socket.write(JSON.stringify(hello) + '\\n'))
  socket.on('close', () => process.exit())`

async function started(
  executable: string,
  limits: Partial<PowerShellLimits> = {},
  env: Environment = {},
): Promise<Outcome | undefined> {
  const port = createPowerShell({
    signIn: certificateSignIn,
    cloud: 'worldwide',
    commands: [read.cmdlet],
    token: () => Promise.reject(new Error('No token is needed.')),
    env: { PATH: process.env.PATH, DEVICEMAIL_PWSH: executable, ...env },
    clock: () => new Date(),
    limits,
  })
  const [outcome] = await port.run([read])
  await port.close()
  return outcome
}

describe.skipIf(processesAreHidden)('a machine that lacks something', { timeout: 20_000 }, () => {
  test('no PowerShell', async () => {
    const outcome = await started('/nowhere/pwsh')
    expect(outcome).toMatchObject({
      fault: {
        kind: 'unreachable',
        finding: {
          code: 'powershell-missing',
          message: expect.stringContaining('/nowhere/pwsh') as string,
          remedy: expect.stringContaining('DEVICEMAIL_PWSH') as string,
        },
      },
    })
  })

  test('a file that is no program', async () => {
    const path = join(folder, 'no-program')
    writeFileSync(path, 'text')
    expect(code(await started(path))).toBe('powershell-not-startable')
  })

  test('an environment that the system does not take, and nothing is left lying about', async () => {
    const TMPDIR = mkdtempSync(join(folder, 't-'))
    const env = { TMPDIR, LC_ALL: 'x'.repeat(200_000) }
    const outcome = await started(execPath, {}, env)
    expect(code(outcome)).toBe('powershell-not-startable')
    expect(outcome).toMatchObject({ fault: { text: expect.stringContaining('E2BIG') as string } })
    expect(readdirSync(TMPDIR)).toEqual([])
    expect(await inspectPowerShell({ ...env, DEVICEMAIL_PWSH: execPath })).toMatchObject({
      why: { code: 'powershell-not-startable' },
    })
  })

  test('a program that is something else, and says so', async () => {
    const path = program('other', "console.error('I am no shell.'); process.exit(3)")
    const outcome = await started(path)
    expect(code(outcome)).toBe('powershell-not-startable')
    expect(outcome).toMatchObject({
      fault: { text: expect.stringContaining('I am no shell.') as string },
    })
  })

  test('a PowerShell that does not answer is ended in time', async () => {
    const path = program('silent', 'setInterval(() => {}, 1000)')
    expect(code(await started(path, { startSeconds: 1 }))).toBe('powershell-did-not-answer')
    expect(processesWith(path)).toEqual([])
  })

  test('a stranger on the pipe, who does not know the token, is not listened to', async () => {
    const path = program('stranger', greeting('7.6.0', []).replace('token,', "token: 'guessed',"))
    expect(code(await started(path, { startSeconds: 1 }))).toBe('powershell-not-startable')
  })

  test.each([
    ['7.2.18', ['3.9.2'], 'powershell-too-old'],
    ['7.4.6', [], 'exchange-module-missing'],
    ['7.4.6', ['2.0.5', '3.4.0'], 'exchange-module-too-old'],
    ['7.4.6', ['3.10.1'], 'powershell-too-old-for-module'],
  ])('PowerShell %s with the modules %j: %s', async (powershell, modules, expected) => {
    const path = program(`greets-${expected}`, greeting(powershell, modules))
    expect(code(await started(path))).toBe(expected)
  })
})
