/**
 * What a command tells, as one value. Each command has its report, made from
 * what the rooms below give; `json` writes the value down in the documented
 * shape, and `terminal`, `markdown` and `html` draw it. Nothing here prints.
 */
import type { ApplyReport } from './apply-report.js'
import type { DoctorReport } from './doctor-report.js'
import type { ExplainReport } from './explain-report.js'
import type { FilesReport } from './files-report.js'
import type { MarkReport } from './mark-report.js'
import type { PlanReport } from './plan-report.js'
import type { SheetReport } from './sheet-report.js'
import type { SpfReport } from './spf-report.js'
import type { StatusReport } from './status-report.js'
import type { ValidateReport } from './validate-report.js'
import type { VerifyReport } from './verify-report.js'

export type Report =
  | PlanReport
  | ApplyReport
  | VerifyReport
  | ExplainReport
  | StatusReport
  | DoctorReport
  | ValidateReport
  | SheetReport
  | MarkReport
  | FilesReport
  | SpfReport

export { applyReport, type ApplyReport } from './apply-report.js'
export { explainReport, type ExplainReport } from './explain-report.js'
export { planReport, type PlanInput, type PlanReport } from './plan-report.js'
export { sheetReport, type SheetReport } from './sheet-report.js'
export { statusReport, type StatusReport } from './status-report.js'
export { validateReport, type ValidateReport } from './validate-report.js'
export { verifyReport, type VerifyReport } from './verify-report.js'
