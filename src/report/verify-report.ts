/** The report of a verify: the plan made again must be empty, and the probes must have found nothing. */
import type { Plan } from '../engine/plan-data.js'
import { hasError, type Finding } from '../findings.js'
import { ordered } from './findings-order.js'
import { planReport, type PlanInput, type PlanReport } from './plan-report.js'
import { counted } from './wording.js'

export interface VerifyInput extends Pick<PlanInput, 'plan' | 'decisions' | 'folder' | 'checked'> {
  /** What only a person can check. */
  readonly notChecked?: readonly string[]
  /** What the look-ups and probes found, beside the plan's own findings. */
  readonly findings: readonly Finding[]
  /** How many records the name servers of their zones do not give as they are kept; 0 if not given. */
  readonly awaited?: number
}

export interface VerifyReport {
  readonly report: 'verify'
  /** What differs, as a plan that nobody applies. */
  readonly drift: PlanReport
  readonly headline: string
  readonly inWords: readonly string[]
  readonly findings: readonly Finding[]
}

export function verifyReport(input: VerifyInput): VerifyReport {
  const drift = planReport({
    ...input,
    notChecked: input.notChecked ?? [],
    notTouched: [],
    tenantRead: true,
    approve: null,
  })
  const findings = ordered([...drift.findings, ...input.findings])
  const { awaited = 0 } = input
  const inOrder = isEmpty(input.plan) && !hasError(findings) && awaited === 0
  return Object.freeze({
    report: 'verify',
    drift,
    headline: inOrder ? 'in order' : 'not in order',
    inWords: wordsOf(input.plan, findings, awaited),
    findings,
  })
}

function isEmpty(plan: Plan): boolean {
  return plan.changes.length + plan.byHand.length + plan.held.length === 0
}

function wordsOf(plan: Plan, findings: readonly Finding[], awaited: number): readonly string[] {
  const errors = findings.filter(one => one.severity === 'error').length
  const { changes, byHand, held, standing } = plan
  const faults = [
    changes.length > 0
      ? `${counted(changes.length, 'thing differs', 'things differ')} from the spec.`
      : '',
    byHand.length > 0
      ? `${counted(byHand.length, 'thing waits', 'things wait')} for a person.`
      : '',
    held.length > 0
      ? `${counted(held.length, 'thing is', 'things are')} not in order or could not be read.`
      : '',
    errors > 0 && held.length === 0 ? `${counted(errors, 'finding')} to mend.` : '',
    awaited > 0
      ? `The world does not see ${counted(awaited, 'record')} as ${awaited === 1 ? 'it is' : 'they are'} wanted.`
      : '',
  ].filter(part => part !== '')
  return faults.length > 0
    ? faults
    : [
        `Everything stands as the spec asks: ${counted(standing.length, 'thing')} read, none differs.`,
      ]
}
