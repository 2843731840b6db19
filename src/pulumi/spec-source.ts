/**
 * Where a program's spec comes from: a folder of YAML, or an object that the
 * program made. Both give the same graph; only a folder has lines to point at.
 */
import { join } from 'node:path'
import { openLoaded, openStack, type Opened } from '../run/stack.js'
import { specFrom } from '../spec/load.js'

/** A folder relative to Pulumi.yaml, or a spec in the form that the YAML has. */
export type SpecSource = string | Readonly<Record<string, unknown>>

export function openSource(source: SpecSource, root: string, name: string): Opened {
  if (typeof source === 'string') {
    // Always below Pulumi.yaml: what is absolute would stand in the state and differ on each machine.
    return { ...openStack(join(root, source), false), folder: source }
  }
  return openLoaded(specFrom(source, name), '.', false)
}

/** The same in the form that the provider is told: it walks up to Pulumi.yaml by itself. */
export function sourceText(source: SpecSource): string {
  return typeof source === 'string' ? source : JSON.stringify(source)
}
