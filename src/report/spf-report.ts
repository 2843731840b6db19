/**
 * What the `spf` commands tell: one record checked, records analysed, two records
 * compared. They know no tenant and no spec, so they serve everyone who keeps a
 * domain.
 */
import type { SpfEvaluation } from '../mail/spf-trace.js'
import type { Finding } from '../findings.js'
import { ordered } from './findings-order.js'
import { standingOf, standingWords, type SpfStanding } from './spf-standing.js'
import { crowd, ending, few, isCrowd, way } from './spf-words.js'

/** A term of a record, and what stands behind it. */
export interface SpfTreeNode {
  readonly term: string
  /** `decides` is the one term that the verdict rests on. */
  readonly look: 'decides' | 'plain' | 'quiet' | 'wrong'
  /** What became of it, in a few words; may be empty. */
  readonly note: string
  readonly children: readonly SpfTreeNode[]
}

export interface SpfCounts {
  readonly lookups: number
  readonly voidLookups: number
  /** The budget: how many look-ups receivers make. */
  readonly mostLookups: number
  /** Whether all could be asked; where not, the true counts may be higher. */
  readonly complete: boolean
}

/** One record that was looked at. */
export interface SpfSubject {
  /** The domain; null for a record that was typed. */
  readonly domain: string | null
  readonly record: string | null
  readonly counts: SpfCounts
  readonly tree: readonly SpfTreeNode[]
  readonly findings: readonly Finding[]
}

export interface SpfCheckReport extends SpfSubject {
  readonly report: 'spf-check'
  /** As it was typed. */
  readonly words: string
  /** Whom the DNS was asked of. */
  readonly asked: string
  /** The mail that was judged; null where no address was given. */
  readonly question: {
    readonly ip: string
    readonly sender: string
    readonly helo: string
  } | null
  readonly evaluation: SpfEvaluation | null
  readonly headline: string
  readonly inWords: readonly string[]
}

export interface SpfAnalysisReport {
  readonly report: 'spf-analysis'
  readonly words: string
  readonly asked: string
  readonly subjects: readonly SpfSubject[]
  readonly headline: string
  readonly inWords: readonly string[]
}

/** Addresses whose result a change moves, as few blocks as can say it. */
export interface SpfMove {
  readonly from: string
  readonly to: string
  readonly ranges: readonly string[]
}

export interface SpfDiffReport {
  readonly report: 'spf-diff'
  readonly words: string
  readonly asked: string
  readonly before: string | null
  /** Records that stood beside each other before, so that receivers gave all up; `before` is null then. */
  readonly givenUp: readonly string[]
  readonly after: string | null
  readonly moves: readonly SpfMove[]
  /** What could not be looked into, so that it may decide otherwise. */
  readonly unless: readonly string[]
  readonly counts: { readonly before: SpfCounts; readonly after: SpfCounts }
  readonly findings: readonly Finding[]
  readonly headline: string
  readonly inWords: readonly string[]
}

export type SpfReport = SpfCheckReport | SpfAnalysisReport | SpfDiffReport

export function spfCheckReport(
  input: Omit<SpfCheckReport, 'report' | 'headline' | 'inWords'>,
): SpfCheckReport {
  const { evaluation, question } = input
  const name = input.domain ?? 'the record'
  const verdict =
    evaluation && question ? `${question.ip}: ${evaluation.result}` : verdicts[standingOf(input)]
  return Object.freeze({
    ...input,
    report: 'spf-check',
    findings: ordered(input.findings),
    headline: `${name} · ${verdict}`,
    inWords: [
      ...verdictWords(input),
      ...(input.record === null ? [] : [countsWords(input.counts)]),
    ],
  })
}

export function spfAnalysisReport(
  input: Omit<SpfAnalysisReport, 'report' | 'headline' | 'inWords'>,
): SpfAnalysisReport {
  return Object.freeze({ ...input, report: 'spf-analysis', ...standingWords(input.subjects) })
}

export function spfDiffReport(
  input: Omit<SpfDiffReport, 'report' | 'headline' | 'inWords'>,
): SpfDiffReport {
  const gains = input.moves.filter(one => one.to === 'pass').flatMap(one => one.ranges)
  const losses = input.moves.filter(one => one.from === 'pass').flatMap(one => one.ranges)
  const others = input.moves.filter(one => one.to !== 'pass' && one.from !== 'pass')
  const isSure = input.unless.length === 0
  const words =
    input.moves.length === 0
      ? [
          isSure
            ? 'Every address is judged as before.'
            : 'As far as could be looked into, every address is judged as before.',
        ]
      : [
          `${gains.length > 0 ? `${crowd(gains)} may now send` : 'Nobody gains'}; ${
            losses.length > 0 ? `${crowd(losses)} may no longer` : 'nobody loses'
          }.`,
          ...others.map(
            ({ from, to, ranges }) =>
              `${isCrowd(ranges) ? 'Mail from elsewhere' : `Mail from ${few(ranges)}`} is ${ending(to)}, and was ${ending(from)} before.`,
          ),
        ]
  const isSame = input.moves.length === 0
  return Object.freeze({
    ...input,
    report: 'spf-diff',
    findings: ordered(input.findings),
    headline: !isSame
      ? 'the effect changes'
      : isSure
        ? 'the same in effect'
        : 'the same as far as known',
    inWords: [...words, ...(!isSure ? [`Not looked into: ${input.unless.join(', ')}.`] : [])],
  })
}

const verdicts: Readonly<Record<SpfStanding, string>> = {
  unread: 'not known',
  missing: 'no record',
  broken: 'not in order',
  expected: 'no record yet',
  improvable: 'in order',
  good: 'in order',
}

/** `3 of 10 look-ups, none of them void.` */
export function countsWords({ lookups, voidLookups, mostLookups, complete }: SpfCounts): string {
  const least = complete ? '' : 'at least '
  const voids = voidLookups === 0 ? 'none' : String(voidLookups)
  return `It costs ${least}${String(lookups)} of ${String(mostLookups)} look-ups; ${voids} of them void.`
}

const results: Readonly<Record<SpfEvaluation['result'], string>> = {
  pass: 'may send',
  fail: 'may not send; receivers should refuse it',
  softfail: 'should not send; receivers take it for suspicious',
  neutral: 'is neither allowed nor refused',
  none: 'cannot be judged, since there is no record',
  temperror: 'could not be judged, since the DNS did not answer',
  permerror: 'cannot be judged, since the record is broken; receivers ignore it',
}

function verdictWords({
  evaluation,
  question,
  domain,
  findings,
  record,
}: Pick<
  SpfCheckReport,
  'evaluation' | 'question' | 'domain' | 'findings' | 'record'
>): readonly string[] {
  if (evaluation && question) {
    const { term, via, domain: at } = evaluation.trace.decidedBy
    const steps = via.length > 0 ? `, by way of ${way(via)}` : ''
    // A typed record stands nowhere; what it includes does.
    const where = domain === null && via.length === 0 ? '' : ` of ${at}`
    const why = term === null ? '' : ` "${term}"${where} says so${steps}.`
    const [verdict, ...reasons] = results[evaluation.result].split(/(?=[,;])/)
    const whose = domain === null ? '' : ` as ${domain}`
    const said = `${verdict ?? ''}${whose}${reasons.join('')}`
    return [`${question.ip} ${said} (${evaluation.result}).${why}`]
  }
  const isUnread = standingOf({ record, findings }) === 'unread'
  if (isUnread) return ['The DNS did not answer, so it is not known whether there is a record.']
  if (record === null) return ['There is no record to rely on.']
  const errors = findings.filter(one => one.severity === 'error').length
  return errors > 0
    ? ['Receivers cannot rely on this record.']
    : ['Receivers can read this record.']
}
