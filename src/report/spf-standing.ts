/** How the records of an analysis stand, so that a silent DNS is never told as a broken record. */
import type { Finding } from '../findings.js'

interface Looked {
  readonly record: string | null
  readonly findings: readonly Finding[]
}

/** `expected`: not there yet, but the spec makes it with the next apply. */
export type SpfStanding = 'unread' | 'missing' | 'broken' | 'expected' | 'improvable' | 'good'

export function standingOf({ record, findings }: Looked): SpfStanding {
  const has = (severity: Finding['severity']) => findings.some(one => one.severity === severity)
  const codes = new Set(findings.map(one => one.code))
  if (codes.has('spf-not-answered')) return 'unread'
  if (codes.has('spf-no-record') || codes.has('spf-no-record-by-hand')) return 'missing'
  if (has('error')) return codes.has('spf-no-record-yet') && record === null ? 'missing' : 'broken'
  if (codes.has('spf-no-record-yet')) return 'expected'
  return has('warning') ? 'improvable' : 'good'
}

/** `2 of 3 records broken, 1 not read`; and the same in sentences. */
export function standingWords(subjects: readonly Looked[]): {
  readonly headline: string
  readonly inWords: readonly string[]
} {
  const standings = subjects.map(standingOf)
  const count = (one: SpfStanding) => standings.filter(other => other === one).length
  const [unread, missing, broken, expected] = [
    count('unread'),
    count('missing'),
    count('broken'),
    count('expected'),
  ]
  const read = subjects.length - unread - missing - expected
  const wrong = [
    ...(broken > 0 ? [`${records(broken)} broken`] : []),
    ...(missing > 0 ? [`${records(missing)} missing`] : []),
    ...(unread > 0 ? [`${records(unread)} not read`] : []),
    ...(expected > 0 ? [`${records(expected)} not there yet`] : []),
  ]
  return {
    headline: wrong.length > 0 ? wrong.join(', ') : `${records(read)} in order`,
    inWords: [
      ...(broken > 0
        ? [
            `${String(broken)} of ${records(subjects.length)} cannot be relied on: receivers ignore or misread ${itOrThem(broken)}.`,
          ]
        : read > 0
          ? [`${records(read)} read; none is broken.`]
          : []),
      ...(missing > 0
        ? [
            `${domains(missing)} no SPF record, so honest mail from there is judged like forged mail.`,
          ]
        : []),
      ...(unread > 0
        ? [
            `The DNS did not answer for ${unread === 1 ? '1 domain' : `${String(unread)} domains`}, so nothing is known of ${itOrThem(unread)}.`,
          ]
        : []),
      ...(expected > 0 ? [`${domains(expected)} no SPF record yet; the spec makes it.`] : []),
      ...(count('improvable') > 0 ? [`${String(count('improvable'))} could be better.`] : []),
    ],
  }
}

function records(count: number): string {
  return `${String(count)} ${count === 1 ? 'record' : 'records'}`
}

function domains(count: number): string {
  return count === 1 ? '1 domain has' : `${String(count)} domains have`
}

function itOrThem(count: number): string {
  return count === 1 ? 'it' : 'them'
}
