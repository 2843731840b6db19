/**
 * Which roles a caller needs. Facts: the table of rights in the notes of
 * Exchange's modules; an Entra role stands for several; a missing role shows as
 * a mute 403 or as a cmdlet that is not recognised, and both mean the same.
 */
import { isRead, nounOf } from '../cmdlet-table.js'
import { forbidden, notRecognized, type Refusal } from './refusal.js'
import type { Scene } from './scene.js'

/** Any one of the inner lists is enough; of an inner list, all are needed. */
interface Needs {
  readonly write: readonly (readonly string[])[]
  readonly read: string
}

const connectors: Needs = {
  write: [['Remote and Accepted Domains']],
  read: 'View-Only Configuration',
}
const recipients: Needs = { write: [['Mail Recipients']], read: 'View-Only Recipients' }
const hygiene: Needs = {
  write: [['Transport Hygiene'], ['Security Admin']],
  read: 'View-Only Configuration',
}

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
  TransportConfig: {
    write: [['Organization Transport Settings']],
    read: 'View-Only Configuration',
  },
  OrganizationConfig: { write: [['Organization Configuration']], read: 'View-Only Configuration' },
  AuthenticationPolicy: {
    write: [['Organization Configuration']],
    read: 'View-Only Configuration',
  },
  DkimSigningConfig: hygiene,
  HostedConnectionFilterPolicy: hygiene,
  MessageTraceV2: recipients,
}

const creationNeeds: readonly (readonly string[])[] = [
  ['Mail Recipient Creation', 'Mail Recipients'],
]
const creating = new Set(['New-Mailbox', 'Remove-Mailbox', 'Undo-SoftDeletedMailbox'])

const everything = [
  'Mail Recipient Creation',
  'Mail Recipients',
  'User Options',
  'Remote and Accepted Domains',
  'Organization Configuration',
  'Organization Transport Settings',
  'Transport Hygiene',
  'Security Admin',
  'View-Only Configuration',
  'View-Only Recipients',
]

/** Roles of Entra, as what they may do in Exchange. */
const entraRoles: Readonly<Record<string, readonly string[]>> = {
  'Exchange Administrator': everything,
  'Exchange Recipient Administrator': [
    'Mail Recipient Creation',
    'Mail Recipients',
    'View-Only Recipients',
  ],
  'Global Reader': ['View-Only Configuration', 'View-Only Recipients'],
  'Security Reader': ['View-Only Configuration', 'View-Only Recipients'],
}

export const roleNames: readonly string[] = Object.freeze([
  ...everything,
  ...Object.keys(entraRoles),
])

/** The refusal, if the caller of the scene may not run the cmdlet. */
export function refusedBy(scene: Scene, cmdlet: string): Refusal | undefined {
  if (!scene.roles || isAllowed(scene.roles, cmdlet)) return undefined
  return scene.missingRoleShows === 'not-recognized' ? notRecognized(cmdlet) : forbidden(cmdlet)
}

function isAllowed(roles: readonly string[], cmdlet: string): boolean {
  const needs = byNoun[nounOf(cmdlet)]
  if (!needs) return true
  const held = new Set(roles.flatMap(role => entraRoles[role] ?? [role]))
  const write = creating.has(cmdlet) ? creationNeeds : needs.write
  const mayWrite = write.some(all => all.every(role => held.has(role)))
  return mayWrite || (isRead(cmdlet) && held.has(needs.read))
}
