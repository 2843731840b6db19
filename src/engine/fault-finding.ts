/**
 * What a fault means to a person: one finding for each kind of fault, each with
 * the way to go on. The engine's only translation from the world's failures.
 */
import type { Fault } from '../drivers/fault.js'
import { finding, type Finding } from '../findings.js'

/** `what` names the thing, as in "connector of milan". */
export function findingOf(fault: Fault, what: string): Finding {
  const facts = { what, operation: fault.operation, text: fault.text }
  switch (fault.kind) {
    case 'throttled':
      return finding('world-throttled', facts)
    case 'transient':
      return finding('world-failed-for-now', facts)
    case 'unreachable':
      return finding('world-unreachable', facts)
    case 'denied':
      return finding('world-denied', facts)
    case 'not-found':
      return finding('world-not-found', facts)
    case 'conflict':
      return finding('world-conflict', facts)
    case 'rejected':
      return finding('world-rejected', facts)
    case 'unknown-outcome':
      return finding('world-unknown-outcome', facts)
  }
}
