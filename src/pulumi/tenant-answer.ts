/**
 * What the tenant says to the spec, asked of the provider: findings, and the MX
 * endpoints that are typed into devices. A tenant that does not answer is told
 * as a warning; the graph does not depend on it.
 */
import * as pulumi from '@pulumi/pulumi'
import type { Diagnosable } from './diagnostics.js'
import type { Provider } from './tenant-provider.js'

export interface TenantAnswer {
  readonly findings: readonly Diagnosable[]
  /** By domain. */
  readonly mxEndpoints: Readonly<Record<string, string>>
  /** By domain, where a person keeps the DNS: the whole record as it must be. */
  readonly spfRecords: Readonly<Record<string, string>>
}

const nothing: TenantAnswer = { findings: [], mxEndpoints: {}, spfRecords: {} }

export function askTenant(
  provider: Provider,
  parent: pulumi.Resource,
): pulumi.Output<TenantAnswer> {
  return pulumi.output(answerOf(provider, parent))
}

async function answerOf(provider: Provider, parent: pulumi.Resource): Promise<TenantAnswer> {
  try {
    const token = 'devicemail:index:getTenant'
    const answer: unknown = await pulumi.runtime.invoke(token, {}, { provider, parent })
    return { ...nothing, ...(answer as Partial<TenantAnswer>) }
  } catch (error) {
    return { ...nothing, findings: [unanswered(error)] }
  }
}

function unanswered(error: unknown): Diagnosable {
  const why = error instanceof Error ? error.message : String(error)
  return {
    severity: 'warning',
    message: `The tenant was not asked what it says to this spec: ${why}`,
    remedy: 'What would be refused shows at the update; run `devicemail plan` to see it before.',
  }
}
