/**
 * The scene: how the simulated tenant looks when it is first opened, and how it
 * behaves whenever it is. `simulator.yaml` in a stack's folder is one.
 *
 * The first part (domains, people, objects, switches) is read once: afterwards
 * the tenant's own state counts. Only accepted domains are added later too,
 * since no cmdlet can make them. The second part (faults, delays, roles, odd
 * service offerings) holds at every call.
 */
import type { Row } from '../../drivers.js'
import type { ConfigurationNoun } from './tenant.js'

export interface Scene {
  /** `contoso.onmicrosoft.com`; made from the first accepted domain if not given. */
  readonly organization?: string
  /** The first one is the default domain. */
  readonly acceptedDomains?: readonly string[]
  readonly users?: readonly SceneUser[]
  readonly groups?: readonly SceneGroup[]
  readonly contacts?: readonly SceneHolder[]
  /** Rows as the Get cmdlets give them; what is left out gets its default. */
  readonly objects?: Readonly<Partial<Record<SceneNoun, readonly Row[]>>>
  /** The tenant's switch for SMTP AUTH; true, as in tenants made since 2020. */
  readonly smtpAuthDisabled?: boolean
  readonly rejectDirectSend?: boolean
  readonly dehydrated?: boolean

  readonly faults?: readonly SceneFault[]
  readonly delays?: SceneDelays
  /** Roles of the one who calls; without it, all of them. */
  readonly roles?: readonly string[]
  /** How a missing role shows: as a mute 403, or as a cmdlet that is not there. */
  readonly missingRoleShows?: 'forbidden' | 'not-recognized'
  readonly connectorsBornDisabled?: boolean
  readonly connectorsCannotBeEnabled?: boolean
  /** Whose Name is replaced by the object's id in Entra; `ids-for-users` if not given. */
  readonly names?: 'as-given' | 'ids-for-users' | 'ids-for-all'
  /** Whether the Entra account of a removed mailbox is purged, so that the mailbox may be. */
  readonly accountsPurged?: boolean
  /** Whether a removed mailbox goes on holding its addresses; real ones mostly do not. */
  readonly softDeletedKeepAddresses?: boolean
  /** Records of the world around, as written: `readSceneDns` reads them. */
  readonly dns?: unknown
  /** Name servers that are asked themselves, as written: `readSceneNameServers` reads them. */
  readonly nameServers?: unknown
}

export interface SceneHolder {
  readonly name: string
  readonly address: string
  readonly aliases?: readonly string[]
}

export interface SceneUser extends SceneHolder {
  /** false: an account in Entra that holds the address but has no mailbox. */
  readonly mailbox?: boolean
}

export interface SceneGroup extends SceneHolder {
  /** Refuses senders who did not sign in; true, as in Exchange. */
  readonly requireSenderAuthentication?: boolean
}

/** Objects that a scene may hold: configuration, and recipients by the noun that reads them. */
export const recipientNouns = {
  Mailbox: 'UserMailbox',
  MailUser: 'MailUser',
  MailContact: 'MailContact',
  DistributionGroup: 'MailUniversalDistributionGroup',
  PublicFolder: 'PublicFolder',
  User: 'User',
} as const

export type RecipientNoun = keyof typeof recipientNouns
export type SceneNoun = ConfigurationNoun | RecipientNoun

export const sceneFaults = [
  'throttled',
  'transient',
  'timeout-before-write',
  'timeout-after-write',
  'denied',
  'unreachable',
  'rejected',
] as const

export interface SceneFault {
  readonly cmdlet: string
  /** Counted from 1 over the life of the tenant's state; 1 if not given. */
  readonly call?: number | 'every'
  readonly fault: (typeof sceneFaults)[number]
  /** How many calls in a row fail; 1 if not given. */
  readonly times?: number
  readonly retryAfterSeconds?: number
}

export const delayedNouns = [
  'InboundConnector',
  'Mailbox',
  'ServicePrincipal',
  'ManagementScope',
  'ManagementRoleAssignment',
] as const

export type DelayedNoun = (typeof delayedNouns)[number]

export interface SceneDelays {
  /** After a creation nobody finds the object for so long: one number for all, or one for each noun. */
  readonly visibilitySeconds?: number | Readonly<Partial<Record<DelayedNoun, number>>>
  /** A new application of Entra is unknown to Exchange for so long after it was first asked for. */
  readonly replicationSeconds?: number
  /** How long the answer to a cmdlet takes, in seconds that really pass; a write has landed by then. */
  readonly answerSeconds?: Readonly<Record<string, number>>
}
