/**
 * What a failed cmdlet means. PowerShell and REST bring the same signs (the type
 * of the exception, a status, a text), and here they become a fault of one kind.
 *
 * A type is matched before a text: texts are localised, types are not. A text
 * counts only where the service gives nothing else, and those are English
 * wherever they were seen. Facts: the tables "Wire form" and "Signs and classes"
 * in the notes of Exchange's errors. Two rules keep a tenant safe: only a proven
 * not-found is one, and a write that nobody can judge has an unknown outcome.
 */
import { finding, type Finding } from '../../findings.js'
import { Fault, type FaultKind } from '../fault.js'
import { isRead } from './cmdlet-table.js'
import { restAnswerIn, wireTextIn, type Told } from './wire-error.js'

/** What is known of a failed call. */
export interface Sign {
  readonly cmdlet: string
  /** The message as it came, in the wire form or not. */
  readonly text: string
  /** The exception's type or the service's code, where one was given beside the text. */
  readonly type?: string
  readonly status?: number
  readonly requestId?: string
  readonly retryAfterSeconds?: number
  readonly cause?: unknown
}

/** No answer, or none that tells: it decides whether the call may have changed something. */
type Meaning = FaultKind | 'lost'

const byType: Readonly<Record<string, Meaning>> = {
  ManagementObjectNotFoundException: 'not-found',
  ProxyAddressExistsException: 'conflict',
  ObjectConflict: 'conflict',
  NotAcceptedDomainException: 'rejected',
  AmbiguousParameterSetException: 'rejected',
  ParameterTransformationException: 'rejected',
  InvalidOperationInDehydratedContextException: 'rejected',
  // PowerShell's own, before anything was sent.
  CommandNotFoundException: 'denied',
  ParameterNotOffered: 'denied',
  ParameterBindingException: 'rejected',
  ParameterBindingValidationException: 'rejected',
  ParameterBindingArgumentTransformationException: 'rejected',
  // The service says so, and did nothing.
  UnableToWriteToAadException: 'transient',
  ADTransientException: 'transient',
  // No connection was made; in the words of Node and of .NET.
  ECONNREFUSED: 'unreachable',
  ENOTFOUND: 'unreachable',
  EAI_AGAIN: 'unreachable',
  ConnectionRefused: 'unreachable',
  HostNotFound: 'unreachable',
  HostUnreachable: 'unreachable',
  NetworkUnreachable: 'unreachable',
  TryAgain: 'unreachable',
  // The connection was there, and the answer did not come.
  HttpRequestException: 'lost',
  HttpIOException: 'lost',
  IOException: 'lost',
  OperationCanceledException: 'lost',
  OutOfMemoryException: 'lost',
  SocketException: 'lost',
  TaskCanceledException: 'lost',
  TimeoutException: 'lost',
  WebException: 'lost',
  // The simulator's, for which the true types are not public.
  ConnectorNameInUse: 'conflict',
  NameInUse: 'conflict',
  ServicePrincipalInUse: 'conflict',
}

const byStatus: Readonly<Record<number, Meaning>> = {
  401: 'denied',
  403: 'denied',
  408: 'lost',
  409: 'conflict',
  429: 'throttled',
  502: 'lost',
  503: 'transient',
  504: 'lost',
}

interface Phrase {
  readonly text: string
  readonly means: Meaning
}

/** This one is said with any status. */
const crowded = 'maximum number of concurrent requests per tenant'

/** What the service says without a type. */
const phrases: readonly Phrase[] = [
  { text: 'issue may be transient', means: 'transient' },
  { text: 'is not recognized as a name of a cmdlet', means: 'denied' },
  { text: 'is not present in the role definition of the current user', means: 'denied' },
  { text: 'User is not allowed to call', means: 'denied' },
  { text: 'The role assigned to application', means: 'denied' },
  { text: 'AADSTS', means: 'denied' },
  { text: 'already being used', means: 'conflict' },
  { text: 'Another object with the same value', means: 'conflict' },
  { text: 'Reason: ObjectConflict', means: 'conflict' },
]

/** The fault of a failed call, for REST and PowerShell alike. */
export function faultOf(sign: Sign): Fault {
  const { cmdlet, requestId, retryAfterSeconds, cause } = sign
  const rest = restAnswerIn(sign.text)
  const wire = wireTextIn(rest?.text ?? sign.text)
  const type = wire?.type ?? rest?.type ?? sign.type
  const status = sign.status ?? rest?.status
  const text = wire?.text ?? rest?.text ?? sign.text
  const told = { text, ...(type === undefined ? {} : { type }), ...(status ? { status } : {}) }
  const own = ownFinding(type)
  return new Fault({
    kind: kindOf(cmdlet, told, wire !== undefined),
    text: oneLine(text),
    operation: cmdlet,
    ...(type === undefined ? {} : { type }),
    ...(requestId === undefined ? {} : { requestId }),
    ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
    ...(cause === undefined ? {} : { cause }),
    ...(own ? { finding: own } : {}),
  })
}

/** A call that got no answer: a read may be asked again, a write must be looked at. */
export function lostKind(cmdlet: string): 'transient' | 'unknown-outcome' {
  return isRead(cmdlet) ? 'transient' : 'unknown-outcome'
}

function kindOf(cmdlet: string, told: Told, isFromExchange: boolean): FaultKind {
  const means = meaningOf(told) ?? (isFromExchange || isRefusal(told) ? 'rejected' : 'lost')
  return means === 'lost' ? lostKind(cmdlet) : means
}

function meaningOf({ text, type = '', status }: Told): Meaning | undefined {
  if (text.includes(crowded)) return 'throttled'
  const typed = byType[shortName(type)]
  if (typed) return typed
  return (
    (status === undefined ? undefined : byStatus[status]) ??
    phrases.find(phrase => text.includes(phrase.text))?.means
  )
}

/** The service looked at the call and said no; with 500 it may have stumbled half-way. */
function isRefusal({ type = '', status }: Told): boolean {
  return status === undefined ? type.startsWith('Microsoft.Exchange.') : status < 500
}

function shortName(type: string): string {
  return /[^.+]*$/.exec(type)?.[0] ?? type
}

/** A tenant that was never customised: what to do is always the same, whatever was refused. */
function ownFinding(type: string | undefined): Finding | undefined {
  return type !== undefined && shortName(type) === 'InvalidOperationInDehydratedContextException'
    ? finding('organization-not-customized', {})
    : undefined
}

/** Long lists of an answer do not help; the first sentences do. */
function oneLine(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim()
  return line.length > 600 ? `${line.slice(0, 600)} …` : line
}
