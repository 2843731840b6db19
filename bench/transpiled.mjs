/**
 * src and test/support as JavaScript, file by file, in a cache that git does not
 * see: a bench may use what the tests use, without the weight of a test runner.
 */
import { build } from 'esbuild'
import { cpSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const cache = join(root, 'node_modules', '.cache', 'devicemail-bench')

/**
 * Gives the address of a file's JavaScript, to be imported.
 * @returns {Promise<(path: string) => string>}
 */
export async function transpiled() {
  const files = ['src', join('test', 'support')].flatMap(filesIn)
  const isCode = /** @param {string} file */ file => /(?<!\.test)\.ts$/.test(file)
  rmSync(cache, { recursive: true, force: true })
  await build({
    absWorkingDir: root,
    entryPoints: files.filter(isCode),
    outbase: root,
    outdir: cache,
    format: 'esm',
    platform: 'node',
    target: 'node20.19',
    logLevel: 'warning',
  })
  for (const file of files.filter(one => /\.(ps1|psm1|psd1|json)$/.test(one))) {
    mkdirSync(dirname(join(cache, file)), { recursive: true })
    cpSync(join(root, file), join(cache, file))
  }
  return path => pathToFileURL(join(cache, path.replace(/\.ts$/, '.js'))).href
}

/** @param {string} folder */
function filesIn(folder) {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map(name =>
    join(folder, name),
  )
}

/**
 * A module of those, by its address.
 *
 * @template Module
 * @param {string} address
 * @returns {Promise<Module>}
 */
export async function load(address) {
  /** @type {unknown} */
  const module = await import(address)
  return /** @type {Module} */ (module)
}
