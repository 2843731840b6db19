/**
 * The process as a world and a terminal: the only file that reads it. The first
 * Ctrl-C lets the running call end and starts nothing new; the second ends at once.
 */
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs'
import process from 'node:process'
import { askServerLater } from '../drivers/dns/name-servers/ask-server-later.js'
import type { World } from '../run/world.js'
import { exitCode } from './exit-code.js'
import type { Io } from './io.js'
import { version } from '../run/version.js'

const widest = 120
const usual = 100

export async function runProcess(): Promise<void> {
  const argv = process.argv.slice(2)
  // Scripts ask for it before they ask for anything else: no command need be loaded.
  if (argv.length === 1 && ['--version', '-V'].includes(argv[0] ?? '')) {
    process.stdout.write(`${version}\n`)
    return
  }
  const { main } = await import('./main.js')
  const stop = new AbortController()
  const interrupt = () => {
    if (stop.signal.aborted) process.exit(exitCode.interrupted)
    process.stderr.write('\nFinishing the running call; nothing new is started.\n')
    stop.abort()
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, interrupt)
  // A reader that went away (`| head`) is no fault of ours.
  process.stdout.on('error', () => process.exit(process.exitCode))
  process.exitCode = await main(argv, terminalOf(interrupt), worldOf(stop.signal))
}

function worldOf(stop: AbortSignal): World {
  return {
    now: () => new Date(),
    random: () => Math.random(),
    interrupted: () => stop.aborted,
    nodeVersion: process.versions.node,
    platform: process.platform,
    person: isTerminal(process.stdin) && isTerminal(process.stderr) && !isCi(process.env),
    nameServers: [],
    namedResolver: null,
    askNameServer: askServerLater(),
    fetch,
    env: process.env,
    processId: process.pid,
    isProcessAlive,
    wait: milliseconds =>
      new Promise(resolve => {
        if (stop.aborted) {
          resolve()
          return
        }
        const timer = setTimeout(end, milliseconds)
        stop.addEventListener('abort', end)
        function end() {
          clearTimeout(timer)
          stop.removeEventListener('abort', end)
          resolve()
        }
      }),
  }
}

function terminalOf(interrupt: () => void): Io {
  const { stdout, stderr, stdin, env } = process
  const inCi = isCi(env)
  const plain = env.NO_COLOR !== undefined && env.NO_COLOR !== ''
  const forced = env.FORCE_COLOR !== undefined && env.FORCE_COLOR !== '0'
  return {
    out: text => stdout.write(text),
    err: text => stderr.write(text),
    width: isTerminal(stdout) ? Math.min(stdout.columns || usual, widest) : usual,
    colour: !plain && (forced || (isTerminal(stdout) && !inCi)),
    // The live list draws on stdout, so both must be a terminal: a result in a file stays alone.
    live: isTerminal(stdout) && isTerminal(stderr) && !inCi,
    ask: question => (isTerminal(stdin) ? asked(question, interrupt) : Promise.resolve(null)),
    readFile: path => readFileSync(path, 'utf8'),
    writeFile: (path, text) => {
      writeFileSync(path, text, { mode: 0o600 })
    },
    appendFile: (path, text) => {
      appendFileSync(path, text, { mode: 0o600 })
    },
  }
}

function isCi({ CI }: NodeJS.ProcessEnv): boolean {
  return CI !== undefined && CI !== '' && CI !== 'false'
}

/** In a pipe `isTTY` is not false but missing, whatever the types say. */
function isTerminal({ isTTY }: { readonly isTTY?: boolean }): boolean {
  return isTTY === true
}

/** While it asks, the terminal gives Ctrl-C as a key and no signal; Ctrl-D ends the question alone. */
async function asked(question: string, interrupt: () => void): Promise<string | null> {
  // Most runs ask nothing, and start sooner without it.
  const { createInterface } = await import('node:readline')
  const reader = createInterface({ input: process.stdin, output: process.stderr })
  return new Promise(resolve => {
    reader.on('SIGINT', () => {
      interrupt()
      reader.close()
    })
    reader.on('close', () => {
      resolve(null)
    })
    reader.question(question, answer => {
      resolve(answer)
      reader.close()
    })
  })
}

/** Signal 0 asks only; a process of another person's is alive too. */
function isProcessAlive(processId: number): boolean {
  try {
    return process.kill(processId, 0)
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
