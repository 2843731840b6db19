/**
 * `npm run bench`: what `devicemail plan` costs over many domains with a zone file
 * each, one in ten of them behind, as ratios to starting Node alone. Beside it
 * stand a program that only reads the same files, the same plan for one domain,
 * which is what starting costs, and what it costs to read and judge the text alone.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { manyZones } from './many-zones.mjs'
import { inTurns, run } from './time.mjs'

const program = process.argv[2] ?? fileURLToPath(new URL('../bin/devicemail', import.meta.url))
const rounds = 5
const readAlone = `
  import { readFileSync, readdirSync } from 'node:fs'
  import { join } from 'node:path'
  const folder = process.argv[1]
  for (const file of readdirSync(folder)) readFileSync(join(folder, file), 'utf8')
`

const folder = mkdtempSync(join(tmpdir(), 'devicemail-zones-'))
try {
  const one = planOf(stackOf(1))
  // The first plan makes the simulated world; that is no part of what is measured.
  run(one)
  console.log('\n  zones  node -e 0  read alone  one domain   validate       plan  × node      aim')
  /** @type {number[]} */
  const plans = []
  for (const [count, aim] of [
    [1000, 3],
    [5000, 10],
  ]) {
    const stack = stackOf(count ?? 0)
    const plan = planOf(stack)
    run(plan)
    const reading = ['--input-type=module', '-e', readAlone, join(stack, 'zones')]
    const validate = [program, 'validate', stack, '--format', 'json']
    const times = inTurns({ bare: ['-e', '0'], reading, one, validate, plan }, rounds)
    const ratio = times.plan / times.bare
    plans.push(times.plan)
    console.log(
      `${String(count).padStart(7)}  ${ms(times.bare)}  ${ms(times.reading)}   ${ms(times.one)}  ${ms(times.validate)}  ${ms(times.plan)}` +
        `  ${ratio.toFixed(1).padStart(6)}  ${String(aim).padStart(7)}  ${ratio <= (aim ?? 0) ? 'yes' : 'NO'}`,
    )
  }
  const [small = 1, large = 0] = plans
  console.log(`five times as many zones take ${(large / small).toFixed(1)} times as long`)
} finally {
  rmSync(folder, { recursive: true, force: true })
}

/** @param {string} stack */
function planOf(stack) {
  return [program, 'plan', stack, '--format', 'json']
}

/** @param {number} zones */
function stackOf(zones) {
  const path = join(folder, `zones-${zones}`)
  for (const [name, text] of Object.entries(manyZones(zones))) {
    mkdirSync(dirname(join(path, name)), { recursive: true })
    writeFileSync(join(path, name), text)
  }
  return path
}

/** @param {number} milliseconds */
function ms(milliseconds) {
  return `${milliseconds.toFixed(0)} ms`.padStart(9)
}
