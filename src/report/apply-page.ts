/** How an apply is laid out: what is so now, what came of each change, what is left. */
import type { ReceiptOutcome } from '../engine/plan-data.js'
import type { ApplyReport, Told } from './apply-report.js'
import { settingsText } from './device-sheet.js'
import { fact, say, type Block, type Page, type Thing } from './page.js'
import type { Sign } from './signs.js'
import { waitingText } from './waiting-text.js'
import { counted, placesOf, whomOf } from './wording.js'

/** What waits is told by what is known of it. */
const outcomes: Readonly<
  Record<ReceiptOutcome, { readonly sign: Sign; readonly text: string | null }>
> = {
  unchanged: { sign: 'stands', text: 'was already so' },
  written: { sign: 'done', text: 'is done' },
  removed: { sign: 'done', text: 'is removed' },
  waiting: { sign: 'waiting', text: null },
  refused: { sign: 'refused', text: 'was refused; nothing was changed' },
  failed: { sign: 'failed', text: 'failed' },
  'not-started': { sign: 'not-started', text: 'was not started' },
}

export function applyPage(report: ApplyReport): Page {
  const { plan, folder, reading, typeInto, told } = report
  return {
    command: `devicemail ${report.command} ${folder}`,
    heading: `${plan.spec} · ${report.headline}`,
    about: [`tenant ${plan.tenant}`, reading.text],
    blocks: [
      { block: 'lead', label: 'In words', sentences: report.inWords },
      ...(told.length === 0
        ? []
        : [
            {
              block: 'things',
              columns: ['what', 'came of it'],
              things: told.map(toldThing),
            } as const,
          ]),
      ...typeIntoBlock(typeInto),
      { block: 'findings', findings: unreceipted(report) },
      {
        block: 'closing',
        lines: [
          ...(report.secondLook === null ? [] : [say(report.secondLook)]),
          say(`${tally(told)}.  digest ${plan.digest}`),
        ],
      },
    ],
  }
}

function typeIntoBlock(typeInto: ApplyReport['typeInto']): readonly Block[] {
  if (typeInto.length === 0) return []
  const facts = typeInto.map(one =>
    fact(
      `Type into ${one.devices.length === 1 ? (one.devices[0] ?? '') : counted(one.devices.length, 'device')}`,
      settingsText(one),
    ),
  )
  return [{ block: 'facts', facts }]
}

function toldThing({ receipt, change }: Told): Thing {
  const { sign, text: known } = outcomes[receipt.outcome]
  const text = known ?? waitingText(receipt, change?.verb).sentence
  const title = change?.telling.title ?? `${receipt.kind.replaceAll('-', ' ')} ${receipt.key}`
  return {
    sign,
    title,
    state: text,
    whom: whomOf(change?.because ?? []),
    place: placesOf(change?.because ?? []),
    lines: [],
    details: [],
    copy: null,
    cells: [say(text)],
    findings: receipt.finding ? [receipt.finding] : [],
  }
}

/** Not again: what stands under its receipt, and what was only good to know in the plan. */
function unreceipted({ findings, told }: ApplyReport): ApplyReport['findings'] {
  const shown = new Set(told.map(one => one.receipt.finding?.message))
  return findings.filter(one => one.severity !== 'information' && !shown.has(one.message))
}

function tally(told: readonly Told[]): string {
  const counts = new Map<ReceiptOutcome, number>()
  for (const { receipt } of told)
    counts.set(receipt.outcome, (counts.get(receipt.outcome) ?? 0) + 1)
  const parts = receiptOutcomes.flatMap(outcome => {
    const count = counts.get(outcome)
    return count === undefined ? [] : [`${count} ${outcome.replace('-', ' ')}`]
  })
  return parts.length === 0 ? 'Nothing was changed' : parts.join(', ')
}

const receiptOutcomes: readonly ReceiptOutcome[] = [
  'written',
  'removed',
  'unchanged',
  'waiting',
  'refused',
  'failed',
  'not-started',
]
