/**
 * A repository as people have it who run Pulumi: our own Pulumi.yaml, the
 * program and the provider built of what is in src now, and the stacks of the
 * test beside them, in a temporary folder.
 */
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll } from 'vitest'
import { bundle, bundleProgram } from '../../scripts/bundle.mjs'
import type { Texts } from './stack.js'

const repository = fileURLToPath(new URL('../..', import.meta.url))

export interface BuiltPulumi {
  /** Texts by their path in the repository, such as `stacks/contoso/tenant.yaml`. */
  readonly project: (texts: Texts) => PulumiProject
  readonly remove: () => void
}

export interface PulumiProject {
  readonly folder: string
  readonly write: (texts: Texts) => void
  readonly read: (file: string) => string
}

/** Built before the first test of a file, and gone after its last. */
export function pulumiOfThisFile(): Pick<BuiltPulumi, 'project'> {
  let built: BuiltPulumi
  beforeAll(async () => {
    built = await buildPulumi()
  }, 60_000)
  afterAll(() => {
    built.remove()
  })
  return { project: texts => built.project(texts) }
}

/** Built once for a test file; each of its tests has a project of its own. */
export async function buildPulumi(): Promise<BuiltPulumi> {
  const parent = mkdtempSync(join(tmpdir(), 'devicemail-pulumi-'))
  const entries = ['index', 'program'].map(name => join(repository, `src/pulumi/${name}.ts`))
  await bundleProgram(entries, join(parent, 'dist/program'))
  await bundle(join(repository, 'src/pulumi/main.ts'), join(parent, 'dist/provider'))
  let count = 0
  return {
    project(texts) {
      count += 1
      const folder = join(parent, `project-${String(count)}`)
      mkdirSync(folder)
      for (const name of ['package.json', 'Pulumi.yaml', 'bin'])
        cpSync(join(repository, name), join(folder, name), { recursive: true })
      cpSync(join(parent, 'dist'), join(folder, 'dist'), { recursive: true })
      symlinkSync(join(repository, 'node_modules'), join(folder, 'node_modules'))
      const path = (file: string) => join(folder, file)
      const write = (more: Texts) => {
        for (const [file, text] of Object.entries(more)) {
          mkdirSync(dirname(path(file)), { recursive: true })
          if (text === null) rmSync(path(file), { force: true })
          else writeFileSync(path(file), text)
        }
      }
      write(texts)
      return { folder, write, read: file => readFileSync(path(file), 'utf8') }
    },
    remove() {
      rmSync(parent, { recursive: true, force: true })
    },
  }
}

/** The files of a stack, under the folder where the program looks for them. */
export function inStack(name: string, texts: Texts): Texts {
  return Object.fromEntries(
    Object.entries(texts).map(([file, text]) => [`stacks/${name}/${file}`, text]),
  )
}
