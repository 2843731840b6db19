/**
 * A DNS service on loopback: an HTTP server that answers from a function, as the
 * service's documents say. `answerNext` puts any other answer before the next
 * request, or none: a connection that is cut before or after the work.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createRetry } from '../../../src/drivers/retry.js'
import { createPatience } from '../../../src/drivers/dns/message/patience.js'
import type { WebScene } from '../../../src/drivers/dns/service/web-call.js'

export interface ServiceRequest {
  readonly method: string
  readonly url: URL
  readonly headers: IncomingMessage['headers']
  readonly body: string
}

export interface ServiceReply {
  readonly status: number
  readonly body?: string | object
  readonly headers?: Readonly<Record<string, string>>
}

export type StagedReply =
  ServiceReply | { readonly lost: 'before' | 'after' } | { readonly silent: true }

export interface ServiceServer {
  readonly baseUrl: string
  readonly requests: readonly ServiceRequest[]
  /** What the next requests get instead of the service's answer; those that `only` fits, if given. */
  answerNext(staged: StagedReply, only?: (request: ServiceRequest) => boolean): void
  /** Runs once, before the next request that fits is answered. */
  beforeNext(work: () => void, only: (request: ServiceRequest) => boolean): void
  close(): Promise<void>
}

interface Stage {
  readonly only: (request: ServiceRequest) => boolean
  readonly reply?: StagedReply
  readonly work?: () => void
}

export async function startServiceServer(
  answer: (request: ServiceRequest) => ServiceReply,
): Promise<ServiceServer> {
  const requests: ServiceRequest[] = []
  const stages: Stage[] = []
  const take = (request: ServiceRequest) => {
    const at = stages.findIndex(({ only }) => only(request))
    return at === -1 ? undefined : stages.splice(at, 1)[0]
  }
  const handle = async (incoming: IncomingMessage, response: ServerResponse) => {
    const request = await requestFrom(incoming)
    requests.push(request)
    const stage = take(request)
    stage?.work?.()
    const staged = stage?.reply
    if (staged === undefined) send(response, answer(request))
    else if ('status' in staged) send(response, staged)
    else if ('lost' in staged) {
      if (staged.lost === 'after') answer(request)
      response.destroy()
    }
  }
  const server = createServer((incoming, response) => {
    handle(incoming, response).catch(() => {
      response.destroy()
    })
  })
  await new Promise<void>(listening => server.listen(0, '127.0.0.1', listening))
  const { port } = server.address() as AddressInfo
  return {
    baseUrl: `http://127.0.0.1:${String(port)}`,
    requests,
    answerNext(reply, only = () => true) {
      stages.push({ reply, only })
    },
    beforeNext(work, only) {
      stages.push({ work, only })
    },
    close: () =>
      new Promise(closed => {
        server.close(() => {
          closed()
        })
        server.closeAllConnections()
      }),
  }
}

async function requestFrom(incoming: IncomingMessage): Promise<ServiceRequest> {
  const chunks: Buffer[] = []
  for await (const chunk of incoming) chunks.push(chunk as Buffer)
  return {
    method: incoming.method ?? '',
    url: new URL(incoming.url ?? '/', 'http://127.0.0.1'),
    headers: incoming.headers,
    body: Buffer.concat(chunks).toString('utf8'),
  }
}

function send(response: ServerResponse, { status, body = '', headers = {} }: ServiceReply): void {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  response.writeHead(status, headers)
  response.end(text)
}

/** How the tests reach the web: no pause is waited for, and each is noted. */
export function webScene(timeoutSeconds = 5): WebScene & { readonly pauses: readonly number[] } {
  const pauses: number[] = []
  const sleep = (seconds: number) => {
    pauses.push(seconds)
    return Promise.resolve()
  }
  return {
    fetch,
    turn: work => work(),
    patience: createPatience(() => new Date()),
    retry: createRetry({ sleep, random: () => 0 }),
    clock: () => new Date('2026-11-24T12:00:00Z'),
    timeoutSeconds,
    pauses,
  }
}

export function isWrite({ method }: ServiceRequest): boolean {
  return method !== 'GET'
}
