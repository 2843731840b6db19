/**
 * Inbound connectors. Facts that a caller meets here: New may succeed and the
 * connector be born disabled, with only a warning; Get with no Identity, and
 * with one it does not know, gives all connectors; a plain list overwrites and
 * `{ add, remove }` edits.
 */
import type { Row } from '../../drivers.js'
import { edited, flagOf, textOf, type Bound } from './binding.js'
import { answer, nothingModified, type Answer, type Cmdlets, type Moment } from './cmdlet.js'
import {
  certificateName,
  refuseContradictions,
  senderAddress,
  senderDomain,
} from './connector-rules.js'
import { isVisible } from './directory.js'
import { leaveOut } from './leave-out.js'
import { refuseWhileDehydrated } from './organization.js'
import { invented, notFound } from './refusal.js'
import { limited } from './result-size.js'
import { visibleFrom } from './scene-delays.js'
import { mint, momentText, withRows, type Tenant } from './tenant.js'

const bornDisabled =
  'Inbound connector for this service offering is created in a disabled state. ' +
  'Contact Support to enable it.'
const cannotEnable =
  "For this service offering, you can't enable an inbound connector. Contact Support to enable it."

/** A live record's properties in its order, as a new connector has them. */
export const connectorDefaults: Row = {
  Enabled: true,
  ConnectorType: 'Partner',
  ConnectorSource: 'Default',
  Comment: '',
  SenderIPAddresses: [],
  SenderDomains: [],
  TrustedOrganizations: [],
  ClientHostNames: [],
  AssociatedAcceptedDomains: [],
  RequireTls: false,
  RestrictDomainsToIPAddresses: false,
  RestrictDomainsToCertificate: false,
  CloudServicesMailEnabled: false,
  TreatMessagesAsInternal: false,
  TlsSenderCertificateName: null,
  EFTestMode: false,
  ScanAndDropRecipients: [],
  EFSkipLastIP: false,
  EFSkipIPs: [],
  EFSkipMailGateway: [],
  EFUsers: [],
  AdminDisplayName: '',
}

const notProperties = new Set(['Identity', 'Confirm', 'WhatIf'])

export const inboundConnectorCmdlets: Cmdlets = {
  'New-InboundConnector': create,
  'Set-InboundConnector': change,
  'Get-InboundConnector': read,
  'Remove-InboundConnector': remove,
}

function create(tenant: Tenant, bound: Bound, moment: Moment): Answer {
  refuseWhileDehydrated(tenant)
  const name = textOf(bound, 'Name') ?? ''
  refuseTakenName(tenant, name)
  const born = moment.scene.connectorsBornDisabled === true
  const { guid, tenant: after } = mint(tenant)
  const named = withValues({ ...connectorDefaults, Name: name, Identity: name }, bound)
  const row: Row = {
    ...named,
    ...(born ? { Enabled: false } : {}),
    WhenChangedUTC: momentText(moment.now),
    WhenCreatedUTC: momentText(moment.now),
    Guid: guid,
    IsValid: true,
    ...visibleFrom('InboundConnector', moment),
  }
  const rows = [...after.objects.InboundConnector, row]
  return answer(withRows(after, 'InboundConnector', rows), [shown(row)], born ? [bornDisabled] : [])
}

function change(tenant: Tenant, bound: Bound, moment: Moment): Answer {
  refuseWhileDehydrated(tenant)
  const before = theConnector(tenant, bound, moment)
  const name = textOf(bound, 'Name') ?? String(before.Name)
  refuseTakenName(tenant, name, before)
  const stuck =
    moment.scene.connectorsCannotBeEnabled === true &&
    before.Enabled !== true &&
    flagOf(bound, 'Enabled') === true
  const named = withValues({ ...before, Name: name, Identity: name }, bound)
  const after = stuck ? { ...named, Enabled: false } : named
  const warnings = stuck ? [cannotEnable] : []
  if (JSON.stringify(after) === JSON.stringify(before))
    return answer(tenant, [], [...warnings, nothingModified(name)])
  const row = { ...after, WhenChangedUTC: momentText(moment.now) }
  const rows = tenant.objects.InboundConnector.map(one => (one === before ? row : one))
  return answer(withRows(tenant, 'InboundConnector', rows), [], warnings)
}

function read(tenant: Tenant, bound: Bound, moment: Moment): Answer {
  const visible = tenant.objects.InboundConnector.filter(row => isVisible(row, moment))
  const identity = textOf(bound, 'Identity')
  const found = identity === undefined ? [] : visible.filter(row => isCalled(row, identity))
  return limited(tenant, bound, found.length > 0 ? found : visible, shown)
}

function remove(tenant: Tenant, bound: Bound, moment: Moment): Answer {
  const gone = theConnector(tenant, bound, moment)
  const rows = tenant.objects.InboundConnector.filter(row => row !== gone)
  return answer(withRows(tenant, 'InboundConnector', rows))
}

/** The row with what the call sets; Name is the caller's. */
function withValues(row: Row, bound: Bound): Row {
  const changed: Record<string, unknown> = { ...row }
  for (const [name, value] of Object.entries(bound)) {
    if (notProperties.has(name) || name === 'Name') continue
    const current = row[name]
    changed[name] = Array.isArray(current)
      ? edited(value, current.map(String), canonicalOf(name))
      : (value ?? connectorDefaults[name])
  }
  const certificate = textOf(bound, 'TlsSenderCertificateName')
  if (certificate !== undefined) changed.TlsSenderCertificateName = certificateName(certificate)
  refuseContradictions(changed)
  return changed
}

function canonicalOf(name: string): (value: string) => string {
  if (name === 'SenderDomains') return senderDomain
  return name === 'SenderIPAddresses' ? senderAddress : value => value
}

function theConnector(tenant: Tenant, bound: Bound, moment: Moment): Row {
  const identity = textOf(bound, 'Identity') ?? ''
  const found = tenant.objects.InboundConnector.find(
    row => isVisible(row, moment) && isCalled(row, identity),
  )
  if (!found) throw notFound(identity)
  return found
}

function isCalled(row: Row, identity: string): boolean {
  const wanted = identity.toLowerCase()
  return [row.Guid, row.Name].some(name => String(name).toLowerCase() === wanted)
}

function refuseTakenName(tenant: Tenant, name: string, except?: Row): void {
  const others = tenant.objects.InboundConnector.filter(row => row !== except)
  if (others.some(row => String(row.Name).toLowerCase() === name.toLowerCase()))
    throw invented('conflict', 'ConnectorNameInUse', `A connector named '${name}' already exists.`)
}

function shown(row: Row): Row {
  return leaveOut(row, ['visibleFrom'])
}
