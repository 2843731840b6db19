/** How the short reports are laid out: status, validate and the device sheets. */
import { sheetOf } from './device-sheet.js'
import { fact, piece, say, type Page, type Thing } from './page.js'
import type { SheetReport } from './sheet-report.js'
import type { StatusReport } from './status-report.js'
import type { ValidateReport } from './validate-report.js'
import { placeText } from './wording.js'

export function statusPage(report: StatusReport): Page {
  const { folder, tenant, spec, objects, reading } = report
  return {
    command: `devicemail status ${folder}`,
    heading: `${spec} · ${report.headline}`,
    about: [`tenant ${tenant}`, reading.text],
    blocks: [
      { block: 'lead', label: 'In words', sentences: report.inWords },
      {
        block: 'table',
        columns: ['spec', 'kind', 'key', 'what'],
        rows: objects.map(one => [
          [piece(one.spec, one.spec === spec ? 'plain' : 'strong')],
          say(one.kind),
          say(one.key),
          say(one.title),
        ]),
      },
      { block: 'findings', findings: report.findings },
    ],
  }
}

export function validatePage(report: ValidateReport): Page {
  return {
    command: `devicemail validate ${report.folder}`,
    heading: `${report.folder} · ${report.headline}`,
    about: ['the spec alone; no tenant was asked'],
    blocks: [
      { block: 'findings', findings: report.findings },
      { block: 'lead', label: 'In words', sentences: report.inWords },
    ],
  }
}

export function sheetPage({ folder, tenant, reading, headline, decisions }: SheetReport): Page {
  return {
    command: `devicemail sheet ${folder}`,
    heading: `${tenant} · what to type into ${headline}`,
    about: [`tenant ${tenant}`, ...(reading.label === 'SIMULATED' ? [reading.label] : [])],
    blocks: [
      {
        block: 'things',
        columns: ['device', 'SMTP server', 'port', 'user name', 'sender address'],
        things: decisions.map((one): Thing => {
          const rows = sheetOf(one)
          const lines = [...rows, ...one.remarks.map(remark => fact('Good to know', remark))]
          const cell = (label: string) => rows.find(row => row.label === label)?.text ?? []
          return {
            sign: one.method === null ? 'refused' : 'done',
            title: one.device,
            state: '',
            whom: one.site === null ? '' : `at ${one.site}`,
            place: one.place ? placeText(one.place) : '',
            lines,
            details: lines,
            copy: null,
            cells: ['SMTP server', 'Port', 'User name', 'Sender address'].map(cell),
            findings: [],
          }
        }),
      },
    ],
  }
}
