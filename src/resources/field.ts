/**
 * Fields: each property of a kind, once.
 *
 * A field knows how its value is compared, shown, sent to a cmdlet, read from a
 * row and put into plain data; diff, parameters, JSON Schema, Pulumi codec and
 * docs derive from the table of fields. Values are normalised where they are
 * read, so both sides of a comparison stand in one form.
 */
import type { ParameterValue } from '../drivers/drivers.js'
import { Bug } from '../findings.js'
import { parseRange, printRange, compareRanges, type IpRange } from '../mail/ip-range.js'

export type Json =
  string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json }

/** One property that differs. For a creation `before` is null in all, for a removal `after`. */
export interface Difference {
  readonly path: string
  readonly before: Json
  readonly after: Json
}

export interface Field<Value> {
  /** One sentence for docs and hover texts. */
  readonly about: string
  /** JSON Schema of the plain form. */
  readonly schema: Readonly<Record<string, Json>>
  /** Always this value, whatever anybody wants: it is compared and put right like any other. */
  readonly constant?: Value
  /** What a person can do when the service does not take the value. */
  readonly whenStuck?: string
  /**
   * `key`: names the thing, so it never differs. `policy`: steers fold and judge,
   * and has no counterpart in the world. Only `compared` ones make differences.
   */
  readonly role: 'compared' | 'key' | 'policy'
  /** Property of the row it is read from. */
  readonly property: string | null
  /** The parameter of that cmdlet which sets it; null where the cmdlet cannot. */
  parameterOf(cmdlet: string): string | null
  toParameter(value: Value): ParameterValue
  fromProperty(raw: unknown): Value
  toJson(value: Value): Json
  fromJson(json: Json): Value
}

/** A field whose type of value nobody asks for. */
export type AnyField = Field<unknown>

/** The table: a field for each property of `Desired`, and constants beside them. */
export type Fields<Desired> = {
  readonly [Name in keyof Desired]-?: Field<Desired[Name]>
} & Readonly<Record<string, AnyField>>

interface Binding {
  readonly about: string
  /** One name for every write cmdlet, or a name for each: `{ 'New-Mailbox': 'PrimarySmtpAddress' }`. */
  readonly parameter?: string | Readonly<Record<string, string>>
  /** Where it is read, if not under the parameter's name. */
  readonly property?: string
  readonly role?: 'key' | 'policy'
  readonly whenStuck?: string
}

type Codec<Value> = Pick<
  Field<Value>,
  'schema' | 'toParameter' | 'fromProperty' | 'toJson' | 'fromJson'
>

function field<Value>(binding: Binding, codec: Codec<Value>): Field<Value> {
  const { about, parameter, role = 'compared', whenStuck } = binding
  const property = binding.property ?? (typeof parameter === 'string' ? parameter : null)
  return Object.freeze({
    about,
    property,
    role,
    ...(whenStuck === undefined ? {} : { whenStuck }),
    parameterOf: (cmdlet: string) =>
      typeof parameter === 'string' ? parameter : (parameter?.[cmdlet] ?? null),
    ...codec,
  })
}

export function text(binding: Binding): Field<string> {
  return field(binding, {
    schema: { type: 'string' },
    toParameter: value => value,
    fromProperty: raw => asText(raw) ?? '',
    toJson: value => value,
    fromJson: String,
  })
}

/** A mail address or domain name: compared in lower case. */
export function lowerCase(binding: Binding): Field<string> {
  const canonical = (raw: unknown) => (asText(raw) ?? '').toLowerCase()
  return field<string>(binding, {
    schema: { type: 'string' },
    toParameter: value => value,
    fromProperty: canonical,
    toJson: canonical,
    fromJson: canonical,
  })
}

/** A text that may be missing; Exchange's empty text reads as missing. */
export function optionalText(binding: Binding): Field<string | null> {
  return field<string | null>(binding, {
    schema: { type: ['string', 'null'] },
    toParameter: value => value,
    fromProperty: textOrNull,
    toJson: value => value,
    fromJson: textOrNull,
  })
}

export function flag(binding: Binding): Field<boolean> {
  return field(binding, {
    schema: { type: 'boolean' },
    toParameter: value => value,
    fromProperty: asFlag,
    toJson: value => value,
    fromJson: Boolean,
  })
}

/** A switch that Exchange keeps the other way round: `SmtpClientAuthenticationDisabled`. */
export function invertedFlag(binding: Binding): Field<boolean> {
  return field(binding, {
    schema: { type: 'boolean' },
    toParameter: value => !value,
    fromProperty: raw => !asFlag(raw),
    toJson: value => value,
    fromJson: Boolean,
  })
}

/** As `invertedFlag`, where null means: follow the tenant. */
export function invertedSwitch(binding: Binding): Field<boolean | null> {
  return field<boolean | null>(binding, {
    schema: { type: ['boolean', 'null'] },
    toParameter: value => (value === null ? null : !value),
    fromProperty: raw => (raw === null || raw === undefined || raw === '' ? null : !asFlag(raw)),
    toJson: value => value,
    fromJson: json => (json === null ? null : Boolean(json)),
  })
}

/** One of a few words; compared without regard to case, as Exchange's enums are. */
export function choice<Word extends string>(words: readonly Word[], binding: Binding): Field<Word> {
  const known = (raw: unknown): Word => {
    const found = words.find(word => word.toLowerCase() === String(raw).toLowerCase())
    // A word we do not know is kept: it differs from every word we could want.
    return found ?? (String(raw) as Word)
  }
  return field(binding, {
    schema: { type: 'string', enum: words },
    toParameter: value => value,
    fromProperty: known,
    toJson: value => value,
    fromJson: known,
  })
}

/** A set of texts: order and case do not matter, duplicates fall together. */
export function texts(binding: Binding): Field<readonly string[]> {
  const canonical = (values: readonly unknown[]) =>
    [...new Set(values.map(value => String(value).toLowerCase()))].sort()
  return field<readonly string[]>(binding, {
    schema: { type: 'array', items: { type: 'string' } },
    toParameter: value => canonical(value),
    fromProperty: raw => canonical(asList(raw)),
    toJson: value => canonical(value),
    fromJson: json => canonical(asList(json)),
  })
}

/** A set of texts in the order given, which matters: TXT values, SPF terms. */
export function orderedTexts(binding: Binding): Field<readonly string[]> {
  return field<readonly string[]>(binding, {
    schema: { type: 'array', items: { type: 'string' } },
    toParameter: value => value,
    fromProperty: raw => asList(raw).map(String),
    toJson: value => value,
    fromJson: json => asList(json).map(String),
  })
}

/** A set of IP ranges, compared as addresses and shown in order. */
export function ipRanges(binding: Binding): Field<readonly IpRange[]> {
  const sorted = (ranges: readonly IpRange[]) => [...ranges].sort(compareRanges)
  const printed = (ranges: readonly IpRange[]) => [...new Set(sorted(ranges).map(printRange))]
  const parsed = (raw: unknown) => sorted(asList(raw).map(one => rangeOrBug(String(one))))
  return field<readonly IpRange[]>(binding, {
    schema: { type: 'array', items: { type: 'string' } },
    toParameter: printed,
    fromProperty: parsed,
    toJson: printed,
    fromJson: parsed,
  })
}

/** What every thing of the kind must have, and nobody may choose. `send` is the form the cmdlet takes. */
export function constant<Value extends Json>(
  value: Value,
  binding: Binding & { readonly send?: ParameterValue },
): Field<Value> {
  const asValue = (raw: unknown) => (raw ?? (Array.isArray(value) ? [] : null)) as Value
  return Object.freeze({
    ...field<Value>(binding, {
      schema: { const: value },
      toParameter: () => binding.send ?? (value as ParameterValue),
      fromProperty: asValue,
      toJson: one => one,
      fromJson: json => json as Value,
    }),
    constant: value,
  })
}

function textOrNull(raw: unknown): string | null {
  const read = asText(raw)
  return read === '' ? null : read
}

function asText(raw: unknown): string | null {
  if (raw === null || raw === undefined) return null
  return typeof raw === 'string' ? raw : JSON.stringify(raw)
}

function asFlag(raw: unknown): boolean {
  return raw === true || (typeof raw === 'string' && raw.toLowerCase() === 'true')
}

function asList(raw: unknown): readonly unknown[] {
  if (raw === null || raw === undefined) return []
  return Array.isArray(raw) ? raw : [raw]
}

function rangeOrBug(written: string): IpRange {
  const range = parseRange(written)
  if (!range) throw new Bug(`"${written}" came back as a sender address and is none.`)
  return range
}
