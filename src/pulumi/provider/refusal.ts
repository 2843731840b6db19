/**
 * How a call ends that cannot be done. The status code says what is known of the
 * outcome: INTERNAL, DATA_LOSS and UNKNOWN mean to the engine that the thing may
 * be in any state; every other code means that nothing changed.
 *
 * What was written and is not yet as it must be is no refusal but initialised
 * with an error: the thing stays in the state under its key, so the next update
 * goes on with it and never makes a twin.
 */
import { status } from '@grpc/grpc-js'
import type { Fault, FaultKind } from '../../drivers/fault.js'
import { findingOf } from '../../engine/fault-finding.js'
import type { Finding, FindingCode } from '../../findings.js'
import type { Marked } from '../codec/properties.js'
import { told } from './told.js'

export class Refusal extends Error {
  override readonly name = 'Refusal'
  readonly code: status
  readonly findings: readonly Finding[]

  constructor(findings: readonly Finding[], code: status = codeOf(findings[0]?.code)) {
    super(findings.map(one => told(one)).join('\n'))
    this.code = code
    this.findings = findings
  }
}

/** It exists, but… */
export class InitialisedWithError extends Error {
  override readonly name = 'InitialisedWithError'
  readonly id: string
  readonly properties: Marked
  readonly inputs: Marked | undefined
  readonly reasons: readonly string[]

  constructor(
    thing: { readonly id: string; readonly properties: Marked; readonly inputs?: Marked },
    why: readonly Finding[],
  ) {
    const reasons = why.map(one => told(one))
    super(reasons.join('\n'))
    this.id = thing.id
    this.properties = thing.properties
    this.inputs = thing.inputs
    this.reasons = reasons
  }
}

const ofFaults: Readonly<Record<FaultKind, status>> = {
  throttled: status.UNAVAILABLE,
  transient: status.UNAVAILABLE,
  unreachable: status.UNAVAILABLE,
  denied: status.PERMISSION_DENIED,
  'not-found': status.NOT_FOUND,
  conflict: status.ALREADY_EXISTS,
  rejected: status.INVALID_ARGUMENT,
  'unknown-outcome': status.UNKNOWN,
}

const ofFindings: Partial<Readonly<Record<FindingCode, status>>> = {
  'not-ours': status.ALREADY_EXISTS,
  'marked-by-other-spec': status.ALREADY_EXISTS,
  'changed-meanwhile': status.ABORTED,
  'not-started': status.ABORTED,
  'pulumi-cancelled': status.ABORTED,
  'pulumi-not-in-time': status.ABORTED,
  'folder-locked': status.ABORTED,
  'still-there': status.UNAVAILABLE,
  'world-throttled': ofFaults.throttled,
  'world-failed-for-now': ofFaults.transient,
  'world-unreachable': ofFaults.unreachable,
  'world-denied': ofFaults.denied,
  'world-not-found': ofFaults['not-found'],
  'world-conflict': ofFaults.conflict,
  'world-rejected': ofFaults.rejected,
  'world-unknown-outcome': ofFaults['unknown-outcome'],
  'pulumi-unknown-type': status.UNIMPLEMENTED,
  'pulumi-unknown-function': status.UNIMPLEMENTED,
}

/** What stands in the way of a thing that is understood and was not touched. */
function codeOf(code: FindingCode | undefined): status {
  return (code && ofFindings[code]) ?? status.FAILED_PRECONDITION
}

export function refusalOf(fault: Fault, what: string): Refusal {
  return new Refusal([findingOf(fault, what)], ofFaults[fault.kind])
}
