/**
 * The service behind the stand-in for Microsoft's module: an HTTP server on
 * loopback that runs cmdlets on a port (the simulator), in the test's process. A
 * test may let things go wrong with any call, here or in the process that called.
 */
import { randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text as textOf } from 'node:stream/consumers'
import type { Call, ExchangePort, Outcome, ParameterValue } from '../../src/drivers/drivers.js'
import { cmdletNames, shapeOf } from '../../src/drivers/exchange/cmdlet-table.js'
import type { Fault } from '../../src/drivers/fault.js'

/** What the stand-in does to its own process, in its own words (ExchangeOnlineManagement.psm1). */
export type Disturbance =
  | 'noise'
  | 'garbage'
  | 'flood'
  | 'hang'
  | 'hang-with-child'
  | 'exit'
  | 'out-of-memory'
  | 'time-out'
  | 'connection-refused'
  | 'read-host'

export interface ServiceError {
  readonly text: string
  /** As CategoryInfo shows it: the short name of a type. */
  readonly reason: string
}

export interface Interference {
  /** In the process that called, once the call was done here. */
  readonly disturb?: readonly Disturbance[]
  /** Instead of an answer; its warnings come first. */
  readonly error?: ServiceError
  readonly warnings?: readonly string[]
  /** Runs here before the call is done. */
  readonly before?: () => Promise<void> | void
  /** Runs here after the call was done, before it is answered. */
  readonly after?: () => Promise<void> | void
  /** The answer, in place of what the tenant would say. */
  readonly outcome?: Outcome
}

export interface Connecting {
  readonly error?: ServiceError
  readonly disturb?: readonly Disturbance[]
  readonly notice?: string
}

export interface CmdletServerOptions {
  /** `number` counts calls from 1. */
  readonly interfere?: (call: Call, number: number) => Interference | undefined
  /** Like a call, but of the connection itself. */
  readonly connecting?: (
    parameters: Readonly<Record<string, unknown>>,
  ) => Connecting | Promise<Connecting>
  /** What this identity's roles leave of the cmdlets; all of them if not given. */
  readonly offers?: (cmdlet: string, parameter?: string) => boolean
}

export interface CmdletServer {
  readonly url: string
  /** Everything that arrived, in order. */
  readonly calls: () => readonly Call[]
  /** The parameters of each Connect-ExchangeOnline. */
  readonly sessions: () => readonly Readonly<Record<string, unknown>>[]
  /** The ids of processes that a disturbance started. */
  readonly children: () => readonly number[]
  readonly close: () => Promise<void>
}

export async function startCmdletServer(
  port: ExchangePort,
  options: CmdletServerOptions = {},
): Promise<CmdletServer> {
  const calls: Call[] = []
  const sessions: Readonly<Record<string, unknown>>[] = []
  const children: number[] = []
  const { interfere, connecting, offers = () => true } = options

  async function call(given: unknown) {
    const { cmdlet, parameters } = given as { cmdlet: string; parameters: Record<string, unknown> }
    const arrived: Call = { cmdlet, parameters: asSent(parameters) }
    calls.push(arrived)
    const interference = interfere?.(arrived, calls.length) ?? {}
    await interference.before?.()
    if (interference.error) {
      const { error, warnings } = interference
      return { error: { ...error, requestId: randomUUID() }, warnings }
    }
    const outcome = interference.outcome ?? (await port.run([arrived]))[0]
    await interference.after?.()
    return { ...answerTo(outcome), disturbances: disturbancesOf(outcome, interference.disturb) }
  }

  async function session(given: unknown) {
    const parameters = given as Readonly<Record<string, unknown>>
    sessions.push(parameters)
    const { error, disturb = [], notice } = (await connecting?.(parameters)) ?? {}
    return { error, disturbances: disturb, notice, commands: commandsOffered(offers) }
  }

  async function answer(request: IncomingMessage): Promise<unknown> {
    const given: unknown = JSON.parse(await textOf(request))
    const { url = '' } = request
    switch (url) {
      case '/call':
        return call(given)
      case '/session':
        return session(given)
      case '/child':
        children.push((given as { id: number }).id)
        return {}
      default:
        throw new Error(`Nobody serves ${url}.`)
    }
  }

  const server = createServer((request, response) => {
    response.setHeader('content-type', 'application/json; charset=utf-8')
    answer(request).then(
      value => response.end(JSON.stringify(value)),
      (error: unknown) => response.writeHead(500).end(JSON.stringify(String(error))),
    )
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port: number } = server.address() as AddressInfo
  return Object.freeze({
    url: `http://127.0.0.1:${String(number)}`,
    calls: () => [...calls],
    sessions: () => [...sessions],
    children: () => [...children],
    async close() {
      server.closeAllConnections()
      await new Promise(resolve => server.close(resolve))
    },
  })
}

/** The hash table of an edit travels with its keys in capitals. */
function asSent(parameters: Readonly<Record<string, unknown>>): Call['parameters'] {
  return Object.fromEntries(
    Object.entries(parameters).map(([name, value]) => [name, valueAsSent(value)]),
  )
}

function valueAsSent(value: unknown): ParameterValue {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return value as ParameterValue
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key.toLowerCase(), one]))
}

function answerTo(outcome: Outcome | undefined) {
  if (outcome?.status === 'done') return { rows: outcome.rows, warnings: outcome.warnings }
  if (!outcome || suffered(outcome.fault)) return { rows: [], warnings: outcome?.warnings ?? [] }
  const error = { ...errorOf(outcome.fault), requestId: randomUUID() }
  return { rows: [], warnings: outcome.warnings, error }
}

/** Faults that are no answer at all: the process that called suffers them. */
function suffered({ type }: Fault): Disturbance | undefined {
  if (type === 'timeout') return 'time-out'
  return type === 'ECONNREFUSED' ? 'connection-refused' : undefined
}

function disturbancesOf(
  outcome: Outcome | undefined,
  disturb: readonly Disturbance[] = [],
): readonly Disturbance[] {
  const own = outcome?.status === 'failed' ? suffered(outcome.fault) : undefined
  return own ? [...disturb, own] : disturb
}

/** The simulator's refusals in the words of the wire. */
function errorOf({ type = 'Exception', text }: Fault): ServiceError {
  switch (type) {
    case 'Forbidden':
      return {
        text: 'Error while querying REST service. HttpStatusCode=403 ErrorMessage=\0\0\0\0',
        reason: 'RestClientException',
      }
    case '429':
      return { text, reason: 'Exception' }
    default:
      return { text: `${codeOf(type)}|${type}|${text}`, reason: type.replace(/^.*\./, '') }
  }
}

/** Binding faults carry no code; the others one that says where in the service it was. */
function codeOf(type: string): string {
  return type.includes('.CommandInvocation.') ? '' : 'Ex6F9304'
}

function commandsOffered(offers: (cmdlet: string, parameter?: string) => boolean) {
  return cmdletNames
    .filter(name => name !== 'Get-ConnectionInformation' && offers(name))
    .map(name => ({
      name,
      parameters: Object.fromEntries(
        Object.entries(shapeOf(name)?.parameters ?? {}).filter(([parameter]) =>
          offers(name, parameter),
        ),
      ),
    }))
}
