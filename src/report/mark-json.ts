/** An adopt or a release as JSON. */
import { findingJson, type FindingJson } from './json.js'
import type { MarkReport } from './mark-report.js'

export interface MarkJson {
  readonly format: 'devicemail-mark/1'
  readonly command: MarkReport['command']
  readonly tenant: string
  readonly reading: MarkReport['reading']['label']
  readonly kind: string
  readonly key: string
  readonly title: string
  /** The spec whose mark it bore before; null where it bore none or is not there. */
  readonly ownedBy: string | null
  readonly outcome: MarkReport['outcome']
  readonly values: Readonly<Record<string, MarkReport['values'][number]['before']>>
  /** What the next plan would change. */
  readonly differences: MarkReport['differences']
  readonly findings: readonly FindingJson[]
}

export function markJson(report: MarkReport): MarkJson {
  const { command, tenant, reading, kind, key, title, owner, spec, outcome } = report
  return {
    format: 'devicemail-mark/1',
    command,
    tenant,
    reading: reading.label,
    kind,
    key,
    title,
    ownedBy: owner === 'us' ? spec : owner === null || owner === 'nobody' ? null : owner.other,
    outcome,
    values: Object.fromEntries(report.values.map(({ path, before }) => [path, before])),
    differences: report.differences,
    findings: report.findings.map(findingJson),
  }
}
