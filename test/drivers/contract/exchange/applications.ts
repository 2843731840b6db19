/** What Exchange knows of applications of Entra: who they are, for which mailboxes, with which role. */
import type { Case } from './case.js'
import { call, contoso, get, set } from './given.js'

const [AppId, ObjectId, OtherId] = [1, 2, 3].map(
  number => `00000000-0000-4000-8000-00000000000${String(number)}`,
) as [string, string, string]
const principal = call('New-ServicePrincipal', { AppId, ObjectId, DisplayName: 'Payroll' })
const filter = "PrimarySmtpAddress -eq 'payroll@contoso.com'"
const scope = call('New-ManagementScope', { Name: 'Payroll', RecipientRestrictionFilter: filter })
const Role = 'Application SMTP.SendAsApp'
const grant = call('New-ManagementRoleAssignment', {
  Name: 'Payroll [devicemail:contoso/payroll]',
  Role,
  App: ObjectId,
  CustomResourceScope: 'Payroll',
})
const principals = call('Get-ServicePrincipal')
const scopes = call('Get-ManagementScope')
const grants = call('Get-ManagementRoleAssignment', { Role })

export const applications: readonly Case[] = [
  {
    says: 'an application is told to Exchange by its two ids, and comes back with them',
    given: contoso(),
    calls: [principal, principals, get('Get-ServicePrincipal', AppId)],
    then: [
      { rows: [{ AppId, ObjectId }] },
      { rows: [{ AppId, ObjectId, DisplayName: 'Payroll' }] },
      { rows: [{ DisplayName: 'Payroll' }] },
    ],
  },
  {
    says: 'an application that Entra has only just made is not found, and then it is',
    given: contoso({ delays: { replicationSeconds: 3600 } }),
    calls: [principal, principals],
    then: [{ fault: 'not-found', type: 'ManagementObjectNotFoundException' }, { rows: [] }],
  },
  {
    says: 'an application is there once',
    given: contoso(),
    calls: [principal, { ...principal, parameters: { AppId, ObjectId: OtherId } }],
    then: [{ count: 1 }, { fault: 'conflict', type: 'ServicePrincipalInUse' }],
  },
  {
    says: 'an id that is none is refused',
    given: contoso(),
    calls: [{ ...principal, parameters: { AppId, ObjectId: 'payroll' } }, principals],
    then: [{ fault: 'rejected', type: 'NotAGuid' }, { rows: [] }],
  },
  {
    says: 'the display name of an application is changed, and it is taken away',
    given: contoso(),
    calls: [
      principal,
      set('Set-ServicePrincipal', ObjectId, { DisplayName: 'Wages' }),
      principals,
      set('Remove-ServicePrincipal', 'Wages'),
      principals,
    ],
    then: [
      { count: 1 },
      { rows: [] },
      { rows: [{ DisplayName: 'Wages' }] },
      { rows: [] },
      { rows: [] },
    ],
  },
  {
    says: 'a scope gives its filter back under another name',
    given: contoso(),
    calls: [
      scope,
      set('Set-ManagementScope', 'Payroll', { Name: 'Wages' }),
      get('Get-ManagementScope', 'Wages'),
      get('Get-ManagementScope', 'Payroll'),
    ],
    then: [
      { rows: [{ RecipientFilter: filter }] },
      { rows: [] },
      { rows: [{ Name: 'Wages', RecipientFilter: filter, Exclusive: false }] },
      { fault: 'not-found' },
    ],
  },
  {
    says: 'a scope has a name of its own, of 64 characters, and a filter that can be read',
    given: contoso(),
    calls: [
      scope,
      scope,
      { ...scope, parameters: { ...scope.parameters, Name: 'x'.repeat(65) } },
      { ...scope, parameters: { Name: 'Wages', RecipientRestrictionFilter: 'Printer -eq 1' } },
      scopes,
    ],
    then: [
      { count: 1 },
      { fault: 'conflict', type: 'NameInUse' },
      { fault: 'rejected', type: 'NameTooLong' },
      { fault: 'rejected', type: 'FaultyFilter' },
      { count: 1 },
    ],
  },
  {
    says: 'an application is given the role to send, within a scope',
    given: contoso(),
    calls: [principal, scope, grant, grants],
    then: [
      { count: 1 },
      { count: 1 },
      { count: 1 },
      {
        rows: [
          {
            Name: 'Payroll [devicemail:contoso/payroll]',
            Role,
            RoleAssigneeType: 'ServicePrincipal',
            CustomResourceScope: 'Payroll',
          },
        ],
      },
    ],
  },
  {
    says: 'a role is given neither to an application nor within a scope that Exchange does not know',
    given: contoso(),
    calls: [grant, principal, grant, grants],
    then: [{ fault: 'not-found' }, { count: 1 }, { fault: 'not-found' }, { rows: [] }],
  },
  {
    says: 'a role that there is not is not found',
    given: contoso(),
    calls: [call('Get-ManagementRoleAssignment', { Role: 'Application Fax.Send' })],
    then: [{ fault: 'not-found' }],
  },
  {
    says: 'a scope that a role is given within is not taken away before the role',
    given: contoso(),
    calls: [
      principal,
      scope,
      grant,
      set('Remove-ManagementScope', 'Payroll'),
      set('Remove-ManagementRoleAssignment', 'Payroll [devicemail:contoso/payroll]'),
      set('Remove-ManagementScope', 'Payroll'),
    ],
    then: [
      { count: 1 },
      { count: 1 },
      { count: 1 },
      { fault: 'rejected', type: 'ScopeInUse' },
      { rows: [] },
      { rows: [] },
    ],
  },
  {
    says: 'who may only read sees roles and gives none',
    given: contoso({ roles: ['Global Reader'] }),
    calls: [principals, grants, grant],
    then: [{ rows: [] }, { rows: [] }, { fault: 'denied' }],
  },
]
