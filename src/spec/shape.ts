/**
 * Holds one document against the schema.
 *
 * A fault in one place must not hide the faults of meaning elsewhere. So what is
 * faulty is told, taken out of the document, and the rest is used: at worst a
 * device goes on without its `tls`. What lost a part is remembered, so that
 * nobody is told that it lacks what was only misspelt.
 */
import { Bug } from '../findings.js'
import type { RawDocument } from './documents.js'
import type { Path } from './positions.js'
import { documentSchema, type WrittenDocument } from './schema.js'
import { tellShapeFault } from './shape-words.js'
import { shapeFaults, withoutEchoes, type ShapeFault } from './shape-faults.js'
import { spotOf } from './spot.js'
import type { Tell } from './tell.js'
import type { Suggest } from './suggest.js'

/** More than anybody mends in one go; a file that is no spec at all may hold a million. */
const mostFaultsTold = 1000

export interface ShapedDocument {
  readonly raw: RawDocument
  readonly written: WrittenDocument
  /** Whole sections, and things in them (`devices/milan-fax`), that lost a part to a fault. */
  readonly broken: ReadonlySet<string>
}

export function shapeOf(raw: RawDocument, tell: Tell, suggest: Suggest): ShapedDocument {
  const found = documentSchema.safeParse(raw.value)
  if (found.success) return { raw, written: found.data, broken: new Set() }
  const faults = shapeFaults(found.error.issues, raw.value)
  const worthTelling = withoutEchoes(faults)
  for (const fault of worthTelling.slice(0, mostFaultsTold))
    tellShapeFault(fault, { raw, tell, suggest })
  const untold = worthTelling.length - mostFaultsTold
  if (untold > 0) tell('further-faults', { count: untold }, spotOf(raw, []))
  const rest = documentSchema.safeParse(without(raw.value, faults))
  if (!rest.success) throw new Bug(`A spec stays faulty after its faults were taken out.`)
  return { raw, written: rest.data, broken: new Set(faults.flatMap(brokenBy)) }
}

/** The names under which a fault is remembered: the section as a whole, or the thing in it. */
function brokenBy({ path }: ShapeFault): readonly string[] {
  const [section = '', name, inner, innerName] = path.map(String)
  if (name === undefined) return [section]
  const within = section === 'sites' && inner === 'devices' && innerName !== undefined
  return within ? [`devices/${innerName}`] : [`${section}/${name}`]
}

/** A copy without the keys that hold a fault; what is not on the way to one is shared. */
function without(value: unknown, faults: readonly ShapeFault[]): unknown {
  const paths = faults.map(keyToTakeOut)
  return paths.some(path => path.length === 0) ? {} : prune(value, paths, 0)
}

/**
 * The key that is taken out for a fault: of a device, a site or the tenant as a
 * whole, since half of a `from` is no `from`; but a key nobody knows goes alone.
 */
function keyToTakeOut({ path, unknownKey }: ShapeFault): Path {
  const list = path.findIndex(step => typeof step === 'number')
  const whole = list === -1 ? path : path.slice(0, list)
  if (unknownKey !== undefined && list === -1) return [...path, unknownKey]
  return whole.slice(0, depthOfKey(path))
}

function depthOfKey([section, , inner]: Path): number {
  if (section === 'sites' && inner === 'devices') return 5
  return section === 'tenant' ? 2 : 3
}

function prune(value: unknown, paths: readonly Path[], depth: number): unknown {
  if (typeof value !== 'object' || value === null) return value
  const gone = new Set<string>()
  const deeper = new Map<string, Path[]>()
  for (const path of paths) {
    const step = String(path[depth])
    if (path.length === depth + 1) gone.add(step)
    else if (!deeper.get(step)?.push(path)) deeper.set(step, [path])
  }
  const kept = Object.entries(value).filter(([name]) => !gone.has(name))
  return Object.fromEntries(
    kept.map(([name, one]): [string, unknown] => {
      const inside = deeper.get(name)
      return [name, inside ? prune(one, inside, depth + 1) : one]
    }),
  )
}
