/**
 * How many cmdlets a run asks of the tenant: a tenant that means to fail at a
 * call that never comes keeps count of what it may have to fail.
 */
import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { built } from '../../scripts/built.mjs'
import { stack } from './project.mjs'

/** @type {typeof import('../../src/drivers/exchange/simulator/perform.js')} */
const { servedCmdlets } = await built('drivers/exchange/simulator/perform.js')

/**
 * @param {import('./project.mjs').Project} project
 * @param {() => void} run
 */
export function cmdletsOf(project, run) {
  const faults = servedCmdlets.map(one => `  - { cmdlet: ${one}, call: 1000000, fault: transient }`)
  const scene = `stacks/${stack}/simulator.yaml`
  project.write({ [scene]: ['faults:', ...faults, ''].join('\n') })
  run()
  rmSync(join(project.folder, scene))
  const file = join(project.folder, 'stacks', stack, '.simulator/tenant.json')
  /** @type {unknown} */
  const data = JSON.parse(readFileSync(file, 'utf8'))
  const { calls } = /** @type {{ calls: Readonly<Record<string, number>> }} */ (data)
  return Object.values(calls).reduce((sum, one) => sum + one, 0)
}
