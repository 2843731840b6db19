/**
 * What an access token says of itself: for whom, in which directory, until
 * when. Only read, never verified: the service does that. A token that cannot
 * be read says nothing, which is no fault.
 */
export interface TokenClaims {
  /** The id of the directory. */
  readonly tenantId: string | null
  /** The name a person signed in with; null for an application. */
  readonly user: string | null
  readonly expiresOn: Date | null
}

const silent: TokenClaims = Object.freeze({ tenantId: null, user: null, expiresOn: null })

export function claimsOf(token: string): TokenClaims {
  const claims = payloadOf(token)
  if (!claims) return silent
  const { tid, exp, idtyp } = claims
  const user = claims.upn ?? claims.preferred_username ?? claims.unique_name
  return {
    tenantId: typeof tid === 'string' ? tid : null,
    user: typeof user === 'string' && idtyp !== 'app' ? user : null,
    expiresOn: typeof exp === 'number' ? new Date(exp * 1000) : null,
  }
}

function payloadOf(token: string): Readonly<Record<string, unknown>> | undefined {
  const [, middle] = token.split('.')
  if (middle === undefined) return undefined
  try {
    const payload: unknown = JSON.parse(Buffer.from(middle, 'base64url').toString('utf8'))
    return typeof payload === 'object' && payload !== null
      ? (payload as Readonly<Record<string, unknown>>)
      : undefined
  } catch {
    return undefined
  }
}
