/**
 * The simulated tenant as data: what `tenant.json` holds and what every cmdlet
 * is a function of. Properties with a capital are Exchange's own and read as
 * its Get cmdlets give them; the others are the simulator's. A recipient keeps
 * only what differs from the defaults, so that a file of thousands opens fast.
 */
import type { Row } from '../../drivers.js'

export const tenantFormat = 'devicemail-simulator/1'

/** Configuration objects, kept as whole rows. Recipients stand apart: many cmdlets look at one. */
export const configurationNouns = [
  'AcceptedDomain',
  'InboundConnector',
  'OutboundConnector',
  'OrganizationConfig',
  'TransportConfig',
  'DkimSigningConfig',
  'HostedConnectionFilterPolicy',
  'AuthenticationPolicy',
  'MessageTraceV2',
  'ServicePrincipal',
  'ManagementScope',
  'ManagementRoleAssignment',
] as const

export type ConfigurationNoun = (typeof configurationNouns)[number]

export interface Tenant {
  readonly format: typeof tenantFormat
  /** How many GUIDs were given out; the next one follows from it. */
  readonly minted: number
  /** How often a cmdlet was called, for those that the scene makes fail. */
  readonly calls: Readonly<Record<string, number>>
  readonly objects: Readonly<Record<ConfigurationNoun, readonly Row[]>>
  readonly recipients: readonly Recipient[]
  /** When Exchange was first asked for an application of Entra that it did not know, by object id. */
  readonly askedFor?: Readonly<Record<string, string>>
}

export interface Recipient {
  readonly Guid: string
  readonly ExternalDirectoryObjectId: string
  readonly RecipientTypeDetails: string
  readonly Name: string
  readonly Alias: string
  readonly DisplayName: string
  readonly UserPrincipalName: string | null
  /** `SMTP:` is the primary address, `smtp:` are others; `SIP:` and `SPO:` are no mail addresses. */
  readonly EmailAddresses: readonly string[]
  readonly WhenCreatedUTC: string
  readonly WhenChangedUTC: string
  /** null: it was deleted once, and restored. */
  readonly WhenSoftDeleted?: string | null
  /** Not found by anybody before this moment, though its names are taken. */
  readonly visibleFrom?: string
  /** Properties that differ from the defaults of their kind. */
  readonly settings?: Row
  /** Client access switches that differ from the defaults. */
  readonly protocols?: Row
  readonly mayOpen?: readonly Right[]
  /** GUIDs of those who may send as it. */
  readonly maySendAs?: readonly string[]
}

/** What somebody may do with a mailbox. */
export interface Right {
  readonly trustee: string
  readonly rights: readonly string[]
  /** Set once and never readable again. */
  readonly autoMapping: boolean
}

/** The next GUID. It follows from the count alone, so the same calls give the same bytes. */
export function mint(tenant: Tenant): { readonly guid: string; readonly tenant: Tenant } {
  const minted = tenant.minted + 1
  return { guid: guidNumber(minted), tenant: { ...tenant, minted } }
}

/** The first group is scattered, so that two GUIDs differ at a glance. */
export function guidNumber(count: number): string {
  const scattered = Math.imul(count, 0x9e3779b1) >>> 0
  const hex = (value: number, digits: number) => value.toString(16).padStart(digits, '0')
  return `${hex(scattered, 8)}-0000-4000-8000-${hex(count, 12)}`
}

/** A moment as Exchange writes it: ten millionths of a second. */
export function momentText(moment: Date): string {
  return moment.toISOString().replace(/(\.\d{3})Z$/, '$10000Z')
}

/** The rows of a configuration noun, changed. */
export function withRows(tenant: Tenant, noun: ConfigurationNoun, rows: readonly Row[]): Tenant {
  return { ...tenant, objects: { ...tenant.objects, [noun]: rows } }
}
