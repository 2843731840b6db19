/**
 * One request to a tenant: its address, and the headers by which the service
 * finds the tenant, says who calls and lets a support engineer find it again.
 */
import type { Secret } from '../../secret.js'
import { claimsOf } from '../token-claims.js'
import type { Token } from '../tokens.js'

/** After which the answer is given up; the service itself stops after fifteen minutes. */
export interface Timeouts {
  readonly readSeconds: number
  readonly writeSeconds: number
}

export interface ConnectionScene {
  readonly organization: string
  readonly tenantId?: string
  readonly delegated?: boolean
  readonly fetch: typeof fetch
  readonly clock: () => Date
  readonly timeouts: Timeouts
  readonly baseUrl: string
  readonly newId: () => string
  readonly connectionId: string
}

export interface Connection {
  /** The full address of a resource of the admin API. */
  url(version: 'beta' | 'v1.0', resource: string): string
  /** The token; only send.ts gives it away. */
  readonly token: Secret
  /** The other headers of one request; each has an id of its own. */
  headers(cmdlet?: string): Readonly<Record<string, string>>
  readonly fetch: typeof fetch
  readonly clock: () => Date
  readonly timeouts: Timeouts
}

/** The mailbox every tenant has; requests are routed to where it lives. */
const systemMailbox = 'SystemMailbox{bb558c35-97f1-4cb9-8ff7-d53741dc928c}'

export function connectionOf({ token }: Token, scene: ConnectionScene): Connection {
  const claims = claimsOf(token.reveal())
  const tenant = scene.tenantId ?? claims.tenantId ?? scene.organization
  const anchor = anchorMailbox(claims.user, tenant, scene)
  const { baseUrl, connectionId, newId, clock, timeouts } = scene

  return {
    token,
    url: (version, resource) =>
      `${baseUrl}/adminapi/${version}/${encodeURIComponent(tenant)}/${resource}`,
    headers: cmdlet => ({
      'content-type': 'application/json; charset=utf-8',
      accept: 'application/json; odata.metadata=minimal',
      prefer: 'odata.maxpagesize=1000',
      'x-anchormailbox': anchor,
      'x-clientapplication': 'devicemail',
      'connection-id': connectionId,
      'client-request-id': newId(),
      ...(cmdlet === undefined ? {} : { 'x-cmdletname': cmdlet }),
    }),
    fetch: scene.fetch,
    clock,
    timeouts,
  }
}

/** A partner's own name would lead to the partner's tenant. */
function anchorMailbox(
  user: string | null,
  tenant: string,
  { delegated = false, organization }: ConnectionScene,
): string {
  if (delegated) return `UPN:${systemMailbox}@${organization}`
  return user === null ? `APP:${systemMailbox}@${tenant}` : `UPN:${user}`
}
