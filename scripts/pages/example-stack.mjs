/** The example stack, compiled: the pages of kinds take their examples from it. */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { load } from 'js-yaml'
import { built } from '../built.mjs'

/** @typedef {import('../../src/drivers/exchange/simulator/scene.js').Scene} Scene */

const folder = fileURLToPath(new URL('../../stacks/contoso', import.meta.url))

export async function exampleStack() {
  /** @type {{ openStack: typeof import('../../src/run/stack.js').openStack }} */
  const { openStack } = await built('run/stack.js')
  const opened = openStack(folder, false)
  if (opened.state === 'faulty')
    throw new Error(opened.findings.map(one => `${one.code}: ${one.message}`).join('\n'))
  const { spec, compiled } = opened.stack
  const scene = /** @type {Scene} */ (load(readFileSync(`${folder}/simulator.yaml`, 'utf8')))
  return { spec, wanted: compiled.wanted, scene }
}
