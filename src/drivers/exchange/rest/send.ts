/**
 * One question over HTTPS, and what came of it: an answer, whatever it says, or
 * none. Of a question without an answer only two things can be known: that it
 * was never sent, or that it may have been carried out.
 */
import { networkErrorCode, readAnswer, wasNeverSent, type WebAnswer } from '../../web-answer.js'
import type { Connection } from './connection.js'

export type Sent =
  | { readonly came: 'answer'; readonly answer: WebAnswer }
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

export async function send(question: Question, connection: Connection): Promise<Sent> {
  const limit = AbortSignal.timeout(question.seconds * 1000)
  try {
    const { url, method, headers, body } = question
    const response = await connection.fetch(url, {
      method,
      headers: { ...headers, authorization: `Bearer ${connection.token.reveal()}` },
      signal: limit,
      // A redirect would carry the token to another host.
      redirect: 'manual',
      ...(body ? { body: JSON.stringify(body) } : {}),
    })
    return { came: 'answer', answer: await readAnswer(response, [connection.token]) }
  } catch (error) {
    if (limit.aborted) return nothing('timeout', `No answer within ${question.seconds} seconds.`)
    const type = networkErrorCode(error)
    const text = `The connection failed (${type}).`
    return { ...nothing(type, text), wasSent: !wasNeverSent(type) }
  }
}

function nothing(type: string, text: string): Sent & { readonly came: 'nothing' } {
  return { came: 'nothing', wasSent: true, type, text }
}
