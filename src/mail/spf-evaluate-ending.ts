/**
 * What a term and a record come to, and how the trace tells it: the steps
 * themselves stand in spf-evaluate-record.ts.
 *
 * A trace belongs to whoever asked, and is shared with nobody. It is not frozen:
 * that alone takes a sixth of an evaluation.
 */
import type { MechanismTrial } from './spf-evaluate-mechanism.js'
import type { SpfWalk } from './spf-evaluate-walk.js'
import type { SpfMechanism, SpfModifier, SpfQualifier, SpfTerm } from './spf-term.js'
import type {
  SpfAsked,
  SpfDecision,
  SpfReason,
  SpfRecordTrace,
  SpfResult,
  SpfTermTrace,
} from './spf-trace.js'
import type { SpfRecord } from './spf.js'

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

export interface Trial extends Omit<MechanismTrial, 'outcome'> {
  readonly outcome: MechanismTrial['outcome'] | 'followed'
  readonly behind?: CheckedRecord
}

const resultOf: Readonly<Record<SpfQualifier, SpfResult>> = Object.freeze({
  '+': 'pass',
  '-': 'fail',
  '~': 'softfail',
  '?': 'neutral',
})

/** The record's trace; `traces` holds those of its tried terms at their places. */
export function closed(
  domain: string,
  { text, terms }: SpfRecord,
  asked: SpfAsked,
  traces: readonly (SpfTermTrace | undefined)[],
  term: SpfTerm | undefined,
  end: End,
): CheckedRecord {
  const trace: SpfRecordTrace = {
    domain,
    text,
    asked: [asked],
    terms: terms.map((one, place) => traces[place] ?? untouched(one)),
    result: end.result,
    reason: end.reason,
  }
  const exp = end.result === 'fail' ? terms.find(isExplanation) : undefined
  const own = exp && { domain, text: exp.value }
  // A redirect hands everything over, the explanation too; an include keeps its own to itself.
  const handedOver = term?.kind === 'modifier' && end.behind
  return {
    trace,
    decidedBy: decision(domain, term, end),
    explanation: handedOver ? handedOver.explanation : own,
  }
}

export function stepOf(
  walk: SpfWalk,
  term: SpfMechanism | SpfModifier,
  trial: Trial,
  lookupsBefore: number,
  voidLookupsBefore: number,
): Step {
  const isLate = walk.asking.isOutOfTime()
  const outcome = isLate ? 'temperror' : trial.outcome
  const reason = isLate ? 'out-of-time' : trial.reason
  const trace = {
    term: term.text,
    offset: term.offset,
    name: trial.name,
    outcome,
    reason,
    asked: trial.asked,
    lookups: walk.lookups - lookupsBefore,
    voidLookups: walk.voidLookups - voidLookupsBefore,
    record: trial.behind?.trace ?? null,
  }
  if (reason === null) return { trace, end: undefined }
  const result = resultBy(term, outcome, trial.behind)
  return { trace, end: { result, reason, behind: isLate ? undefined : trial.behind } }
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
    return {
      reason,
      domain: decider,
      term: deciding,
      offset,
      via: [term.text, ...via],
    }
  }
  return {
    reason,
    domain,
    term: term?.text ?? null,
    offset: term?.offset ?? null,
    via: [],
  }
}

export function withoutTerms(
  domain: string,
  result: SpfResult,
  reason: SpfReason,
  asked: readonly SpfAsked[] = [],
): CheckedRecord {
  return {
    trace: { domain, text: null, asked, terms: [], result, reason },
    decidedBy: { reason, domain, term: null, offset: null, via: [] },
    explanation: undefined,
  }
}

export function untried(
  { text, offset }: SpfTerm,
  outcome: SpfTermTrace['outcome'],
  reason: SpfReason | null,
): SpfTermTrace {
  return {
    term: text,
    offset,
    name: null,
    outcome,
    reason,
    asked: [],
    lookups: 0,
    voidLookups: 0,
    record: null,
  }
}

function untouched(term: SpfTerm): SpfTermTrace {
  return untried(term, term.kind === 'modifier' ? 'ignored' : 'not-reached', null)
}

function isExplanation(term: SpfTerm): term is SpfModifier {
  return term.kind === 'modifier' && term.name === 'exp'
}
