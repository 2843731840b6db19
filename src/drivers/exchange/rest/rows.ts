/**
 * The objects in an answer, as the Get cmdlets show them: without the notes on
 * types that OData writes between the properties, also within nested objects.
 */
import type { Row } from '../../drivers.js'
import { isObject } from '../../plain-object.js'

/** `@odata.context`, `SenderDomains@odata.type`, `Guid@data.type`; an address as a key stays. */
const annotation = /@(odata|data|adminapi)\./

/** By design of the service, and nothing to tell anybody. */
const ownPace = /^(WARNING: )?Micro delay applied/

export function rowsIn(answer: object): readonly Row[] {
  const value: unknown = Reflect.get(answer, 'value')
  const rows: readonly unknown[] = Array.isArray(value) ? value : [value]
  return rows.filter(isObject).map(row => plain(row) as Row)
}

export function warningsIn(answer: unknown): readonly string[] {
  const warnings: unknown = isObject(answer) ? answer['@adminapi.warnings'] : undefined
  if (!Array.isArray(warnings)) return []
  return warnings.filter(one => typeof one === 'string').filter(one => !ownPace.test(one))
}

function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain)
  if (!isObject(value)) return value
  const kept: Record<string, unknown> = {}
  for (const name of Object.keys(value)) if (!annotation.test(name)) kept[name] = plain(value[name])
  return kept
}
