/** What a fault of a DNS service means for the name that was asked for. */
import { finding, type Finding } from '../../../findings.js'
import { Fault } from '../../fault.js'

interface Named {
  readonly name: string
  readonly rights: string
}

export function findingOfService(fault: Fault, name: string, service: Named): Finding {
  if (fault.finding) return fault.finding
  const facts = { service: service.name, name, text: wordsOf(fault, service) }
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

/** The same fault of a change, told by what it means for the records. */
export function faultOfChange(fault: Fault, name: string, service: Named): Fault {
  if (fault.finding) return fault
  const { kind, operation, type, text, retryAfterSeconds } = fault
  return new Fault({
    kind,
    operation,
    text,
    finding: changeFinding(fault, name, service),
    ...(type === undefined ? {} : { type }),
    ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
  })
}

function changeFinding(fault: Fault, name: string, service: Named): Finding {
  const facts = { service: service.name, name, text: wordsOf(fault, service) }
  switch (fault.kind) {
    case 'denied':
      return finding('dns-service-change-denied', { ...facts, rights: service.rights })
    case 'unknown-outcome':
      return finding('dns-service-outcome-unknown', facts)
    case 'throttled':
    case 'transient':
    case 'unreachable':
      return finding('dns-service-no-answer', facts)
    case 'conflict':
      return finding('dns-changed-meanwhile', { name })
    case 'not-found':
    case 'rejected':
      return finding('dns-service-change-refused', facts)
  }
}

/** A fault begins with the name of its service, and so does the sentence. */
function wordsOf({ text }: Fault, { name }: Named): string {
  return text.replace(`${name}: `, '')
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
