/** The report of an explain: which way of sending each device gets, why, and what would change it. */
import type { Decision } from '../compile/compiled.js'
import { hostText } from './device-sheet.js'
import { readingOf, type Reading } from './reading.js'
import { byText, counted, folded, listed, methodName, number } from './wording.js'

export interface ExplainInput {
  readonly folder: string
  readonly tenant: string
  readonly driver: string
  readonly decisions: readonly Decision[]
}

export interface ExplainReport {
  readonly report: 'explain'
  readonly folder: string
  readonly tenant: string
  readonly reading: Reading
  /** In the order of their names. */
  readonly decisions: readonly Decision[]
  readonly headline: string
  readonly inWords: readonly string[]
}

export function explainReport({ folder, tenant, driver, decisions }: ExplainInput): ExplainReport {
  const [only] = decisions
  return Object.freeze({
    report: 'explain',
    folder,
    tenant,
    // The choice leans on the text alone, so the tenant is not read for it.
    reading: readingOf(driver, false),
    decisions: [...decisions].sort((one, other) => byText(one.device, other.device)),
    headline: only && decisions.length === 1 ? only.device : counted(decisions.length, 'device'),
    inWords: only && decisions.length === 1 ? [sentenceFor(only)] : sentencesFor(decisions),
  })
}

function sentenceFor(decision: Decision): string {
  const { device, method, site, overridden, relaysAnyway } = decision
  if (method === null) return `No way of sending serves ${device}.`
  const from = site === null ? '' : ` from ${site}`
  const why = overridden ? ', because the spec says so' : ''
  const anyway = relaysAnyway
    ? ' Its address is known to a connector, so its mail is in fact relayed.'
    : ''
  const host = hostText(decision)
  return `${device} sends by ${methodName(method)}${from}${host === null ? '' : `, to ${host}`}${why}.${anyway}`
}

/** One sentence for each method, most devices first; those that nothing serves are named last. */
function sentencesFor(decisions: readonly Decision[]): readonly string[] {
  const counts = new Map<NonNullable<Decision['method']>, number>()
  for (const { method } of decisions)
    if (method !== null) counts.set(method, (counts.get(method) ?? 0) + 1)
  const unserved = decisions.filter(one => one.method === null).map(one => one.device)
  const spoken = [...counts]
    .sort(([one, many], [other, others]) => others - many || byText(one, other))
    .map(([method, count], index) => {
      const who = index === 0 ? counted(count, 'device sends', 'devices send') : number(count)
      return `${who} by ${methodName(method)}`
    })
  return [
    ...(spoken.length > 0 ? [`${listed(spoken)}.`] : []),
    ...(unserved.length > 0 ? [`No way of sending serves ${folded(unserved.sort(byText))}.`] : []),
  ]
}
