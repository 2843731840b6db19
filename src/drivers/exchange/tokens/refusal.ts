/**
 * Why there is no token, as a fault that a person can act on. Entra's own codes
 * (AADSTS…) decide, since its texts are localised; a code we have no words for
 * is told as it came. What @azure/identity throws is never handed on whole: it
 * carries the request, and with it the secret.
 */
import { finding, type Finding } from '../../../findings.js'
import { Fault, type FaultKind } from '../../fault.js'
import type { SignIn } from '../sign-in.js'
import { entraFinding, entraKind } from './entra-codes.js'
import { withoutSecrets } from './without-secrets.js'

/** What the fault names as its operation. */
const operation = 'sign-in'

export function refused(why: Finding, type?: string): Fault {
  const base = { kind: 'denied' as const, text: why.message, operation, finding: why }
  return new Fault(type === undefined ? base : { ...base, type })
}

export function refusalOf(error: unknown, signIn: SignIn): Fault {
  if (error instanceof Fault) return error
  const thrown = thrownIn(error)
  const text = firstSentences(withoutSecrets(thrown.message, signIn))
  const code = /AADSTS\d+/.exec(thrown.message)?.[0]
  if (code !== undefined) {
    const kind = entraKind(code)
    if (kind === 'denied') return refused(entraFinding(code, text, signIn), code)
    return new Fault({ kind, text, operation, type: code })
  }
  const kind = worldKind(thrown)
  if (kind) return new Fault({ kind, text, operation, type: thrown.code ?? thrown.name })
  if (signIn.way === 'managed-identity')
    return refused(finding('managed-identity-missing', {}), thrown.name)
  return refused(finding('sign-in-failed', { text }), thrown.name)
}

export function expiredToken(expiresOn: Date): Fault {
  return refused(finding('access-token-run-out', { expiresOn: expiresOn.toISOString() }))
}

export function noAnswer(seconds: number): Fault {
  const text = `No answer within ${seconds} seconds.`
  return new Fault({ kind: 'unreachable', text, operation, type: 'timeout' })
}

export function githubRefusal(status: number): Fault {
  if (status === 429) return new Fault({ kind: 'throttled', text: `GitHub: ${status}`, operation })
  if (status >= 500) return new Fault({ kind: 'transient', text: `GitHub: ${status}`, operation })
  return refused(finding('github-refuses-token', { status }), String(status))
}

export function noAssertionIn(source: string): Fault {
  return refused(finding('pipeline-token-empty', { source }))
}

interface Thrown {
  readonly name: string
  readonly message: string
  readonly code?: string
  readonly status?: number
}

function thrownIn(error: unknown): Thrown {
  if (!(error instanceof Error)) return { name: 'unknown', message: String(error) }
  const code: unknown = Reflect.get(error, 'code') ?? Reflect.get(Object(error.cause), 'code')
  const status: unknown = Reflect.get(error, 'statusCode')
  return {
    name: error.name,
    message: error.message,
    ...(typeof code === 'string' ? { code } : {}),
    ...(typeof status === 'number' ? { status } : {}),
  }
}

const noConnection =
  /^(ECONNREFUSED|ECONNRESET|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|ETIMEDOUT|EPIPE|REQUEST_SEND_ERROR|UND_ERR_\w+)$/

/** These say that Entra was never reached, or that it has no time. */
function worldKind({ message, code = '', status = 0 }: Thrown): FaultKind | undefined {
  if (status === 429) return 'throttled'
  if (status >= 500) return 'transient'
  const unresolved = /^(endpoints_resolution_error|network_error)\b/.test(message)
  return unresolved || noConnection.test(code) ? 'unreachable' : undefined
}

/** Entra adds trace ids, times and addresses to look things up; the code is enough for that. */
function firstSentences(text: string): string {
  const [told = ''] = text.split(/\s*(?:Trace ID:|Correlation ID:|Timestamp:)/)
  const line = told.replace(/\s+/g, ' ').trim()
  return line.length > 300 ? `${line.slice(0, 300)} …` : line
}
