/** How to sign in, in normal form: combinations that mean nothing are told, and secrets that stand there. */
import { within, keyWithin, type Spot } from '../spot.js'
import type { WrittenAuth, WrittenSignIn } from '../schema/auth.js'
import { shown } from '../shown.js'
import type { ExchangeAuth, SignInRule } from '../spec.js'
import type { Bench } from './bench.js'
import { isCertificateSource, isId, isTenant, isVariable } from './auth-values.js'

interface Scene {
  readonly written: WrittenAuth
  readonly spot: Spot
  readonly driver: 'simulator' | 'powershell' | 'rest'
}

type Driver = Scene['driver']
type Form<Way extends SignInRule['way']> = Extract<Exclude<WrittenSignIn, string>, { way: Way }>

export function authOf({ written, spot, driver }: Scene, bench: Bench): ExchangeAuth {
  if (typeof written === 'string' || 'way' in written)
    return ruleOf(written, { spot, driver }, bench)
  const { read, write } = written
  return {
    read: ruleOf(read, { spot: within(spot, 'read'), driver }, bench),
    write: ruleOf(write, { spot: within(spot, 'write'), driver }, bench),
  }
}

interface Where {
  readonly spot: Spot
  readonly driver: Driver
}

function ruleOf(written: WrittenSignIn, where: Where, bench: Bench): SignInRule {
  if (typeof written === 'string') return ruleOf({ way: written }, where, bench)
  const check = checksAt(where.spot, bench)
  switch (written.way) {
    case 'certificate':
      return certificateOf(written, where, bench)
    case 'workload-identity':
      return pipelineOf(written, where, bench)
    case 'managed-identity':
      return { way: written.way, clientId: check.id('clientId', written.clientId) }
    case 'access-token':
      check.secret('token', written.token)
      return { way: written.way, token: written.token }
    case 'delegated':
      return delegatedOf(written, where, bench)
    case 'browser':
    case 'device-code':
      return { way: written.way, user: written.user ?? null }
  }
}

function certificateOf(
  written: Form<'certificate'>,
  { spot, driver }: Where,
  bench: Bench,
): SignInRule {
  const { tell } = bench
  const { way, appId, certificate, thumbprint, password } = written
  const check = checksAt(spot, bench)
  const at = (key: string) => within(spot, key)
  check.id('appId', appId)
  if (certificate === undefined && thumbprint === undefined)
    tell('certificate-not-named', {}, at('way'))
  if (certificate !== undefined && thumbprint !== undefined)
    tell('certificate-named-twice', {}, at('thumbprint'))
  // It may be the certificate itself, so it is not shown.
  if (certificate !== undefined && !isCertificateSource(certificate))
    tell('certificate-reference-not-valid', {}, keyWithin(spot, 'certificate'))
  if (thumbprint !== undefined && password !== undefined)
    tell('password-without-file', {}, keyWithin(spot, 'password'))
  if (thumbprint !== undefined && driver === 'rest')
    tell('thumbprint-needs-powershell', {}, at('thumbprint'))
  return {
    way,
    appId,
    certificate: certificate ?? null,
    password: check.secret('password', password),
    thumbprint: thumbprint ?? null,
  }
}

function pipelineOf(written: Form<'workload-identity'>, { spot }: Where, bench: Bench): SignInRule {
  const { way, clientId, tenantId, token, tokenFile } = written
  const check = checksAt(spot, bench)
  check.id('clientId', clientId)
  if (tenantId !== undefined && !isTenant(tenantId)) check.noId('tenantId', tenantId)
  if (token !== undefined && tokenFile !== undefined)
    bench.tell('assertion-named-twice', {}, keyWithin(spot, 'tokenFile'))
  return {
    way,
    clientId,
    tenantId: tenantId ?? null,
    tokenFile: tokenFile ?? null,
    token: check.secret('token', token),
  }
}

function delegatedOf(written: Form<'delegated'>, { spot }: Where, bench: Bench): SignInRule {
  const { way, by = 'browser', user, token } = written
  if (by === 'access-token' && token === undefined)
    bench.tell('delegated-token-missing', {}, within(spot, 'by'))
  if (by !== 'access-token' && token !== undefined)
    bench.tell('delegated-token-unused', { by }, keyWithin(spot, 'token'))
  const secret = checksAt(spot, bench).secret('token', token)
  return { way, by, user: user ?? null, token: secret }
}

/** Each gives the value back, null where nothing is written. */
function checksAt(spot: Spot, { tell }: Bench) {
  const noId = (key: string, value: string) => {
    tell('sign-in-id-not-valid', { key, value: shown(value) }, within(spot, key))
  }
  return {
    noId,
    id(key: string, value: string | undefined): string | null {
      if (value !== undefined && !isId(value)) noId(key, value)
      return value ?? null
    },
    /** Told at its key: the line of the value might hold nothing but the secret. */
    secret(key: string, value: string | undefined): string | null {
      if (value !== undefined && !isVariable(value))
        tell('secret-in-spec', { key }, keyWithin(spot, key))
      return value ?? null
    },
  }
}
