/** Times whole processes, one kind after the other in turns, so that a busy moment of the machine hits all alike. */
import { spawnSync } from 'node:child_process'
import process from 'node:process'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))

/**
 * @template {string} Name
 * @param {Readonly<Record<Name, readonly string[]>>} programs arguments of node
 * @param {number} rounds
 * @returns {Readonly<Record<Name, number>>} milliseconds, the median of each
 */
export function inTurns(programs, rounds) {
  const names = /** @type {Name[]} */ (Object.keys(programs))
  const times = new Map(names.map(name => [name, /** @type {number[]} */ ([])]))
  for (let round = 0; round < rounds; round += 1)
    for (const name of names) times.get(name)?.push(run(programs[name]))
  const medians = /** @type {Record<Name, number>} */ ({})
  for (const name of names) medians[name] = median(times.get(name) ?? [])
  return medians
}

/**
 * @param {readonly string[]} args of node
 * @returns {number} milliseconds
 */
export function run(args) {
  const begun = performance.now()
  const { status, stderr } = spawnSync(process.execPath, args, {
    cwd: root,
    encoding: 'utf8',
    // The result is of no interest, and may be larger than what is buffered.
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  if (status !== 0) throw new Error(`node ${args.join(' ')} ended with ${status}:\n${stderr}`)
  return performance.now() - begun
}

/** @param {readonly number[]} times */
function median(times) {
  const sorted = [...times].sort((one, other) => one - other)
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
}
