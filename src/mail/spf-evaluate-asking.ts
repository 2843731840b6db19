/**
 * How an evaluation asks the DNS: through an injected resolver that may fail,
 * lie or keep silent, and still every question gets an answer, at the latest
 * when the time of the whole evaluation is over.
 */
import { hasFailed } from './dns-status.js'
import { isAnswer } from './spf-steady.js'
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
/** Milliseconds; a longer one would go off at once. */
const longestTimer = 2 ** 31 - 1

export function startAsking(resolve: SpfAskingResolver, timeoutSeconds: number): SpfAsking {
  let isOver = false
  let isStopped = false
  // An evaluation asks one question after the other, so at most one waits for the end.
  let giveUp: (() => void) | undefined
  let timer: NodeJS.Timeout | undefined
  // Answers at hand, as a cache has them, need no clock: it starts at the first that has to be
  // waited for, before which no time to speak of has gone by.
  const startClock = () => {
    if (!giveUp || isStopped) return
    timer ??= setTimeout(
      () => {
        isOver = true
        giveUp?.()
      },
      Math.min(timeoutSeconds * 1000, longestTimer),
    )
  }

  return {
    ask: (name, type) =>
      new Promise(done => {
        const tell = ({ status, records }: SpfDnsAnswer) => {
          giveUp = undefined
          done({ name, type, status, records })
        }
        giveUp = () => {
          tell(silence)
        }
        if (isOver) {
          giveUp()
          return
        }
        answered(resolve, name, type, tell)
        // Its turn comes behind that of an answer at hand.
        if (!timer) void atHand.then(startClock)
      }),
    isOutOfTime: () => isOver,
    stop() {
      isStopped = true
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

/** An answer that there is nothing; more than two of them end an evaluation. */
export function isVoid(answer: SpfDnsAnswer): boolean {
  return !hasFailed(answer) && (answer.status !== 'ok' || answer.records.length === 0)
}

/** A TXT value with its strings joined; what is none is an empty one. */
export function txtText(record: unknown): string {
  const strings: readonly unknown[] = Array.isArray(record) ? record : [record]
  const [only] = strings
  if (strings.length === 1 && typeof only === 'string') return only
  return strings.map(one => (typeof one === 'string' ? one : '')).join('')
}

const atHand = Promise.resolve()
const silence: SpfDnsAnswer = Object.freeze({ status: 'timeout', records: [] })
const failure: SpfDnsAnswer = Object.freeze({ status: 'servfail', records: [] })

/** Tells what the resolver answers, whenever it does and whatever it is. */
function answered(
  resolve: SpfAskingResolver,
  name: string,
  type: SpfAskedType,
  tell: (answer: SpfDnsAnswer) => void,
): void {
  const fail = () => {
    tell(failure)
  }
  try {
    Promise.resolve<unknown>(resolve(name, type)).then(answer => {
      tell(answerFrom(answer))
    }, fail)
  } catch {
    fail()
  }
}

/** An object of strangers may throw when it is looked at, which then happens here and nowhere else. */
function answerFrom(given: unknown): SpfDnsAnswer {
  try {
    return isAnswer(given) ? { status: given.status, records: given.records } : failure
  } catch {
    return failure
  }
}
