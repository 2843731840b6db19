/**
 * A stack: one folder, read and compiled. Text alone; no tenant, no network.
 */
import { compile } from '../compile/compile.js'
import type { Compiled } from '../compile/compiled.js'
import { hasError, strictly, type Finding } from '../findings.js'
import { kinds } from '../resources/kinds.js'
import { openSpecFolder } from '../spec/folder.js'
import { load, type Loaded } from '../spec/load.js'
import type { Spec } from '../spec/spec.js'

export interface Stack {
  /** As it was given on the command line. */
  readonly folder: string
  readonly spec: Spec
  readonly compiled: Compiled
  /** Of the text: none of them is an error. */
  readonly findings: readonly Finding[]
}

/** A stack, or the faults of its text. */
export type Opened =
  | { readonly state: 'ready'; readonly folder: string; readonly stack: Stack }
  | { readonly state: 'faulty'; readonly folder: string; readonly findings: readonly Finding[] }

export function openStack(folder: string, strict: boolean): Opened {
  return openLoaded(load(openSpecFolder(folder)), folder, strict)
}

/** What was loaded, from a folder or from a program; the folder is where its files are looked for. */
export function openLoaded(loaded: Loaded, folder: string, strict: boolean): Opened {
  const compiled = loaded.spec ? compile(loaded.spec) : undefined
  const all = [...loaded.findings, ...(compiled?.findings ?? []), ...checked(compiled)]
  const findings = strict ? strictly(all) : all
  if (!loaded.spec || !compiled || hasError(findings)) return { state: 'faulty', folder, findings }
  return { state: 'ready', folder, stack: { folder, spec: loaded.spec, compiled, findings } }
}

/** Faults of wanted things that show without asking the tenant. */
function checked(compiled: Compiled | undefined): readonly Finding[] {
  return (compiled?.wanted ?? []).flatMap(({ kind, desired, because }) => {
    const found = kinds.find(one => one.name === kind)?.check(desired) ?? []
    const place = because[0]?.place
    return found.map(one => (one.place || !place ? one : { ...one, place }))
  })
}
