/**
 * What an answer of the endpoint means for a call: rows and warnings, or a
 * fault. Bodies may be JSON, plain text, HTML of a proxy, or nothing but NUL
 * bytes (a role that is missing, or a cmdlet the service does not know); the
 * words are taken from wherever they are, the meaning from classify.ts.
 */
import { finding } from '../../../findings.js'
import type { Call, Outcome } from '../../drivers.js'
import { Fault } from '../../fault.js'
import { faultOf, lostKind } from '../classify.js'
import { isRead } from '../cmdlet-table.js'
import { selected } from '../selected.js'
import { answerIn } from '../wire-error.js'
import { secondsToRetry, type WebAnswer } from '../../web-answer.js'
import { rowsIn, warningsIn } from './rows.js'
import type { Sent } from './send.js'

export function outcomeOf(call: Call, sent: Sent, now: Date): Outcome {
  if (sent.came === 'nothing') return failed(unanswered(call, sent))
  const { answer } = sent
  const { json, status } = answer
  const warnings = warningsIn(json)
  if (status < 200 || status > 299 || has(json, 'error'))
    return failed(refusalIn(call, answer, now), warnings)
  if (typeof json !== 'object' || json === null) return failed(unreadable(call, answer))
  if (has(json, '@odata.nextLink') && isRead(call.cmdlet)) return failed(incomplete(call), warnings)
  return { status: 'done', rows: selected(rowsIn(json), call.select), warnings }
}

/** One refusal for a call that was never looked at by itself. */
export function missing(call: Call): Outcome {
  const text = 'The answer holds nothing about this call.'
  return failed(lost(call, 'missing', text))
}

function refusalIn(call: Call, answer: WebAnswer, now: Date): Fault {
  const { status, header, text, json } = answer
  const told = has(json, 'error') ? answerIn(text) : { text: wordsIn(status, text) }
  const type = header('x-exceptiontype') ?? told.type
  const requestId = header('request-id') ?? header('client-request-id')
  const retryAfterSeconds = secondsToRetry(header('retry-after'), now)
  return faultOf({
    cmdlet: call.cmdlet,
    text: told.text,
    status,
    ...(type === undefined ? {} : { type }),
    ...(requestId === null ? {} : { requestId }),
    ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
  })
}

/** Not JSON, though the status says that all is well: something between us and the service spoke. */
function unreadable({ cmdlet }: Call, { status, text }: WebAnswer): Fault {
  return faultOf({ cmdlet, type: 'not-json', text: wordsIn(status, text) })
}

function unanswered(call: Call, { wasSent, type, text }: Sent & { readonly came: 'nothing' }) {
  if (wasSent) return lost(call, type, text)
  return new Fault({ kind: 'unreachable', type, text, operation: call.cmdlet })
}

function lost({ cmdlet }: Call, type: string, text: string): Fault {
  return new Fault({ kind: lostKind(cmdlet), type, text, operation: cmdlet })
}

/** A part of a list must never be taken for the whole. */
function incomplete({ cmdlet }: Call): Fault {
  const why = finding('rest-answer-in-pages', { cmdlet })
  return new Fault({ kind: 'rejected', text: why.message, operation: cmdlet, finding: why })
}

function failed(fault: Fault, warnings: readonly string[] = []): Outcome {
  return { status: 'failed', fault, warnings }
}

function wordsIn(status: number, body: string): string {
  const text = body.replaceAll('\0', '').trim()
  if (text === '') return `HTTP ${status} without a word`
  if (!text.startsWith('<')) return `HTTP ${status}: ${text}`
  const title = /<title[^>]*>([^<]*)/i.exec(text)?.[1]?.trim()
  return `HTTP ${status} with a page instead of an answer${title ? `: ${title}` : ''}`
}

function has(value: unknown, name: string): boolean {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
}
