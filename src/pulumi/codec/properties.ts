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
  const values: Record<string, Json> = {}
  const unknown = new Set<string>()
  const secret = new Set<string>()
  for (const [name, one] of Object.entries(raw)) {
    const plain = unmarked(one)
    if (plain.secret) secret.add(name)
    if (plain.unknown) unknown.add(name)
    else values[name] = plain.value
  }
  return Object.freeze({ raw, values, unknown, secret })
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
