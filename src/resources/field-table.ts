/**
 * What derives from a table of fields: the difference of two things, the
 * parameters of a cmdlet, what a row tells, and plain data for Pulumi.
 */
import type { ParameterValue, Row } from '../drivers/drivers.js'
import type { AnyField, Difference, Fields, Json } from './field.js'

/**
 * The properties in which `live` differs from `desired`, in the order of the
 * table. Without `live` all of them: a creation.
 */
export function diff<Desired extends object>(
  fields: Fields<Desired>,
  live: Desired | undefined,
  desired: Desired,
): readonly Difference[] {
  const found: Difference[] = []
  for (const [path, one] of entries(fields)) {
    if (one.role !== 'compared') continue
    const after = one.toJson(wantedValue(one, desired, path))
    const before = live ? one.toJson(valueOf(live, path)) : null
    if (!live || !sameJson(before, after)) found.push({ path, before, after })
  }
  return found
}

/** Every property of what is to be removed. */
export function removalOf<Desired extends object>(
  fields: Fields<Desired>,
  live: Desired,
): readonly Difference[] {
  return entries(fields)
    .filter(([, one]) => one.role === 'compared' && one.constant === undefined)
    .map(([path, one]) => ({ path, before: one.toJson(valueOf(live, path)), after: null }))
}

/**
 * Parameters for one cmdlet: all that it can set for a creation, only what
 * differs for an update. A cmdlet without a parameter for a field leaves it out.
 */
export function toParameters<Desired extends object>(
  fields: Fields<Desired>,
  cmdlet: string,
  desired: Desired,
  live?: Desired,
): Record<string, ParameterValue> {
  const parameters: Record<string, ParameterValue> = {}
  for (const [path, one] of entries(fields)) {
    const parameter = one.parameterOf(cmdlet)
    if (!parameter) continue
    const wanted = wantedValue(one, desired, path)
    if (live && sameJson(one.toJson(valueOf(live, path)), one.toJson(wanted))) continue
    const value = one.toParameter(wanted)
    // A creation needs no parameter that only says "none".
    if (!live && (value === null || (Array.isArray(value) && value.length === 0))) continue
    parameters[parameter] = value
  }
  return parameters
}

/** The properties that a row tells; the caller adds what stands elsewhere. */
export function fromRow<Desired extends object>(
  fields: Fields<Desired>,
  row: Row,
): Record<string, unknown> {
  const values: Record<string, unknown> = {}
  for (const [path, one] of entries(fields))
    if (one.property) values[path] = one.fromProperty(row[one.property])
  return values
}

/** The properties that `fromRow` reads; with a cmdlet, only of the fields that it sets. */
export function propertiesOf<Desired extends object>(
  fields: Fields<Desired>,
  setBy?: string,
): readonly string[] {
  return entries(fields).flatMap(([, one]) =>
    one.property && (setBy === undefined || one.parameterOf(setBy)) ? [one.property] : [],
  )
}

/** Plain data, for Pulumi's inputs and outputs. */
export function toData<Desired extends object>(
  fields: Fields<Desired>,
  value: Desired,
): Record<string, Json> {
  const data: Record<string, Json> = {}
  for (const [path, one] of entries(fields)) data[path] = one.toJson(wantedValue(one, value, path))
  return data
}

export function fromData<Desired extends object>(
  fields: Fields<Desired>,
  data: Readonly<Record<string, Json>>,
): Desired {
  const value: Record<string, unknown> = {}
  for (const [path, one] of entries(fields))
    if (one.constant === undefined) value[path] = one.fromJson(data[path] ?? null)
  return value as Desired
}

export function entries<Desired>(
  fields: Fields<Desired>,
): readonly (readonly [string, AnyField])[] {
  return Object.entries<AnyField>(fields)
}

export function sameJson(one: Json, other: Json): boolean {
  return one === other || JSON.stringify(one) === JSON.stringify(other)
}

function wantedValue(one: AnyField, desired: object, path: string): unknown {
  return one.constant === undefined ? valueOf(desired, path) : one.constant
}

function valueOf(thing: object, path: string): unknown {
  return (thing as Record<string, unknown>)[path]
}
