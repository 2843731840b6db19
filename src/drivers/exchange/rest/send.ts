/**
 * One question over HTTPS, and what came of it: an answer, whatever it says, or
 * none. Of a question without an answer only two things can be known: that it
 * was never sent, or that it may have been carried out.
 */
import type { Connection } from './connection.js'

export interface Answer {
  readonly status: number
  readonly header: (name: string) => string | null
  readonly text: string
  /** The text as JSON; undefined where it is none. */
  readonly json: unknown
}

export type Sent =
  | { readonly came: 'answer'; readonly answer: Answer }
  | {
      readonly came: 'nothing'
      readonly wasSent: boolean
      readonly type: string
      readonly text: string
    }

export interface Question {
  readonly url: string
  readonly method: 'GET' | 'POST'
  readonly headers: Readonly<Record<string, string>>
  readonly body?: object
  readonly seconds: number
}

/** These mean that no connection was made, so nothing was asked. */
const neverSent =
  /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT|CERT_\w+|ERR_TLS_\w+|ERR_SSL_\w+|\w*SELF_SIGNED_CERT\w*|UNABLE_TO_\w+)$/

export async function send(question: Question, connection: Connection): Promise<Sent> {
  const limit = AbortSignal.timeout(question.seconds * 1000)
  const bearer = connection.token.reveal()
  try {
    const { url, method, headers, body } = question
    const response = await connection.fetch(url, {
      method,
      headers: { ...headers, authorization: `Bearer ${bearer}` },
      signal: limit,
      // A redirect would carry the token to another host.
      redirect: 'manual',
      ...(body ? { body: JSON.stringify(body) } : {}),
    })
    // Should anything on the way repeat what we sent, the token stops here.
    const text = (await response.text()).replaceAll(bearer, '***')
    const header = (name: string) => response.headers.get(name)
    return { came: 'answer', answer: { status: response.status, header, text, json: parsed(text) } }
  } catch (error) {
    if (limit.aborted) return nothing('timeout', `No answer within ${question.seconds} seconds.`)
    const type = codeOf(error)
    const text = `The connection failed (${type}).`
    return { ...nothing(type, text), wasSent: !neverSent.test(type) }
  }
}

function nothing(type: string, text: string): Sent & { readonly came: 'nothing' } {
  return { came: 'nothing', wasSent: true, type, text }
}

/** The texts of these errors hold addresses at best; the code is what counts. */
function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown'
  const code: unknown = Reflect.get(Object(error.cause), 'code') ?? Reflect.get(error, 'code')
  return typeof code === 'string' ? code : error.name
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
