/**
 * Inputs of a resource: the fields of its kind in plain form, and the consents
 * of whoever wrote the program. Constants are the kind's own business: nobody
 * writes them, and Check adds them, so that the engine can show what becomes of
 * one that the tenant departed from. What may be left out has one plain meaning:
 * nothing, or none.
 */
import type { Because } from '../../findings.js'
import type { AnyField, Json } from '../../resources/field.js'
import { entries, fromData } from '../../resources/field-table.js'
import { keyFrom, type AnyKind, type Key, type Wanted } from '../../resources/resource.js'
import type { Properties } from './properties.js'

/** What a program may say beside the fields. */
export const consents = {
  adopt: { type: 'boolean', about: 'Consent to take over a thing that nobody owns.' },
  takeFrom: { type: 'string', about: 'The spec whose mark the thing bears until now.' },
  formerly: { type: 'string', about: 'The key under which the same thing stood before.' },
} as const

/** The fields that a program may write. */
export function inputFields(kind: AnyKind): readonly (readonly [string, AnyField])[] {
  return entries(kind.fields).filter(([, one]) => one.constant === undefined)
}

/** Whether an input must be given: it is no list and cannot be null. */
export function isRequired({ schema }: AnyField): boolean {
  return schema.type !== 'array' && !allowsNull(schema)
}

export function allowsNull({ type }: AnyField['schema']): boolean {
  return Array.isArray(type) && type.includes('null')
}

/** The inputs that were left out, with what that means. */
export function defaultsOf(kind: AnyKind, { raw }: Properties): Readonly<Record<string, Json>> {
  const missing = inputFields(kind).filter(([name, one]) => !(name in raw) && !isRequired(one))
  return Object.fromEntries(
    missing.map(([name, { schema }]) => [name, schema.type === 'array' ? [] : null]),
  )
}

/** What every thing of the kind has, whatever a program writes. */
export function constantsOf(kind: AnyKind): Readonly<Record<string, Json>> {
  return Object.fromEntries(
    entries(kind.fields).flatMap(([name, one]) =>
      one.constant === undefined ? [] : [[name, one.toJson(one.constant)]],
    ),
  )
}

/** What the inputs ask for. Every input must be known and well-formed: `check` sees to it. */
export function desiredOf(kind: AnyKind, values: Properties['values']): object {
  return fromData(kind.fields, values)
}

export interface WantedContext {
  /** The lines in the spec that ask for it, where the spec does. */
  readonly because: readonly Because[]
  /** Imported and not yet marked: the import was the consent. */
  readonly imported: boolean
}

export function wantedFrom(
  kind: AnyKind,
  values: Properties['values'],
  { because, imported }: WantedContext,
): Wanted {
  const desired = desiredOf(kind, values)
  const { adopt, takeFrom } = values
  return Object.freeze({
    kind: kind.name,
    key: kind.keyOf(desired),
    desired,
    because,
    needs: [],
    adopt: adopt === true || imported,
    takeFrom: typeof takeFrom === 'string' ? takeFrom : null,
    doneBy: 'devicemail',
    protect: false,
    formerly: formerlyOf(values),
  })
}

function formerlyOf({ formerly }: Properties['values']): Key | null {
  return typeof formerly === 'string' && formerly !== '' ? keyFrom(formerly) : null
}
