/**
 * `npm run bench`: what a plan costs, as ratios, since a ratio means the same on
 * every machine. Each figure is the median of whole processes: once to start
 * Node alone, once to parse the same YAML with js-yaml alone, once to plan.
 *
 * What we aim for: 2,000 devices in at most 3 times the bare parse; 20,000 in at
 * most 11 times the 2,000, start of Node subtracted; `devicemail --version` in
 * at most 2 times `node -e 0`; and as many calls to the tenant for 20,000
 * devices as for 200.
 */
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { bigStack } from './big-stack.mjs'

const program = fileURLToPath(new URL('../bin/devicemail', import.meta.url))
const root = fileURLToPath(new URL('..', import.meta.url))
const parseAlone = `
  import { load } from 'js-yaml'
  import { readFileSync } from 'node:fs'
  load(readFileSync(process.argv[1], 'utf8'))
`

// A plan of 20,000 devices in JSON is larger than what is buffered by default.
const spawning = { cwd: root, encoding: /** @type {const} */ ('utf8'), maxBuffer: 2 ** 30 }

/**
 * @param {readonly string[]} args of node
 * @param {number} runs
 * @returns {number} milliseconds, the median
 */
function timed(args, runs) {
  const times = Array.from({ length: runs }, () => {
    const begun = performance.now()
    const { status, stderr } = spawnSync(process.execPath, args, spawning)
    if (status !== 0) throw new Error(`node ${args.join(' ')} ended with ${status}:\n${stderr}`)
    return performance.now() - begun
  })
  return times.sort((one, other) => one - other)[Math.floor(runs / 2)] ?? Number.NaN
}

/**
 * @param {number} devices
 * @param {string} folder
 */
function measure(devices, folder) {
  const stack = join(folder, `bench-${devices}`)
  const ledger = join(folder, `ledger-${devices}.jsonl`)
  mkdirSync(stack)
  for (const [name, text] of Object.entries(bigStack(devices)))
    writeFileSync(join(stack, name), text)
  // The first run sets the scene; it also counts the calls.
  timed([program, 'plan', stack, '--format', 'json', '--log-file', ledger], 1)
  const runs = devices > 5000 ? 3 : 7
  return {
    devices,
    plan: timed([program, 'plan', stack, '--format', 'json'], runs),
    parse: timed(['--input-type=module', '-e', parseAlone, join(stack, 'spec.yaml')], runs),
    calls: readFileSync(ledger, 'utf8').trimEnd().split('\n').length,
  }
}

const folder = mkdtempSync(join(tmpdir(), 'devicemail-bench-'))
try {
  const bare = timed(['-e', '0'], 15)
  const version = timed([program, '--version'], 15)
  console.log(`node -e 0             ${bare.toFixed(0)} ms`)
  console.log(
    `devicemail --version  ${version.toFixed(0)} ms = ${(version / bare).toFixed(2)} × node`,
  )
  /** @type {number | undefined} */
  let smaller
  for (const devices of [200, 2000, 20_000]) {
    const { plan, parse, calls } = measure(devices, folder)
    const growth = smaller
      ? `  ${((plan - bare) / (smaller - bare)).toFixed(1)} × the row above`
      : ''
    console.log(
      `plan ${String(devices).padStart(6)} devices   ${plan.toFixed(0)} ms` +
        ` = ${(plan / bare).toFixed(1)} × node = ${(plan / parse).toFixed(2)} × parsing alone` +
        `  ${calls} calls${growth}`,
    )
    smaller = plan
  }
} finally {
  rmSync(folder, { recursive: true, force: true })
}
