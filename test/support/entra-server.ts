/**
 * A sign-in host on loopback that answers as Entra does: the metadata of a
 * directory, the code for a device, and tokens, or one of its refusals. It
 * speaks HTTPS with the certificate beside it, since nothing else is accepted.
 */
import { readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:https'
import type { AddressInfo } from 'node:net'

const file = (name: string) => readFileSync(new URL(`tls/${name}`, import.meta.url), 'utf8')

/** The certificate of all loopback servers, for localhost and 127.0.0.1, and its key. */
export const loopbackTls = Object.freeze({ cert: file('certificate.pem'), key: file('key.pem') })

export interface EntraAnswer {
  readonly status: number
  readonly body: object
}

export interface EntraServer {
  readonly authority: string
  /** The forms that were posted for tokens. */
  readonly asked: readonly URLSearchParams[]
  /** What the next question for a token gets; tokens otherwise. */
  answerNext(answer: EntraAnswer): void
  close(): Promise<void>
}

export async function startEntra(): Promise<EntraServer> {
  const asked: URLSearchParams[] = []
  const next: EntraAnswer[] = []

  const server = createServer(loopbackTls, (request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const path = new URL(request.url ?? '/', 'https://localhost').pathname
      const form = new URLSearchParams(Buffer.concat(chunks).toString('utf8'))
      const { status, body } = answerTo(path, form)
      response.writeHead(status, { 'content-type': 'application/json' })
      response.end(JSON.stringify(body))
    })
  })
  const authority = `https://localhost:${String(await listening(server))}`

  function answerTo(path: string, form: URLSearchParams): EntraAnswer {
    const tenant = path.split('/')[1] ?? ''
    if (path.endsWith('openid-configuration')) return ok(metadata(`${authority}/${tenant}`))
    if (path.endsWith('devicecode'))
      return ok({
        user_code: 'ABCD-1234',
        device_code: 'device',
        verification_uri: 'https://microsoft.com/devicelogin',
        expires_in: 900,
        interval: 0,
        message: 'To sign in, open https://microsoft.com/devicelogin and enter ABCD-1234.',
      })
    asked.push(form)
    return next.shift() ?? ok(tokens(asked.length))
  }

  return {
    authority,
    asked,
    answerNext: answer => void next.push(answer),
    close: () =>
      new Promise(resolve => {
        server.close(() => {
          resolve()
        })
        server.closeAllConnections()
      }),
  }
}

/** A refusal as Entra words it, with all that it adds to its sentence. */
export function entraRefusal(
  code: string,
  sentence: string,
  error = 'invalid_client',
): EntraAnswer {
  const number = Number(code.replace('AADSTS', ''))
  const ids = 'Trace ID: 0a0b Correlation ID: 0c0d Timestamp: 2026-11-24 08:00:00Z'
  return {
    status: 400,
    body: { error, error_description: `${code}: ${sentence} ${ids}`, error_codes: [number] },
  }
}

/** A token as a person reads it in a test; it is not signed. */
export function tokenWith(claims: object): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  return `${part({ alg: 'none' })}.${part(claims)}.c2lnbmF0dXJl`
}

function ok(body: object): EntraAnswer {
  return { status: 200, body }
}

function tokens(number: number): object {
  return {
    token_type: 'Bearer',
    expires_in: 3600,
    access_token: tokenWith({ tid: 'a-directory', number }),
    id_token: tokenWith({ tid: 'a-directory', oid: 'a-person', preferred_username: 'a@b' }),
    client_info: Buffer.from('{"uid":"a","utid":"b"}').toString('base64url'),
  }
}

function metadata(base: string): object {
  return {
    issuer: `${base}/v2.0`,
    authorization_endpoint: `${base}/oauth2/v2.0/authorize`,
    token_endpoint: `${base}/oauth2/v2.0/token`,
    device_authorization_endpoint: `${base}/oauth2/v2.0/devicecode`,
    jwks_uri: `${base}/discovery/v2.0/keys`,
  }
}

async function listening(server: Server): Promise<number> {
  await new Promise<void>(resolve => {
    server.listen(0, '127.0.0.1', resolve)
  })
  return (server.address() as AddressInfo).port
}
