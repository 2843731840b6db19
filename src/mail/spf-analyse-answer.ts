/** What the TXT values of a name say: whether exactly one is SPF, and whether the answer fits a packet. */
import { hasFailed, statusText } from './dns-status.js'
import { finding, type Finding } from '../findings.js'
import type { SpfAnswer } from './spf-lookups.js'
import { spfRecordIn, splitTxt, textOfRecord } from './spf-txt.js'
import { isSpf } from './spf.js'

/** A plain DNS packet (RFC 1035, section 4.2.1). */
const mostBytes = 512
/** The head of an answer, the class and type of its question; of each record all but its strings. */
const [headBytes, questionBytes, recordBytes] = [12, 4, 12]

export interface RecordFound {
  readonly record: string | null
  /** All, where there are several, which receivers give up; empty otherwise. */
  readonly several: readonly string[]
  readonly findings: readonly Finding[]
}

export function recordOf(domain: string, answer: SpfAnswer): RecordFound {
  if (hasFailed(answer)) {
    const told = finding('spf-not-answered', { domain, status: statusText(answer) })
    return { record: null, several: [], findings: [told] }
  }
  const { records } = answer
  const found = spfRecordIn(records.map(textOfRecord))
  if (found.state === 'present') return { record: found.record, several: [], findings: [] }
  const several = found.state === 'several' ? found.records : []
  const count = several.length
  const why =
    count > 0 ? finding('spf-two-records', { domain, count }) : finding('spf-no-record', { domain })
  return { record: null, several, findings: [why] }
}

export function answerFindings(domain: string, { records }: SpfAnswer): readonly Finding[] {
  const values = records.map(textOfRecord)
  const almost = values.filter(value => !isSpf(value) && /^[\s"'“]*v\s*=\s*spf/i.test(value))
  const length = bytesOf(domain, values)
  return [
    ...almost.map(text => finding('spf-almost-record', { domain, text: JSON.stringify(text) })),
    ...(length > mostBytes
      ? [finding('spf-long-answer', { domain, length, most: mostBytes })]
      : []),
  ]
}

function bytesOf(domain: string, values: readonly string[]): number {
  const strings = values.flatMap(value => splitTxt(value))
  const text = strings.reduce((sum, { length }) => sum + length + 1, 0)
  return headBytes + domain.length + 2 + questionBytes + recordBytes * values.length + text
}
