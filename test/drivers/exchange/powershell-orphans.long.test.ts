/**
 * We are killed, or a start fails for a reason of ours: no process is left, and
 * nothing among the temporary files. Each case has a folder for these of its own,
 * which must be empty at the end.
 */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { execPath } from 'node:process'
import { text as textOf } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { bundle } from '../../../scripts/bundle.mjs'
import { startCmdletServer, type CmdletServerOptions } from '../../support/cmdlet-server.js'
import { areGone, processesAreHidden, processesWith } from '../../support/processes.js'
import { installExchangeModule, noPwsh, pwsh, withPwsh } from '../../support/pwsh.js'
import { world } from '../../support/world.js'

const folder = mkdtempSync(join(tmpdir(), 'devicemail-orphans-'))
beforeAll(async () => {
  const entry = fileURLToPath(new URL('../../support/held-bridge.ts', import.meta.url))
  await bundle(entry, join(folder, 'held'))
})
afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
})

/** An event of the service during which somebody else does something. */
function moment() {
  let began: () => void = () => undefined
  const begun = new Promise<void>(resolve => {
    began = resolve
  })
  const hold = async () => {
    began()
    await new Promise(resolve => setTimeout(resolve, 500))
  }
  return { begun, hold }
}

interface Held {
  readonly program: ChildProcess
  /** Stands in the environment of the program and of its PowerShell. */
  readonly sign: string
  /** What lies among the temporary files of both. */
  readonly left: () => readonly string[]
  readonly temporary: string
}

async function held(
  scene: ReturnType<typeof tenant>,
  options: CmdletServerOptions,
  env: Readonly<Record<string, string>> = {},
): Promise<Held> {
  const server = await startCmdletServer(scene.port, options)
  const module = installExchangeModule(server.url)
  onTestFinished(async () => {
    await server.close()
    module.remove()
  })
  const temporary = mkdtempSync(join(folder, 't-'))
  const program = spawn(execPath, [join(folder, 'held', 'held-bridge.js')], {
    env: {
      ...process.env,
      DEVICEMAIL_PWSH: pwsh,
      PSModulePath: module.path,
      TMPDIR: temporary,
      ...env,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  return { program, sign: module.path, temporary, left: () => readdirSync(temporary) }
}

async function kill({ program }: Held): Promise<void> {
  program.kill('SIGKILL')
  await once(program, 'exit')
}

const tenant = () => world().domain('contoso.com').connector('Milan').build()

describe.skipIf(noPwsh || processesAreHidden)(withPwsh, { timeout: 60_000 }, () => {
  test('killed in the middle of a write, we leave nothing behind, and the write is done whole', async () => {
    const scene = tenant()
    const { begun, hold } = moment()
    const one = await held(scene, { interfere: () => ({ before: hold }) })
    await begun
    await kill(one)
    expect(await areGone(one.sign)).toBe(true)
    expect(scene.state().connectors.map(({ Name }) => Name)).toEqual(['Milan', 'Turin'])
    expect(one.left()).toEqual([])
  })

  test('killed in the middle of a read, we leave nothing behind', async () => {
    const { begun, hold } = moment()
    const reading = { HELD_CMDLET: 'Get-InboundConnector' }
    const one = await held(tenant(), { interfere: () => ({ before: hold }) }, reading)
    await begun
    await kill(one)
    expect(await areGone(one.sign)).toBe(true)
    expect(one.left()).toEqual([])
  })

  test('killed while PowerShell signs in, we leave nothing behind', async () => {
    const { begun, hold } = moment()
    const one = await held(tenant(), { connecting: () => hold().then(() => ({})) })
    await begun
    await kill(one)
    expect(await areGone(one.sign)).toBe(true)
    expect(one.left()).toEqual([])
  })

  test('killed while PowerShell comes up, we leave no process, and the next start removes the folder', async () => {
    const scene = tenant()
    const one = await held(scene, {})
    const isUp = () => processesWith(one.sign).some(seen => seen.command.includes('-NoProfile'))
    while (!isUp()) await new Promise(resolve => setTimeout(resolve, 5))
    await kill(one)
    expect(await areGone(one.sign, 30)).toBe(true)
    // A start is left its time, so what lies there must be older than that.
    const longAgo = new Date(Date.now() - 120_000)
    for (const name of one.left()) utimesSync(join(one.temporary, name), longAgo, longAgo)
    mkdirSync(join(one.temporary, 'devicemail-bridge-young'))
    const next = await held(scene, {}, { TMPDIR: one.temporary })
    await once(next.program, 'exit')
    expect(one.left()).toEqual(['devicemail-bridge-young'])
  })

  test('a package without its script is told so, and nothing is started or left', async () => {
    rmSync(join(folder, 'held', 'bridge.ps1'))
    const one = await held(tenant(), {})
    const { stdout } = one.program
    const told: unknown = JSON.parse(stdout ? await textOf(stdout) : '')
    expect(told).toMatchObject([
      {
        code: 'bridge-script-missing',
        message: expect.stringContaining('bridge.ps1') as string,
        remedy: expect.stringContaining('Install devicemail anew') as string,
      },
      { code: 'bridge-script-missing' },
    ])
    expect(await areGone(one.sign)).toBe(true)
    expect(one.left()).toEqual([])
  })
})
