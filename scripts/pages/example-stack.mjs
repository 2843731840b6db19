/**
 * Where the pages of kinds take their examples from: the example stack, and for
 * what that does not use the first golden case of compile that does. Both are
 * run by tests, so no example is wrong.
 */
import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { built } from '../built.mjs'

/** @typedef {import('../../src/drivers/exchange/simulator/scene.js').Scene} Scene */
/** @typedef {import('../../src/resources/resource.js').Wanted} Wanted */
/** @typedef {import('../../src/spec/spec.js').Spec} Spec */

/**
 * @typedef {object} ExampleStack
 * @property {string} path from the root of the repository
 * @property {Spec} spec
 * @property {readonly Wanted[]} wanted
 * @property {readonly Wanted[]} [then] what is asked for next, where no change of the first can be made up
 * @property {Scene} scene
 */

const root = fileURLToPath(new URL('../..', import.meta.url))
const golden = 'test/compile/golden'

/**
 * @param {string} kind
 * @returns {Promise<ExampleStack>}
 */
export async function exampleOf(kind) {
  const cases = readdirSync(root + golden).sort()
  for (const path of ['stacks/contoso', ...cases.map(name => `${golden}/${name}`)]) {
    const stack = await open(path)
    if (stack?.wanted.some(one => one.kind === kind)) return stack
  }
  throw new Error(`Neither stacks/contoso nor a case of ${golden} wants a ${kind}.`)
}

/**
 * @param {string} path
 * @returns {Promise<ExampleStack | undefined>} undefined for a spec that is faulty on purpose
 */
async function open(path) {
  /** @type {{ openStack: typeof import('../../src/run/stack.js').openStack }} */
  const { openStack } = await built('run/stack.js')
  /** @type {{ readScene: typeof import('../../src/run/scene.js').readScene }} */
  const { readScene } = await built('run/scene.js')
  const opened = openStack(root + path, false)
  if (opened.state === 'faulty') return undefined
  const { spec, compiled } = opened.stack
  const world = readScene(root + path, spec)
  return 'tenant' in world
    ? { path, spec, wanted: compiled.wanted, scene: world.tenant }
    : undefined
}
