/**
 * Which properties are read of the rows of each Get. An object of Exchange has
 * dozens, and a large tenant sends megabytes of what nobody looks at, so a call
 * asks for those that are read and no others.
 *
 * Whoever reads a row declares what it reads. All that is declared for a cmdlet
 * is asked for together: then kinds and facts still share one reading.
 */
import type { Call, ReadProperties } from '../drivers.js'
import { isRead } from './cmdlet-table.js'

/** Everything that several declare, each property once. */
export function mergedReadProperties(declared: readonly ReadProperties[]): ReadProperties {
  const merged = new Map<string, ReadonlySet<string>>()
  for (const [cmdlet, properties] of declared.flatMap(Object.entries<readonly string[]>))
    merged.set(cmdlet, new Set([...(merged.get(cmdlet) ?? []), ...properties]))
  return Object.fromEntries([...merged].map(([cmdlet, properties]) => [cmdlet, [...properties]]))
}

/**
 * A call's own choice stands. What it asks for by its parameter Properties, such
 * as the attribute that a spec keeps its marks in, is read as well.
 */
export function withReadProperties(call: Call, read: ReadProperties): Call {
  const declared = read[call.cmdlet]
  if (call.select || !declared || !isRead(call.cmdlet)) return call
  const { Properties = [] } = call.parameters
  const asked = Array.isArray(Properties) ? Properties.map(String) : []
  return { ...call, select: [...new Set([...declared, ...asked])] }
}
