/**
 * The program as people start it, built of what is in src now: the shim of bin/
 * beside a bundle, in a temporary folder, so that no build of yesterday is
 * tested and none of anybody else's is disturbed.
 */
import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { execPath } from 'node:process'
import { fileURLToPath } from 'node:url'
import { bundle } from '../../scripts/bundle.mjs'

export interface Ran {
  readonly code: number | null
  readonly out: string
  readonly err: string
}

export interface BuiltProgram {
  /** The path of the shim, for those who start it themselves. */
  readonly shim: string
  readonly run: (argv: readonly string[], env?: Readonly<Record<string, string>>) => Ran
  readonly remove: () => void
}

const root = fileURLToPath(new URL('../..', import.meta.url))

export async function buildProgram(): Promise<BuiltProgram> {
  const folder = mkdtempSync(join(tmpdir(), 'devicemail-built-'))
  mkdirSync(join(folder, 'bin'))
  copyFileSync(join(root, 'package.json'), join(folder, 'package.json'))
  for (const file of ['bin/devicemail', 'bin/package.json'])
    copyFileSync(join(root, file), join(folder, file))
  await bundle(join(root, 'src/cli/process.ts'), join(folder, 'dist/command'))
  const shim = join(folder, 'bin/devicemail')
  return {
    shim,
    run(argv, env = {}) {
      const { status, stdout, stderr } = spawnSync(execPath, [shim, ...argv], {
        encoding: 'utf8',
        env: cleanEnvironment(env),
        input: '',
      })
      return { code: status, out: stdout, err: stderr }
    },
    remove() {
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Without what the machine that runs the tests thinks of colours. */
export function cleanEnvironment(more: Readonly<Record<string, string>> = {}): NodeJS.ProcessEnv {
  const colours = ['NO_COLOR', 'FORCE_COLOR', 'CI']
  const kept = Object.entries(process.env).filter(([name]) => !colours.includes(name))
  return { ...Object.fromEntries(kept), ...more }
}
