/**
 * What concerns the whole organisation: accepted domains, TransportConfig (SMTP
 * AUTH for all) and OrganizationConfig (RejectDirectSend, IsDehydrated). In a
 * dehydrated tenant configuration cannot be written; that connectors need the
 * same is not confirmed, and assumed here since it is the harder case.
 */
import type { Row } from '../../drivers.js'
import { textOf, type Bound } from './binding.js'
import { answer, nothingModified, type Answer, type Cmdlets } from './cmdlet.js'
import { leaveOut } from './leave-out.js'
import { dehydrated, notFound } from './refusal.js'
import { limited } from './result-size.js'
import { withRows, type Tenant } from './tenant.js'

export const organizationCmdlets: Cmdlets = {
  'Get-AcceptedDomain': readDomains,
  'Get-TransportConfig': tenant => answer(tenant, tenant.objects.TransportConfig),
  'Set-TransportConfig': (tenant, bound) => changeOne(tenant, 'TransportConfig', bound),
  'Get-OrganizationConfig': tenant => answer(tenant, tenant.objects.OrganizationConfig),
  'Set-OrganizationConfig': (tenant, bound) => changeOne(tenant, 'OrganizationConfig', bound),
}

export function transportDefaults(smtpAuthDisabled: boolean): Row {
  return {
    SmtpClientAuthenticationDisabled: smtpAuthDisabled,
    AllowLegacyTLSClients: false,
    MaxRecipientEnvelopeLimit: 'Unlimited',
    Name: 'Transport Settings',
    Identity: 'Transport Settings',
    IsValid: true,
  }
}

export function organizationDefaults(name: string, guid: string): Row {
  return {
    Name: name,
    Identity: name,
    DisplayName: name,
    DefaultAuthenticationPolicy: null,
    IsDehydrated: false,
    RejectDirectSend: false,
    Guid: guid,
    IsValid: true,
  }
}

export function refuseWhileDehydrated(tenant: Tenant): void {
  if (tenant.objects.OrganizationConfig[0]?.IsDehydrated === true) throw dehydrated()
}

function readDomains(tenant: Tenant, bound: Bound): Answer {
  const identity = textOf(bound, 'Identity')?.toLowerCase()
  if (identity === undefined) return limited(tenant, bound, tenant.objects.AcceptedDomain, same)
  const found = tenant.objects.AcceptedDomain.filter(row =>
    [row.DomainName, row.Name, row.Guid].some(name => String(name).toLowerCase() === identity),
  )
  if (found.length === 0) throw notFound(identity)
  return answer(tenant, found)
}

function changeOne(
  tenant: Tenant,
  noun: 'TransportConfig' | 'OrganizationConfig',
  bound: Bound,
): Answer {
  refuseWhileDehydrated(tenant)
  const [before = {}] = tenant.objects[noun]
  const after: Row = { ...before, ...leaveOut(bound, ['Identity', 'Confirm', 'WhatIf']) }
  if (JSON.stringify(after) === JSON.stringify(before))
    return answer(tenant, [], [nothingModified(String(before.Name))])
  return answer(withRows(tenant, noun, [after]))
}

function same(row: Row): Row {
  return row
}
