/**
 * Several reads in one request. Each has an id of its own, and its answer is
 * found by it: the service may answer in another order, and one that fails does
 * not hold back the others.
 */
import type { Call, Outcome } from '../../drivers.js'
import type { WebAnswer } from '../../web-answer.js'
import { missing, outcomeOf } from './answer.js'
import { commandOf } from './command.js'
import type { Connection } from './connection.js'
import { send, type Sent } from './send.js'

export async function batched(
  calls: readonly Call[],
  connection: Connection,
): Promise<readonly Outcome[]> {
  const requests = calls.map((call, index) => requestOf(call, index, connection))
  const sent = await send(
    {
      url: connection.url('beta', '$batch'),
      method: 'POST',
      headers: { ...connection.headers(), prefer: 'odata.continue-on-error' },
      body: { requests },
      seconds: connection.timeouts.readSeconds,
    },
    connection,
  )
  const now = connection.clock()
  const answers = answersIn(sent)
  // No answers: the request as a whole came to nothing, and so did every call in it.
  if (!answers) return calls.map(call => outcomeOf(call, sent, now))
  return calls.map((call, index) => {
    const answer = answers.get(String(index))
    return answer ? outcomeOf(call, { came: 'answer', answer }, now) : missing(call)
  })
}

function requestOf(call: Call, index: number, connection: Connection): object {
  const { cmdlet, resource, body } = commandOf(call)
  return {
    id: String(index),
    method: 'POST',
    url: connection.url('beta', resource),
    headers: { ...connection.headers(cmdlet), 'parameter-based-routing': 'true' },
    body,
  }
}

function answersIn(sent: Sent): ReadonlyMap<string, WebAnswer> | undefined {
  if (sent.came === 'nothing') return undefined
  const { json } = sent.answer
  const responses: unknown =
    typeof json === 'object' && json !== null ? Reflect.get(json, 'responses') : undefined
  if (!Array.isArray(responses)) return undefined
  return new Map(responses.map(answerIn))
}

function answerIn(response: unknown): [string, WebAnswer] {
  const { id, status, headers, body } = Object(response) as Readonly<Record<string, unknown>>
  const values = new Headers(Object(headers) as Record<string, string>)
  const isText = typeof body === 'string'
  const answer: WebAnswer = {
    status: Number(status),
    header: name => values.get(name),
    text: isText ? body : JSON.stringify(body ?? null),
    json: isText ? undefined : body,
  }
  return [String(id), answer]
}
