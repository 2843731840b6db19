/**
 * What differs between the state and the inputs, property by property. Pure: it
 * asks no tenant, and old and new may change places, as the engine has them do
 * for a refresh. The state is folded into what is wanted first, as the engine of
 * ours folds the tenant: what others added is no difference.
 */
import type { Json } from '../../resources/field.js'
import { diff, entries, sameJson } from '../../resources/field-table.js'
import type { AnyKind } from '../../resources/resource.js'
import { desiredOf } from '../codec/inputs.js'
import { bearsMark, fieldsOf, isImported, liveOf, markOutput } from '../codec/outputs.js'
import type { Properties } from '../codec/properties.js'

export interface Compared {
  /** As it is now: outputs of the state. */
  readonly olds: Properties
  /** What was asked for last time; undefined where the engine does not tell. */
  readonly oldInputs: Properties | undefined
  readonly news: Properties
  readonly ignored: readonly string[]
}

export interface Detail {
  /** Such as `egressIps[0]`. */
  readonly path: string
  /** Such as `egressIps`. */
  readonly property: string
  readonly change: 'add' | 'update' | 'delete'
  /** Whether the inputs differ; else the tenant departed from them. */
  readonly ofInputs: boolean
}

export function compare(kind: AnyKind, compared: Compared): readonly Detail[] {
  const { ignored } = compared
  return [...changedFields(kind, compared), ...(isMarkMissing(kind, compared) ? [markOutput] : [])]
    .filter(name => !ignored.includes(name))
    .flatMap(name => detailsOf(kind, name, compared))
    .filter(({ path }) => !ignored.includes(path))
}

/** What is unknown may turn out to be anything; until then it counts as a change. */
function changedFields(kind: AnyKind, { olds, news }: Compared): readonly string[] {
  const live = liveOf(kind, olds.values)
  const known = { ...unknownAsBefore(olds, news), ...news.values }
  const desired = desiredOf(kind, known)
  const folded = kind.fold?.(desired, live) ?? desired
  const different = new Set(diff(kind.fields, live, folded).map(({ path }) => path))
  const before = fieldsOf(kind, live)
  const after = fieldsOf(kind, folded)
  return entries(kind.fields)
    .filter(
      ([name, { role }]) =>
        different.has(name) ||
        news.unknown.has(name) ||
        (role === 'key' && !sameJson(before[name] ?? null, after[name] ?? null)),
    )
    .map(([name]) => name)
}

function unknownAsBefore(olds: Properties, { unknown }: Properties): Record<string, Json> {
  return Object.fromEntries([...unknown].map(name => [name, olds.values[name] ?? null]))
}

/** An import is no change: whoever imports is not told to mark it before they change something. */
function isMarkMissing(kind: AnyKind, { olds, news }: Compared): boolean {
  if (kind.owns === 'part' || bearsMark(olds.values)) return false
  const consents = news.values.adopt === true || typeof news.values.takeFrom === 'string'
  return !isImported(olds.values) || consents
}

function detailsOf(kind: AnyKind, name: string, compared: Compared): readonly Detail[] {
  const { olds, oldInputs, news } = compared
  const field = kind.fields[name]
  const ofInputs =
    field !== undefined &&
    field.constant === undefined &&
    oldInputs !== undefined &&
    (news.unknown.has(name) || !isSame(field, oldInputs.values[name], news.values[name]))
  const before = (ofInputs ? oldInputs : olds).values[name] ?? null
  const after =
    field?.constant === undefined ? (news.values[name] ?? null) : field.toJson(field.constant)
  const whole: Detail = { path: name, property: name, change: changeOf(before, after), ofInputs }
  if (news.unknown.has(name) || !isList(before) || !isList(after))
    return [{ ...whole, change: news.unknown.has(name) ? 'update' : whole.change }]
  const members = [...Array(Math.max(before.length, after.length)).keys()].flatMap(
    (index): readonly Detail[] => {
      const change = changeOf(before[index] ?? null, after[index] ?? null)
      const isEqual = sameJson(before[index] ?? null, after[index] ?? null)
      return isEqual ? [] : [{ ...whole, path: `${name}[${String(index)}]`, change }]
    },
  )
  return members.length > 0 ? members : [{ ...whole, change: 'update' }]
}

/** Two spellings of one value are no change of the inputs. */
function isSame(
  field: AnyKind['fields'][string],
  one: Json | undefined,
  other: Json | undefined,
): boolean {
  return sameJson(
    field.toJson(field.fromJson(one ?? null)),
    field.toJson(field.fromJson(other ?? null)),
  )
}

function changeOf(before: Json, after: Json): Detail['change'] {
  if (before === null) return after === null ? 'update' : 'add'
  return after === null ? 'delete' : 'update'
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value)
}
