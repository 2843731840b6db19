/**
 * The report of an apply: what came of each change, what devices can do now,
 * and whether a second look found everything as it must be. It never claims
 * more than the receipts: what is waiting is not done.
 */
import type { Decision } from '../compile/compiled.js'
import type { Change, Plan, Receipt } from '../engine/plan-data.js'
import { hasError, type Finding } from '../findings.js'
import { settingsOf, type Settings } from './device-sheet.js'
import { effectsOf } from './effects.js'
import { ordered } from './findings-order.js'
import { groupsOf, sentenceOf } from './in-words.js'
import { readingOf, type Reading } from './reading.js'
import { capitalised, counted, folded, listed, number, sentence } from './wording.js'

export interface ApplyInput {
  readonly command: 'apply' | 'destroy'
  readonly plan: Plan
  readonly decisions: readonly Decision[]
  readonly receipts: readonly Receipt[]
  /** The plan after the apply, which must be empty; null where nobody looked again. */
  readonly verified: Plan | null
  /** What the world sees of it already, in words. */
  readonly seen?: readonly string[]
  readonly findings: readonly Finding[]
  readonly folder: string
}

/** A receipt with what it is about. */
export interface Told {
  readonly receipt: Receipt
  /** Missing for a thing that was no change, such as one that stood already. */
  readonly change: Change | null
}

export interface ApplyReport {
  readonly report: 'apply'
  readonly command: 'apply' | 'destroy'
  readonly folder: string
  readonly reading: Reading
  readonly plan: Plan
  readonly headline: string
  readonly inWords: readonly string[]
  readonly told: readonly Told[]
  readonly typeInto: readonly Settings[]
  /** `Read again: nothing differs.` null where nothing was done that a look could show. */
  readonly secondLook: string | null
  readonly findings: readonly Finding[]
}

const finished: readonly Receipt['outcome'][] = ['unchanged', 'written', 'removed']

export function applyReport(input: ApplyInput): ApplyReport {
  const { plan, decisions, receipts, verified } = input
  const changes = new Map(plan.changes.map(one => [idOf(one), one]))
  const told = receipts.map(receipt => ({ receipt, change: changes.get(idOf(receipt)) ?? null }))
  const doneIds = new Set(told.filter(isFinished).map(({ receipt }) => idOf(receipt)))
  const done = plan.changes.filter(one => doneIds.has(idOf(one)))
  const left = plan.changes.filter(one => !doneIds.has(idOf(one)))
  const reached = reachedBy(plan, done, left, decisions)
  return Object.freeze({
    report: 'apply',
    command: input.command,
    folder: input.folder,
    reading: readingOf(plan.driver, true),
    plan,
    headline: left.length > 0 ? `${left.length} of ${plan.changes.length} not done` : 'done',
    inWords: wordsOf(plan, done, left, reached.sentences),
    told,
    typeInto: settingsOf(reached.gains),
    secondLook:
      !verified && receipts.length === 0
        ? null
        : [
            secondLookOf(verified),
            ...(input.seen ?? []).map(one => capitalised(sentence(one))),
          ].join(' '),
    findings: ordered([
      ...input.findings,
      ...receipts.flatMap(one => one.finding ?? []),
      ...plan.held.flatMap(one => one.why),
    ]),
  })
}

/** A device has what it was promised only if nothing that it needs is left to do. */
function reachedBy(
  plan: Plan,
  done: readonly Change[],
  left: readonly Change[],
  decisions: readonly Decision[],
): { sentences: readonly string[]; gains: readonly Decision[] } {
  const missing = effectsOf({ changes: left, held: plan.held }, decisions)
  const blocked = new Set(
    decisions.filter(
      one => !['none', 'around', 'vouched'].includes(missing.get(one)?.effect ?? ''),
    ),
  )
  const effects = effectsOf(
    { changes: done, held: plan.held },
    decisions.filter(one => !blocked.has(one)),
  )
  return {
    sentences: groupsOf(effects).flatMap(one => sentenceOf(one, 'now') ?? []),
    gains: decisions.filter(one => effects.get(one)?.effect === 'gains'),
  }
}

function wordsOf(
  plan: Plan,
  done: readonly Change[],
  left: readonly Change[],
  reached: readonly string[],
): readonly string[] {
  if (plan.changes.length === 0)
    return plan.held.length > 0 || hasError(plan.findings)
      ? ['Nothing can be done: see below.']
      : ['Nothing to do: what is there is what the spec asks for.']
  const besides = [...heldWords(plan), ...junkWords(plan, left)]
  if (left.length === 0)
    return [
      done.length === 1
        ? 'The one change is done.'
        : `All ${number(done.length)} changes are done.`,
      ...reached,
      ...besides,
    ]
  return [
    `${done.length} of ${counted(plan.changes.length, 'change')} done; ${left.length} not.`,
    ...reached,
    ...besides,
    'The next apply goes on where this one stopped.',
  ]
}

/** What the plan left out is not among the changes, and all the same not done. */
function heldWords({ held }: Plan): readonly string[] {
  const count = held.filter(one => one.state === 'unknown').length
  if (count === 0) return []
  const it = count === 1 ? 'it' : 'them'
  return [`${counted(count, 'thing')} could not be read; nothing was done about ${it}.`]
}

/** Devices can send without SPF; what they send does not arrive well. */
function junkWords({ held }: Plan, left: readonly Change[]): readonly string[] {
  const domains = [...left.filter(one => one.verb !== 'remove'), ...held]
    .filter(one => one.kind === 'spf-record')
    .map(one => one.key)
  if (domains.length === 0) return []
  return [`Until SPF is done too, what devices send as ${folded(domains)} may be taken for junk.`]
}

function secondLookOf(verified: Plan | null): string {
  if (!verified) return 'Nobody looked again: run verify.'
  const { changes, held } = verified
  if (changes.length + held.length === 0) return 'Read again: nothing differs.'
  const parts = [
    ...(changes.length > 0
      ? [counted(changes.length, 'thing still differs', 'things still differ')]
      : []),
    ...(held.length > 0
      ? [`${counted(held.length, 'thing is', 'things are')} not in order or could not be read`]
      : []),
  ]
  return `Read again: ${listed(parts)}.`
}

function isFinished({ receipt }: Told): boolean {
  return finished.includes(receipt.outcome)
}

function idOf({ kind, key }: { readonly kind: string; readonly key: string }): string {
  return `${kind} ${key}`
}
