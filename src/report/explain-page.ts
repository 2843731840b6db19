/**
 * How an explain is laid out. A few devices are told in full: every method with
 * what held and what did not, and what to write to get another. Many devices
 * become a table of one line each, and the rest is folded away.
 */
import type { Check, Decision } from '../compile/compiled.js'
import { hostText, senderText, settingsText } from './device-sheet.js'
import type { ExplainReport } from './explain-report.js'
import {
  fact,
  piece,
  say,
  type Block,
  type Fact,
  type Page,
  type Text,
  type Thing,
} from './page.js'
import { capitalised, methodName, placeText, recipients, sentence } from './wording.js'

const mostInFull = 3

export function explainPage(report: ExplainReport): Page {
  const { decisions, folder, tenant, reading } = report
  const many = decisions.length > mostInFull
  const things = decisions.map(explained)
  const full: Block = { block: 'things', columns: ['device', 'way of sending', 'why'], things }
  return {
    command: `devicemail explain ${folder}`,
    heading: `${tenant} · ${report.headline}`,
    about: [
      `tenant ${tenant}`,
      ...(reading.label === 'SIMULATED' ? [reading.label] : []),
      'from the spec alone',
    ],
    blocks: [
      { block: 'lead', label: 'In words', sentences: report.inWords },
      ...(many ? [overview(decisions)] : [full]),
      { block: 'findings', findings: many ? decisions.flatMap(one => one.findings) : [] },
      ...(many
        ? [{ block: 'details', summary: 'every device with its reasons', blocks: [full] } as const]
        : []),
    ],
  }
}

function overview(decisions: readonly Decision[]): Block {
  return {
    block: 'table',
    columns: ['device', 'site', 'way of sending', 'server', 'port'],
    rows: decisions.map(one => [
      [piece(one.device, 'strong')],
      say(one.site ?? ''),
      say(methodName(one.method) + (one.relaysAnyway ? ' (relays in fact)' : '')),
      say(hostText(one) ?? ''),
      say(one.port === null ? '' : String(one.port)),
    ]),
  }
}

function explained(decision: Decision): Thing {
  const { device, method, site, place, checks, remarks, findings } = decision
  const lines = [
    ...settings(decision),
    fact('sends', [
      ...say('as '),
      ...senderText(decision.from),
      ...say(`, ${recipients(decision.to)}`),
    ]),
    ...methodsOf(checks, method).flatMap(one => methodLines(one, checks)),
    ...remarks.map(one => fact('good to know', sentence(one))),
  ]
  return {
    sign: method === null ? 'refused' : 'done',
    title: device,
    state: method === null ? 'has no way of sending' : `sends by ${methodName(method)}`,
    whom: site === null ? '' : `at ${site}`,
    place: place ? placeText(place) : '',
    lines,
    details: lines,
    copy: null,
    cells: [say(methodName(method)), reasons(checks, method)],
    findings,
  }
}

function settings(decision: Decision): readonly Fact[] {
  const host = hostText(decision)
  return host === null ? [] : [fact('type into it', settingsText({ ...decision, host }))]
}

/** The chosen method first. */
function methodsOf(
  checks: readonly Check[],
  chosen: Decision['method'],
): readonly Check['method'][] {
  const methods = [...new Set(checks.map(one => one.method))]
  return [...methods.filter(one => one === chosen), ...methods.filter(one => one !== chosen)]
}

/** One line for each requirement; under what does not hold, what to write. */
function methodLines(method: Check['method'], checks: readonly Check[]): readonly Fact[] {
  return checks
    .filter(one => one.method === method)
    .map((one, index) =>
      fact(index === 0 ? methodName(method) : '', [
        piece(one.holds ? '✓' : '✗', one.holds ? 'good' : 'bad'),
        ...say(` ${sentence(one.sentence)}`),
        ...(one.holds || one.change === null ? [] : say(` To change it: ${sentence(one.change)}`)),
      ]),
    )
}

function reasons(checks: readonly Check[], chosen: Decision['method']): Text {
  const told = checks.filter(one => (chosen === null ? !one.holds : one.method === chosen))
  return say(told.map(one => capitalised(sentence(one.sentence))).join(' '))
}
