/**
 * The report of a plan: everything a person must see before they dare to
 * approve. Plain data, derived once; `json` writes it down and the painters draw it.
 */
import type { Decision } from '../compile/compiled.js'
import type { Plan } from '../engine/plan-data.js'
import { hasError, type Finding, type Place } from '../findings.js'
import { countsOf, orderOf, sizeText, undoOf, type Counts } from './course.js'
import { settingsOf, type Settings } from './device-sheet.js'
import { effectsOf, opens } from './effects.js'
import { ordered } from './findings-order.js'
import { groupsOf, sentenceOf, type Group } from './in-words.js'
import { readingOf, type Reading } from './reading.js'
import { capitalised, counted, folded, sentence } from './wording.js'

/** What the author wrote beside a thing, for the reviewer. */
export interface Note {
  /** What it is about: `site milan`. */
  readonly about: string
  readonly text: string
  readonly place?: Place
}

/** What one change would run, as a person would type it. */
export interface Commands {
  readonly kind: string
  readonly key: string
  readonly lines: readonly string[]
}

export interface PlanInput {
  readonly plan: Plan
  readonly decisions: readonly Decision[]
  readonly folder: string
  /** False where the tenant was not asked: such a plan is not enough to approve. */
  readonly tenantRead: boolean
  /** The command that applies exactly this plan; null where there is none. */
  readonly approve: string | null
  /** Things of the tenant that come close and stay as they are. */
  readonly notTouched: readonly string[]
  /** What only a person can check. */
  readonly notChecked: readonly string[]
  /** What was looked at and found in order. */
  readonly checked?: readonly string[]
  readonly notes?: readonly Note[]
  /** Only where they were asked for. */
  readonly commands?: readonly Commands[]
  readonly commit?: string
}

export interface PlanReport {
  readonly report: 'plan'
  readonly folder: string
  readonly reading: Reading
  readonly tenantRead: boolean
  readonly plan: Plan
  /** One line that names the plan: `14 devices at milan will be able to send to anyone`. */
  readonly headline: string
  /** Devices that stop. */
  readonly stops: readonly Group[]
  readonly inWords: readonly string[]
  readonly canMore: readonly string[]
  readonly canLess: readonly string[]
  /** What must be typed into the devices that can send only afterwards. */
  readonly typeInto: readonly Settings[]
  /** For each effect but `none`: the devices by name, for those who want the whole list. */
  readonly devices: readonly Group[]
  readonly counts: Counts
  readonly order: string | null
  readonly undo: string | null
  readonly checked: readonly string[]
  readonly notChecked: readonly string[]
  readonly notTouched: readonly string[]
  readonly notes: readonly Note[]
  readonly commands: readonly Commands[] | null
  readonly findings: readonly Finding[]
  readonly approve: string | null
  readonly commit: string | null
}

export function planReport(input: PlanInput): PlanReport {
  const { plan, decisions, tenantRead } = input
  const effects = effectsOf(plan, decisions)
  const groups = groupsOf(effects)
  const counts = countsOf(plan)
  const stops = groups.filter(one => one.effect === 'stops')
  const inWords = wordsOf(plan, groups, counts)
  const busy = plan.changes.length > 0
  return Object.freeze({
    report: 'plan',
    folder: input.folder,
    reading: readingOf(plan.driver, tenantRead),
    tenantRead,
    plan,
    headline: headlineOf(plan, groups, counts),
    stops,
    inWords,
    canMore: [...new Set(plan.changes.flatMap(one => one.telling.canMore))],
    canLess: [...new Set(plan.changes.flatMap(one => one.telling.canLess))],
    typeInto: settingsOf(decisions.filter(one => effects.get(one)?.effect === 'gains')),
    devices: groups.filter(one => one.effect !== 'none'),
    counts,
    order: busy ? orderOf(plan.changes) : null,
    undo: busy ? undoOf(plan.changes) : null,
    checked: input.checked ?? [],
    notChecked: input.notChecked,
    notTouched: input.notTouched,
    notes: input.notes ?? [],
    commands: input.commands ?? null,
    findings: ordered([...plan.findings, ...plan.held.flatMap(one => one.why)]),
    // Nothing to approve: no change, a tenant nobody has looked at, or a look that may change nothing.
    approve: busy && tenantRead && plan.mode !== 'observe' ? input.approve : null,
    commit: input.commit ?? null,
  })
}

function wordsOf(plan: Plan, groups: readonly Group[], counts: Counts): readonly string[] {
  const removals = plan.changes.filter(one => one.verb === 'remove')
  const words = [
    // Many removals are told by their list; the sentences stay few.
    ...removals
      .slice(0, 3)
      .map(one => `${capitalised(one.telling.title)} goes: ${sentence(one.telling.meaning)}`),
    ...groups.flatMap(one => sentenceOf(one, 'will') ?? []),
    ...(counts.unknown > 0 ? [heldText(counts.unknown, 'could not be read')] : []),
    ...(counts.refused > 0
      ? [heldText(counts.refused, counts.refused === 1 ? 'is refused' : 'are refused')]
      : []),
    ...(plan.byHand.length > 0 ? [byHandText(plan.byHand)] : []),
    ...(plan.changes.length > 0 && takesNothing(plan) ? ['Nothing is removed.'] : []),
  ]
  const idle = plan.changes.length === 0 && plan.byHand.length === 0 && plan.held.length === 0
  return idle ? [idleText(plan), ...words] : words
}

/** Of things that stay, rights may go: then the sentence would say less than the truth. */
function takesNothing({ changes }: Plan): boolean {
  return changes.every(({ verb, telling }) => verb !== 'remove' && telling.canLess.length === 0)
}

/** What was left out of the plan, or refused as a whole, is no sign that all is as it must be. */
function idleText({ findings }: Plan): string {
  return hasError(findings) || findings.some(one => one.code === 'changes-left-out')
    ? 'Nothing to do in this run: see below.'
    : 'Nothing to do: what is there is what the spec asks for.'
}

function heldText(count: number, why: string): string {
  return `${counted(count, 'thing')} ${why}; nothing is done about ${count === 1 ? 'it' : 'them'}.`
}

function byHandText(byHand: Plan['byHand']): string {
  const titles = folded(byHand.map(one => one.telling.title))
  return capitalised(`${titles} ${byHand.length === 1 ? 'waits' : 'wait'} for a person.`)
}

/** The danger if there is one, else the one thing that changes, else who can send, else how many. */
function headlineOf(plan: Plan, groups: readonly Group[], counts: Counts): string {
  const [first] = groups
  if (first?.effect === 'stops') return `${first.who} ${first.many ? 'stop' : 'stops'}`
  const [only, ...others] = plan.changes
  if (only && others.length === 0) return withoutStop(only.telling.meaning)
  const gains = groups.find(one => one.effect === 'gains')
  if (gains) return withoutStop(sentenceOf(gains, 'will') ?? '')
  const opening = plan.changes.filter(opens)
  const [change] = opening
  if (change && opening.length === 1) return withoutStop(change.telling.meaning)
  if (counts.unknown + counts.refused > 0 && !only) return 'nothing can be done'
  if (plan.byHand.length > 0 && !only) return withoutStop(byHandText(plan.byHand))
  return sizeText(counts)
}

function withoutStop(text: string): string {
  return text.trim().replace(/\.$/u, '')
}
