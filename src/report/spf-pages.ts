/** How the reports of the `spf` commands are laid out: in words, the record, its tree, what is wrong. */
import { fact, piece, say, type Block, type Branch, type Page, type Text } from './page.js'
import {
  countsWords,
  type SpfAnalysisReport,
  type SpfCheckReport,
  type SpfCounts,
  type SpfDiffReport,
  type SpfSubject,
  type SpfTreeNode,
} from './spf-report.js'
import { few, isCrowd } from './spf-words.js'
import { differenceText } from './word-diff.js'

export function spfCheckPage(report: SpfCheckReport): Page {
  const { words, asked, question, record } = report
  const mail = question
    ? [
        fact('address', question.ip),
        ...(question.sender === '' ? [] : [fact('sender', question.sender)]),
        ...(question.helo === '' ? [] : [fact('greets as', question.helo)]),
        ...(report.evaluation?.explanation
          ? [fact('the domain says', report.evaluation.explanation)]
          : []),
      ]
    : []
  return {
    command: `devicemail spf check ${quotedIfNeeded(words)}`,
    heading: report.headline,
    about: [asked],
    blocks: [
      { block: 'lead', label: 'In words', sentences: report.inWords },
      ...(mail.length > 0 ? [{ block: 'facts', facts: mail } as const] : []),
      ...recordBlocks(record, report.tree),
      { block: 'findings', findings: report.findings },
    ],
  }
}

export function spfAnalysisPage(report: SpfAnalysisReport): Page {
  const { words, asked, subjects } = report
  const [only] = subjects
  const parts =
    only && subjects.length === 1
      ? [...recordBlocks(only.record, only.tree), findingsOf(only)]
      : [
          overview(subjects),
          ...subjects.flatMap((one, at) => [...typedRecord(one, at), findingsOf(one)]),
          ...subjects.map(inFull),
        ]
  return {
    command: `devicemail spf analyse ${words}`,
    heading: `SPF of ${words} · ${report.headline}`,
    about: [asked],
    blocks: [{ block: 'lead', label: 'In words', sentences: report.inWords }, ...parts],
  }
}

export function spfDiffPage(report: SpfDiffReport): Page {
  const { moves, counts } = report
  const facts = [
    fact('record', recordText(report)),
    ...moves.map(({ from, to, ranges }) =>
      fact(`${from} → ${to}`, [
        to === 'pass' || from === 'pass'
          ? piece(
              isCrowd(ranges) ? few(ranges) : ranges.join(', '),
              to === 'pass' ? 'added' : 'removed',
            )
          : // Mostly the whole Internet but for a few addresses, which tells nobody anything.
            piece(few(ranges), 'plain'),
      ]),
    ),
    fact('look-ups', lookupsWords(counts.before, counts.after)),
  ]
  return {
    command: `devicemail spf diff ${report.words}`,
    heading: `SPF · ${report.headline}`,
    about: [report.asked],
    blocks: [
      { block: 'lead', label: 'In words', sentences: report.inWords },
      { block: 'facts', facts },
      { block: 'findings', findings: report.findings },
    ],
  }
}

function recordText({ before, givenUp, after }: SpfDiffReport): Text {
  if (givenUp.length > 0) {
    const old = givenUp.flatMap((one, at) => [
      ...(at > 0 ? say(' and ') : []),
      piece(one, 'removed'),
    ])
    return [...old, ...say(' → '), after === null ? piece('none', 'plain') : piece(after, 'added')]
  }
  if (before === null && after === null) return say('none before, none after')
  return differenceText({ path: 'record', before, after })
}

function lookupsWords(before: SpfCounts, after: SpfCounts): string {
  const text = `${String(after.lookups)} of ${String(after.mostLookups)}`
  return before.lookups === after.lookups
    ? `${text}, as before`
    : `${text}, ${String(before.lookups)} before`
}

function recordBlocks(record: string | null, tree: readonly SpfTreeNode[]): readonly Block[] {
  if (record === null) return []
  return [
    { block: 'facts', facts: [fact('record', [piece(record, 'code')])] },
    { block: 'tree', roots: tree.map(branchOf) },
  ]
}

function branchOf({ term, look, note, children }: SpfTreeNode): Branch {
  const tone = { decides: 'strong', plain: 'plain', quiet: 'quiet', wrong: 'bad' } as const
  return {
    text: [piece(term, tone[look])],
    note,
    decides: look === 'decides',
    children: children.map(branchOf),
  }
}

function overview(subjects: readonly SpfSubject[]): Block {
  return {
    block: 'table',
    columns: ['domain', 'look-ups', 'void', 'bytes', 'errors', 'warnings'],
    rows: subjects.map(({ domain, record, counts, findings }, at) => [
      [piece(domain ?? typedName(at), 'strong')],
      say(record === null ? '–' : `${counts.complete ? '' : '≥ '}${String(counts.lookups)}`),
      say(record === null ? '–' : String(counts.voidLookups)),
      say(record === null ? '–' : String(record.length)),
      say(String(findings.filter(one => one.severity === 'error').length)),
      say(String(findings.filter(one => one.severity === 'warning').length)),
    ]),
  }
}

function findingsOf({ findings }: SpfSubject): Block {
  return { block: 'findings', findings }
}

/** Among others a record that was typed has only its place for a name. */
function typedName(at: number): string {
  return `record ${String(at + 1)}`
}

/** Its findings name no domain, so the record stands above them. */
function typedRecord({ domain, record, findings }: SpfSubject, at: number): readonly Block[] {
  if (domain !== null || record === null || findings.length === 0) return []
  return [{ block: 'facts', facts: [fact(typedName(at), [piece(record, 'code')])] }]
}

function inFull({ domain, record, tree, counts }: SpfSubject, at: number): Block {
  return {
    block: 'details',
    summary: `${domain ?? typedName(at)}: every term`,
    blocks: [
      { block: 'facts', facts: [fact('', countsWords(counts))] },
      ...recordBlocks(record, tree),
    ],
  }
}

function quotedIfNeeded(words: string): string {
  return words.includes(' ') ? `"${words}"` : words
}
