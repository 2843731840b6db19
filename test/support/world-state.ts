/** A look at a simulated tenant that reads well in an assertion. */
import type { Row } from '../../src/drivers/drivers.js'
import { isLive, isMailbox } from '../../src/drivers/exchange/simulator/directory.js'
import { casMailboxRow, mailboxRow } from '../../src/drivers/exchange/simulator/recipient-row.js'
import type { Recipient, Tenant } from '../../src/drivers/exchange/simulator/tenant.js'

export interface WorldState {
  readonly domains: readonly Row[]
  readonly connectors: readonly Row[]
  /** All configuration, by noun. */
  readonly objects: Tenant['objects']
  /** Live mailboxes: the rows of Get-Mailbox and Get-CASMailbox in one. */
  readonly mailboxes: readonly Row[]
  readonly softDeleted: readonly Row[]
  readonly organization: Row
  readonly transport: Row
  /** undefined where nothing is called so. */
  readonly connector: (name: string) => Row | undefined
  readonly mailbox: (address: string) => Row | undefined
  /** Primary addresses of those who may open the mailbox, and of those who may send as it. */
  readonly openers: (address: string) => readonly string[]
  readonly sendersAs: (address: string) => readonly string[]
}

export function lookAt(tenant: Tenant): WorldState {
  const { AcceptedDomain, InboundConnector, OrganizationConfig, TransportConfig } = tenant.objects
  const mailboxes = tenant.recipients.filter(one => isMailbox(one) && isLive(one)).map(whole)
  const recordOf = (address: string) =>
    tenant.recipients.find(one => isLive(one) && holds(one, address))
  const addressOf = (guid: string) =>
    String(tenant.recipients.filter(one => one.Guid === guid).map(whole)[0]?.PrimarySmtpAddress)
  return {
    domains: AcceptedDomain,
    connectors: InboundConnector,
    objects: tenant.objects,
    mailboxes,
    softDeleted: tenant.recipients.filter(one => isMailbox(one) && !isLive(one)).map(whole),
    organization: OrganizationConfig[0] ?? {},
    transport: TransportConfig[0] ?? {},
    connector: name => InboundConnector.find(row => row.Name === name),
    mailbox(address) {
      const record = recordOf(address)
      return record && isMailbox(record) ? whole(record) : undefined
    },
    openers: address =>
      (recordOf(address)?.mayOpen ?? []).map(right => addressOf(right.trustee)).sort(),
    sendersAs: address => (recordOf(address)?.maySendAs ?? []).map(addressOf).sort(),
  }
}

function whole(one: Recipient): Row {
  return { ...casMailboxRow(one), ...mailboxRow(one) }
}

function holds(one: Recipient, address: string): boolean {
  return one.EmailAddresses.some(proxy => proxy.toLowerCase() === `smtp:${address.toLowerCase()}`)
}
