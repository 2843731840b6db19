/**
 * Access tokens for Exchange, for any way of signing in, kept until five
 * minutes before they end. @azure/identity does the asking; it is large, so it
 * is loaded only when a token is needed.
 *
 * What goes wrong is a `Fault` of kind `denied` with a finding that says what to
 * set right (tokens/refusal.ts), or `unreachable` where Entra gave no answer.
 * The token comes as a `Secret`, and no text of a fault holds one.
 */
import type { CloudName } from '../../mail/limits.js'
import { clouds, scopeOf } from './clouds.js'
import type { Secret } from '../secret.js'
import { secretOf } from '../secret.js'
import type { SignIn } from './sign-in.js'
import { claimsOf } from './token-claims.js'
import { openIdentity, type IdentityScene } from './tokens/identity.js'
import { expiredToken, noAnswer, refusalOf } from './tokens/refusal.js'

export interface Token {
  readonly token: Secret
  readonly expiresOn: Date
}

/** Gives a token that is good for five more minutes at least; one request for many askers. */
export type TokenSource = () => Promise<Token>

/**
 * The clock, a way to tell a person what to do (such as the code to type),
 * `fetch`, and settings of @azure/identity for another sign-in host than the cloud's.
 */
export type TokenScene = IdentityScene

/** A token that ends sooner than this is replaced. */
export const tokenMarginSeconds = 5 * 60

/** A machine answers within seconds; a person looks for the telephone first. */
const patienceSeconds = { machine: 90, person: 15 * 60 }

export function tokenSource(signIn: SignIn, cloud: CloudName, scene: TokenScene): TokenSource {
  const { clock } = scene
  const left = ({ expiresOn }: Token) => (expiresOn.getTime() - clock().getTime()) / 1000
  const ask = askerOf(signIn, cloud, scene)
  let kept: Token | undefined
  let asking: Promise<Token> | undefined

  const asked = async () => {
    try {
      kept = await ask()
      return kept
    } finally {
      asking = undefined
    }
  }

  return () => {
    if (kept && left(kept) > tokenMarginSeconds) return Promise.resolve(kept)
    asking ??= asked()
    return asking
  }
}

function askerOf(signIn: SignIn, cloud: CloudName, scene: TokenScene): TokenSource {
  const given = 'token' in signIn ? signIn.token : null
  if (given) return () => Promise.resolve(handedOver(given, scene.clock()))
  let opened: ReturnType<typeof openIdentity> | undefined

  return async () => {
    try {
      opened ??= openIdentity(signIn, clouds[cloud], scene)
      const credential = await opened
      const asked = credential.getToken(scopeOf(cloud))
      const { token, expiresOnTimestamp } = await inTime(asked, patienceWith(signIn))
      return { token: secretOf(token), expiresOn: new Date(expiresOnTimestamp) }
    } catch (error) {
      opened = undefined
      throw refusalOf(error, signIn)
    }
  }
}

function patienceWith({ way }: SignIn): number {
  const asksPerson = way === 'browser' || way === 'device-code' || way === 'delegated'
  return asksPerson ? patienceSeconds.person : patienceSeconds.machine
}

/** Away from Azure, the question for a managed identity may never be answered. */
async function inTime<Answer>(work: Promise<Answer>, seconds: number): Promise<Answer> {
  let timer: NodeJS.Timeout | undefined
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(noAnswer(seconds))
    }, seconds * 1000)
  })
  try {
    return await Promise.race([work, limit])
  } finally {
    clearTimeout(timer)
  }
}

/** A token that somebody handed over cannot be renewed; one that says no end is taken to be fresh. */
function handedOver(token: Secret, now: Date): Token {
  const { expiresOn } = claimsOf(token.reveal())
  if (expiresOn && expiresOn <= now) throw expiredToken(expiresOn)
  return { token, expiresOn: expiresOn ?? new Date(now.getTime() + 60 * 60 * 1000) }
}
