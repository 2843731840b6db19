/**
 * Which roles of Exchange a cmdlet needs, the least first. Facts: the table
 * "Rights" in the notes of Exchange's modules. Any of the lists is enough; of a
 * list, all are needed. Who may write a thing may read it too.
 */
import { isRead, nounOf } from './cmdlet-table.js'

export type Roles = readonly string[]

interface Needs {
  readonly write: readonly Roles[]
  readonly read: string
}

const configuration = 'View-Only Configuration'
const connectors: Needs = { write: [['Remote and Accepted Domains']], read: configuration }
const recipients: Needs = { write: [['Mail Recipients']], read: 'View-Only Recipients' }
const organization: Needs = { write: [['Organization Configuration']], read: configuration }
const roles: Needs = { write: [['Role Management']], read: configuration }
const hygiene: Needs = { write: [['Transport Hygiene'], ['Security Admin']], read: configuration }

const byNoun: Readonly<Record<string, Needs>> = {
  InboundConnector: connectors,
  OutboundConnector: connectors,
  AcceptedDomain: connectors,
  Mailbox: recipients,
  CASMailbox: { ...recipients, write: [['Mail Recipients'], ['User Options']] },
  MailboxPermission: recipients,
  RecipientPermission: recipients,
  Recipient: recipients,
  DistributionGroup: recipients,
  User: recipients,
  TransportConfig: { write: [['Organization Transport Settings']], read: configuration },
  OrganizationConfig: organization,
  AuthenticationPolicy: organization,
  DkimSigningConfig: hygiene,
  HostedConnectionFilterPolicy: hygiene,
  MessageTraceV2: recipients,
  ServicePrincipal: roles,
  ManagementScope: roles,
  ManagementRoleAssignment: roles,
}

const creation: Roles = ['Mail Recipient Creation', 'Mail Recipients']
const creating = new Set(['New-Mailbox', 'Remove-Mailbox', 'Undo-SoftDeletedMailbox'])

/** undefined where everybody who is signed in may run it, or nobody knows what it needs. */
export function rolesFor(cmdlet: string): readonly Roles[] | undefined {
  const needs = byNoun[nounOf(cmdlet)]
  if (!needs) return undefined
  const write = creating.has(cmdlet) ? [creation] : needs.write
  return isRead(cmdlet) ? [[needs.read], ...write] : write
}
