/**
 * Reads of what devicemail only looks at: outbound connectors, DKIM, the
 * connection filter, authentication policies, message traces, the connection.
 * Fact: Get-OutboundConnector hides connectors in test mode unless asked.
 */
import type { Row } from '../../drivers.js'
import { flagOf, textOf, type Bound } from './binding.js'
import { answer, type Answer, type Cmdlet, type Cmdlets } from './cmdlet.js'
import { notFound } from './refusal.js'
import { limited } from './result-size.js'
import type { ConfigurationNoun, Tenant } from './tenant.js'

export const otherReads: Cmdlets = {
  'Get-OutboundConnector': outboundConnectors,
  'Get-DkimSigningConfig': rowsOf('DkimSigningConfig'),
  'Get-HostedConnectionFilterPolicy': rowsOf('HostedConnectionFilterPolicy'),
  'Get-AuthenticationPolicy': rowsOf('AuthenticationPolicy'),
  'Get-MessageTraceV2': tenant => answer(tenant, tenant.objects.MessageTraceV2),
  'Get-ConnectionInformation': connection,
}

/** Nobody knows what this one is called, so `$null` and nothing give all. */
function rowsOf(noun: ConfigurationNoun): Cmdlet {
  return (tenant, bound) => select(tenant, bound, tenant.objects[noun])
}

function outboundConnectors(tenant: Tenant, bound: Bound): Answer {
  const testModeToo = flagOf(bound, 'IncludeTestModeConnectors') === true
  const rows = tenant.objects.OutboundConnector.filter(row => testModeToo || row.TestMode !== true)
  return select(tenant, bound, rows)
}

function select(tenant: Tenant, bound: Bound, rows: readonly Row[]): Answer {
  const identity = textOf(bound, 'Identity')?.toLowerCase()
  if (identity === undefined) return limited(tenant, bound, rows, row => row)
  const found = rows.filter(row =>
    [row.Identity, row.Name, row.Domain, row.Guid].some(
      name => typeof name === 'string' && name.toLowerCase() === identity,
    ),
  )
  if (found.length === 0) throw notFound(identity)
  return answer(tenant, found)
}

function connection(tenant: Tenant): Answer {
  const organization = tenant.objects.OrganizationConfig[0]?.Name
  return answer(tenant, [
    {
      State: 'Connected',
      Id: 1,
      Name: 'ExchangeOnline_1',
      ConnectionUri: 'simulator',
      CertificateAuthentication: true,
      ModuleName: 'simulator',
      Organization: organization,
      TokenStatus: 'Active',
      ConnectionUsedForInbuiltCmdlets: true,
      IsEopSession: false,
    },
  ])
}
