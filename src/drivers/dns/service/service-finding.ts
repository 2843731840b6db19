/** What a fault of a DNS service means for the name that was asked for. */
import { finding, type Finding } from '../../../findings.js'
import { Fault } from '../../fault.js'

interface Named {
  readonly name: string
  readonly rights: string
}

export function findingOfService(fault: Fault, name: string, service: Named): Finding {
  if (fault.finding) return fault.finding
  // A fault begins with the name of its service, and so does the sentence.
  const text = fault.text.replace(`${service.name}: `, '')
  const facts = { service: service.name, name, text }
  switch (fault.kind) {
    case 'denied':
      return finding('dns-service-denied', { ...facts, rights: service.rights })
    case 'throttled':
    case 'transient':
    case 'unreachable':
    case 'unknown-outcome':
      return finding('dns-service-no-answer', facts)
    case 'not-found':
    case 'conflict':
    case 'rejected':
      return finding('dns-service-refuses', facts)
  }
}

/** A fault that is told by a finding of its own: the way out is known. */
export function refusalBy(why: Finding, operation: string): Fault {
  return new Fault({
    kind: 'rejected',
    operation,
    text: why.message,
    type: why.code,
    finding: why,
  })
}
