/**
 * Repositories as people have them who run Pulumi, one for each way that
 * bench/pulumi.mjs compares, and the real command in them. Everything it keeps
 * lies in the project's own folder, and it downloads nothing.
 */
import { spawnSync } from 'node:child_process'
import {
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'

const repository = fileURLToPath(new URL('../..', import.meta.url))
const modules = join(repository, 'node_modules')

/** The folder of the command; undefined where there is none. */
export const pulumiFolder = [
  ...(process.env.PATH ?? '').split(delimiter),
  join(repository, '../shared/pulumi'),
].find(folder => folder !== '' && existsSync(join(folder, 'pulumi')))

export const stack = 'bench'

/**
 * @typedef {{ checkpoint: { latest: { resources: readonly import('./shape.mjs').StateResource[] } } }} StateFile
 *
 * @typedef {object} Project
 * @property {string} folder
 * @property {(...argv: readonly string[]) => string} run gives what was printed; throws where it failed
 * @property {(texts: Readonly<Record<string, string>>) => void} write
 */

/**
 * @param {string} folder
 * @param {Readonly<Record<string, string>>} texts
 * @param {{ readonly plugins: string }} options of Pulumi.yaml
 * @returns {Project}
 */
export function projectIn(folder, texts, { plugins }) {
  const write = (/** @type {Readonly<Record<string, string>>} */ more) => {
    for (const [name, text] of Object.entries(more)) {
      mkdirSync(dirname(join(folder, name)), { recursive: true })
      writeFileSync(join(folder, name), text, { mode: 0o755 })
    }
  }
  write({
    'package.json': '{ "type": "module", "private": true }',
    'Pulumi.yaml': `name: bench
main: index.js
runtime: { name: nodejs, options: { typescript: false } }
stackConfigDir: stacks
${plugins}
options: { refresh: always }
`,
    ...texts,
  })
  mkdirSync(join(folder, 'node_modules'))
  symlinkSync(join(modules, '@pulumi'), join(folder, 'node_modules/@pulumi'))
  symlinkSync(repository, join(folder, 'node_modules/devicemail'))
  const state = join(folder, '.state')
  for (const name of ['home', 'backend']) mkdirSync(join(state, name), { recursive: true })
  const path = [pulumiFolder, join(modules, '@pulumi/pulumi'), process.env.PATH].join(delimiter)
  return {
    folder,
    write,
    run(...argv) {
      const flags = ['--non-interactive', '--color=never', '--stack', stack]
      const { status, stdout, stderr } = spawnSync(
        join(pulumiFolder ?? '', 'pulumi'),
        [...argv, ...flags],
        {
          cwd: folder,
          encoding: 'utf8',
          input: '',
          maxBuffer: 64 * 1024 * 1024,
          env: {
            ...process.env,
            PATH: path,
            PULUMI_HOME: join(state, 'home'),
            PULUMI_BACKEND_URL: `file://${join(state, 'backend')}`,
            PULUMI_CONFIG_PASSPHRASE: 'x',
            PULUMI_SKIP_UPDATE_CHECK: 'true',
            PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: 'true',
            DEVICEMAIL_MAX_REMOVALS: '100000',
          },
        },
      )
      if (status === 0) return stdout
      throw new Error(`pulumi ${argv.join(' ')} ended with ${status}:\n${stdout}\n${stderr}`)
    },
  }
}

/** The file that a local backend keeps of the stack. @param {Project} project */
function stateFile({ folder }) {
  return join(folder, '.state/backend/.pulumi/stacks/bench', `${stack}.json`)
}

/** @param {Project} project */
export function stateBytes(project) {
  return statSync(stateFile(project)).size
}

/**
 * @param {Project} project
 * @returns {readonly import('./shape.mjs').StateResource[]}
 */
export function stateResources(project) {
  /** @type {unknown} */
  const data = JSON.parse(readFileSync(stateFile(project), 'utf8'))
  const { checkpoint } = /** @type {StateFile} */ (data)
  return checkpoint.latest.resources
}

/** Takes the stack away, whatever is in it. @param {Project} project */
export function removeStack(project) {
  project.run('stack', 'rm', '--yes', '--force')
  rmSync(join(project.folder, 'stacks', stack, '.simulator'), { recursive: true, force: true })
}
