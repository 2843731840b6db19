/**
 * Accepted domains of the simulated tenant. No cmdlet makes them in the cloud:
 * they come from Entra, here from the scene.
 */
import type { Row } from '../../drivers.js'
import type { Tenant } from './tenant.js'

/** A row as Get-AcceptedDomain gives it. */
export function acceptedDomainRow(name: string, guid: string, own: Row = {}): Row {
  return {
    DomainName: name,
    DomainType: 'Authoritative',
    MatchSubDomains: false,
    Default: false,
    InitialDomain: name.endsWith('.onmicrosoft.com'),
    AuthenticationType: 'Managed',
    PendingRemoval: false,
    OutboundOnly: false,
    EmailOnly: false,
    SendingFromDomainDisabled: false,
    SendingToDomainDisabled: false,
    Name: name,
    Identity: name,
    Guid: guid,
    IsValid: true,
    ...own,
  }
}

/** The accepted domain that holds the name. A subdomain counts only with MatchSubDomains. */
export function acceptedDomainOf(tenant: Tenant, domain: string): Row | undefined {
  const wanted = domain.toLowerCase()
  const { AcceptedDomain } = tenant.objects
  return (
    AcceptedDomain.find(row => nameOf(row) === wanted) ??
    AcceptedDomain.find(row => row.MatchSubDomains === true && wanted.endsWith(`.${nameOf(row)}`))
  )
}

/** The domain that an address gets when none is asked for. */
export function defaultDomain(tenant: Tenant): string {
  const { AcceptedDomain } = tenant.objects
  const found = AcceptedDomain.find(row => row.Default === true) ?? AcceptedDomain[0]
  return found ? nameOf(found) : 'invalid'
}

export function nameOf(row: Row): string {
  return String(row.DomainName).toLowerCase()
}
