/**
 * A resolver that keeps its promise, made of one that may not: the package's doors take
 * whatever function a program hands in, and none of them may throw for it. What fails or
 * is no answer becomes "servfail", that nobody knows, and so does what no DNS message
 * could hold; a record that is not of the kind asked for is left out.
 */

export interface SpfAnswer {
  readonly status: 'ok' | 'nodata' | 'nxdomain' | 'servfail' | 'timeout'
  readonly records: readonly unknown[]
  /** Why it was not even asked, in words. */
  readonly why?: string
}

export type SpfQuestionType = 'TXT' | 'A' | 'AAAA' | 'MX'

/** Asks the DNS and never throws; TXT records come as lists of strings. */
export type SpfResolver = (name: string, type: SpfQuestionType) => Promise<SpfAnswer>

const statuses: readonly unknown[] = ['ok', 'nodata', 'nxdomain', 'servfail', 'timeout']
/** Octets, also over TCP (RFC 1035, section 4.2.2). */
const longestAnswer = 65_535
/** Octets of a record beside what it says: name, type, class, TTL and length. */
const recordHead = 12
const failure: SpfAnswer = Object.freeze({ status: 'servfail', records: [] })

export function steady(resolve: SpfResolver): SpfResolver {
  return async (name, type) => {
    try {
      const answer: unknown = await resolve(name, type)
      if (!isAnswer(answer)) return failure
      const { status, records, ...rest } = answer
      const found = records.flatMap(record => plain(record, type))
      return sizeOf(found) > longestAnswer ? failure : { ...rest, status, records: found }
    } catch {
      return failure
    }
  }
}

/** May throw, as may all that looks at a stranger's object. */
export function isAnswer(value: unknown): value is SpfAnswer {
  if (typeof value !== 'object' || value === null) return false
  const { status, records } = value as Partial<Record<keyof SpfAnswer, unknown>>
  return statuses.includes(status) && Array.isArray(records)
}

function plain(record: unknown, type: SpfQuestionType): readonly unknown[] {
  switch (type) {
    case 'TXT':
      if (typeof record === 'string') return [[record]]
      return Array.isArray(record) ? [record.filter(isText)] : []
    case 'A':
    case 'AAAA':
      return isText(record) ? [record] : []
    case 'MX':
      // A name alone is a record all the same, though it leads to no host.
      return isText(record) || isMx(record) ? [record] : []
  }
}

/** At least so many octets. */
function sizeOf(records: readonly unknown[]): number {
  const texts = records
    .flatMap(record => (Array.isArray(record) ? (record as unknown[]) : []))
    .filter(isText)
  return texts.reduce((sum, { length }) => sum + length, records.length * recordHead)
}

function isMx(record: unknown): boolean {
  if (typeof record !== 'object' || record === null || !('exchange' in record)) return false
  return isText(record.exchange)
}

function isText(value: unknown): value is string {
  return typeof value === 'string'
}
