import type { Finding } from '../findings.js'
import type { Places } from '../spec/spec.js'

/** The finding with its line as it was written, so that a report can draw the caret. */
export function withLine(one: Finding, places: Places): Finding {
  const line = one.place && one.line === undefined ? places.lineAt(one.place) : undefined
  return line === undefined ? one : Object.freeze({ ...one, line })
}
