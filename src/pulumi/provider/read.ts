/**
 * Read: refresh and import. A blank answer means "it is gone", and the engine
 * forgets the thing; so it is given for a proven absence only. What could not be
 * read is an error. Where something else stands in its place (a deleted mailbox
 * that keeps the address, a record that nobody can read) the state is kept, and
 * the engine is told that the thing is not well.
 */
import { finding, type Finding } from '../../findings.js'
import { diff } from '../../resources/field-table.js'
import { keyFrom, type AnyKind, type Key, type Wanted } from '../../resources/resource.js'
import { constantsOf, defaultsOf, desiredOf, inputFields, wantedFrom } from '../codec/inputs.js'
import type { Raw } from '../codec/markers.js'
import { fieldsOf, isImported, liveOf, outputsOf } from '../codec/outputs.js'
import type { Marked, Properties } from '../codec/properties.js'
import { secretOf } from '../codec/markers.js'
import { InitialisedWithError, Refusal } from './refusal.js'
import { mustGoOn, type Session } from './session.js'
import { remedyOf } from './told.js'

export interface ReadRequest {
  readonly kind: AnyKind
  readonly id: string
  /** What the state has; undefined for an import. */
  readonly olds: Properties | undefined
  readonly oldInputs: Properties | undefined
}

/** undefined: it is not there. */
export type ReadAnswer =
  | {
      readonly key: Key
      readonly properties: Marked
      readonly inputs: Readonly<Record<string, Raw>>
    }
  | undefined

export async function read(session: Session, request: ReadRequest): Promise<ReadAnswer> {
  const { kind, olds, oldInputs } = request
  const key = keyIn(request)
  mustGoOn(session, `${kind.name} ${key}`)
  const wanted = wantedIn(session, request, key)
  const reading = await session.readings.of(kind, { key, wanted })
  switch (reading.state) {
    case 'absent':
      return undefined
    case 'unknown':
      throw new Refusal([reading.why])
    case 'blocked':
      throw olds ? unwell(key, olds, oldInputs, reading.why) : notImportable(kind, key, reading.why)
    case 'present': {
      const imported = olds === undefined || isImported(olds.values)
      const { mark } = session.drivers()
      const desired = oldInputs && wanted?.desired
      const values = outputsOf(kind, reading, { mark, imported, desired })
      const secret = new Set([...(olds?.secret ?? []), ...(oldInputs?.secret ?? [])])
      const inputs = inputsOf(kind, reading.live, oldInputs)
      return { key, properties: { values, secret }, inputs }
    }
  }
}

/** The state knows the key of what it made; an import has nothing but the id. */
function keyIn({ kind, id, olds }: ReadRequest): Key {
  return olds ? kind.keyOf(liveOf(kind, olds.values)) : keyFrom(id)
}

/** What helps to recognise the thing: the inputs of last time, or what the spec asks for. */
function wantedIn(session: Session, request: ReadRequest, key: Key): Wanted | undefined {
  const { kind, oldInputs } = request
  if (!oldInputs) return session.wanted(kind, key)
  const wanted = wantedFrom(kind, oldInputs.values, { because: [], imported: false })
  return wanted.key === key ? wanted : undefined
}

/**
 * Of an import all that Check would give. Of a refresh the inputs as they were
 * written, but for those that the tenant departed from.
 */
function inputsOf(
  kind: AnyKind,
  live: object,
  oldInputs: Properties | undefined,
): Readonly<Record<string, Raw>> {
  const now = fieldsOf(kind, live)
  if (!oldInputs) {
    const written = inputFields(kind).map(([name]): [string, Raw] => [name, now[name] ?? null])
    return { ...constantsOf(kind), ...Object.fromEntries(written) }
  }
  const asked = desiredOf(kind, { ...defaultsOf(kind, oldInputs), ...oldInputs.values })
  const folded = kind.fold?.(asked, live) ?? asked
  const departed = diff(kind.fields, live, folded)
    .map(({ path }) => path)
    .filter(path => kind.fields[path]?.constant === undefined)
  const values = departed.map((path): [string, Raw] => {
    const value = now[path] ?? null
    return [path, oldInputs.secret.has(path) ? secretOf(value) : value]
  })
  return { ...oldInputs.raw, ...Object.fromEntries(values) }
}

function unwell(
  key: Key,
  olds: Properties,
  oldInputs: Properties | undefined,
  why: Finding,
): InitialisedWithError {
  const thing = { id: key, properties: olds, ...(oldInputs ? { inputs: oldInputs } : {}) }
  return new InitialisedWithError(thing, [why])
}

function notImportable(kind: AnyKind, key: Key, { message, remedy }: Finding): Refusal {
  const facts = { what: `${kind.name} ${key}`, why: message, cure: remedyOf(remedy) }
  return new Refusal([finding('pulumi-not-importable', facts)])
}
