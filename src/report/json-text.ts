/**
 * The JSON of a run, as text. One folder gives its object; several give one
 * value that holds them all, each with its folder, since a pipeline reads one.
 */
import { doctorJson, type DoctorJson } from './doctor-json.js'
import { jsonText } from './escape.js'
import { filesJson, type FilesJson } from './files-json.js'
import {
  applyJson,
  explainJson,
  planJson,
  statusJson,
  validateJson,
  verifyJson,
  type ApplyJson,
  type ExplainJson,
  type PlanJson,
  type StatusJson,
  type ValidateJson,
  type VerifyJson,
} from './json.js'
import { markJson, type MarkJson } from './mark-json.js'
import type { Report } from './report.js'
import {
  spfAnalysisJson,
  spfCheckJson,
  spfDiffJson,
  type SpfAnalysisJson,
  type SpfCheckJson,
  type SpfDiffJson,
} from './spf-json.js'

/** Device sheets are for people; `explain` has the same as data. */
export type ReportWithJson = Exclude<Report, { readonly report: 'sheet' }>

export type ReportJson =
  | PlanJson
  | ApplyJson
  | VerifyJson
  | ExplainJson
  | StatusJson
  | ValidateJson
  | DoctorJson
  | MarkJson
  | FilesJson
  | SpfCheckJson
  | SpfAnalysisJson
  | SpfDiffJson

/** The name under which several of a sort stand, and of their format. */
const several: Readonly<Record<ReportWithJson['report'], string>> = {
  plan: 'plans',
  apply: 'receipts',
  verify: 'verifies',
  explain: 'explains',
  status: 'statuses',
  doctor: 'doctors',
  validate: 'validates',
  mark: 'marks',
  files: 'files',
  'spf-check': 'checks',
  'spf-analysis': 'analyses',
  'spf-diff': 'diffs',
}

export function json(reports: readonly ReportWithJson[]): string {
  const [only] = reports
  if (only && reports.length === 1) return jsonText(jsonOf(only))
  // A folder whose spec is faulty gives a validate amid the others.
  const sort = reports.find(one => one.report !== 'validate') ?? only
  const name = several[sort?.report ?? 'plan']
  return jsonText({
    format: `devicemail-${name}/1`,
    [name]: reports.map(one => ({ folder: folderOf(one), ...jsonOf(one) })),
  })
}

function jsonOf(report: ReportWithJson): ReportJson {
  switch (report.report) {
    case 'plan':
      return planJson(report)
    case 'apply':
      return applyJson(report)
    case 'verify':
      return verifyJson(report)
    case 'explain':
      return explainJson(report)
    case 'status':
      return statusJson(report)
    case 'doctor':
      return doctorJson(report)
    case 'validate':
      return validateJson(report)
    case 'mark':
      return markJson(report)
    case 'files':
      return filesJson(report)
    case 'spf-check':
      return spfCheckJson(report)
    case 'spf-analysis':
      return spfAnalysisJson(report)
    case 'spf-diff':
      return spfDiffJson(report)
  }
}

function folderOf(report: ReportWithJson): string {
  if (report.report === 'doctor') return report.folders.map(one => one.folder).join(' ')
  if ('words' in report) return report.words
  return report.report === 'verify' ? report.drift.folder : report.folder
}
