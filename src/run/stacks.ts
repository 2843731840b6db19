/**
 * Several stacks that are run together: all are opened first, so that clashes
 * between them are told before anything is done, at both ends.
 */
import { resolve } from 'node:path'
import { clashes } from '../compile/clashes.js'
import { finding, hasError, strictly, type Finding } from '../findings.js'
import { openStack, type Opened, type Stack } from './stack.js'

export function openStacks(folders: readonly string[], strict: boolean): readonly Opened[] {
  const opened = withoutRepeats(folders).map(folder => openStack(folder, strict))
  const stacks = opened.flatMap(one => (one.state === 'ready' ? [one.stack] : []))
  if (stacks.length < 2) return opened
  const found = clashes(stacks.map(({ folder, compiled }) => ({ name: folder, compiled })))
  return opened.map(one => {
    if (one.state === 'faulty') return one
    const { folder } = one.stack
    const clashing = [
      ...found.flatMap(({ stack, finding: told }) => (stack === folder ? [told] : [])),
      ...sameSpec(one.stack, stacks),
    ]
    const findings = [...one.stack.findings, ...(strict ? strictly(clashing) : clashing)]
    return hasError(findings)
      ? { state: 'faulty', folder, findings }
      : { ...one, stack: { ...one.stack, findings } }
  })
}

/** `stacks/*` beside `stacks/contoso/` names one folder twice. */
function withoutRepeats(folders: readonly string[]): readonly string[] {
  return [...new Map(folders.map(folder => [resolve(folder), folder])).values()]
}

/** Two folders with one mark in one tenant: each would take the other's things for its own. */
function sameSpec({ folder, spec }: Stack, stacks: readonly Stack[]): readonly Finding[] {
  const { name, organization } = spec.tenant
  return stacks
    .filter(other => other.folder !== folder)
    .filter(other => other.spec.tenant.name === name)
    .filter(other => other.spec.tenant.organization === organization)
    .map(other =>
      finding(
        'spec-name-in-two-folders',
        { folder, other: other.folder, name, tenant: organization },
        spec.places.at('tenant', 'name') ?? spec.places.at('tenant'),
      ),
    )
}
