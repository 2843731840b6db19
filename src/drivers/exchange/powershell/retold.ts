import type { Finding } from '../../../findings.js'
import { Fault, type FaultKind } from '../../fault.js'

/** The same fault with its own way out, and of another kind where more is known of it. */
export function retold(fault: Fault, finding: Finding, kind: FaultKind = fault.kind): Fault {
  const { text, operation, type, requestId } = fault
  return new Fault({
    kind,
    text,
    operation,
    finding,
    cause: fault.cause,
    ...(type === undefined ? {} : { type }),
    ...(requestId === undefined ? {} : { requestId }),
  })
}
