/**
 * One record, term after term, as a receiver goes through it: `check_host()` of
 * RFC 7208, section 4. It calls itself for `include` and `redirect`; the lookup
 * budget ends every circle.
 */
import { hasFailed } from './dns-status.js'
import { isDirect, type SpfDirectTerm } from './spf-direct.js'
import { canBeAsked, isVoid, txtText } from './spf-evaluate-asking.js'
import {
  closed,
  stepOf,
  untried,
  withoutTerms,
  type CheckedRecord,
  type Trial,
} from './spf-evaluate-ending.js'
import { tryDirect, tryName } from './spf-evaluate-mechanism.js'
import { isOverLookups, isOverVoidLookups, nameOf, type SpfWalk } from './spf-evaluate-walk.js'
import type { SpfMechanism, SpfModifier, SpfTerm } from './spf-term.js'
import type { SpfRecordTrace, SpfTermTrace } from './spf-trace.js'
import { spfRecordIn } from './spf-txt.js'
import { parseSpf } from './spf.js'

/** What DNS itself can hold of a TXT record. */
const longestRecord = 65_535

export async function checkRecord(
  walk: SpfWalk,
  domain: string,
  isOfTerm = false,
): Promise<CheckedRecord> {
  if (!domain.includes('.') || !canBeAsked(domain))
    return withoutTerms(domain, 'none', 'malformed-domain')
  const asked = await walk.asking.ask(domain, 'TXT')
  if (isOfTerm && isVoid(asked)) walk.voidLookups += 1
  if (hasFailed(asked)) return withoutTerms(domain, 'temperror', 'dns-error', [asked])
  const found = spfRecordIn(asked.status === 'ok' ? asked.records.map(txtText) : [])
  if (found.state === 'absent') return withoutTerms(domain, 'none', 'no-record', [asked])
  if (found.state === 'several')
    return withoutTerms(domain, 'permerror', 'several-records', [asked])
  if (found.record.length > longestRecord)
    return withoutTerms(domain, 'permerror', 'faulty-record', [asked])

  const record = parseSpf(found.record)
  const { terms, faults } = record
  const traces: (SpfTermTrace | undefined)[] = terms.map(() => undefined)
  const [fault] = faults
  if (fault) {
    // One fault makes the whole record void, wherever it stands and whatever stands before it.
    const place = terms.findIndex(one => one.offset === fault.offset)
    const faulty = terms[place]
    if (faulty) traces[place] = untried(faulty, 'permerror', 'faulty-record')
    return closed(domain, record, asked, traces, faulty, {
      result: 'permerror',
      reason: 'faulty-record',
    })
  }
  for (const place of inOrder(terms)) {
    const term = terms[place]
    if (!term || term.kind === 'faulty') continue
    const { lookups, voidLookups } = walk
    // Nothing is waited for where nothing is asked.
    const trial = isDirect(term) ? tryDirect(walk, term) : await tryAsking(walk, domain, term)
    const { trace, end } = stepOf(walk, term, trial, lookups, voidLookups)
    traces[place] = trace
    if (end) return closed(domain, record, asked, traces, term, end)
  }
  return closed(domain, record, asked, traces, undefined, {
    result: 'neutral',
    reason: 'end-of-record',
  })
}

/** The places of the mechanisms, and behind them that of `redirect`, wherever it stands. */
function inOrder(terms: readonly SpfTerm[]): readonly number[] {
  const places: number[] = []
  for (const [place, term] of terms.entries()) if (isMechanism(term)) places.push(place)
  const redirect = terms.findIndex(isRedirect)
  if (redirect !== -1) places.push(redirect)
  return places
}

async function tryAsking(
  walk: SpfWalk,
  domain: string,
  term: Exclude<SpfMechanism, SpfDirectTerm> | SpfModifier,
): Promise<Trial> {
  walk.lookups += 1
  if (isOverLookups(walk))
    return { outcome: 'permerror', reason: 'too-many-lookups', name: null, asked: [] }
  if (term.kind === 'modifier') return await tryOther(walk, domain, term.value, followed)
  if (term.name === 'include') return await tryOther(walk, domain, term.domain, included)
  return await tryName(walk, domain, term)
}

type Ending = Pick<Trial, 'outcome' | 'reason'>

/** Opens the record that an include or a redirect names. */
async function tryOther(
  walk: SpfWalk,
  domain: string,
  text: string,
  endOf: (other: SpfRecordTrace) => Ending,
): Promise<Trial> {
  const { name, asked } = await nameOf(walk, domain, text)
  const behind = await checkRecord(walk, name, true)
  const { outcome, reason }: Ending = isOverVoidLookups(walk)
    ? { outcome: 'permerror', reason: 'too-many-void-lookups' }
    : endOf(behind.trace)
  return { outcome, reason, name, asked, behind }
}

/** The table of RFC 7208, section 5.2. */
function included({ result, reason }: SpfRecordTrace): Ending {
  switch (result) {
    case 'pass':
      return { outcome: 'match', reason: 'match' }
    case 'fail':
    case 'softfail':
    case 'neutral':
      return { outcome: 'no-match', reason: null }
    case 'temperror':
    case 'permerror':
      return { outcome: result, reason }
    case 'none':
      return { outcome: 'permerror', reason: 'no-record-behind' }
  }
}

function followed({ result, reason }: SpfRecordTrace): Ending {
  if (result === 'none') return { outcome: 'permerror', reason: 'no-record-behind' }
  return { outcome: 'followed', reason }
}

function isMechanism(term: SpfTerm): term is SpfMechanism {
  return term.kind === 'mechanism'
}

function isRedirect(term: SpfTerm): term is SpfModifier {
  return term.kind === 'modifier' && term.name === 'redirect'
}
