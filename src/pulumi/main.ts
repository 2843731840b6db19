/**
 * The process that Pulumi starts as the provider: it prints its port, one line
 * and nothing before it, and serves until it is told to end. Ending finishes the
 * running call, since what was asked of Exchange is done or not, and never half.
 */
import process from 'node:process'
import { setTimeout } from 'node:timers/promises'
import { askServerLater } from '../drivers/dns/name-servers/ask-server-later.js'
import type { World } from '../run/world.js'
import { version } from '../run/version.js'
import { engineNarrator, lineNarrator } from './provider/narrator.js'
import { startProvider } from './provider/server.js'

export async function runProvider(): Promise<void> {
  const provider = await startProvider({
    version,
    directory: process.cwd(),
    worldUntil: processWorld,
    narratorAt: engineNarrator,
    narrator: lineNarrator(line => process.stderr.write(`${line}\n`)),
  })
  provider.listen(engineAddress(process.argv))
  let ending = false
  const end = () => {
    if (ending) return
    ending = true
    void provider.close().finally(() => process.exit(0))
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, end)
  onceAlone(end)
  process.stdout.write(`${provider.port}\n`)
}

/** An engine that is killed signals nobody; whoever stayed behind would keep the folder locked for ever. */
function onceAlone(end: () => void): void {
  const starter = process.ppid
  const watch = setInterval(() => {
    if (process.ppid === starter && isProcessAlive(starter)) return
    clearInterval(watch)
    end()
  }, 500)
}

/** Flags of the engine may stand before it; its address comes last. */
function engineAddress(argv: readonly string[]): string {
  const last = argv.slice(2).at(-1) ?? ''
  return /^[^-].*:\d+$/u.test(last) ? last : ''
}

function processWorld(stop: AbortSignal): World {
  return {
    now: () => new Date(),
    random: () => Math.random(),
    interrupted: () => stop.aborted,
    // Ends early when the run is to end; that is no failure.
    wait: milliseconds =>
      setTimeout(milliseconds, undefined, { signal: stop }).catch(() => undefined),
    nodeVersion: process.versions.node,
    platform: process.platform,
    person: false,
    nameServers: [],
    namedResolver: null,
    askNameServer: askServerLater(),
    fetch,
    env: process.env,
    processId: process.pid,
    isProcessAlive,
  }
}

/** Signal 0 asks only; a process of another person's is alive too. */
function isProcessAlive(processId: number): boolean {
  try {
    return process.kill(processId, 0)
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
