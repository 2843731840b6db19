/**
 * `npm run bench`: what `pulumi` costs with our provider and program, as ratios
 * to the same resources of a provider that does nothing and of `pulumi.dynamic`,
 * with the real command and the same options. They take turns, so that a busy
 * moment hits all alike; of some rounds the quickest counts.
 *
 *   npm run bench
 *   node bench/pulumi.mjs 50 200       other numbers of resources
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { built } from '../scripts/built.mjs'
import { pulumiFolder, removeStack, stateBytes, stateResources } from './pulumi/project.mjs'
import { shapeOf } from './pulumi/shape.mjs'
import { callsOfRefresh } from './pulumi/calls.mjs'
import { dynamicProject, nothingProject, ourProject } from './pulumi/ways.mjs'

if (pulumiFolder === undefined) {
  console.log(
    '\nSKIPPED: what pulumi costs was not measured: no pulumi on PATH or in ../shared/pulumi.',
  )
  process.exit()
}

const sizes = process.argv.length > 2 ? process.argv.slice(2).map(Number) : [50, 200, 600]
const steps = /** @type {const} */ ({
  'first up': ['up', '--yes'],
  'unchanged preview': ['preview', '--expect-no-changes'],
  refresh: ['refresh', '--yes'],
  destroy: ['destroy', '--yes'],
})

/**
 * @typedef {import('./pulumi/project.mjs').Project} Project
 * @typedef {keyof typeof steps} Step
 * @typedef {Readonly<Record<Step, number>>} Times
 * @typedef {{ readonly times: Times, readonly bytes: number, readonly resources: readonly import('./pulumi/shape.mjs').StateResource[] }} Round
 */

/**
 * From nothing to nothing.
 *
 * @param {Project} project
 * @param {Readonly<Record<string, string>>} texts written anew, since a run changes them
 * @returns {Round}
 */
function round(project, texts) {
  project.write(texts)
  project.run('stack', 'init')
  const times = /** @type {Record<Step, number>} */ ({})
  let bytes = 0
  /** @type {Round['resources']} */
  let resources = []
  for (const step of /** @type {Step[]} */ (Object.keys(steps))) {
    const begun = performance.now()
    project.run(...steps[step])
    times[step] = (performance.now() - begun) / 1000
    if (step !== 'first up') continue
    bytes = stateBytes(project)
    resources = stateResources(project)
  }
  removeStack(project)
  return { times, bytes, resources }
}

/** @param {readonly Round[]} rounds @param {Step} step */
const quickest = (rounds, step) => Math.min(...rounds.map(({ times }) => times[step]))

/** @param {string} what @param {string} aim @param {string} measured @param {boolean | null} met */
function told(what, aim, measured, met) {
  const verdict = met === null ? '' : met ? 'yes' : 'NO'
  console.log(`${what.padEnd(66)}${aim.padStart(12)}${measured.padStart(12)}   ${verdict}`)
}

const x = (/** @type {number} */ ratio) => `${ratio.toFixed(2)} ×`
const s = (/** @type {number} */ seconds) => `${seconds.toFixed(1)} s`

/** @param {number} size @param {string} folder */
async function measure(size, folder) {
  const { project, texts } = ourProject(join(folder, `ours-${size}`), size)
  // The first round of ours shows the others what to register; its times do not count.
  const first = round(project, texts)
  const shape = shapeOf(first.resources)
  const nothing = await nothingProject(join(folder, `nothing-${size}`), shape)
  const dynamic = dynamicProject(join(folder, `dynamic-${size}`), shape)
  const rounds = size > 300 ? 2 : 3
  /** @type {{ ours: Round[], nothing: Round[], dynamic: Round[] }} */
  const taken = { ours: [], nothing: [], dynamic: [] }
  for (let turn = 0; turn < rounds; turn += 1) {
    taken.nothing.push(round(nothing, {}))
    taken.ours.push(round(project, texts))
    // One is enough of what takes so much longer.
    if (turn === 0 || size < 300) taken.dynamic.push(round(dynamic, {}))
  }
  return { size, ...taken, calls: callsOfRefresh(project, texts, cmdlets) }
}

/** @type {typeof import('../src/drivers/exchange/simulator/perform.js')} */
const { servedCmdlets } = await built('drivers/exchange/simulator/perform.js')
const cmdlets = servedCmdlets.filter(one => one.startsWith('Get-'))

const folder = mkdtempSync(join(tmpdir(), 'devicemail-bench-'))
try {
  console.log(
    `\n${'Pulumi, with the real command'.padEnd(66)}${'aim'.padStart(12)}${'measured'.padStart(12)}`,
  )
  for (const size of sizes) {
    const { ours, nothing, dynamic, calls } = await measure(size, folder)
    const isAim = size >= 600
    for (const step of /** @type {Step[]} */ (Object.keys(steps))) {
      const [mine, floor, other] = [ours, nothing, dynamic].map(one => quickest(one, step))
      const name = `${size} resources, ${step}`
      const hasAim = isAim && (step === 'first up' || step === 'unchanged preview')
      const ratio = (mine ?? 0) / (floor ?? 1)
      const toDynamic = (mine ?? 0) / (other ?? 1)
      told(
        `${name} (${s(mine ?? 0)}), to doing nothing`,
        hasAim ? x(1.15) : '',
        x(ratio),
        hasAim ? ratio <= 1.15 : null,
      )
      const half = isAim && step === 'first up'
      told(
        `${name}, to pulumi.dynamic (${s(other ?? 0)})`,
        half ? x(0.5) : '',
        x(toDynamic),
        half ? toDynamic <= 0.5 : null,
      )
    }
    const [mine = 0, floor = 0, other = 0] = [ours, nothing, dynamic].map(
      one => (one[0]?.bytes ?? 0) / size,
    )
    told(`${size} resources, state of each, to doing nothing`, x(1), x(mine / floor), mine <= floor)
    told(
      `${size} resources, state of each (dynamic: ${other.toFixed(0)} B)`,
      '1229 B',
      `${mine.toFixed(0)} B`,
      mine <= 1.2 * 1024,
    )
    told(`${size} resources, cmdlets of a refresh`, '', String(calls), null)
  }
  console.log(
    `Load of the machine at the end: ${loadavg()
      .map(one => one.toFixed(1))
      .join(' ')}`,
  )
} finally {
  rmSync(folder, { recursive: true, force: true })
}
