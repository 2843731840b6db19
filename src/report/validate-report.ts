/** The report of a validate: the faults of the spec, without a look at the tenant. */
import type { Finding, Severity } from '../findings.js'
import { ordered } from './findings-order.js'
import { counted, listed } from './wording.js'

export interface ValidateInput {
  readonly folder: string
  readonly findings: readonly Finding[]
  /** How much was understood; missing where nothing could be. */
  readonly size?: { readonly sites: number; readonly devices: number }
}

export interface ValidateReport {
  readonly report: 'validate'
  readonly folder: string
  readonly headline: string
  readonly inWords: readonly string[]
  readonly findings: readonly Finding[]
}

export function validateReport({ folder, findings, size }: ValidateInput): ValidateReport {
  const count = (severity: Severity) => findings.filter(one => one.severity === severity).length
  const errors = count('error')
  const warnings = count('warning')
  const faults = [
    ...(errors > 0 ? [counted(errors, 'error')] : []),
    ...(warnings > 0 ? [counted(warnings, 'warning')] : []),
  ]
  const verdict = faults.length > 0 ? listed(faults) : 'no faults'
  const read = size ? `${counted(size.sites, 'site')} and ${counted(size.devices, 'device')}: ` : ''
  return Object.freeze({
    report: 'validate',
    folder,
    headline: verdict,
    inWords: [
      `${read}${verdict}.`,
      ...(errors > 0 ? ['Nothing can be planned until the errors are mended.'] : []),
    ],
    findings: ordered(findings),
  })
}
