/**
 * How an evaluation asks the DNS: through an injected resolver that may fail,
 * lie or keep silent, and still every question gets an answer, at the latest
 * when the time of the whole evaluation is over.
 */
import type { SpfAsked, SpfAskedType, SpfDnsAnswer } from './spf-trace.js'

/** Asks the DNS; a resolver that throws is understood as a name server that failed. */
export type SpfAskingResolver = (name: string, type: SpfAskedType) => Promise<SpfDnsAnswer>

export interface SpfAsking {
  readonly ask: (name: string, type: SpfAskedType) => Promise<SpfAsked>
  readonly isOutOfTime: () => boolean
  /** Must be called in the end, or the clock keeps the process alive. */
  readonly stop: () => void
}

const labelOctets = 63
const nameOctets = 253
const statuses: readonly string[] = ['ok', 'nodata', 'nxdomain', 'servfail', 'timeout']

export function startAsking(resolve: SpfAskingResolver, timeoutSeconds: number): SpfAsking {
  let isOver = false
  let timer: ReturnType<typeof setTimeout> | undefined
  const end = new Promise<undefined>(done => {
    timer = setTimeout(() => {
      isOver = true
      done(undefined)
    }, timeoutSeconds * 1000)
  })

  return {
    async ask(name, type) {
      const answer = isOver ? undefined : await Promise.race([answerOf(resolve, name, type), end])
      const { status, records } = answer ?? { status: 'timeout' as const, records: [] }
      return Object.freeze({ name, type, status, records })
    },
    isOutOfTime: () => isOver,
    stop() {
      clearTimeout(timer)
    },
  }
}

/** Whether a question can be made of the name: labels of 1 to 63 octets, 253 in all. */
export function canBeAsked(name: string): boolean {
  if (name === '' || name.length > nameOctets) return false
  let start = 0
  while (start <= name.length) {
    const dot = name.indexOf('.', start)
    const end = dot === -1 ? name.length : dot
    if (end === start || end - start > labelOctets) return false
    start = end + 1
  }
  return true
}

/** "We do not know", as opposed to "there is none". */
export function hasFailed({ status }: SpfDnsAnswer): boolean {
  return status === 'servfail' || status === 'timeout'
}

/** An answer that there is nothing; more than two of them end an evaluation. */
export function isVoid(answer: SpfDnsAnswer): boolean {
  return !hasFailed(answer) && (answer.status !== 'ok' || answer.records.length === 0)
}

/** A TXT value with its strings joined; what is none is an empty one. */
export function txtText(record: unknown): string {
  const strings: readonly unknown[] = Array.isArray(record) ? record : [record]
  return strings.map(one => (typeof one === 'string' ? one : '')).join('')
}

async function answerOf(
  resolve: SpfAskingResolver,
  name: string,
  type: SpfAskedType,
): Promise<SpfDnsAnswer> {
  const failed: SpfDnsAnswer = { status: 'servfail', records: [] }
  try {
    const answer: unknown = await resolve(name, type)
    return isAnswer(answer) ? answer : failed
  } catch {
    return failed
  }
}

function isAnswer(value: unknown): value is SpfDnsAnswer {
  if (typeof value !== 'object' || value === null) return false
  const { status, records } = value as Partial<Record<keyof SpfDnsAnswer, unknown>>
  return typeof status === 'string' && statuses.includes(status) && Array.isArray(records)
}
