/**
 * Things that have no place for a mark but their name: the mark stands behind
 * what people call them, `payroll [devicemail:contoso/payroll]`. Exchange takes
 * so many characters, so what would be longer is told and not cut.
 *
 * Which thing a key means: the one that bears our mark for it, else the one that
 * goes by the wanted name, whoever's mark it bears.
 */
import type { Row } from '../drivers/drivers.js'
import { finding, type Finding } from '../findings.js'
import { keyFrom, type Key } from './key.js'
import { markIn, type Mark } from './mark.js'
import type { Marked, Reading } from './resource.js'
import { textOf } from './row-text.js'

export interface Named {
  /** The application, as the program calls it. */
  readonly application: string
  /** What people call the thing. */
  readonly name: string
}

export interface NameSpace {
  /** Such as `management scope`. */
  readonly what: string
  /** The property that holds the name. */
  readonly property: string
  /** The most characters that a name has. */
  readonly longest: number
}

export function markedName(mark: Mark, { application, name }: Named): string {
  return `${mark.without(name)} ${mark.text(application)}`
}

/** Faults of an application's name: it stands in marks, where a blank or a bracket ends the key. */
export function nameFaults({ application, name }: Named): readonly Finding[] {
  return [
    ...(/^[a-z0-9._-]{1,63}$/i.test(application)
      ? []
      : [finding('application-name-unfit', { application })]),
    ...(name.trim() === '' || markIn(name)
      ? [finding('shown-name-unfit', { application, name })]
      : []),
  ]
}

export function foundByMark(
  rows: readonly Row[],
  { what, property }: NameSpace,
): readonly Marked[] {
  return rows.flatMap(row => {
    const mark = markIn(row[property])
    return mark ? [{ ...mark, title: `${what} "${bareName(row[property])}"` }] : []
  })
}

/** The part of a name that people chose. */
export function bareName(name: unknown): string {
  const text = textOf(name)
  const mark = markIn(text)
  return mark ? text.replace(`[devicemail:${mark.spec}/${mark.key}]`, '').trim() : text.trim()
}

export interface Sought<Desired extends Named, Live> {
  readonly rows: readonly Row[]
  readonly space: NameSpace
  readonly mark: Mark
  readonly keys: readonly Key[]
  readonly wanted: ReadonlyMap<Key, Desired> | undefined
  /** Whether a row is the wanted thing under another name. */
  readonly isSame?: (row: Row, desired: Desired) => boolean
  readonly toLive: (row: Row, key: Key) => Live
}

/** A reading for each key. */
export function readNamed<Desired extends Named, Live>(
  sought: Sought<Desired, Live>,
): ReadonlyMap<Key, Reading<Live>> {
  return new Map(sought.keys.map(key => [key, readingOf(sought, key)]))
}

function readingOf<Desired extends Named, Live>(
  { rows, space, mark, wanted, isSame, toLive }: Sought<Desired, Live>,
  key: Key,
): Reading<Live> {
  const { what, property, longest } = space
  const desired = wanted?.get(key)
  const marked = rows.filter(row => mark.keyIn(row[property]) === key)
  if (marked.length > 1) {
    const guids = marked.map(row => textOf(row.Guid)).sort()
    const facts = { what, key, guids: guids.join(', ') }
    return { state: 'unknown', why: finding('two-things-bear-one-mark', facts) }
  }
  const name = keyFrom(desired?.name ?? key)
  const row =
    marked[0] ??
    rows.find(one => desired !== undefined && isSame?.(one, desired)) ??
    rows.find(one => keyFrom(bareName(one[property])) === name)
  if (!row) {
    const whole = desired ? markedName(mark, desired) : ''
    if (whole.length <= longest) return { state: 'absent' }
    const facts = { name: whole, count: whole.length, most: longest }
    return { state: 'blocked', why: finding('marked-name-too-long', facts) }
  }
  const other = mark.keyIn(row[property])
  if (other !== undefined && other !== key)
    return {
      state: 'blocked',
      why: finding('application-name-held', { what, name, other }),
      heldBy: other,
    }
  return { state: 'present', live: toLive(row, key), owner: mark.ownerFrom(row[property]) }
}
