/**
 * `npm run check`: everything about the code that a machine can judge.
 *
 * All checks run, two at a time, and every failure is shown: a person mends
 * them in one go. `npm run fix` mends what can be mended by machine.
 */
import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))

/** The slowest first, so that the two lanes end together.
 * @type {readonly (readonly [title: string, command: string])[]} */
const checks = [
  ['style', 'eslint . --max-warnings 0'],
  ['generated files', 'node scripts/build.mjs && node scripts/generate.mjs --check'],
  ['types', 'tsc -p tsconfig.json'],
  ['layout', 'prettier --check --cache --cache-strategy content --log-level warn .'],
  ['dead code', 'knip --no-progress --treat-config-hints-as-errors'],
  ['import table', 'depcruise --config .dependency-cruiser.mjs src test scripts bench'],
]

/**
 * @param {string} command
 * @returns {Promise<{ code: number | null, output: string }>}
 */
function run(command) {
  const path = `${root}node_modules/.bin:${process.env.PATH ?? ''}`
  const child = spawn(command, { cwd: root, shell: true, env: { ...process.env, PATH: path } })
  return new Promise((resolve, reject) => {
    let output = ''
    const take = (/** @type {Buffer} */ chunk) => {
      output += chunk.toString()
    }
    child.stdout.on('data', take)
    child.stderr.on('data', take)
    child.on('error', reject)
    child.on('close', code => {
      resolve({ code, output })
    })
  })
}

const waiting = checks.values()
/** @type {string[]} */
const failed = []

async function lane() {
  for (const [title, command] of waiting) {
    const begun = performance.now()
    const { code, output } = await run(command)
    const seconds = ((performance.now() - begun) / 1000).toFixed(1)
    console.log(`${code === 0 ? '✓' : '✗'} ${title.padEnd(16)}${seconds.padStart(6)} s`)
    if (code === 0) continue
    failed.push(title)
    console.log(`\n$ ${command}\n${output.trim()}\n`)
  }
}

await Promise.all([lane(), lane()])
if (failed.length > 0) {
  console.log(`\nFailed: ${failed.join(', ')}. Much of it can be mended by: npm run fix`)
  process.exitCode = 1
}
