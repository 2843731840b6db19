/**
 * The PowerShell process. node-powershell starts it, feeds it the bridge, and
 * ends it; nothing is ever run by its `invoke`, which reads replies in quadratic
 * time and keeps all of them for ever (docs/decisions, "A bridge of our own over
 * node-powershell"). What the process prints is noise: a little of its end is
 * kept to explain a failure, the rest is let go.
 */
import { ChildProcess } from 'node:child_process'
import { readFileSync } from 'node:fs'
import type { Readable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { PowerShell } from 'node-powershell'
import { Bug, finding } from '../../../findings.js'
import { deferred, within } from './deferred.js'
import { killTree } from './process-tree.js'
import { startFault } from './start-fault.js'

export interface ChildOptions {
  readonly executable: string
  readonly env: Readonly<Record<string, string>>
  /** Takes what the process prints, as it comes. */
  readonly onPrint: (text: string) => void
}

/** How it ended: never started (`error`), with a code, or by a signal. */
export interface ChildEnd {
  readonly error: NodeJS.ErrnoException | null
  readonly code: number | null
  readonly signal: string | null
}

export interface Child {
  readonly ended: Promise<ChildEnd>
  /** The last it printed, in one line. */
  tail(): string
  /** Ends it and everything it started. */
  kill(): void
}

/** Throws where nothing was started: a `Fault`, or what the system says of the program. */
export function startChild({ executable, env, onPrint }: ChildOptions): Child {
  // First of all: without it a process would be started for nothing.
  const opening = openingLine()
  const shell = new NamedPowerShell({
    executable,
    executableOptions: { '-NoProfile': true, '-NonInteractive': true },
    spawnOptions: { env, windowsHide: true },
  })
  const { stdin, stdout, stderr } = shell.streams
  const tails = [keepTail(stdout, onPrint), keepTail(stderr, onPrint)]
  stdin.on('error', ignore)
  // Ended at once, so that a cmdlet that asks a person hears that nobody is there.
  stdin.end(opening)
  // The library gathers some of this, and would stop a flood, and with it the process.
  stderr.unpipe().resume()
  return {
    ended: endOf(shell.started),
    tail: () =>
      tails
        .map(tail => tail())
        .join(' ')
        .replace(/\s+/g, ' ')
        .trim(),
    kill() {
      if (shell.started.pid !== undefined) killTree(shell.started.pid)
    },
  }
}

/** node-powershell with the program we name, whatever the environment of ours says. */
class NamedPowerShell extends PowerShell {
  protected override setExecutable({ executable = 'pwsh' }: { executable?: string }): string {
    return executable
  }

  /** The library keeps its process to itself; we need its id and its end. */
  get started(): ChildProcess {
    const started: unknown = Reflect.get(this, 'process')
    // It waits for the end too, and rejects where nobody listens.
    const exit: unknown = Reflect.get(this, 'exitPromise')
    if (!(started instanceof ChildProcess) || !(exit instanceof Promise))
      throw new Bug('node-powershell no longer holds its process where it did.')
    exit.catch(ignore)
    return started
  }
}

/** One complete line, for PowerShell runs its input line by line. It holds a constant and nothing else. */
function openingLine(): string {
  const bridge = bridgeScript().toString('base64')
  const text = `[Text.Encoding]::UTF8.GetString([Convert]::FromBase64String('${bridge}'))`
  return `& ([scriptblock]::Create(${text}))\n`
}

function bridgeScript(): Buffer {
  const path = fileURLToPath(new URL('bridge.ps1', import.meta.url))
  try {
    return readFileSync(path)
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error)
    throw startFault(finding('bridge-script-missing', { path, text }))
  }
}

/** How long the last words of a process that ended are waited for. */
const lastWordsSeconds = 0.5

async function endOf(started: ChildProcess): Promise<ChildEnd> {
  const end = deferred<ChildEnd>()
  const closed = deferred<true>()
  started.once('error', error => {
    end.resolve({ error, code: null, signal: null })
  })
  started.once('exit', (code, signal) => {
    end.resolve({ error: null, code, signal })
  })
  started.once('close', () => {
    closed.resolve(true)
  })
  const how = await end.promise
  if (!how.error) await within(lastWordsSeconds, closed.promise)
  return how
}

const tailLength = 1000

/** Reads a stream to its end and keeps the last of it, so that no flood fills our memory or stops theirs. */
function keepTail(stream: Readable, onPrint: (text: string) => void): () => string {
  let tail = ''
  stream.on('data', (chunk: unknown) => {
    const text = String(chunk)
    tail = (tail + text.slice(-tailLength)).slice(-tailLength)
    onPrint(text)
  })
  stream.on('error', ignore)
  return () => tail
}

function ignore(): void {
  // The end of the process tells what there is to tell.
}
