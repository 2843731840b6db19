/**
 * The right of an application to send by SMTP AUTH as the mailboxes of its scope:
 * the role "Application SMTP.SendAsApp", given in Exchange. With it the
 * application needs no permission in Entra and no access to a mailbox.
 *
 * We lean on these facts; each has a test with the same words:
 * - a role assignment is never changed: it is taken away and given anew
 * - Exchange calls the application and the scope as it likes, so each is looked up
 * - a service principal or a scope that was just made may be unknown for a moment
 * - a tenant without the role is told so, with the older way
 *
 * What is given or taken holds within two hours; `Test-ServicePrincipalAuthorization`
 * tells what holds. Giving a role needs the role Role Management, as Organization
 * Management and Exchange Administrator have it.
 */
import type { Row } from '../drivers/drivers.js'
import { Fault } from '../drivers/fault.js'
import { finding } from '../findings.js'
import { constant, lowerCase, text, type Fields } from './field.js'
import { fromRow, toParameters } from './field-table.js'
import {
  bareName,
  foundByMark,
  markedName,
  nameFaults,
  readNamed,
  type NameSpace,
} from './marked-name.js'
import { defineKind, keyFrom, type Drivers, type Key, type Reading } from './resource.js'
import { assigneeOf, scopeKeyOf, scopeOfKey } from './smtp-send-as-app/parties.js'
import { orTooEarly } from './too-early.js'

export interface DesiredSendAsApp {
  /** The key: the application, as the program calls it. */
  readonly application: string
  readonly name: string
  /** Of the enterprise application. */
  readonly objectId: string
  /** The key of the management scope. */
  readonly scope: string
}

export interface LiveSendAsApp extends DesiredSendAsApp {
  readonly guid: string
}

const role = 'Application SMTP.SendAsApp'

const fields: Fields<DesiredSendAsApp> = {
  application: lowerCase({ role: 'key', about: 'The application, as the program calls it.' }),
  name: text({
    parameter: { 'New-ManagementRoleAssignment': 'Name' },
    property: 'Name',
    about: 'Name shown in Exchange; our mark stands behind it.',
  }),
  objectId: lowerCase({
    parameter: { 'New-ManagementRoleAssignment': 'App' },
    about: 'Object id of its enterprise application, which is not that of its registration.',
  }),
  scope: lowerCase({
    parameter: { 'New-ManagementRoleAssignment': 'CustomResourceScope' },
    about: 'The application whose management scope limits the role; mostly the same.',
  }),
  role: constant(role, {
    parameter: { 'New-ManagementRoleAssignment': 'Role' },
    property: 'Role',
    about: 'To send by SMTP AUTH, and nothing else.',
  }),
}

const space: NameSpace = { what: 'right to send', property: 'Name', longest: 64 }
const scopeProperties = ['Guid', 'Identity', 'Name']

export const SmtpSendAsApp = defineKind<DesiredSendAsApp, LiveSendAsApp>({
  name: 'smtp-send-as-app',
  summary: 'Lets an application send by SMTP AUTH as the mailboxes of its management scope.',
  cmdlets: {
    read: {
      'Get-ManagementRoleAssignment': [
        'CustomRecipientWriteScope',
        'CustomResourceScope',
        'Guid',
        'Name',
        'Role',
        'RoleAssignee',
        'RoleAssigneeName',
      ],
      'Get-ServicePrincipal': ['AppId', 'DisplayName', 'Guid', 'Identity', 'Name', 'ObjectId'],
      'Get-ManagementScope': scopeProperties,
    },
    write: ['New-ManagementRoleAssignment', 'Remove-ManagementRoleAssignment'],
  },
  owns: 'object',
  whenUnwanted: 'remove',
  fields,
  keyOf: desired => keyFrom(desired.application),
  check: nameFaults,

  tell({ before, after }) {
    const name = after?.name ?? before?.name ?? ''
    const who = `The application ${name}`
    return {
      title: `right to send "${name}"`,
      meaning: after
        ? `${who} may send as each mailbox of its scope, within two hours.`
        : `${who} may no longer send, within two hours.`,
      canMore: after ? [`${who}: may send as each mailbox of its scope, without a password`] : [],
      canLess: after ? [] : [`${who}: may no longer send`],
      ifWrong: after
        ? 'whoever holds its secret can send as these mailboxes'
        : 'devices that sign in with it stop sending',
      details: [],
    }
  },

  async find({ exchange }) {
    const rows = await exchange.run('Get-ManagementRoleAssignment', { Role: role })
    return foundByMark(rows, space)
  },

  async read({ exchange, mark }, keys, wanted) {
    if (keys.length === 0) return new Map()
    const [rows, principals, scopes] = await Promise.all([
      exchange.run('Get-ManagementRoleAssignment', { Role: role }).catch(orMissing),
      exchange.run('Get-ServicePrincipal'),
      exchange.run('Get-ManagementScope'),
    ])
    if (rows === null) return new Map(keys.map(key => [key, roleMissing()]))
    const toLive = (row: Row, key: Key): LiveSendAsApp => ({
      ...(fromRow(fields, row) as unknown as DesiredSendAsApp),
      application: key,
      name: bareName(row.Name),
      objectId: assigneeOf(row, principals),
      scope: scopeKeyOf(row, scopes, mark),
      guid: String(row.Guid),
    })
    return readNamed({ rows, space, mark, keys, wanted, toLive })
  },

  async write(drivers, desired, live) {
    const { exchange } = drivers
    const parameters = await parametersOf(drivers, desired)
    if (live) await exchange.run('Remove-ManagementRoleAssignment', { Identity: live.guid })
    await orTooEarly(
      exchange.run('New-ManagementRoleAssignment', parameters),
      finding('parties-not-known-yet', { name: desired.name }),
    )
  },

  async remove({ exchange }, live) {
    await exchange.run('Remove-ManagementRoleAssignment', { Identity: live.guid })
  },
})

/** Looks for the scope first: nothing is taken away before what replaces it can be given. */
async function parametersOf({ exchange, mark }: Drivers, desired: DesiredSendAsApp) {
  const scope = scopeOfKey(await exchange.run('Get-ManagementScope'), desired.scope, mark)
  if (!scope)
    throw new Fault({
      kind: 'not-found',
      operation: 'Get-ManagementScope',
      text: `no scope of ${desired.scope}`,
      finding: finding('parties-not-known-yet', { name: desired.name }),
      tooEarly: true,
    })
  return {
    ...toParameters(fields, 'New-ManagementRoleAssignment', desired),
    Name: markedName(mark, desired),
    CustomResourceScope: String(scope.Guid),
  }
}

/** Asked for by its name, the role itself is what is not found. */
function orMissing(fault: unknown): null {
  if (fault instanceof Fault && fault.kind === 'not-found') return null
  throw fault
}

function roleMissing(): Reading<LiveSendAsApp> {
  return { state: 'blocked', why: finding('send-as-role-missing', { role }) }
}
