/**
 * The facts of the tenant that judge needs, read in a few calls. What could not
 * be read is null with a finding, never "is not so".
 */
import { withoutLastDot } from '../mail/dns-name.js'
import { hasFailed, statusText } from '../mail/dns-status.js'
import type { Questions, TenantFacts } from '../compile/compiled.js'
import type { Outcome, ReadProperties, Row } from '../drivers/drivers.js'
import { Fault } from '../drivers/fault.js'
import { findingOf } from '../engine/fault-finding.js'
import { finding, type Finding } from '../findings.js'
import { isMxEndpoint } from '../mail/limits.js'
import { holderProperties, smtpAddressesOf } from '../resources/holders.js'
import { markIn } from '../resources/mark.js'
import type { Drivers } from '../resources/resource.js'
import { textOf } from '../resources/row-text.js'
import { SharedMailbox } from '../resources/shared-mailbox.js'
import type { Cloud } from '../spec/spec.js'
import { readDomainMail } from './domain-mail.js'
import { someAtOnce } from '../resources/some-at-once.js'

type Holder =
  NonNullable<TenantFacts['holders']> extends ReadonlyMap<string, infer One> ? One : never

/** Read in every run, in one round trip. */
const always = {
  'Get-AcceptedDomain': [
    'DomainName',
    'InitialDomain',
    'MatchSubDomains',
    'SendingFromDomainDisabled',
  ],
  'Get-TransportConfig': ['SmtpClientAuthenticationDisabled'],
  'Get-OrganizationConfig': ['IsDehydrated', 'RejectDirectSend'],
  'Get-InboundConnector': [
    'Comment',
    'ConnectorSource',
    'ConnectorType',
    'Enabled',
    'Name',
    'SenderIPAddresses',
    'TlsSenderCertificateName',
  ],
}

/** What facts read, beside what the kinds do. */
export const factReads: ReadProperties = Object.freeze({
  ...always,
  'Get-Recipient': holderProperties,
  'Get-DistributionGroup': ['Guid', 'RequireSenderAuthenticationEnabled'],
})

export async function readTenantFacts(
  drivers: Drivers,
  questions: Questions,
  cloud: Cloud,
): Promise<TenantFacts> {
  const findings: Finding[] = []
  const cmdlets = Object.keys(always)
  const [outcomes] = await Promise.all([
    drivers.exchange.batch(cmdlets.map(cmdlet => ({ cmdlet, parameters: {} }))),
    questions.addresses.length > 0 ? learnOurs(drivers) : undefined,
  ])
  const [domains, transport, organization, connectors] = outcomes.map((outcome, index) =>
    rowsOrNull(outcome, cmdlets[index] ?? '', findings),
  )
  const holders = await readHolders(drivers, questions.addresses, findings)
  const { resolve } = drivers
  return Object.freeze({
    acceptedDomains: domains?.map(acceptedDomainOf) ?? null,
    connectors: connectors?.map(connectorOf) ?? null,
    holders,
    smtpAuthDisabled: switchIn(transport, 'SmtpClientAuthenticationDisabled'),
    rejectDirectSend: switchIn(organization, 'RejectDirectSend'),
    dehydrated: switchIn(organization, 'IsDehydrated'),
    mxEndpoints: await readMxEndpoints(drivers, questions.mxEndpoints, cloud, findings),
    mail: await readDomainMail(resolve, questions.senderDomains, cloud),
    findings,
  })
}

/** Our mailboxes hold most of the addresses, which then need not be asked for. A fault shows when they are read. */
async function learnOurs(drivers: Drivers): Promise<void> {
  try {
    await SharedMailbox.find(drivers)
  } catch (fault) {
    if (!(fault instanceof Fault)) throw fault
  }
}

function rowsOrNull(outcome: Outcome, what: string, findings: Finding[]): readonly Row[] | null {
  if (outcome.status === 'done') return outcome.rows
  findings.push(findingOf(outcome.fault, what))
  return null
}

function acceptedDomainOf(row: Row) {
  return {
    name: textOf(row.DomainName).toLowerCase(),
    initial: row.InitialDomain === true,
    matchSubDomains: row.MatchSubDomains === true,
    sendingDisabled: row.SendingFromDomainDisabled === true,
  }
}

function connectorOf(row: Row) {
  const addresses = row.SenderIPAddresses
  const mark = markIn(row.Comment)
  return {
    name: textOf(row.Name),
    enabled: row.Enabled === true,
    type: textOf(row.ConnectorType),
    source: textOf(row.ConnectorSource),
    senderIpAddresses: Array.isArray(addresses) ? addresses.map(String) : [],
    certificate: textOf(row.TlsSenderCertificateName).toLowerCase() || null,
    markedBy: mark?.spec ?? null,
    markedKey: mark?.key ?? null,
  }
}

async function readHolders(
  drivers: Drivers,
  addresses: readonly string[],
  findings: Finding[],
): Promise<TenantFacts['holders']> {
  try {
    const rows = await drivers.holders.of(addresses)
    const groups = await readGroups(drivers, [...rows.values()])
    return new Map([...rows].map(([address, row]) => [address, holderOf(address, row, groups)]))
  } catch (fault) {
    if (!(fault instanceof Fault)) throw fault
    findings.push(findingOf(fault, 'holders of addresses'))
    return null
  }
}

/** Whether groups among the recipients refuse senders who did not sign in. */
async function readGroups(
  { exchange }: Drivers,
  rows: readonly Row[],
): Promise<ReadonlyMap<string, boolean>> {
  const isGroup = (row: Row) => textOf(row.RecipientTypeDetails).endsWith('Group')
  if (!rows.some(isGroup)) return new Map()
  const groups = await exchange.run('Get-DistributionGroup')
  return new Map(
    groups.map(row => [textOf(row.Guid), row.RequireSenderAuthenticationEnabled === true]),
  )
}

function holderOf(address: string, row: Row, groups: ReadonlyMap<string, boolean>): Holder {
  return {
    address,
    primary: textOf(row.PrimarySmtpAddress).toLowerCase() || (smtpAddressesOf(row)[0] ?? address),
    type: textOf(row.RecipientTypeDetails),
    displayName: textOf(row.DisplayName),
    requiresSignedInSenders: groups.get(textOf(row.Guid)) ?? null,
  }
}

/** The MX host of a domain where it is Microsoft's; a filter of others in front is none. */
async function readMxEndpoints(
  { resolve }: Drivers,
  domains: readonly string[],
  cloud: Cloud,
  findings: Finding[],
): Promise<ReadonlyMap<string, string>> {
  const read = async (domain: string): Promise<readonly [string, string][]> => {
    const answer = await resolve(domain, 'MX')
    if (hasFailed(answer))
      findings.push(finding('mx-unread', { domain, status: statusText(answer) }))
    const hosts = answer.records.flatMap(one =>
      typeof one === 'object' && 'exchange' in one ? [one.exchange.toLowerCase()] : [],
    )
    const host = hosts.find(one => isMxEndpoint(one, cloud))
    return host ? [[domain, withoutLastDot(host)]] : []
  }
  return new Map((await someAtOnce(domains, read)).flat())
}

function switchIn(rows: readonly Row[] | null | undefined, property: string): boolean | null {
  const value = rows?.[0]?.[property]
  return typeof value === 'boolean' ? value : null
}
