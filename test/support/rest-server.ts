/**
 * The REST endpoint of Exchange on loopback, over a simulated tenant: answers
 * in the wire form of the service, with its notes on types, its warnings, its
 * ways to refuse. `answerNext` puts any other answer before the next request.
 *
 *   const server = await startRestServer({ tenant: world().build().port })
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { gzipSync } from 'node:zlib'
import type { ExchangePort } from '../../src/drivers/drivers.js'
import { loopbackTls } from './entra-server.js'
import { answerCommand, type Command, type WireAnswer } from './rest-wire.js'

export interface RestRequest {
  readonly method: string
  /** Behind `/adminapi/{version}/{tenant}/`. */
  readonly resource: string
  readonly version: string
  readonly tenant: string
  readonly headers: IncomingMessage['headers']
  /** The commands in it: one, or those of a batch. */
  readonly commands: readonly Command[]
}

/** An answer that did not come from the tenant. `lost` cuts the connection, before or after the work. */
export type Staged =
  | (Omit<WireAnswer, 'body'> & { readonly body: string | object })
  | { readonly lost: 'before' | 'after' }
  | { readonly silentSeconds: number }

export interface RestServerOptions {
  readonly tenant: ExchangePort
  readonly secure?: boolean
  /** Answers of a batch in another order, and without those of these ids. */
  readonly batch?: { readonly reversed?: boolean; readonly without?: readonly string[] }
}

export interface RestServer {
  readonly baseUrl: string
  readonly requests: readonly RestRequest[]
  serve(tenant: ExchangePort): void
  /** What the next request gets instead of the tenant's answer. */
  answerNext(...staged: readonly Staged[]): void
  close(): Promise<void>
}

interface Scene {
  tenant: ExchangePort
  readonly options: RestServerOptions
  readonly staged: Staged[]
  readonly requests: RestRequest[]
}

export async function startRestServer(options: RestServerOptions): Promise<RestServer> {
  const scene: Scene = { tenant: options.tenant, options, staged: [], requests: [] }
  const listen = (request: IncomingMessage, response: ServerResponse) => {
    handle(request, response, scene).catch((error: unknown) => {
      response.destroy(error instanceof Error ? error : new Error(String(error)))
    })
  }
  const server = options.secure ? createSecureServer(loopbackTls, listen) : createServer(listen)
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const scheme = options.secure ? 'https' : 'http'

  return {
    baseUrl: `${scheme}://localhost:${String(port)}`,
    requests: scene.requests,
    serve(tenant) {
      scene.tenant = tenant
    },
    answerNext: (...staged) => void scene.staged.push(...staged),
    close: () =>
      new Promise(resolve => {
        server.close(() => {
          resolve()
        })
        server.closeAllConnections()
      }),
  }
}

async function handle(request: IncomingMessage, response: ServerResponse, scene: Scene) {
  const body = await bodyOf(request)
  const told = read(request, body)
  scene.requests.push(told)
  const staged = scene.staged.shift()
  if (staged && 'silentSeconds' in staged) return
  if (staged && 'lost' in staged) {
    if (staged.lost === 'after') await answered(told, body, scene)
    response.destroy()
    return
  }
  reply(request, response, staged ?? (await answered(told, body, scene)))
}

async function answered(told: RestRequest, body: unknown, scene: Scene): Promise<WireAnswer> {
  if (!told.headers.authorization?.startsWith('Bearer ')) return { status: 401, body: '' }
  if (told.resource.startsWith('EXOModuleFile')) return moduleFile(scene.tenant)
  if (told.resource === '$batch') return batch(body, scene)
  const [command] = told.commands
  return command ? answerCommand(scene.tenant, command) : { status: 404, body: '' }
}

async function batch(body: unknown, { tenant, options }: Scene): Promise<WireAnswer> {
  const { requests } = body as { readonly requests: readonly BatchedRequest[] }
  const responses: object[] = []
  for (const { id, url, body: input } of requests) {
    const answer = await answerCommand(tenant, commandIn(new URL(url), input))
    if (!options.batch?.without?.includes(id)) responses.push({ id, ...answer })
  }
  if (options.batch?.reversed) responses.reverse()
  return { status: 200, body: { responses } }
}

async function moduleFile(tenant: ExchangePort): Promise<WireAnswer> {
  const offers = (await tenant.offers?.()) ?? []
  const served = offers.map(({ cmdlet }) => cmdlet).filter(cmdlet => !cmdlet.startsWith('Get-EXO'))
  return { status: 200, body: { value: [{ exportedCmdlets: served.join(',') }] } }
}

interface BatchedRequest {
  readonly id: string
  readonly url: string
  readonly body: unknown
}

function read(request: IncomingMessage, body: unknown): RestRequest {
  const url = new URL(request.url ?? '/', 'http://localhost')
  const [, , version = '', tenant = '', ...rest] = url.pathname.split('/')
  const resource = `${rest.join('/')}${url.search}`
  const inBatch = resource === '$batch'
  const commands = inBatch
    ? (body as { requests: readonly BatchedRequest[] }).requests.map(one =>
        commandIn(new URL(one.url), one.body),
      )
    : resource.startsWith('InvokeCommand')
      ? [commandIn(url, body)]
      : []
  const { method = '', headers } = request
  return { method, resource, version, tenant: decodeURIComponent(tenant), headers, commands }
}

function commandIn(url: URL, body: unknown): Command {
  const { CmdletInput } = body as {
    readonly CmdletInput: { readonly CmdletName: string; readonly Parameters: object }
  }
  const select = url.searchParams.get('$select')?.split(',') ?? null
  return { cmdlet: CmdletInput.CmdletName, parameters: CmdletInput.Parameters, select }
}

function reply(
  request: IncomingMessage,
  response: ServerResponse,
  { status, headers = {}, body }: WireAnswer,
): void {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  const packed = request.headers['accept-encoding']?.includes('gzip') === true
  response.writeHead(status, {
    'content-type': typeof body === 'string' ? 'text/plain' : 'application/json',
    ...(packed ? { 'content-encoding': 'gzip' } : {}),
    ...headers,
  })
  response.end(packed ? gzipSync(text) : text)
}

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  const text = Buffer.concat(chunks).toString('utf8')
  return text === '' ? undefined : JSON.parse(text)
}
