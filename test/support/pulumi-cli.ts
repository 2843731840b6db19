/**
 * The real command line of Pulumi: the one on PATH, else the one beside the
 * repository. Everything it keeps lies in the project's own temporary folder,
 * and it downloads nothing. Where there is none, tests are skipped, loudly.
 */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { cleanEnvironment } from './built-program.js'
import type { PulumiProject } from './pulumi-project.js'

/** The folder of the command; undefined where there is none. */
export const pulumiFolder = [
  ...(process.env.PATH ?? '').split(delimiter),
  fileURLToPath(new URL('../../../shared/pulumi', import.meta.url)),
].find(folder => folder !== '' && existsSync(join(folder, 'pulumi')))

const whyNoPulumi =
  'no pulumi on PATH and none in ../shared/pulumi: what needs the real command was not run'

/** The name of a case that needs it, so that a skipped one says why. */
export function withPulumi(name: string): string {
  return pulumiFolder === undefined ? `${name} (${whyNoPulumi})` : name
}

if (pulumiFolder === undefined) console.warn(`SKIPPED: ${whyNoPulumi}.`)

export interface PulumiRun {
  readonly code: number | null
  /** What a person reads: both streams in one. */
  readonly text: string
  readonly out: string
}

export interface PulumiCli {
  readonly run: (...argv: readonly string[]) => PulumiRun
  /** The same while the test itself goes on, since a server of its own has to answer. */
  readonly runAside: (...argv: readonly string[]) => Promise<PulumiRun>
  /** The same for who would signal it meanwhile. */
  readonly start: (...argv: readonly string[]) => StartedPulumi
  /** The steps of a preview, such as `update InboundConnector contoso/milan`, without those that do nothing. */
  readonly steps: (...argv: readonly string[]) => readonly PreviewStep[]
}

export interface StartedPulumi {
  readonly process: ChildProcess
  /** What a person has read by now. */
  readonly text: () => string
  readonly ended: Promise<PulumiRun>
}

export interface PreviewStep {
  readonly op: string
  /** Such as InboundConnector. */
  readonly type: string
  readonly name: string
  /** Top-level properties that differ, sorted; [] where the engine tells none. */
  readonly properties: readonly string[]
}

export function pulumiIn(
  { folder }: PulumiProject,
  stack: string,
  env: Readonly<Record<string, string>> = {},
): PulumiCli {
  const state = join(folder, '.state')
  for (const name of ['home', 'backend']) mkdirSync(join(state, name), { recursive: true })
  const command = join(pulumiFolder ?? '', 'pulumi')
  const common = ['--non-interactive', '--color=never', '--stack', stack]
  const environment = cleanEnvironment({
    PATH: `${pulumiFolder ?? ''}${delimiter}${process.env.PATH ?? ''}`,
    PULUMI_HOME: join(state, 'home'),
    PULUMI_BACKEND_URL: `file://${join(state, 'backend')}`,
    PULUMI_CONFIG_PASSPHRASE: 'x',
    PULUMI_SKIP_UPDATE_CHECK: 'true',
    PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: 'true',
    ...env,
  })
  const options = { cwd: folder, env: environment }
  const run = (...argv: readonly string[]): PulumiRun => {
    const { status, stdout, stderr } = spawnSync(command, [...argv, ...common], {
      ...options,
      encoding: 'utf8',
      input: '',
    })
    return { code: status, text: `${stdout}${stderr}`, out: stdout }
  }
  const start = (...argv: readonly string[]): StartedPulumi => {
    const child = spawn(command, [...argv, ...common], {
      ...options,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let out = ''
    let err = ''
    child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()))
    child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()))
    const ended = once(child, 'close').then(([code]) => ({
      code: code as number | null,
      text: `${out}${err}`,
      out,
    }))
    return { process: child, text: () => `${out}${err}`, ended }
  }
  return {
    run,
    runAside: (...argv) => start(...argv).ended,
    start,
    steps: (...argv) => stepsIn(run('preview', '--refresh', '--json', ...argv).out),
  }
}

interface RawStep {
  readonly op: string
  readonly urn: string
  readonly detailedDiff: Readonly<Record<string, unknown>> | null
}

const still = ['same', 'refresh', 'read']

function stepsIn(json: string): readonly PreviewStep[] {
  const { steps = [] } = JSON.parse(json) as { readonly steps?: readonly RawStep[] }
  return steps
    .filter(({ op }) => !still.includes(op))
    .map(({ op, urn, detailedDiff }) => {
      const [, , types = '', name = ''] = urn.split('::')
      const paths = Object.keys(detailedDiff ?? {}).map(path => path.replace(/[[.].*$/, ''))
      const type = types.split(/[$:]/).at(-1) ?? ''
      return { op, type, name, properties: [...new Set(paths)].sort() }
    })
    .sort((one, other) => byText(`${one.type} ${one.name}`, `${other.type} ${other.name}`))
}

/**
 * What a command printed, in a form that is the same at each run: no times, no
 * ids, no paths of this machine; lines that come as they happen in one order.
 */
export function tidied(text: string, { folder }: PulumiProject): string {
  const lines = text
    .replaceAll(folder, '.')
    .replace(/\b[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\b/g, '<id>')
    .replace(/ ?\(\d+(?:\.\d+)?s\)/g, '')
    .replace(/^Duration: .*$/gm, 'Duration: <time>')
    .split('\n')
    .map(line => line.trimEnd())
    .filter(line => !line.startsWith('@ ') && !isUnderWay(line))
  const isEvent = (line: string) => /^ (?:[-+~=><*]{1,2}|  ) +[\w-]+:\S+:\S+ /u.test(line)
  const first = lines.findIndex(isEvent)
  const rest = lines.filter(line => !isEvent(line))
  const events = [...new Set(lines.filter(isEvent))].sort(byText)
  const all = first < 0 ? rest : [...rest.slice(0, first), ...events, ...rest.slice(first)]
  const told = blocksInOrder(all)
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
  return `${told.trim()}\n`
}

/** A step that is begun; how it ended stands in another line. */
function isUnderWay(line: string): boolean {
  return / (?:refresh|creat|updat|delet|import|runn)ing(?:\[\w+\])?(?: \[diff: [^\]]*\])?$/u.test(
    line,
  )
}

/** The blocks of `Diagnostics:` come in the order in which they happened. */
function blocksInOrder(lines: readonly string[]): readonly string[] {
  const from = lines.indexOf('Diagnostics:')
  if (from < 0) return lines
  const length = lines.slice(from + 1).findIndex(line => /^\S/u.test(line))
  const to = length < 0 ? lines.length : from + 1 + length
  const blocks = lines
    .slice(from + 1, to)
    .join('\n')
    .split('\n\n')
    .filter(block => block.trim() !== '')
  const sorted = blocks.map(block => block.replace(/^\n+|\n+$/g, '')).sort(byText)
  return [...lines.slice(0, from + 1), ...sorted.join('\n\n').split('\n'), '', ...lines.slice(to)]
}

function byText(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0
}
