/** How a verify is laid out: in order or not, then what differs, then what was and was not checked. */
import { fact, say, type Block, type Page } from './page.js'
import { thingsOf, unheldFindings } from './plan-page.js'
import type { VerifyReport } from './verify-report.js'
import { countsText } from './course.js'

export function verifyPage(report: VerifyReport): Page {
  const { drift } = report
  const { plan, folder, reading, checked, notChecked, counts } = drift
  const facts = [
    ...(checked.length > 0 ? [fact('Checked', checked.join('; '))] : []),
    ...(notChecked.length > 0 ? [fact('Not checked', notChecked.join('; '))] : []),
  ]
  const factBlocks: readonly Block[] = facts.length === 0 ? [] : [{ block: 'facts', facts }]
  return {
    command: `devicemail verify ${folder}`,
    heading: `${plan.spec} · ${report.headline}`,
    about: [`tenant ${plan.tenant}`, reading.text],
    blocks: [
      { block: 'lead', label: 'In words', sentences: report.inWords },
      ...thingsOf(drift, 'apply'),
      ...factBlocks,
      { block: 'findings', findings: unheldFindings({ ...drift, findings: report.findings }) },
      { block: 'closing', lines: [say(`${countsText(counts)}.  Nothing was changed.`)] },
    ],
  }
}
