/**
 * Role assignments to applications: which of the roles that begin with
 * "Application" a service principal has, and within which scope. Facts: only
 * such a role may be given to an application; a name is made up where none is
 * given, has at most 64 characters and is there once; nothing of an assignment
 * is changed here, it is taken away and given anew.
 */
import type { Row } from '../../drivers.js'
import { textOf, type Bound } from './binding.js'
import { answer, type Answer, type Cmdlets, type Moment } from './cmdlet.js'
import { managementScopes, refuseName } from './management-scope.js'
import { readRows, removeRow, shownRow, theRow, type NamedNoun } from './named-rows.js'
import { refuseWhileDehydrated } from './organization.js'
import { notFound } from './refusal.js'
import { visibleFrom } from './scene-delays.js'
import { servicePrincipals } from './service-principal.js'
import { mint, withRows, type Tenant } from './tenant.js'

const roleAssignments: NamedNoun = { noun: 'ManagementRoleAssignment', called: ['Name', 'Guid'] }

/** The application roles that a tenant has. */
const applicationRoles = [
  'Application SMTP.SendAsApp',
  'Application Mail.Send',
  'Application Mail.Read',
  'Application Exchange Full Access',
]

export const roleAssignmentCmdlets: Cmdlets = {
  'New-ManagementRoleAssignment': create,
  'Get-ManagementRoleAssignment': read,
  'Remove-ManagementRoleAssignment': (tenant, bound, moment) =>
    removeRow(tenant, roleAssignments, bound, moment),
}

function create(tenant: Tenant, bound: Bound, moment: Moment): Answer {
  refuseWhileDehydrated(tenant)
  const Role = roleIn(bound)
  const { ObjectId } = theRow(tenant, servicePrincipals, textOf(bound, 'App') ?? '', moment)
  const scope = textOf(bound, 'CustomResourceScope')
  const named = scope === undefined ? null : theRow(tenant, managementScopes, scope, moment).Name
  const Name = textOf(bound, 'Name') ?? `${Role ?? ''}-${String(ObjectId)}`.slice(0, 64)
  refuseName(tenant, 'ManagementRoleAssignment', Name)
  const minted = mint(tenant)
  const row: Row = {
    Role,
    RoleAssignee: ObjectId,
    RoleAssigneeName: ObjectId,
    RoleAssigneeType: 'ServicePrincipal',
    AssignmentMethod: 'Direct',
    RoleAssignmentDelegationType: 'Regular',
    CustomResourceScope: named,
    RecipientWriteScope: named === null ? 'Organization' : 'CustomRecipientScope',
    Enabled: true,
    Name,
    Identity: Name,
    Guid: minted.guid,
    IsValid: true,
    ...visibleFrom('ManagementRoleAssignment', moment),
  }
  const rows = [...tenant.objects.ManagementRoleAssignment, row]
  return answer(withRows(minted.tenant, 'ManagementRoleAssignment', rows), [shownRow(row)])
}

function read(tenant: Tenant, bound: Bound, moment: Moment): Answer {
  const role = roleIn(bound)
  const assignee = textOf(bound, 'RoleAssignee')
  const holder =
    assignee === undefined ? undefined : theRow(tenant, servicePrincipals, assignee, moment)
  const all = readRows(tenant, roleAssignments, bound, moment)
  const rows = all.rows.filter(
    row =>
      (role === undefined || row.Role === role) &&
      (holder === undefined || row.RoleAssignee === holder.ObjectId),
  )
  return { ...all, rows }
}

/** The role as it is called; one that there is not is not found. */
function roleIn(bound: Bound): string | undefined {
  const asked = textOf(bound, 'Role')
  const role = applicationRoles.find(one => one.toLowerCase() === asked?.toLowerCase())
  if (asked !== undefined && role === undefined) throw notFound(asked)
  return role
}
