/** How init, export and import are laid out: the files, what was found, and what to do next. */
import type { FileOutcome, FilesReport } from './files-report.js'
import { fact, say, type Page, type Thing } from './page.js'
import type { Sign } from './signs.js'

const looks: Readonly<Record<FileOutcome, { readonly sign: Sign; readonly word: string }>> = {
  written: { sign: 'create', word: 'written' },
  unchanged: { sign: 'stands', word: 'is so already' },
  kept: { sign: 'stands', word: 'kept as it was' },
  'not-written': { sign: 'not-started', word: 'not written' },
}

export function filesPage(report: FilesReport): Page {
  const { command, folder, tenant, reading, headline, files, findings, next } = report
  return {
    command: `devicemail ${command} ${folder}`,
    heading: `${folder} · ${headline}`,
    about: [...(tenant === null ? [] : [`tenant ${tenant}`]), ...(reading ? [reading.text] : [])],
    blocks: [
      { block: 'findings', findings },
      {
        block: 'things',
        columns: ['file', 'what for'],
        things: files.map(({ path, about, outcome }): Thing => {
          const { sign, word } = looks[outcome]
          const shown = outcome === 'written' ? about : word
          return {
            sign,
            title: path,
            state: '',
            whom: shown,
            place: '',
            lines: [],
            details: [],
            copy: null,
            cells: [say(outcome === 'written' ? about : `${about} (${word})`)],
            findings: [],
          }
        }),
      },
      { block: 'lead', label: 'In words', sentences: report.inWords },
      {
        block: 'facts',
        facts: next.map((line, index) => fact(index === 0 ? 'Next' : '', line)),
      },
    ],
  }
}
