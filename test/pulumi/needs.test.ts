/**
 * What waits for what: the graph that Pulumi gets says of every thing the same
 * as the plan of the command, for every case of the compiler. One program holds
 * all cases, each a tenant of its own.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { typeToken } from '../../src/pulumi/type-token.js'
import type { Reference } from '../../src/resources/resource.js'
import { openStack, type Stack } from '../../src/run/stack.js'
import { runProgram } from '../support/mini-engine.js'
import { pulumiOfThisFile, inStack, type PulumiProject } from '../support/pulumi-project.js'

const folder = new URL('../compile/golden/', import.meta.url)
const cases = readdirSync(folder).sort()

const built = pulumiOfThisFile()

test(
  'what needs another thing depends on it, and on nothing else, in every case of the compiler',
  { timeout: 60_000 },
  async () => {
    const project = built.project(Object.assign({}, ...cases.map(specOf)) as Record<string, string>)
    const stacks = cases.flatMap(name => stackIn(project, name))
    project.write({ 'program.js': programOf(stacks.map(([name]) => name)) })
    const { code, registrations } = await runProgram({
      folder: project.folder,
      program: 'program.js',
      stack: 'all',
    })
    expect(code).toBe(0)
    const graph = registrations
      .filter(one => one.provider !== '')
      .map(one => `${one.urn} needs ${[...one.dependencyUrns].sort().join(', ')}`)
    const plans = stacks.flatMap(([name, stack]) => linesOf(name, stack))
    expect(graph.sort()).toEqual(plans.sort())
    expect(plans.some(line => !line.endsWith(' needs '))).toBe(true)
  },
)

function specOf(name: string) {
  return inStack(name, { 'spec.yaml': readFileSync(new URL(`${name}/spec.yaml`, folder), 'utf8') })
}

/** None for a faulty spec: then neither front does anything. */
function stackIn(project: PulumiProject, name: string): readonly (readonly [string, Stack])[] {
  const opened = openStack(join(project.folder, 'stacks', name), false)
  return opened.state === 'ready' ? [[name, opened.stack]] : []
}

function programOf(names: readonly string[]): string {
  return `import { MailDevices } from 'devicemail/pulumi'
for (const name of ${JSON.stringify(names)}) new MailDevices(name, { spec: 'stacks/' + name })
`
}

function linesOf(name: string, { compiled }: Stack): readonly string[] {
  const ours = compiled.wanted.filter(one => one.doneBy === 'devicemail')
  const urnOf = ({ kind, key }: Reference) =>
    `urn:pulumi:all::devicemail::${typeToken(kind)}::${name}/${key}`
  const isOurs = (need: Reference) =>
    ours.some(one => one.kind === need.kind && one.key === need.key)
  return ours.map(
    one => `${urnOf(one)} needs ${one.needs.filter(isOurs).map(urnOf).sort().join(', ')}`,
  )
}
