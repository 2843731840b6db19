/**
 * Properties of a resource between Pulumi and us. Marks are kept for a property
 * as a whole: where one member of a list is secret, the whole list is told as
 * secret, which is never less than was asked for.
 */
import struct from 'google-protobuf/google/protobuf/struct_pb.js'
import type { Json } from '../../resources/field.js'
import { secretOf, unknownMarker, unmarked, type Raw } from './markers.js'

export interface Properties {
  /** As they came, marks and spelling kept. */
  readonly raw: Readonly<Record<string, Raw>>
  /** Those that are known, freed of marks. */
  readonly values: Readonly<Record<string, Json>>
  readonly unknown: ReadonlySet<string>
  readonly secret: ReadonlySet<string>
}

/** What is to be told: values, and which of them must be marked. */
export interface Marked {
  readonly values: Readonly<Record<string, Json>>
  readonly unknown?: ReadonlySet<string>
  readonly secret?: ReadonlySet<string>
}

export function readProperties(message: struct.Struct | undefined): Properties {
  const raw = (message?.toJavaScript() ?? {}) as Readonly<Record<string, Raw>>
  const plain = Object.entries(raw).map(([name, one]) => ({ name, ...unmarked(one) }))
  const namesOf = (some: typeof plain) => new Set(some.map(({ name }) => name))
  return Object.freeze({
    raw,
    // Whatever a name is, it becomes a property: an assignment to `__proto__` would not.
    values: Object.fromEntries(
      plain.filter(one => !one.unknown).map(({ name, value }) => [name, value]),
    ),
    unknown: namesOf(plain.filter(one => one.unknown)),
    secret: namesOf(plain.filter(one => one.secret)),
  })
}

export function writeProperties({ values, unknown, secret }: Marked): struct.Struct {
  const names = [...new Set([...Object.keys(values), ...(unknown ?? [])])]
  const marked = names.map((name): [string, Raw] => {
    const value = unknown?.has(name) === true ? unknownMarker : (values[name] ?? null)
    return [name, secret?.has(name) === true ? secretOf(value) : value]
  })
  return writeRaw(Object.fromEntries(marked))
}

export function writeRaw(raw: Readonly<Record<string, Raw>>): struct.Struct {
  return struct.Struct.fromJavaScript(raw)
}
