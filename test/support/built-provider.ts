/**
 * The provider as Pulumi starts it, built of what is in src now: the shim of
 * bin/ beside a bundle, in a temporary folder.
 */
import { spawn, type ChildProcess } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { execPath } from 'node:process'
import { fileURLToPath } from 'node:url'
import { bundle } from '../../scripts/bundle.mjs'

export interface StartedProvider {
  readonly process: ChildProcess
  readonly port: number
  /** All that it printed, as it is by now. */
  readonly out: () => string
  readonly err: () => string
  /** The exit code, once it has ended. */
  readonly ended: Promise<number | null>
}

export interface BuiltProvider {
  /** The folder with the shim, for a Pulumi.yaml to point at. */
  readonly bin: string
  readonly start: (directory: string, argv?: readonly string[]) => Promise<StartedProvider>
  readonly remove: () => void
}

const root = fileURLToPath(new URL('../..', import.meta.url))

export async function buildProvider(): Promise<BuiltProvider> {
  const folder = mkdtempSync(join(tmpdir(), 'devicemail-provider-'))
  const bin = join(folder, 'bin')
  mkdirSync(bin)
  copyFileSync(join(root, 'package.json'), join(folder, 'package.json'))
  for (const file of ['pulumi-resource-devicemail', 'package.json'])
    copyFileSync(join(root, 'bin', file), join(bin, file))
  await bundle(join(root, 'src/pulumi/main.ts'), join(folder, 'dist/provider'))
  return {
    bin,
    start: (directory, argv = []) =>
      started(join(bin, 'pulumi-resource-devicemail'), directory, argv),
    remove() {
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function started(
  shim: string,
  directory: string,
  argv: readonly string[],
): Promise<StartedProvider> {
  const child = spawn(execPath, [shim, ...argv], { cwd: directory })
  let out = ''
  let err = ''
  child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()))
  const ended = new Promise<number | null>(resolve => child.on('exit', resolve))
  const port = await new Promise<number>((resolve, reject) => {
    child.stdout.on('data', (chunk: Buffer) => {
      out += chunk.toString()
      if (out.includes('\n')) resolve(Number(out.trim()))
    })
    void ended.then(code => {
      reject(new Error(`The provider ended with ${String(code)}: ${err}`))
    })
  })
  return { process: child, port, out: () => out, err: () => err, ended }
}
