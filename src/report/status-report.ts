/** The report of a status: everything in the tenant that bears a mark, of any spec. */
import type { Finding } from '../findings.js'
import { ordered } from './findings-order.js'
import { readingOf, type Reading } from './reading.js'
import { byText, counted, number } from './wording.js'

/** A marked thing. */
export interface MarkedObject {
  readonly kind: string
  readonly key: string
  /** The spec that its mark names. */
  readonly spec: string
  readonly title: string
}

export interface StatusInput {
  readonly folder: string
  readonly tenant: string
  readonly driver: string
  /** The spec of the folder. */
  readonly spec: string
  readonly objects: readonly MarkedObject[]
  readonly findings: readonly Finding[]
}

export interface StatusReport {
  readonly report: 'status'
  readonly folder: string
  readonly tenant: string
  readonly spec: string
  readonly reading: Reading
  readonly objects: readonly MarkedObject[]
  readonly headline: string
  readonly inWords: readonly string[]
  readonly findings: readonly Finding[]
}

export function statusReport(input: StatusInput): StatusReport {
  const ours = input.objects.filter(one => one.spec === input.spec).length
  const others = input.objects.length - ours
  return Object.freeze({
    report: 'status',
    folder: input.folder,
    tenant: input.tenant,
    spec: input.spec,
    reading: readingOf(input.driver, true),
    objects: [...input.objects].sort(
      (one, other) =>
        byText(one.spec, other.spec) || byText(one.kind, other.kind) || byText(one.key, other.key),
    ),
    headline: counted(input.objects.length, 'marked thing'),
    inWords: [
      `${counted(ours, 'thing bears', 'things bear')} the mark of ${input.spec}.`,
      ...(others > 0
        ? [`${number(others)} ${others === 1 ? 'bears' : 'bear'} the mark of another spec.`]
        : []),
    ],
    findings: ordered(input.findings),
  })
}
