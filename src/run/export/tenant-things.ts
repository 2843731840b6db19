/**
 * What a tenant holds for devices: domains, inbound connectors, shared
 * mailboxes, and the mailboxes of people that a device may sign in to. A tenant
 * does not know its devices; these are all the traces that they leave.
 */
import type { TenantFacts } from '../../compile/compiled.js'
import type { ReadProperties, Row } from '../../drivers/drivers.js'
import type { Finding } from '../../findings.js'
import { markIn } from '../../resources/mark.js'
import type { Drivers } from '../../resources/resource.js'
import type { Cloud } from '../../spec/spec.js'
import { readTenantFacts } from '../tenant-facts.js'
import { textOf } from '../../resources/row-text.js'

export type SeenConnector = NonNullable<TenantFacts['connectors']>[number]

export interface SeenMailbox {
  readonly address: string
  readonly displayName: string
  readonly hidden: boolean
  /** Its own switch; null follows the tenant. */
  readonly smtpAuth: boolean | null
  readonly markedBy: string | null
}

export interface TenantThings {
  readonly domains: readonly string[]
  readonly connectors: readonly SeenConnector[]
  readonly mailboxes: readonly SeenMailbox[]
  /** Addresses of mailboxes of people on which SMTP AUTH is switched on. */
  readonly signedInTo: readonly string[]
  readonly findings: readonly Finding[]
}

/** What an export reads, beside what facts and kinds do. */
export const thingReads: ReadProperties = Object.freeze({
  'Get-EXOMailbox': ['DisplayName', 'Guid', 'PrimarySmtpAddress'],
  'Get-CASMailbox': ['Guid', 'PrimarySmtpAddress', 'SmtpClientAuthenticationDisabled'],
})

export async function readThings(drivers: Drivers, cloud: Cloud): Promise<TenantThings> {
  const { exchange, mark } = drivers
  const facts = await readTenantFacts(
    drivers,
    { senderDomains: [], addresses: [], mxEndpoints: [] },
    cloud,
  )
  const shared = await exchange.run('Get-EXOMailbox', {
    RecipientTypeDetails: ['SharedMailbox'],
    Properties: [mark.attribute, 'HiddenFromAddressListsEnabled'],
  })
  const switches = new Map((await exchange.run('Get-CASMailbox')).map(row => [row.Guid, row]))
  const mailboxes = shared.map(row => mailboxOf(row, switches.get(row.Guid), mark.attribute))
  const guids = new Set(shared.map(row => row.Guid))
  const people = [...switches.values()].filter(row => !guids.has(row.Guid))
  return Object.freeze({
    domains: domainsOf(facts),
    connectors: [...(facts.connectors ?? [])].sort((one, other) => order(one.name, other.name)),
    mailboxes: mailboxes.sort((one, other) => order(one.address, other.address)),
    signedInTo: people
      .filter(row => row.SmtpClientAuthenticationDisabled === false)
      .map(row => textOf(row.PrimarySmtpAddress).toLowerCase())
      .filter(address => address !== '')
      .sort(order),
    findings: facts.findings,
  })
}

/** The domain that a tenant is born with counts only where there is no other. */
function domainsOf({ acceptedDomains }: TenantFacts): readonly string[] {
  const names = (acceptedDomains ?? [])
    .filter(one => !one.sendingDisabled && !one.name.endsWith('.invalid'))
    .map(one => one.name)
  const own = names.filter(name => !name.endsWith('.onmicrosoft.com'))
  return (own.length > 0 ? own : names).sort(order)
}

function mailboxOf(row: Row, switches: Row | undefined, attribute: string): SeenMailbox {
  const disabled = switches?.SmtpClientAuthenticationDisabled
  return {
    address: textOf(row.PrimarySmtpAddress).toLowerCase(),
    displayName: textOf(row.DisplayName),
    hidden: row.HiddenFromAddressListsEnabled === true,
    smtpAuth: typeof disabled === 'boolean' ? !disabled : null,
    markedBy: markIn(row[attribute])?.spec ?? null,
  }
}

function order(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0
}
