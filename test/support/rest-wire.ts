/**
 * A command of the REST endpoint, run on a simulated tenant, and its outcome in
 * the wire form of the service: rows with OData's notes between the properties,
 * warnings, refusals with the exception's type in the middle of their text.
 */
import type {
  Call,
  ExchangePort,
  Outcome,
  ParameterValue,
  Parameters,
  Row,
} from '../../src/drivers/drivers.js'
import type { Fault } from '../../src/drivers/fault.js'

export interface Command {
  readonly cmdlet: string
  readonly parameters: object
  /** The properties of `$select`; null for all. */
  readonly select: readonly string[] | null
}

export interface WireAnswer {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body: string | object
}

/** All that a caller without the role is told. */
const nothing = '\0'.repeat(16)

export async function answerCommand(tenant: ExchangePort, command: Command): Promise<WireAnswer> {
  const [outcome] = await tenant.run([callOf(command)])
  if (!outcome) throw new Error('The tenant gave no outcome.')
  return outcome.status === 'done' ? rows(outcome) : refusal(outcome.fault)
}

/** With `$select`, Get-Mailbox is what the simulator knows as Get-EXOMailbox. */
function callOf({ cmdlet, parameters, select }: Command): Call {
  const given = fromTheWire(parameters)
  if (!select) return { cmdlet, parameters: given }
  if (cmdlet !== 'Get-Mailbox') return { cmdlet, parameters: given, select }
  return { cmdlet: 'Get-EXOMailbox', parameters: { ...given, Properties: select }, select }
}

function fromTheWire(parameters: object): Parameters {
  return Object.fromEntries(
    Object.entries(parameters).map(([name, value]) => [name, valueFrom(value)]),
  )
}

function valueFrom(value: unknown): ParameterValue {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return value as ParameterValue
  const { '@odata.type': type, Add, Remove, ...rest } = value as Readonly<Record<string, unknown>>
  if (type !== '#Exchange.GenericHashTable' || Object.keys(rest).length > 0)
    throw new Error(`The service takes no such object: ${JSON.stringify(value)}.`)
  return {
    ...(Add === undefined ? {} : { add: Add as readonly string[] }),
    ...(Remove === undefined ? {} : { remove: Remove as readonly string[] }),
  }
}

function rows({ rows, warnings }: Outcome & { readonly status: 'done' }): WireAnswer {
  const value = rows.map(annotated)
  const told = warnings.length > 0 ? { '@adminapi.warnings': warnings } : {}
  const context = { '@odata.context': 'https://outlook.office365.com/adminapi/beta/$metadata' }
  // A command that gives nothing but warnings answers without any value.
  const empty = value.length === 0 && warnings.length > 0
  return { status: 200, body: { ...context, ...told, ...(empty ? {} : { value }) } }
}

function annotated(row: Row): Row {
  const shown: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(row)) {
    if (Array.isArray(value)) shown[`${name}@odata.type`] = '#Collection(String)'
    if (name.endsWith('Guid')) shown[`${name}@data.type`] = 'System.Guid'
    shown[name] = value
  }
  return shown
}

function refusal({ kind, type = '', text, retryAfterSeconds }: Fault): WireAnswer {
  const pause = retryAfterSeconds === undefined ? undefined : String(retryAfterSeconds)
  switch (kind) {
    case 'throttled':
      return { status: 429, ...(pause ? { headers: { 'retry-after': pause } } : {}), body: text }
    case 'transient':
      if (type === 'timeout') return { status: 504, body: page('504 Gateway Time-out') }
      return { status: 400, headers: { 'x-exceptiontype': type }, body: wireError(400, type, text) }
    case 'unreachable':
      return { status: 503, body: page('503 Service Unavailable') }
    case 'unknown-outcome':
      return { status: 504, body: page('504 Gateway Time-out') }
    case 'denied':
      return { status: 403, body: nothing }
    case 'not-found':
      return { status: 404, body: wireError(404, type, text) }
    case 'conflict':
    case 'rejected':
      return { status: 400, body: wireError(400, type, text) }
  }
}

/** An error as the service writes it: general words outside, the useful ones within. */
export function wireError(status: number, type: string, text: string): object {
  const binding = type.includes('.CommandInvocation.')
  const code = status === 404 ? 'NotFound' : 'BadRequest'
  const innererror = binding
    ? { message: text, internalexception: { message: text, type } }
    : {
        message: 'Error executing cmdlet',
        type: 'Microsoft.Exchange.Admin.OData.Core.ODataServiceException',
        stacktrace: 'at …',
      }
  const detail = { code: 'Context', target: '', message: `Ex6F9304|${type}|${text}` }
  return {
    error: {
      code,
      message: binding ? 'Invalid Operation' : 'Error executing cmdlet',
      ...(binding ? {} : { details: [detail] }),
      innererror,
    },
  }
}

function page(title: string): string {
  return `<!DOCTYPE html><html><head><title>${title}</title></head><body>${title}</body></html>`
}
