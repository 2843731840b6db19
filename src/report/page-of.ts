/** The page of any report: the one table from reports to their layouts. */
import { applyPage } from './apply-page.js'
import { doctorPage } from './doctor-page.js'
import { explainPage } from './explain-page.js'
import { filesPage } from './files-page.js'
import { markPage } from './mark-page.js'
import type { Occasion, Page } from './page.js'
import { planPage } from './plan-page.js'
import type { Report } from './report.js'
import { sheetPage, statusPage, validatePage } from './small-pages.js'
import { spfAnalysisPage, spfCheckPage, spfDiffPage } from './spf-pages.js'
import { verifyPage } from './verify-page.js'

export function pageOf(report: Report, occasion: Occasion): Page {
  switch (report.report) {
    case 'plan':
      return planPage(report, occasion)
    case 'apply':
      return applyPage(report)
    case 'verify':
      return verifyPage(report)
    case 'explain':
      return explainPage(report)
    case 'status':
      return statusPage(report)
    case 'doctor':
      return doctorPage(report)
    case 'validate':
      return validatePage(report)
    case 'sheet':
      return sheetPage(report)
    case 'mark':
      return markPage(report)
    case 'files':
      return filesPage(report)
    case 'spf-check':
      return spfCheckPage(report)
    case 'spf-analysis':
      return spfAnalysisPage(report)
    case 'spf-diff':
      return spfDiffPage(report)
  }
}
