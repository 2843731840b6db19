/**
 * What every driver that speaks HTTPS must know of an answer, and of none: how it
 * reads, when it may be asked again, and whether a question without an answer can
 * have been carried out.
 */
import type { Secret } from './secret.js'

export interface WebAnswer {
  readonly status: number
  readonly header: (name: string) => string | null
  readonly text: string
  /** The text as JSON; undefined where it is none. */
  readonly json: unknown
}

/** Reads the answer to its end. Should anything on the way repeat what we sent, the secrets stop here. */
export async function readAnswer(
  response: Response,
  secrets: readonly Secret[],
): Promise<WebAnswer> {
  const text = withoutSecrets(await response.text(), secrets)
  return {
    status: response.status,
    header: name => response.headers.get(name),
    text,
    json: parsed(text),
  }
}

/** The texts of these errors hold addresses at best; the code is what counts. */
export function networkErrorCode(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown'
  const code: unknown = Reflect.get(Object(error.cause), 'code') ?? Reflect.get(error, 'code')
  return typeof code === 'string' ? code : error.name
}

/** Whether the code means that no connection was made, so nothing was asked. */
export function wasNeverSent(code: string): boolean {
  return neverSent.test(code)
}

/** The wish of a service in its header Retry-After: seconds, or a moment; both are allowed. */
export function secondsToRetry(header: string | null, now: Date): number | undefined {
  if (header === null) return undefined
  if (/^\d+$/.test(header.trim())) return Number(header)
  const moment = Date.parse(header)
  if (Number.isNaN(moment)) return undefined
  return Math.max(0, Math.ceil((moment - now.getTime()) / 1000))
}

const neverSent =
  /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT|CERT_\w+|ERR_TLS_\w+|ERR_SSL_\w+|\w*SELF_SIGNED_CERT\w*|UNABLE_TO_\w+)$/

function withoutSecrets(text: string, secrets: readonly Secret[]): string {
  return secrets
    .map(secret => secret.reveal())
    .filter(secret => secret.length > 0)
    .reduce((told, secret) => told.replaceAll(secret, '***'), text)
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
