/**
 * The tenant as a scene sets it up. It is made once; from then on the state
 * counts. Only accepted domains are added later, as Entra would.
 */
import type { Row } from '../../drivers.js'
import { acceptedDomainRow, nameOf } from './accepted-domain.js'
import { connectorDefaults } from './inbound-connector.js'
import { organizationDefaults, transportDefaults } from './organization.js'
import type { Scene } from './scene.js'
import { sceneRecipients } from './scene-recipients.js'
import { mint, momentText, tenantFormat, withRows, type Tenant } from './tenant.js'

export function openedTenant(scene: Scene, now: Date): Tenant {
  const empty: Tenant = {
    format: tenantFormat,
    minted: 0,
    calls: {},
    objects: {
      AcceptedDomain: [],
      InboundConnector: [],
      OutboundConnector: scene.objects?.OutboundConnector ?? [],
      OrganizationConfig: [],
      TransportConfig: [],
      DkimSigningConfig: scene.objects?.DkimSigningConfig ?? [],
      HostedConnectionFilterPolicy: scene.objects?.HostedConnectionFilterPolicy ?? [
        { Name: 'Default', Identity: 'Default', IPAllowList: [], IPBlockList: [] },
      ],
      AuthenticationPolicy: scene.objects?.AuthenticationPolicy ?? [],
      MessageTraceV2: scene.objects?.MessageTraceV2 ?? [],
      ServicePrincipal: [],
      ManagementScope: [],
      ManagementRoleAssignment: [],
    },
    recipients: [],
  }
  const steps = [withOrganization, withSceneDomains, withConnectors, withRecipients, withNamed]
  return steps.reduce((tenant, step) => step(tenant, scene, now), empty)
}

/** Domains of the scene that the tenant lacks. The first one of all is the default domain. */
export function withSceneDomains(tenant: Tenant, scene: Scene): Tenant {
  const initial = organizationOf(scene)
  const own = scene.objects?.AcceptedDomain ?? []
  const names = [...(scene.acceptedDomains ?? []), ...own.map(nameOf), initial]
  const ownRows = new Map(own.map(row => [nameOf(row), row]))
  const there = new Set(tenant.objects.AcceptedDomain.map(nameOf))
  const missing = [...new Set(names.map(name => name.toLowerCase()))].filter(
    name => !there.has(name),
  )
  if (missing.length === 0) return tenant
  let after = tenant
  const rows = missing.map(name => {
    const minted = mint(after)
    after = minted.tenant
    return acceptedDomainRow(name, minted.guid, ownRows.get(name))
  })
  return withRows(after, 'AcceptedDomain', oneDefault([...tenant.objects.AcceptedDomain, ...rows]))
}

function organizationOf(scene: Scene): string {
  if (scene.organization !== undefined) return scene.organization.toLowerCase()
  const [first = 'contoso.com'] = scene.acceptedDomains ?? []
  const [label = first] = first.toLowerCase().split('.')
  return `${label}.onmicrosoft.com`
}

function oneDefault(rows: readonly Row[]): readonly Row[] {
  if (rows.some(row => row.Default === true)) return rows
  return rows.map((row, index) => (index === 0 ? { ...row, Default: true } : row))
}

function withOrganization(tenant: Tenant, scene: Scene): Tenant {
  const { guid, tenant: after } = mint(tenant)
  const organization: Row = {
    ...organizationDefaults(organizationOf(scene), guid),
    IsDehydrated: scene.dehydrated ?? false,
    RejectDirectSend: scene.rejectDirectSend ?? false,
    ...scene.objects?.OrganizationConfig?.[0],
  }
  const transport: Row = {
    ...transportDefaults(scene.smtpAuthDisabled ?? true),
    ...scene.objects?.TransportConfig?.[0],
  }
  const named = withRows(after, 'OrganizationConfig', [organization])
  return withRows(named, 'TransportConfig', [transport])
}

function withConnectors(tenant: Tenant, scene: Scene, now: Date): Tenant {
  let after = tenant
  const rows = (scene.objects?.InboundConnector ?? []).map((own): Row => {
    const minted = mint(after)
    after = minted.tenant
    return {
      ...connectorDefaults,
      ConnectorType: 'OnPremises',
      SenderDomains: ['smtp:*;1'],
      Name: own.Name,
      Identity: own.Name,
      WhenChangedUTC: momentText(now),
      WhenCreatedUTC: momentText(now),
      Guid: minted.guid,
      IsValid: true,
      ...own,
    }
  })
  return withRows(after, 'InboundConnector', rows)
}

function withRecipients(tenant: Tenant, scene: Scene, now: Date): Tenant {
  const recipients = sceneRecipients(scene, now, tenant.minted)
  return { ...tenant, recipients, minted: tenant.minted + 2 * recipients.length }
}

/** Rows that have a name; one that the scene leaves out is its id. */
function withNamed(tenant: Tenant, scene: Scene): Tenant {
  const nouns = ['ServicePrincipal', 'ManagementScope', 'ManagementRoleAssignment'] as const
  return nouns.reduce((before, noun) => {
    let after = before
    const rows = (scene.objects?.[noun] ?? []).map((own): Row => {
      const minted = mint(after)
      after = minted.tenant
      const Name = own.Name ?? own.ObjectId ?? minted.guid
      return { Name, Identity: Name, Guid: minted.guid, IsValid: true, ...own }
    })
    return withRows(after, noun, rows)
  }, tenant)
}
