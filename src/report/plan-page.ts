/**
 * How a plan is laid out: danger, then what it means in words, then each thing,
 * then what is not touched and not checked, the order and the way back.
 */
import type { Change } from '../engine/plan-data.js'
import { countsText } from './course.js'
import { settingsText, type Settings } from './device-sheet.js'
import { foldList } from './fold.js'
import type { Group } from './in-words.js'
import {
  fact,
  piece,
  say,
  type Block,
  type Fact,
  type Occasion,
  type Page,
  type Text,
} from './page.js'
import type { PlanReport } from './plan-report.js'
import {
  allFields,
  byHandThing,
  changeColumns,
  changeThing,
  heldThings,
  standingThing,
} from './things.js'
import { counted, folded, number, placeText } from './wording.js'

export function planPage(report: PlanReport, occasion: Occasion): Page {
  const { plan, reading, folder } = report
  return {
    command: `devicemail plan ${folder}`,
    heading: `${plan.spec} · ${report.headline}${stopsFrom(report, occasion)}`,
    about: [
      `tenant ${plan.tenant}`,
      reading.text,
      ...(plan.mode === 'full' ? [] : [`mode ${plan.mode}`]),
    ],
    blocks: [
      ...alarms(report, occasion),
      { block: 'lead', label: 'In words', sentences: report.inWords },
      ...thingsOf(report, occasion),
      ...(occasion === 'merge' ? [] : facts(report, occasion)),
      { block: 'findings', findings: unheldFindings(report) },
      ...(occasion === 'merge' ? facts(report, occasion) : []),
      ...commands(report),
      ...details(report),
      { block: 'closing', lines: closing(report, occasion) },
    ],
  }
}

/** The things of a plan, for a plan and for the drift that a verify finds. */
export function thingsOf(report: PlanReport, occasion: Occasion): readonly Block[] {
  const { changes, byHand, held } = report.plan
  const { near, kept } = standing(report)
  const things = [
    ...changes.map(one => changeThing(one, changes.length)),
    ...byHand.map(byHandThing),
    ...heldThings(held),
    ...near.map(standingThing),
    ...kept.map(standingThing),
  ]
  return things.length === 0 ? [] : [{ block: 'things', columns: changeColumns(occasion), things }]
}

/** Findings that are told under a held thing are not told again. */
export function unheldFindings({ findings, plan }: PlanReport): PlanReport['findings'] {
  const told = new Set(plan.held.flatMap(one => one.why).map(one => one.code + one.message))
  return findings.filter(one => !told.has(one.code + one.message))
}

function alarms(report: PlanReport, occasion: Occasion): readonly Block[] {
  const lines = [
    ...(report.tenantRead ? [] : ['Tenant not read: not enough to approve.']),
    ...report.stops.map(one => stopText(one, occasion)),
  ]
  return lines.length === 0 ? [] : [{ block: 'alarm', lines }]
}

function stopText({ who, many, detail }: Group, occasion: Occasion): string {
  const stop = many ? 'stop' : 'stops'
  if (detail === '')
    return `${who} ${stop} from the ${occasion}: what lets ${many ? 'them' : 'it'} send goes.`
  return [
    `${who} ${stop} from the ${occasion} until the line is switched:`,
    `${detail} is no longer recognised.`,
    'To switch without a gap, keep the old address beside the new one until the switch (`until:`).',
  ].join(' ')
}

function stopsFrom({ stops }: PlanReport, occasion: Occasion): string {
  return stops.length > 0 ? ` from the ${occasion} until the line is switched` : ''
}

/** Standing things of the same devices stand beside the change; those that are kept are always told. */
function standing({ plan }: PlanReport) {
  const touched = new Set(devicesOf(plan.changes))
  const near = plan.standing.filter(
    one =>
      one.how === 'unchanged' &&
      one.because.some(({ device }) => device !== undefined && touched.has(device)),
  )
  return {
    near: near.length > 3 ? [] : near,
    kept: plan.standing.filter(one => one.how === 'kept'),
  }
}

function devicesOf(changes: readonly Change[]): readonly string[] {
  return changes.flatMap(one => one.because.flatMap(({ device }) => device ?? []))
}

function facts(report: PlanReport, occasion: Occasion): readonly Block[] {
  const { plan, canMore, canLess, checked, notChecked, notTouched, notes, order, undo } = report
  const busy = plan.changes.length > 0
  const found: readonly Fact[] = [
    ...(busy ? [...several('Can do more', canMore), ...several('Can do less', canLess)] : []),
    ...report.typeInto.slice(0, 3).map(one => fact(typeIntoLabel(one, report), settingsText(one))),
    ...notes.map(one => fact('Note', noteText(one))),
    ...(checked.length > 0 ? [fact('Checked', checked.join('; '))] : []),
    ...(notChecked.length > 0
      ? [fact(occasion === 'merge' ? 'Only you can check' : 'Not checked', notChecked.join('; '))]
      : []),
    ...(notTouched.length > 0 ? [fact('Not touched', folded(notTouched, 5))] : []),
    ...(order === null ? [] : [fact('Order', order)]),
    ...(undo === null ? [] : [fact('Undo', undo)]),
  ]
  return found.length === 0 ? [] : [{ block: 'facts', facts: found }]
}

/** One line for each; the label stands beside the first. */
function several(label: string, sentences: readonly string[]): readonly Fact[] {
  const { shown, more } = foldList(sentences.length === 0 ? ['nobody'] : sentences, 4)
  const lines = more === 0 ? shown : [...shown, `and ${number(more)} more`]
  return lines.map((line, index) => fact(index === 0 ? label : '', line))
}

function typeIntoLabel({ devices }: Settings, { typeInto }: PlanReport): string {
  if (typeInto.length === 1) return devices.length === 1 ? 'Type into it' : 'Type into them'
  return `Type into ${devices.length === 1 ? (devices[0] ?? '') : counted(devices.length, 'device')}`
}

function noteText({ about, text, place }: PlanReport['notes'][number]): string {
  return `${about}: ${text}${place ? ` (${placeText(place)})` : ''}`
}

/** One text for all changes, which may be run as it stands. */
function commands({ commands: all }: PlanReport): readonly Block[] {
  if (all === null || all.length === 0) return []
  const lines = all.flatMap((one, index) => [...(index === 0 ? [] : ['']), ...one.lines])
  return [{ block: 'code', summary: 'PowerShell that will run', lines }]
}

function details(report: PlanReport): readonly Block[] {
  const { plan, devices } = report
  const count = devices.reduce((sum, one) => sum + one.devices.length, 0)
  if (plan.changes.length === 0) return []
  return [
    {
      block: 'details',
      summary: count === 0 ? 'all fields' : `${counted(count, 'device')} · all fields`,
      blocks: [
        {
          block: 'facts',
          facts: devices.map(one => fact(effectText(one), one.devices.join(', '))),
        },
        {
          block: 'table',
          columns: ['what', 'field', 'before', 'after'],
          rows: allFields([...plan.changes, ...plan.byHand]),
        },
      ],
    },
  ]
}

const effectWords: Readonly<Record<Group['effect'], string>> = {
  stops: 'stop',
  gains: 'can send',
  narrowed: 'lose an address',
  changes: 'keep sending',
  vouched: 'pass SPF',
  around: 'keep sending',
  unread: 'not read',
  refused: 'refused',
  unserved: 'not served',
  none: 'nothing changes',
}

function effectText({ effect, to }: Group): string {
  return to === '' ? effectWords[effect] : `${effectWords[effect]} ${to}`
}

function closing(report: PlanReport, occasion: Occasion): readonly Text[] {
  const { counts, plan, approve, commit, tenantRead } = report
  return [
    say(`${countsText(counts)}.  Nothing was changed.`),
    [
      ...say('digest '),
      piece(plan.digest, 'code'),
      ...(commit === null ? [] : [...say(' of commit '), piece(commit, 'code')]),
      ...(occasion === 'merge' && approve !== null
        ? say(' · a deploy that expects this digest runs nothing but this plan')
        : []),
    ],
    ...(approve === null ? [] : [[...say(`${approveLabel(approve)}:  `), piece(approve, 'code')]]),
    ...(tenantRead ? [] : [say('Plan again where the tenant can be read, and approve that plan.')]),
  ]
}

/** Only a saved plan is applied exactly; without one, apply plans again and asks. */
function approveLabel(approve: string): string {
  return approve.includes(' --plan ') ? 'Apply exactly this' : 'Apply it'
}
