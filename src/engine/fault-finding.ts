/**
 * What a fault means to a person: one finding for each kind of fault, each with
 * the way to go on. The engine's only translation from the world's failures.
 */
import { Fault } from '../drivers/fault.js'
import { finding, type Finding } from '../findings.js'

/** `what` names the thing, as in "connector of milan". */
export function findingOf(fault: Fault, what: string): Finding {
  // Who made the fault may know the way out: a program that is missing, a sign-in that ended.
  if (fault.finding) return fault.finding
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

/** The fault in which the work ended, if it did. Anything else that is thrown is a bug, and goes on. */
export async function faultOf(work: Promise<void>): Promise<Fault | undefined> {
  try {
    await work
    return undefined
  } catch (fault) {
    if (fault instanceof Fault) return fault
    throw fault
  }
}
