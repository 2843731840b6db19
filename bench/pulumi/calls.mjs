/**
 * How many cmdlets a refresh runs: a tenant that means to fail at a call that
 * never comes keeps count of what it may have to fail.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { removeStack, stack } from './project.mjs'

/**
 * @param {import('./project.mjs').Project} project
 * @param {Readonly<Record<string, string>>} texts
 * @param {readonly string[]} cmdlets
 */
export function callsOfRefresh(project, texts, cmdlets) {
  const faults = cmdlets.map(one => `  - { cmdlet: ${one}, call: 1000000, fault: transient }`)
  project.write(texts)
  project.run('stack', 'init')
  project.run('up', '--yes', '--skip-preview')
  project.write({ [`stacks/${stack}/simulator.yaml`]: ['faults:', ...faults, ''].join('\n') })
  project.run('refresh', '--yes', '--skip-preview')
  const counts = Object.values(callsIn(project))
  project.run('destroy', '--yes', '--skip-preview')
  removeStack(project)
  return counts.reduce((sum, one) => sum + one, 0)
}

/**
 * @param {import('./project.mjs').Project} project
 * @returns {Readonly<Record<string, number>>}
 */
function callsIn({ folder }) {
  const file = join(folder, 'stacks', stack, '.simulator/tenant.json')
  /** @type {unknown} */
  const tenant = JSON.parse(readFileSync(file, 'utf8'))
  return /** @type {{ calls: Readonly<Record<string, number>> }} */ (tenant).calls
}
