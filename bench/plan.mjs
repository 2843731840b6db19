/**
 * `npm run bench`: what a plan costs, as ratios, since a ratio means the same on
 * every machine. Each figure is the median of whole processes: one that starts
 * Node alone, one that parses the same YAML with js-yaml alone, one that plans
 * against a fresh tenant, and one that plans against a tenant where all is done.
 *
 *   npm run bench                       what dist/ holds
 *   node bench/plan.mjs ../old/bin/devicemail   another build, to compare
 */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { applyInMemory } from './applied.mjs'
import { bigStack } from './big-stack.mjs'
import { inTurns, run } from './time.mjs'

const program = process.argv[2] ?? fileURLToPath(new URL('../bin/devicemail', import.meta.url))
/** Several hundred addresses are asked for in filters of some hundred; more are listed in one call. */
const mostCalls = 12
const parseAlone = `
  import { load } from 'js-yaml'
  import { readFileSync } from 'node:fs'
  load(readFileSync(process.argv[1], 'utf8'))
`

/**
 * @param {number} devices
 * @param {string} folder
 */
async function measure(devices, folder) {
  const rounds = devices > 5000 ? 3 : 7
  const fresh = stackIn(join(folder, `fresh-${devices}`), devices)
  const applied = stackIn(join(folder, `applied-${devices}`), devices)
  await applyInMemory(applied)
  const times = inTurns(
    {
      bare: ['-e', '0'],
      parse: ['--input-type=module', '-e', parseAlone, join(fresh, 'spec.yaml')],
      first: [program, 'plan', fresh, '--format', 'json'],
      empty: [program, 'plan', applied, '--format', 'json'],
    },
    rounds,
  )
  return { devices, ...times, calls: [callsOf(fresh, folder), callsOf(applied, folder)] }
}

/**
 * @param {string} path
 * @param {number} devices
 */
function stackIn(path, devices) {
  mkdirSync(path)
  for (const [name, text] of Object.entries(bigStack(devices)))
    writeFileSync(join(path, name), text)
  return path
}

/**
 * @param {string} stack
 * @param {string} folder
 */
function callsOf(stack, folder) {
  const ledger = join(folder, 'ledger.jsonl')
  rmSync(ledger, { force: true })
  run([program, 'plan', stack, '--log-file', ledger])
  return readFileSync(ledger, 'utf8').trimEnd().split('\n').length
}

/** @param {number} milliseconds */
const ms = milliseconds => `${milliseconds.toFixed(0)} ms`.padStart(9)
/** @param {number} ratio */
const times = ratio => `${ratio.toFixed(2)} ×`.padStart(9)

const folder = mkdtempSync(join(tmpdir(), 'devicemail-bench-'))
try {
  const { bare, version } = inTurns({ bare: ['-e', '0'], version: [program, '--version'] }, 15)
  const rows = []
  for (const devices of [200, 2000, 20_000]) rows.push(await measure(devices, folder))
  const [, middle, large] = rows

  console.log('\n  devices  node -e 0      parse  first plan  empty plan  × node  × parse  calls')
  for (const row of rows)
    console.log(
      `${String(row.devices).padStart(9)}  ${ms(row.bare)}  ${ms(row.parse)}   ${ms(row.first)}   ${ms(row.empty)}` +
        `  ${(row.first / row.bare).toFixed(1).padStart(6)}  ${(row.first / row.parse).toFixed(2).padStart(7)}` +
        `  ${row.calls.join(' and ')}`,
    )

  console.log(`\n${'what'.padEnd(62)}      aim   measured`)
  /** @param {string} what @param {number} aim @param {number} measured */
  const told = (what, aim, measured) => {
    console.log(
      `${what.padEnd(62)}${times(aim)}  ${times(measured)}  ${measured <= aim ? 'yes' : 'NO'}`,
    )
  }
  told('devicemail --version, to node -e 0', 2, version / bare)
  if (middle && large) {
    told('2,000 devices before the first apply, to the bare parse', 3, middle.first / middle.parse)
    told('2,000 devices when all is done, to the bare parse', 3, middle.empty / middle.parse)
    /** @param {'first' | 'empty'} plan */
    const growth = plan => (large[plan] - large.bare) / (middle[plan] - middle.bare)
    told('20,000 devices before the first apply, to 2,000, without start', 11, growth('first'))
    told('20,000 devices when all is done, to 2,000, without start', 11, growth('empty'))
  }
  const most = Math.max(...rows.flatMap(({ calls }) => calls))
  console.log(
    `${'calls to the tenant in a plan, at most, whatever the size'.padEnd(62)}${String(mostCalls).padStart(9)}` +
      `  ${String(most).padStart(9)}  ${most <= mostCalls ? 'yes' : 'NO'}`,
  )
} finally {
  rmSync(folder, { recursive: true, force: true })
}
