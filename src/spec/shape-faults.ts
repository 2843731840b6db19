/**
 * The faults of shape in a document, one for each place that a person must mend.
 *
 * Where the schema allows several forms (a text, a list, a map), zod tells what
 * each form has against the value. Only the form that the person meant is worth
 * telling: the one whose outside fits.
 */
import type * as z from 'zod'
import type { Path } from './positions.js'

type Issue = z.core.$ZodIssue

export interface ShapeFault {
  readonly path: Path
  readonly what: 'unknown-key' | 'missing' | 'bad-name' | 'not-understood'
  /** For an unknown key: the key, which stands in the map at `path`. */
  readonly unknownKey?: string
  readonly value: unknown
}

export function shapeFaults(issues: readonly Issue[], document: unknown): readonly ShapeFault[] {
  return issues.flatMap(issue => faultsOf(issue, document, []))
}

/** Without those that only follow from another: a key beside one that nobody knows is not missing but misspelt. */
export function withoutEchoes(faults: readonly ShapeFault[]): readonly ShapeFault[] {
  const misspeltIn = new Set(
    faults.filter(one => one.unknownKey !== undefined).map(({ path }) => path.join('/')),
  )
  return faults.filter(
    ({ what, path }) => what !== 'missing' || !misspeltIn.has(path.slice(0, -1).join('/')),
  )
}

function faultsOf(issue: Issue, document: unknown, parent: Path): readonly ShapeFault[] {
  const path = [
    ...parent,
    ...issue.path.map(step => (typeof step === 'number' ? step : String(step))),
  ]
  const value = valueAt(document, path)
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map(unknownKey => ({
      path,
      what: 'unknown-key',
      unknownKey,
      value: undefined,
    }))
  if (issue.code === 'invalid_key') return [{ path, what: 'bad-name', value: path.at(-1) }]
  if (issue.code === 'invalid_union') {
    const meant = closest(issue.errors.filter(form => !form.some(isOutside)))
    if (meant && meant.length > 0) return meant.flatMap(one => faultsOf(one, document, path))
  }
  const what = value === undefined || value === null ? 'missing' : 'not-understood'
  return [{ path, what, value }]
}

/** Of several maps, the one that knows most of the keys that were written; the first of equals. */
function closest(forms: readonly (readonly Issue[])[]): readonly Issue[] | undefined {
  const strangers = (form: readonly Issue[]) =>
    form.reduce((sum, issue) => sum + strangersIn(issue), 0)
  return [...forms].sort((one, other) => strangers(one) - strangers(other))[0]
}

/** Keys that the form does not know, and a word that would choose a form and chooses none. */
function strangersIn(issue: Issue): number {
  if (issue.code === 'unrecognized_keys') return issue.path.length === 0 ? issue.keys.length : 0
  return issue.code === 'invalid_union' && issue.errors.length === 0 ? 1 : 0
}

/** Whether an issue says that the value is of another form altogether. */
function isOutside(issue: Issue): boolean {
  if (issue.path.length > 0) return false
  if (issue.code === 'invalid_union') return !issue.errors.some(form => !form.some(isOutside))
  return issue.code === 'invalid_type' || issue.code === 'invalid_value'
}

function valueAt(document: unknown, path: Path): unknown {
  let value: unknown = document
  for (const step of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined
    value = (value as Readonly<Record<string | number, unknown>>)[step]
  }
  return value
}
