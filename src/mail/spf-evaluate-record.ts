/**
 * One record, term after term, as a receiver goes through it: `check_host()` of
 * RFC 7208, section 4. It calls itself for `include` and `redirect`; the lookup
 * budget ends every circle.
 */
import { isDirect, type SpfDirectTerm } from './spf-direct.js'
import { canBeAsked, hasFailed, isVoid, txtText } from './spf-evaluate-asking.js'
import { tryDirect, tryName, type MechanismTrial } from './spf-evaluate-mechanism.js'
import { isOverLookups, isOverVoidLookups, nameOf, type SpfWalk } from './spf-evaluate-walk.js'
import type { SpfMechanism, SpfModifier, SpfQualifier, SpfTerm } from './spf-term.js'
import type {
  SpfAsked,
  SpfDecision,
  SpfReason,
  SpfRecordTrace,
  SpfResult,
  SpfTermTrace,
} from './spf-trace.js'
import { spfRecordIn } from './spf-txt.js'
import { parseSpf, type SpfRecord } from './spf.js'

export interface CheckedRecord {
  readonly trace: SpfRecordTrace
  readonly decidedBy: SpfDecision
  /** Only where the result is "fail". */
  readonly explanation: SpfExplanationPlace | undefined
}

/** The modifier that tells where an explanation is, and in whose record it stands. */
export interface SpfExplanationPlace {
  readonly domain: string
  readonly text: string
}

/** What a term comes to: it goes on to the next, or ends the record. */
interface Step {
  readonly trace: SpfTermTrace
  readonly end: End | undefined
}

interface End {
  readonly result: SpfResult
  readonly reason: SpfReason
  /** Where the decision fell in a record behind the term. */
  readonly behind?: CheckedRecord | undefined
}

interface Trial extends Omit<MechanismTrial, 'outcome'> {
  readonly outcome: MechanismTrial['outcome'] | 'followed'
  readonly behind?: CheckedRecord
}

const resultOf: Readonly<Record<SpfQualifier, SpfResult>> = Object.freeze({
  '+': 'pass',
  '-': 'fail',
  '~': 'softfail',
  '?': 'neutral',
})

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
  return await checkTerms(walk, domain, parseSpf(found.record), asked)
}

async function checkTerms(
  walk: SpfWalk,
  domain: string,
  { text, terms, faults }: SpfRecord,
  asked: SpfAsked,
): Promise<CheckedRecord> {
  const traces = new Map<SpfTerm, SpfTermTrace>()
  const close = (term: SpfTerm | undefined, end: End): CheckedRecord => {
    const exp = end.result === 'fail' ? terms.find(isExplanation) : undefined
    const trace: SpfRecordTrace = Object.freeze({
      domain,
      text,
      asked: Object.freeze([asked]),
      terms: Object.freeze(terms.map(one => traces.get(one) ?? untouched(one))),
      result: end.result,
      reason: end.reason,
    })
    const own = exp && { domain, text: exp.value }
    // A redirect hands everything over, the explanation too; an include keeps its own to itself.
    const handedOver = term?.kind === 'modifier' && end.behind
    return {
      trace,
      decidedBy: decision(domain, term, end),
      explanation: handedOver ? handedOver.explanation : own,
    }
  }

  const [fault] = faults
  if (fault) {
    // One fault makes the whole record void, wherever it stands and whatever stands before it.
    const faulty = terms.find(one => one.offset === fault.offset)
    if (faulty) traces.set(faulty, untried(faulty, 'permerror', 'faulty-record'))
    return close(faulty, { result: 'permerror', reason: 'faulty-record' })
  }
  for (const term of inOrder(terms)) {
    const { lookups, voidLookups } = walk
    // Nothing is waited for where nothing is asked.
    const trial = isDirect(term) ? tryDirect(walk, term) : await tryAsking(walk, domain, term)
    const { trace, end } = stepOf(walk, term, trial, { lookups, voidLookups })
    traces.set(term, trace)
    if (end) return close(term, end)
  }
  return close(undefined, { result: 'neutral', reason: 'end-of-record' })
}

/** The mechanisms, and behind them `redirect`, wherever it stands. */
function inOrder(terms: readonly SpfTerm[]): readonly (SpfMechanism | SpfModifier)[] {
  const steps: (SpfMechanism | SpfModifier)[] = terms.filter(isMechanism)
  const redirect = terms.find(isRedirect)
  if (redirect) steps.push(redirect)
  return steps
}

function stepOf(
  walk: SpfWalk,
  term: SpfMechanism | SpfModifier,
  trial: Trial,
  before: Pick<SpfWalk, 'lookups' | 'voidLookups'>,
): Step {
  const isLate = walk.asking.isOutOfTime()
  const outcome = isLate ? 'temperror' : trial.outcome
  const reason = isLate ? 'out-of-time' : trial.reason
  const trace = Object.freeze({
    term: term.text,
    offset: term.offset,
    name: trial.name,
    outcome,
    reason,
    asked: trial.asked,
    lookups: walk.lookups - before.lookups,
    voidLookups: walk.voidLookups - before.voidLookups,
    record: trial.behind?.trace ?? null,
  })
  if (reason === null) return { trace, end: undefined }
  const result = resultBy(term, outcome, trial.behind)
  return { trace, end: { result, reason, behind: isLate ? undefined : trial.behind } }
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

function resultBy(
  term: SpfMechanism | SpfModifier,
  outcome: Trial['outcome'],
  behind: CheckedRecord | undefined,
): SpfResult {
  if (outcome === 'temperror' || outcome === 'permerror') return outcome
  if (term.kind === 'mechanism') return resultOf[term.qualifier]
  return behind?.trace.result ?? 'permerror'
}

function decision(domain: string, term: SpfTerm | undefined, { reason, behind }: End): SpfDecision {
  if (term && behind?.decidedBy.reason === reason) {
    const { domain: decider, term: deciding, offset, via } = behind.decidedBy
    return Object.freeze({
      reason,
      domain: decider,
      term: deciding,
      offset,
      via: [term.text, ...via],
    })
  }
  return Object.freeze({
    reason,
    domain,
    term: term?.text ?? null,
    offset: term?.offset ?? null,
    via: [],
  })
}

function withoutTerms(
  domain: string,
  result: SpfResult,
  reason: SpfReason,
  asked: readonly SpfAsked[] = [],
): CheckedRecord {
  return {
    trace: Object.freeze({ domain, text: null, asked, terms: [], result, reason }),
    decidedBy: Object.freeze({ reason, domain, term: null, offset: null, via: [] }),
    explanation: undefined,
  }
}

function untried(
  { text, offset }: SpfTerm,
  outcome: SpfTermTrace['outcome'],
  reason: SpfReason | null,
): SpfTermTrace {
  return Object.freeze({
    term: text,
    offset,
    name: null,
    outcome,
    reason,
    asked: [],
    lookups: 0,
    voidLookups: 0,
    record: null,
  })
}

function untouched(term: SpfTerm): SpfTermTrace {
  return untried(term, term.kind === 'modifier' ? 'ignored' : 'not-reached', null)
}

function isMechanism(term: SpfTerm): term is SpfMechanism {
  return term.kind === 'mechanism'
}

function isRedirect(term: SpfTerm): term is SpfModifier {
  return term.kind === 'modifier' && term.name === 'redirect'
}

function isExplanation(term: SpfTerm): term is SpfModifier {
  return term.kind === 'modifier' && term.name === 'exp'
}
