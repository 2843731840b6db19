/**
 * How a doctor's report is laid out: each check with a sign and, where it is not
 * in order, what to do. Several folders come as a table first, and then only
 * what is not in order in them.
 */
import { worstOf } from './doctor-report.js'
import type { DoctorArea, DoctorCheck, DoctorReport, DoctorState } from './doctor-report.js'
import { fact, piece, say, type Block, type Page, type Piece, type Thing } from './page.js'
import type { Sign } from './signs.js'
import { placeText } from './wording.js'

const looks: Readonly<
  Record<DoctorState, { readonly sign: Sign; readonly word: string; readonly tone: Piece['tone'] }>
> = {
  ok: { sign: 'done', word: 'ok', tone: 'good' },
  warning: { sign: 'careful', word: 'warning', tone: 'strong' },
  failed: { sign: 'failed', word: 'failed', tone: 'bad' },
  'not-checked': { sign: 'not-checked', word: 'not checked', tone: 'quiet' },
}

const columns: readonly (readonly [DoctorArea, string])[] = [
  ['spec', 'spec'],
  ['sign-in', 'sign-in'],
  ['rights', 'rights'],
  ['tenant', 'tenant'],
  ['dns', 'DNS'],
]

export function doctorPage(report: DoctorReport): Page {
  const { machine, folders, unseen, headline, inWords } = report
  const [only] = folders
  const several = folders.length > 1
  const inFolders = folders.flatMap(({ folder, checks }) =>
    (several ? checks.filter(isWrong) : checks).map(one => thing(one, several ? folder : '')),
  )
  const things = [
    ...machine.map(one => thing(one, '')),
    ...inFolders,
    ...unseen.map(one => thing(one, '')),
  ]
  return {
    command: ['devicemail doctor', ...folders.map(({ folder }) => folder)].join(' '),
    heading: `doctor · ${headline}`,
    about:
      only && !several
        ? [...(only.tenant === null ? [] : [`tenant ${only.tenant}`]), only.reading.text]
        : [],
    blocks: [
      ...(several ? [tableOf(report)] : []),
      { block: 'things', columns: ['what', 'how it is', 'what to do'], things },
      { block: 'lead', label: 'In words', sentences: inWords },
      { block: 'closing', lines: [say('Nothing was changed.')] },
    ],
  }
}

function tableOf({ folders }: DoctorReport): Block {
  return {
    block: 'table',
    columns: ['folder', 'tenant', ...columns.map(([, title]) => title), ''],
    rows: folders.map(({ folder, tenant, reading, checks }) => [
      say(folder),
      say(tenant ?? 'unknown'),
      ...columns.map(([area]) => {
        const { word, tone } = looks[worstOf(checks.filter(one => one.area === area))]
        return [piece(word, tone)]
      }),
      say(reading.label),
    ]),
  }
}

function thing(check: DoctorCheck, folder: string): Thing {
  const { sign, word, tone } = looks[check.state]
  const why = check.state === 'ok' ? null : check.why
  const lines = why ? [fact('To do', why.remedy)] : []
  return {
    sign,
    title: check.state === 'ok' ? check.says : check.why.message,
    state: '',
    whom: folder,
    place: why?.place ? placeText(why.place) : '',
    lines,
    details: [],
    copy: null,
    cells: [[piece(word, tone)], say(why?.remedy ?? '')],
    findings: [],
  }
}

function isWrong({ state }: DoctorCheck): boolean {
  return state === 'failed' || state === 'warning'
}
