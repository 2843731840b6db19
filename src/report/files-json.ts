/** What init, export and import wrote, as JSON. */
import type { FilesReport, FileTold } from './files-report.js'
import { findingJson, type FindingJson } from './json.js'
import type { Reading } from './reading.js'

export interface FilesJson {
  readonly format: 'devicemail-files/1'
  readonly command: FilesReport['command']
  readonly tenant: string | null
  readonly reading: Reading['label'] | null
  readonly files: readonly FileTold[]
  readonly findings: readonly FindingJson[]
}

export function filesJson(report: FilesReport): FilesJson {
  const { command, tenant, reading, files, findings } = report
  return {
    format: 'devicemail-files/1',
    command,
    tenant,
    reading: reading?.label ?? null,
    files,
    findings: findings.map(findingJson),
  }
}
