/** How an adopt or a release is laid out: the thing with its properties, and what would differ. */
import type { MarkReport } from './mark-report.js'
import { ownerText } from './mark-report.js'
import { fact, piece, say, type Block, type Fact, type Page, type Text } from './page.js'
import type { Sign } from './signs.js'
import { fieldName, valueText } from './wording.js'

const signOf: Readonly<Record<MarkReport['outcome'], Sign>> = {
  asked: 'update',
  done: 'done',
  unchanged: 'stands',
  refused: 'refused',
  waiting: 'waiting',
  failed: 'failed',
  'not-started': 'not-started',
}

export function markPage(report: MarkReport): Page {
  const { command, folder, kind, key, tenant, reading, headline, findings } = report
  return {
    command: `devicemail ${command} ${folder} ${kind} ${key}`,
    heading: headline,
    about: [`tenant ${tenant}`, reading.text],
    blocks: [
      { block: 'lead', label: 'In words', sentences: report.inWords },
      ...(report.owner === null ? [] : [thing(report)]),
      { block: 'findings', findings },
    ],
  }
}

function thing(report: MarkReport): Block {
  const lines = linesOf(report)
  return {
    block: 'things',
    columns: ['what', 'belongs to'],
    things: [
      {
        sign: signOf[report.outcome],
        title: report.title,
        state: report.state,
        whom: '',
        place: '',
        lines,
        details: lines.slice(1),
        copy: null,
        cells: [say(ownerText(report.owner, report.spec))],
        findings: [],
      },
    ],
  }
}

function linesOf({ owner, spec, values, differences, outcome }: MarkReport): readonly Fact[] {
  const later = new Map(differences.map(one => [one.path, one]))
  const known = new Set(values.map(one => one.path))
  return [
    fact(outcome === 'done' ? 'belonged to' : 'belongs to', ownerText(owner, spec)),
    ...values.map(({ path, before }) => {
      const difference = later.get(path)
      return difference ? changed(difference) : fact(fieldName(path), valueText(before))
    }),
    ...differences.filter(({ path }) => !known.has(path)).map(changed),
  ]
}

function changed({ path, before, after }: MarkReport['differences'][number]): Fact {
  const text: Text = [
    piece(valueText(before), 'removed'),
    piece(' '),
    piece(valueText(after), 'added'),
    piece('  (with the next apply)', 'quiet'),
  ]
  return fact(fieldName(path), text)
}
