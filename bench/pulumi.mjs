/**
 * `npm run bench`: what `pulumi` costs with our provider and program, as ratios
 * to the same resources of a provider that does nothing and of `pulumi.dynamic`,
 * with the real command and the same options. Each step is run alone, without the
 * preview before it, which is a step of its own. They take turns, so that a busy
 * moment hits all alike; of some rounds the quickest counts.
 *
 * The provider that does nothing is given the same names, parents, inputs and
 * outputs, and its program leaves out of the state where each was made, as ours
 * does. Left in, as Pulumi's SDK does by itself, it costs the floor a sixth of its
 * first up, a third of its preview, and a fifth of its state.
 *
 *   npm run bench
 *   node bench/pulumi.mjs 50 200       other numbers of resources
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { pulumiFolder, removeStack, stateBytes, stateResources } from './pulumi/project.mjs'
import { shapeOf } from './pulumi/shape.mjs'
import { processorSeconds } from './pulumi/processor.mjs'
import { cmdletsOf } from './pulumi/calls.mjs'
import { dynamicProject, nothingProject, ourProject } from './pulumi/ways.mjs'

if (pulumiFolder === undefined) {
  console.log(
    '\nSKIPPED: what pulumi costs was not measured: no pulumi on PATH or in ../shared/pulumi.',
  )
  process.exit()
}

const sizes = process.argv.length > 2 ? process.argv.slice(2).map(Number) : [50, 200, 600]
/** 1.2 KiB. */
const mostBytes = 1228
const steps = /** @type {const} */ ({
  'first up': ['up', '--yes', '--skip-preview'],
  'unchanged preview': ['preview', '--expect-no-changes'],
  refresh: ['refresh', '--yes', '--skip-preview'],
  destroy: ['destroy', '--yes', '--skip-preview'],
})

/**
 * @typedef {import('./pulumi/project.mjs').Project} Project
 * @typedef {keyof typeof steps} Step
 * @typedef {{ readonly wall: number, readonly processor: number }} Time in seconds
 * @typedef {object} Round
 * @property {Readonly<Record<Step, Time>>} times
 * @property {number} bytes of the state after the first up
 * @property {readonly import('./pulumi/shape.mjs').StateResource[]} resources in it
 * @property {number} cmdlets of the refresh, where they were counted
 */

/**
 * From nothing to nothing.
 *
 * @param {Project} project
 * @param {Readonly<Record<string, string>>} texts written anew, since a run changes them
 * @param {boolean} counting slows the refresh down
 * @returns {Round}
 */
function round(project, texts, counting = false) {
  project.write(texts)
  project.run('stack', 'init')
  const first = timed(project, 'first up')
  const bytes = stateBytes(project)
  const resources = stateResources(project)
  const second = timed(project, 'unchanged preview')
  let third = first
  const refresh = () => {
    third = timed(project, 'refresh')
  }
  let cmdlets = Number.NaN
  if (counting) cmdlets = cmdletsOf(project, refresh)
  else refresh()
  const times = {
    'first up': first,
    'unchanged preview': second,
    refresh: third,
    destroy: timed(project, 'destroy'),
  }
  removeStack(project)
  return { times, bytes, resources, cmdlets }
}

/** @param {Project} project @param {Step} step @returns {Time} */
function timed(project, step) {
  const [begun, busy] = [performance.now(), processorSeconds()]
  project.run(...steps[step])
  return { wall: (performance.now() - begun) / 1000, processor: processorSeconds() - busy }
}

/** @param {readonly Round[]} rounds @param {Step} step @param {keyof Time} time */
const quickest = (rounds, step, time) => Math.min(...rounds.map(({ times }) => times[step][time]))

/** @param {string} what @param {string} aim @param {string} measured @param {boolean | null} met @param {string} more */
function told(what, aim, measured, met, more = '') {
  const verdict = met === null ? '' : met ? 'yes' : 'NO'
  const line = `${what.padEnd(58)}${aim.padStart(9)}${measured.padStart(10)}  ${verdict.padEnd(3)}  ${more}`
  console.log(line.trimEnd())
}

const x = (/** @type {number} */ ratio) => `${ratio.toFixed(2)} ×`
const s = (/** @type {number} */ seconds) => `${seconds.toFixed(1)} s`

/** @param {number} size @param {string} folder */
async function measure(size, folder) {
  const { project, texts } = ourProject(join(folder, `ours-${size}`), size)
  // The first round of ours shows the others what to register; its times do not count.
  const first = round(project, texts, true)
  const shape = shapeOf(first.resources)
  const nothing = await nothingProject(join(folder, `nothing-${size}`), shape)
  const dynamic = dynamicProject(join(folder, `dynamic-${size}`), shape)
  /** @type {{ ours: Round[], nothing: Round[], dynamic: Round[] }} */
  const taken = { ours: [], nothing: [], dynamic: [] }
  for (let turn = 0; turn < (size > 300 ? 2 : 3); turn += 1) {
    taken.nothing.push(round(nothing, {}))
    taken.ours.push(round(project, texts))
    // One is enough of what takes so much longer.
    if (turn === 0 || size < 300) taken.dynamic.push(round(dynamic, {}))
  }
  return { ...taken, first }
}

/** @param {number} size @param {Awaited<ReturnType<typeof measure>>} measured */
function tell(size, { ours, nothing, dynamic, first }) {
  for (const step of /** @type {Step[]} */ (Object.keys(steps))) {
    /** @param {readonly Round[]} others @param {number | null} aim @param {string} which */
    const compare = (others, aim, which) => {
      const [mine, other] = [quickest(ours, step, 'wall'), quickest(others, step, 'wall')]
      const ratio = mine / other
      const busy = quickest(ours, step, 'processor') / quickest(others, step, 'processor')
      const more = `${s(mine)} to ${s(other)}${Number.isNaN(busy) ? '' : `; processor ${x(busy)}`}`
      const met = aim === null ? null : ratio <= aim
      told(
        `${size} resources, ${step}, to ${which}`,
        aim === null ? '' : x(aim),
        x(ratio),
        met,
        more,
      )
    }
    const isLarge = size >= 600
    const hasAim = isLarge && (step === 'first up' || step === 'unchanged preview')
    compare(nothing, hasAim ? 1.15 : null, 'doing nothing')
    compare(dynamic, isLarge && step === 'first up' ? 0.5 : null, 'pulumi.dynamic')
  }
  const each = (/** @type {readonly Round[]} */ [one]) =>
    (one?.bytes ?? 0) / (one?.resources.length ?? 1)
  const [mine, floor] = [each(ours), each(nothing)]
  const others = `doing nothing ${floor.toFixed(0)} B, dynamic ${each(dynamic).toFixed(0)} B`
  told(`${size} resources, state to doing nothing`, x(1), x(mine / floor), mine <= floor)
  const met = mine <= mostBytes
  told(
    `${size} resources, state of each in it`,
    `${mostBytes} B`,
    `${mine.toFixed(0)} B`,
    met,
    others,
  )
  told(`${size} resources, cmdlets of a refresh`, '', String(first.cmdlets), null)
}

const load = () =>
  `load ${loadavg()
    .map(one => one.toFixed(1))
    .join(' ')}`

const folder = mkdtempSync(join(tmpdir(), 'devicemail-bench-'))
try {
  const title = 'Pulumi, with the real command'
  console.log(`\n${title.padEnd(58)}${'aim'.padStart(9)}${'measured'.padStart(10)}`)
  for (const size of sizes) {
    tell(size, await measure(size, folder))
    console.log(load())
  }
} finally {
  rmSync(folder, { recursive: true, force: true })
}
