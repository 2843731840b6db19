/**
 * One question to the web API of a DNS service, and its answer or a `Fault`.
 * What left nothing behind is tried again; a write that got no answer, or that
 * the service broke off in the middle of, has an unknown outcome and is never
 * repeated. No secret comes out again: neither in a text nor as a cause.
 */
import type { Secret } from '../../secret.js'
import { Fault, type FaultKind } from '../../fault.js'
import type { Retry } from '../../retry.js'
import type { Patience, Sign } from '../message/patience.js'
import type { Turns } from '../message/turns.js'
import {
  networkErrorCode,
  readAnswer,
  secondsToRetry,
  wasNeverSent,
  type WebAnswer,
} from '../../web-answer.js'

export interface WebQuestion {
  /** What a fault names: `read records`, `change records`. */
  readonly operation: string
  readonly method: 'GET' | 'PUT' | 'POST' | 'PATCH' | 'DELETE'
  readonly url: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
}

/** What a service says when it refuses. */
export interface Refusal {
  readonly code?: string | undefined
  readonly text: string
  /** Where the code tells more than the status of HTTP. */
  readonly kind?: FaultKind | undefined
}

/** What is needed to reach the web; tests have their own. */
export interface WebScene {
  readonly fetch: typeof fetch
  /** How many questions are asked at once. */
  readonly turn: Turns
  readonly retry: Retry
  /** With a service that does not answer. */
  readonly patience: Patience
  readonly clock: () => Date
  /** How long an answer may take. */
  readonly timeoutSeconds: number
}

export interface WebService {
  /** As people know it: `Azure DNS`. */
  readonly name: string
  /** The headers that say who asks, made anew for every attempt. */
  readonly signed: (question: WebQuestion) => Promise<Signed>
  readonly refusalIn: (answer: WebAnswer) => Refusal
}

export interface Signed {
  readonly headers: Readonly<Record<string, string>>
  /** What no text may hold. */
  readonly secrets: readonly Secret[]
}

export type WebCall = (question: WebQuestion) => Promise<WebAnswer>

export function createWebCall(service: WebService, scene: WebScene): WebCall {
  const attempt = async (question: WebQuestion): Promise<WebAnswer> => {
    const { headers, secrets } = await service.signed(question)
    const all = { ...question.headers, ...headers }
    const answer = await asked({ ...question, headers: all }, secrets, scene)
    if (answer.status >= 200 && answer.status < 300) return answer
    throw refused(question, answer, service, scene.clock())
  }
  return question =>
    scene.turn(async () => {
      const borne = await scene.patience({
        server: service.name,
        about: `${question.method} ${question.url}`,
        ask: () => settled(scene.retry(() => attempt(question))),
        signOf,
      })
      if (borne.state === 'given-up') throw notAsked(question, borne.most)
      const { reply } = borne
      if (reply.status === 'rejected') throw reply.reason
      return reply.value
    })
}

type Settled = PromiseSettledResult<WebAnswer>

async function settled(answer: Promise<WebAnswer>): Promise<Settled> {
  const [one] = await Promise.allSettled([answer])
  return one
}

/** A name that leads nowhere and a closed port tell so at once, and prove nothing of the service. */
function signOf(one: Settled): Sign {
  if (one.status === 'fulfilled' || !(one.reason instanceof Fault)) return 'answer'
  const { kind, type } = one.reason
  if (type === timedOut) return 'silence'
  return kind === 'unreachable' ? 'neither' : 'answer'
}

function notAsked({ operation }: WebQuestion, most: number): Fault {
  const text = `It left more than ${String(most)} questions unanswered in this run, so it was not asked.`
  return new Fault({ kind: 'unreachable', operation, text })
}

const timedOut = 'timeout'

async function asked(
  question: WebQuestion,
  secrets: readonly Secret[],
  { fetch, timeoutSeconds }: WebScene,
): Promise<WebAnswer> {
  const limit = AbortSignal.timeout(timeoutSeconds * 1000)
  const { url, method, headers, body } = question
  try {
    const response = await fetch(url, {
      method,
      signal: limit,
      // A redirect would carry the secrets to another host.
      redirect: 'manual',
      ...(headers ? { headers } : {}),
      ...(body === undefined ? {} : { body }),
    })
    return await readAnswer(response, secrets)
  } catch (error) {
    const type = limit.aborted ? timedOut : networkErrorCode(error)
    throw unanswered(question, type, timeoutSeconds)
  }
}

function unanswered({ operation, method }: WebQuestion, type: string, seconds: number): Fault {
  const text =
    type === timedOut ? `No answer within ${seconds} seconds.` : `The connection failed (${type}).`
  if (wasNeverSent(type)) return new Fault({ kind: 'unreachable', operation, text, type })
  // Whoever waited that long once need not wait five times more.
  const readKind = type === timedOut ? 'unreachable' : 'transient'
  return new Fault({
    kind: method === 'GET' ? readKind : 'unknown-outcome',
    operation,
    text,
    type,
  })
}

function refused(
  { operation, method }: WebQuestion,
  answer: WebAnswer,
  service: WebService,
  now: Date,
): Fault {
  const { code, text, kind } = service.refusalIn(answer)
  const retryAfterSeconds = secondsToRetry(answer.header('retry-after'), now)
  return new Fault({
    kind: kind ?? kindOf(answer.status, method === 'GET'),
    operation,
    text: `${service.name}: ${oneLine(text) || `HTTP ${answer.status}`}`,
    type: code ?? String(answer.status),
    ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
  })
}

function kindOf(status: number, isRead: boolean): FaultKind {
  if (status === 401 || status === 403) return 'denied'
  if (status === 404) return 'not-found'
  if (status === 409 || status === 412) return 'conflict'
  if (status === 429) return 'throttled'
  if (status >= 500) return isRead ? 'transient' : 'unknown-outcome'
  return 'rejected'
}

function oneLine(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim()
  return line.length > 300 ? `${line.slice(0, 300)} …` : line
}
