/**
 * Outputs of a resource: its fields as the tenant has them, constants included,
 * so that drift in them shows; whether it bears our mark; and whether it was
 * imported, which is the consent to mark it. In one form always: a refresh that
 * finds nothing new must find nothing to tell.
 */
import type { Json } from '../../resources/field.js'
import { entries } from '../../resources/field-table.js'
import type { Mark } from '../../resources/mark.js'
import type { AnyKind, Reading } from '../../resources/resource.js'
import type { Properties } from './properties.js'

type Values = Properties['values']
type Present = Extract<Reading<object>, { readonly state: 'present' }>

/** Our mark, as an output and as the path of a difference. */
export const markOutput = 'mark'
/** Stands in the state until the thing bears our mark. */
const importedOutput = 'imported'

/** The fields of a thing in plain form, as they are and not as they should be. */
export function fieldsOf(kind: AnyKind, thing: object): Record<string, Json> {
  const values = thing as Readonly<Record<string, unknown>>
  return Object.fromEntries(
    entries(kind.fields).map(([name, one]) => [
      name,
      one.toJson(name in values ? values[name] : one.constant),
    ]),
  )
}

export interface OutputContext {
  readonly mark: Mark
  readonly imported: boolean
  /** What was asked for, where that is known. */
  readonly desired: object | undefined
}

export function outputsOf(
  kind: AnyKind,
  { live, owner, markMissing }: Present,
  { mark, imported, desired }: OutputContext,
): Values {
  const fields = { ...fieldsOf(kind, live), ...(desired ? policiesOf(kind, desired) : {}) }
  if (kind.owns === 'part') return fields
  const marked = owner === 'us' && markMissing !== true
  return {
    ...fields,
    [markOutput]: marked ? mark.text(kind.keyOf(live)) : null,
    ...(imported && owner !== 'us' ? { [importedOutput]: true } : {}),
  }
}

/** What has no counterpart in the tenant is as it was asked for. */
function policiesOf(kind: AnyKind, desired: object): Values {
  const names = entries(kind.fields).flatMap(([name, { role }]) =>
    role === 'policy' ? [name] : [],
  )
  const fields = fieldsOf(kind, desired)
  return Object.fromEntries(names.map(name => [name, fields[name] ?? null]))
}

/** What an update will have made, as far as it is known before. */
export function outputsAfter(kind: AnyKind, desired: object, mark: Mark): Values {
  const fields = { ...fieldsOf(kind, desired) }
  return kind.owns === 'part' ? fields : { ...fields, [markOutput]: mark.text(kind.keyOf(desired)) }
}

/** The thing as the state remembers it: its fields and nothing that only a look can tell. */
export function liveOf(kind: AnyKind, outputs: Values): object {
  return Object.fromEntries(
    entries(kind.fields).map(([name, one]) => [name, one.fromJson(outputs[name] ?? null)]),
  )
}

export function isImported(outputs: Values): boolean {
  return outputs[importedOutput] === true
}

export function bearsMark(outputs: Values): boolean {
  return typeof outputs[markOutput] === 'string'
}
