/**
 * Check: whether inputs are fit, before anything is compared or asked. Every
 * fault is told at its property. What was left out is filled in, and constants are
 * added: the engine shows new inputs beside old outputs, and what is missing there
 * would read as taken away. What was written stays as it was written, since another
 * spelling would show as a change.
 */
import { finding, type Finding } from '../../findings.js'
import type { AnyField, Json } from '../../resources/field.js'
import { sameJson } from '../../resources/field-table.js'
import type { AnyKind } from '../../resources/resource.js'
import { typeToken } from '../type-token.js'
import {
  consents,
  constantsOf,
  defaultsOf,
  desiredOf,
  inputFields,
  isRequired,
} from '../codec/inputs.js'
import type { Raw } from '../codec/markers.js'
import type { Properties } from '../codec/properties.js'

export interface Checked {
  readonly inputs: Readonly<Record<string, Raw>>
  readonly failures: readonly InputFault[]
}

export interface InputFault {
  /** Such as `egressIps[1]`; '' where it is about several. */
  readonly property: string
  readonly why: Finding
}

export function check(kind: AnyKind, news: Properties): Checked {
  const inputs = { ...constantsOf(kind), ...defaultsOf(kind, news), ...news.raw }
  const unfit = [
    ...strangers(kind, news),
    ...unfitConstants(kind, news),
    ...faultsOfFields(kind, news),
    ...unfitConsents(news),
  ]
  const failures = unfit.length > 0 || news.unknown.size > 0 ? unfit : faultsOfKind(kind, news)
  return { inputs, failures }
}

function strangers(kind: AnyKind, { raw }: Properties): readonly InputFault[] {
  const names = [...inputFields(kind).map(([name]) => name), ...Object.keys(consents)]
  const facts = { type: typeToken(kind.name), known: names.join(', ') }
  const constants = Object.keys(constantsOf(kind))
  return Object.keys(raw)
    .filter(name => ![...names, ...constants].includes(name) && !name.startsWith('__'))
    .map(name => ({
      property: name,
      why: finding('pulumi-unknown-input', { ...facts, name }),
    }))
}

/** An import gives constants back; as long as they are what they must be, nobody minds. */
function unfitConstants(kind: AnyKind, { values }: Properties): readonly InputFault[] {
  return Object.entries(constantsOf(kind)).flatMap(([name, constant]) => {
    const value = values[name]
    if (value === undefined || sameJson(value, constant)) return []
    const facts = { name, value: JSON.stringify(value), allowed: JSON.stringify(constant) }
    return [{ property: name, why: finding('pulumi-input-unfit', facts) }]
  })
}

function faultsOfFields(kind: AnyKind, { raw, values }: Properties): readonly InputFault[] {
  return inputFields(kind).flatMap(([name, field]): readonly InputFault[] => {
    if (!(name in raw)) {
      if (!isRequired(field)) return []
      const facts = { type: typeToken(kind.name), name, about: field.about }
      return [{ property: name, why: finding('pulumi-input-missing', facts) }]
    }
    const value = values[name]
    return value === undefined ? [] : unfit(name, field, value)
  })
}

function unfit(name: string, field: AnyField, value: Json): readonly InputFault[] {
  const { schema } = field
  const at = (property: string, of: Json): InputFault => {
    const facts = { name: property, value: JSON.stringify(of), allowed: allowedBy(schema, of) }
    return { property, why: finding('pulumi-input-unfit', facts) }
  }
  if (schema.type !== 'array')
    return fits(schema, value) && isReadable(field, value) ? [] : [at(name, value)]
  if (!isList(value)) return [at(name, value)]
  return value.flatMap((one, index) =>
    typeof one === 'string' && isReadable(field, [one])
      ? []
      : [at(`${name}[${String(index)}]`, one)],
  )
}

function unfitConsents({ values }: Properties): readonly InputFault[] {
  return Object.entries(consents).flatMap(([name, { type }]) => {
    const value = values[name]
    if (value === undefined || value === null || typeof value === type) return []
    const allowed = type === 'boolean' ? 'true or false' : 'a text'
    const why = finding('pulumi-input-unfit', { name, value: JSON.stringify(value), allowed })
    return [{ property: name, why }]
  })
}

function fits({ type, enum: words }: AnyField['schema'], value: Json): boolean {
  if (isList(words ?? null)) return (words as readonly Json[]).includes(value)
  const types: readonly unknown[] = Array.isArray(type) ? type : [type]
  return types.includes(value === null ? 'null' : typeof value)
}

/** A field tells by a throw that a text is no address. */
function isReadable(field: AnyField, value: Json): boolean {
  try {
    field.fromJson(value)
    return true
  } catch {
    return false
  }
}

function allowedBy({ type, enum: words }: AnyField['schema'], value: Json): string {
  if (isList(words ?? null)) return `one of: ${(words as readonly Json[]).map(String).join(', ')}`
  if (type === 'array')
    return typeof value === 'string' ? 'an IP address or range' : 'a list of texts'
  const types: readonly unknown[] = Array.isArray(type) ? type : [type]
  const plain = types.includes('boolean') ? 'true or false' : 'a text'
  return types.includes('null') ? `${plain}, or null` : plain
}

function faultsOfKind(kind: AnyKind, { values }: Properties): readonly InputFault[] {
  return kind
    .check(desiredOf(kind, values))
    .filter(one => one.severity === 'error')
    .map(why => ({ property: culprit(kind, values, why), why }))
}

/** The member of a list without which the fault would not be. */
function culprit(kind: AnyKind, values: Properties['values'], { message }: Finding): string {
  for (const [name] of inputFields(kind)) {
    const list = values[name] ?? null
    if (!isList(list)) continue
    const guilty = list.findIndex((_, index) => {
      const rest = { ...values, [name]: list.filter((_one, other) => other !== index) }
      return !kind.check(desiredOf(kind, rest)).some(one => one.message === message)
    })
    if (guilty >= 0) return `${name}[${String(guilty)}]`
  }
  return ''
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value)
}
