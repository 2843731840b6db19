/**
 * The command line in a test: `main` in this process, with a terminal that
 * remembers what was printed and a world whose waiting only moves its clock.
 *
 *   const { code, out, err, json } = await cli(['plan', folder, '--format', 'json'])
 */
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs'
import type { Io } from '../../src/cli/io.js'
import { main } from '../../src/cli/main.js'
import type { World } from '../../src/run/world.js'
import { createClock, type TestClock } from './clock.js'

export interface CliOptions {
  /** What a person answers, question by question; without it nobody can be asked. */
  readonly answers?: readonly string[]
  /** Several runs of one story share a clock. */
  readonly clock?: TestClock
  /** Ctrl-C as soon as this many receipts were told; 0 is before anything. */
  readonly interruptAfter?: number
  /** Each call to the clock takes so many seconds, so that a time limit can pass. */
  readonly slow?: number
  readonly width?: number
  readonly colour?: boolean
  readonly env?: Readonly<Record<string, string | undefined>>
  readonly fetch?: typeof fetch
  readonly nameServers?: readonly string[]
  readonly askNameServer?: World['askNameServer']
  readonly processId?: number
  /** Processes that are alive beside this one. */
  readonly alive?: readonly number[]
  /** Called for every text on stderr, while the command is at work. */
  readonly onErr?: (text: string) => void
}

export interface CliResult {
  readonly code: number
  readonly out: string
  readonly err: string
  /** What stands on stdout, read as JSON; throws where it is none. */
  readonly json: unknown
  /** The questions that were asked. */
  readonly questions: readonly string[]
}

/** A line of the progress of an apply, such as `create connector "Devices at milan": done`. */
const receiptLine = /^(create|change|remove) .*: /u

export async function cli(argv: readonly string[], options: CliOptions = {}): Promise<CliResult> {
  const { answers, clock = createClock(), slow = 0, processId = 4711, alive = [] } = options
  const out: string[] = []
  const err: string[] = []
  const questions: string[] = []
  const receipts = () => err.filter(text => receiptLine.test(text)).length
  const io: Io = {
    out: text => void out.push(text),
    err: text => {
      err.push(text)
      options.onErr?.(text)
    },
    width: options.width ?? 100,
    colour: options.colour ?? false,
    live: false,
    ask(question) {
      const answer = answers?.[questions.length] ?? null
      questions.push(question)
      return Promise.resolve(answer)
    },
    readFile: path => readFileSync(path, 'utf8'),
    writeFile: (path, text) => {
      writeFileSync(path, text)
    },
    appendFile: (path, text) => {
      appendFileSync(path, text)
    },
  }
  const world: World = {
    now() {
      if (slow > 0) clock.advance(slow)
      return clock.now()
    },
    wait(milliseconds) {
      clock.advance(milliseconds / 1000)
      return Promise.resolve()
    },
    interrupted: () => options.interruptAfter !== undefined && receipts() >= options.interruptAfter,
    random: () => 0.5,
    nodeVersion: '20.19.0',
    platform: 'linux',
    person: false,
    nameServers: options.nameServers ?? [],
    namedResolver: null,
    askNameServer: options.askNameServer ?? null,
    fetch: options.fetch ?? fetch,
    env: options.env ?? {},
    processId,
    isProcessAlive: id => id === processId || alive.includes(id),
  }
  const code = await main(argv, io, world)
  const text = out.join('')
  return {
    code,
    out: text,
    err: err.join(''),
    questions,
    get json(): unknown {
      const value: unknown = JSON.parse(text)
      return value
    },
  }
}
