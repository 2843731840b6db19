/**
 * Management scopes: which recipients a role holds for. Facts: a name has at most
 * 64 characters and is there once; the filter goes in as
 * RecipientRestrictionFilter and comes back as RecipientFilter; a scope that a
 * role assignment uses cannot be removed.
 */
import type { Row } from '../../drivers.js'
import { textOf, type Bound } from './binding.js'
import { answer, nothingModified, type Answer, type Cmdlets, type Moment } from './cmdlet.js'
import { filtered } from './filter.js'
import { readRows, removeRow, replaceRow, shownRow, theRow, type NamedNoun } from './named-rows.js'
import { refuseWhileDehydrated } from './organization.js'
import { invented, nameInUse } from './refusal.js'
import { visibleFrom } from './scene-delays.js'
import { mint, momentText, withRows, type ConfigurationNoun, type Tenant } from './tenant.js'

export const managementScopes: NamedNoun = { noun: 'ManagementScope', called: ['Name', 'Guid'] }

export const managementScopeCmdlets: Cmdlets = {
  'New-ManagementScope': create,
  'Set-ManagementScope': change,
  'Get-ManagementScope': (tenant, bound, moment) =>
    readRows(tenant, managementScopes, bound, moment),
  'Remove-ManagementScope': remove,
}

function create(tenant: Tenant, bound: Bound, moment: Moment): Answer {
  refuseWhileDehydrated(tenant)
  const Name = textOf(bound, 'Name') ?? ''
  refuseName(tenant, 'ManagementScope', Name)
  const minted = mint(tenant)
  const row: Row = {
    RecipientRoot: null,
    RecipientFilter: filterIn(tenant, bound) ?? '',
    ScopeRestrictionType: 'RecipientScope',
    Exclusive: false,
    Name,
    Identity: Name,
    WhenCreatedUTC: momentText(moment.now),
    Guid: minted.guid,
    IsValid: true,
    ...visibleFrom('ManagementScope', moment),
  }
  const rows = [...tenant.objects.ManagementScope, row]
  return answer(withRows(minted.tenant, 'ManagementScope', rows), [shownRow(row)])
}

function change(tenant: Tenant, bound: Bound, moment: Moment): Answer {
  refuseWhileDehydrated(tenant)
  const before = theRow(tenant, managementScopes, textOf(bound, 'Identity') ?? '', moment)
  const Name = textOf(bound, 'Name') ?? String(before.Name)
  refuseName(tenant, 'ManagementScope', Name, before)
  const RecipientFilter = filterIn(tenant, bound) ?? before.RecipientFilter
  const after = { ...before, Name, Identity: Name, RecipientFilter }
  if (JSON.stringify(after) === JSON.stringify(before))
    return answer(tenant, [], [nothingModified(Name)])
  const assignments = tenant.objects.ManagementRoleAssignment.map(row =>
    row.CustomResourceScope === before.Name ? { ...row, CustomResourceScope: Name } : row,
  )
  const renamed = withRows(tenant, 'ManagementRoleAssignment', assignments)
  return answer(replaceRow(renamed, 'ManagementScope', before, after))
}

function remove(tenant: Tenant, bound: Bound, moment: Moment): Answer {
  const { Name } = theRow(tenant, managementScopes, textOf(bound, 'Identity') ?? '', moment)
  const user = tenant.objects.ManagementRoleAssignment.find(row => row.CustomResourceScope === Name)
  if (user)
    throw invented(
      'rejected',
      'ScopeInUse',
      `The scope '${String(Name)}' is used by the role assignment '${String(user.Name)}'.`,
    )
  return removeRow(tenant, managementScopes, bound, moment)
}

/** The filter as it was given, if recipients can be looked for with it. */
function filterIn(tenant: Tenant, bound: Bound): string | undefined {
  const filter = textOf(bound, 'RecipientRestrictionFilter')
  if (filter !== undefined) filtered(tenant, filter)
  return filter
}

export function refuseName(
  tenant: Tenant,
  noun: ConfigurationNoun,
  name: string,
  except?: Row,
): void {
  if (name.length > 64)
    throw invented('rejected', 'NameTooLong', `The name "${name}" has more than 64 characters.`)
  const others = tenant.objects[noun].filter(row => row !== except)
  if (others.some(row => String(row.Name).toLowerCase() === name.toLowerCase()))
    throw nameInUse(name)
}
