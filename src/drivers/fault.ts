/**
 * A fault: the world failed us. Drivers throw it, `engine/observe` makes
 * `unknown` of it and `engine/ensure` a receipt; nobody catches it only to log.
 * The kind says what is known of the outcome, and so what may be done next.
 */

import type { Finding } from '../findings.js'

export type FaultKind =
  | 'throttled' //       refused for now; nothing changed; try again later
  | 'transient' //       a passing failure before anything changed; try again
  | 'unreachable' //     no connection; nothing changed
  | 'denied' //          not signed in, or a role is missing; nothing changed
  | 'not-found' //       the object named does not exist (or is not yet visible)
  | 'conflict' //        the name, address or expected value is not free or not there
  | 'rejected' //        the service refuses the values
  | 'unknown-outcome' // a write may or may not have landed: look before anything else

export interface FaultDetails {
  readonly kind: FaultKind
  /** Short text of the service, one line, without secrets. */
  readonly text: string
  /** The cmdlet or DNS operation that failed. */
  readonly operation: string
  /** The exception's type or the service's code, where it gives one. Matched instead of the text, which is localised. */
  readonly type?: string
  /** Seconds after which the service wants to be asked again. */
  readonly retryAfterSeconds?: number
  readonly requestId?: string
  /** What to tell a person in place of the general words for its kind: where the way out is known. */
  readonly finding?: Finding
  /**
   * What the call leans on was just made and is not known there yet: nothing changed,
   * and the same call may do in a minute.
   */
  readonly tooEarly?: boolean
  readonly cause?: unknown
}

export class Fault extends Error {
  override readonly name = 'Fault'
  readonly kind: FaultKind
  readonly text: string
  readonly operation: string
  readonly type: string | undefined
  readonly retryAfterSeconds: number | undefined
  readonly requestId: string | undefined
  readonly finding: Finding | undefined
  readonly tooEarly: boolean

  constructor(details: FaultDetails) {
    super(`${details.operation}: ${details.text}`, { cause: details.cause })
    this.kind = details.kind
    this.text = details.text
    this.operation = details.operation
    this.type = details.type
    this.retryAfterSeconds = details.retryAfterSeconds
    this.requestId = details.requestId
    this.finding = details.finding
    this.tooEarly = details.tooEarly ?? false
  }
}

/** Only these may be repeated without looking first. */
export function isRetryable(fault: Fault): boolean {
  return fault.kind === 'throttled' || fault.kind === 'transient'
}
