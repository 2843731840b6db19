/** The tree of an evaluation: what became of each term for one mail, and which one decided. */
import type {
  SpfAsked,
  SpfReason,
  SpfRecordTrace,
  SpfTermOutcome,
  SpfTermTrace,
  SpfTrace,
} from '../../mail/spf-trace.js'
import type { SpfTreeNode } from '../../report/spf-report.js'

export function traceTree(trace: SpfTrace): readonly SpfTreeNode[] {
  const { domain, term, offset, via } = trace.decidedBy
  // The same record may be included twice; the way to it tells them apart.
  const isDecisive = (path: readonly string[], at: string, one: SpfTermTrace) =>
    one.term === term &&
    one.offset === offset &&
    at === domain &&
    path.length === via.length &&
    path.every((step, index) => step === via[index])
  const nodes = (record: SpfRecordTrace, path: readonly string[]): readonly SpfTreeNode[] =>
    record.terms.map(one => {
      const decides = isDecisive(path, record.domain, one)
      return {
        term: one.term,
        look: decides ? 'decides' : looks[one.outcome],
        note: noteOf(one, decides),
        children: one.record ? nodes(one.record, [...path, one.term]) : [],
      }
    })
  return nodes(trace, [])
}

const looks: Readonly<Record<SpfTermOutcome, SpfTreeNode['look']>> = {
  match: 'plain',
  'no-match': 'plain',
  followed: 'plain',
  temperror: 'wrong',
  permerror: 'wrong',
  ignored: 'quiet',
  'not-reached': 'quiet',
}

const outcomes: Readonly<Record<SpfTermOutcome, string>> = {
  match: 'matches',
  'no-match': 'no match',
  followed: 'followed',
  temperror: 'temperror',
  permerror: 'permerror',
  ignored: 'not used',
  'not-reached': 'not reached',
}

const reasons: Readonly<Partial<Record<SpfReason, string>>> = {
  'malformed-domain': 'no domain that could have a record',
  'no-record-behind': 'no SPF record there',
  'several-records': 'several SPF records there',
  'faulty-record': 'faulty record',
  'dns-error': 'the DNS did not answer',
  'too-many-lookups': 'more than 10 look-ups',
  'too-many-void-lookups': 'more than 2 void look-ups',
  'too-many-mx': 'more than 10 mail hosts',
  'out-of-time': 'out of time',
}

const mostAnswers = 3

function noteOf({ outcome, reason, asked, record, name, term }: SpfTermTrace, decides: boolean) {
  const why = reason === null ? undefined : reasons[reason]
  const filled = name !== null && term.includes('%') ? name : undefined
  // What was asked for an include is shown as the record behind it.
  const answers = record ? [] : asked.map(answerText)
  return [
    decides ? `${outcomes[outcome]}: this decides` : outcomes[outcome],
    ...(why === undefined ? [] : [why]),
    ...(filled === undefined ? [] : [`asks ${filled}`]),
    ...answers,
  ].join('; ')
}

function answerText({ name, type, status, records }: SpfAsked): string {
  if (status !== 'ok') return `${type} ${name}: ${status}`
  const shown = records.slice(0, mostAnswers).map(recordText)
  const more = records.length > mostAnswers ? ' …' : ''
  return `${type} ${name}: ${shown.join(', ')}${more}`
}

function recordText(record: unknown): string {
  if (typeof record === 'string') return record
  if (Array.isArray(record)) return record.map(String).join('')
  return typeof record === 'object' && record !== null && 'exchange' in record
    ? String(record.exchange)
    : '?'
}
