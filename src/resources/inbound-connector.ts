/**
 * Inbound connector of type OnPremises: machines behind our egress IPs, or with
 * our TLS certificate, relay through the tenant on port 25 without signing in
 * (method "smtp-relay").
 *
 * We lean on these facts; each has a test with the same words:
 * - sender IPs are IPv4, one address or a block from /24 to /32
 * - a connector may be born disabled, so `enabled` is compared like any field
 * - only type OnPremises gives the right to relay
 * - Exchange gives sender domains back as `smtp:*;1`
 * - Get with an unknown Identity answers with all connectors, so we list and choose
 *
 * RestrictDomainsTo… belong to Partner connectors and are never set: together
 * with sender domains `*` they would refuse all other mail of the tenant.
 */
import type { Row } from '../drivers/drivers.js'
import { finding, type Finding } from '../findings.js'
import { overlaps, parseRange, printRange } from '../mail/ip-range.js'
import { fromRow, propertiesOf, toParameters } from './field-table.js'
import { markIn, type Mark } from './mark.js'
import { defineKind, keyFrom, type Key, type Reading } from './resource.js'
import { fields, type DesiredConnector, type LiveConnector } from './inbound-connector/fields.js'
import { tellConnector } from './inbound-connector/telling.js'

export type { DesiredConnector, LiveConnector }

export const InboundConnector = defineKind<DesiredConnector, LiveConnector>({
  name: 'inbound-connector',
  summary: 'Lets devices at a site relay mail through the tenant without a password.',
  cmdlets: {
    read: { 'Get-InboundConnector': ['Guid', 'Comment', ...propertiesOf(fields)] },
    write: ['New-InboundConnector', 'Set-InboundConnector', 'Remove-InboundConnector'],
  },
  owns: 'object',
  whenUnwanted: 'remove',
  fields,

  keyOf: ({ certificate, site }) =>
    keyFrom(certificate === null ? (site ?? '') : `certificate:${certificate}`),

  check(desired) {
    const { name, egressIps, certificate } = desired
    const found: Finding[] = []
    if (egressIps.length === 0 && certificate === null)
      found.push(finding('connector-without-address', { name }))
    for (const range of egressIps) {
      const facts = { name, range: printRange(range) }
      if (range.version === 6) found.push(finding('connector-needs-ipv4', facts))
      else if (range.prefix < 24) found.push(finding('connector-range-too-wide', facts))
    }
    return found
  },

  // An address or a certificate is what a connector is for: the same under another key is a renamed site.
  resembles: (live, desired) =>
    live.egressIps.some(one => desired.egressIps.some(other => overlaps(one, other))) ||
    (live.certificate !== null && live.certificate === desired.certificate),

  tell: tellConnector,

  async find({ exchange }) {
    const rows = await exchange.run('Get-InboundConnector')
    return rows.flatMap(row => {
      const mark = markIn(row.Comment)
      return mark ? [{ ...mark, title: `connector "${String(row.Name)}"` }] : []
    })
  },

  // One call for all keys: a tenant holds few connectors, and asking one by one costs a second each.
  async read({ exchange, mark }, keys, wanted) {
    const rows = await exchange.run('Get-InboundConnector')
    return new Map(keys.map(key => [key, readingOf(rows, mark, key, wanted?.get(key))]))
  },

  async write({ exchange, mark }, desired, live) {
    const key = InboundConnector.keyOf(desired)
    if (!live) {
      const parameters = toParameters(fields, 'New-InboundConnector', desired)
      await exchange.run('New-InboundConnector', { ...parameters, Comment: mark.text(key) })
      return
    }
    const parameters = toParameters(fields, 'Set-InboundConnector', desired, live)
    if (mark.keyIn(live.comment) !== key) parameters.Comment = mark.text(key, live.comment)
    if (Object.keys(parameters).length > 0)
      await exchange.run('Set-InboundConnector', { Identity: live.guid, ...parameters })
  },

  async remove({ exchange }, live) {
    await exchange.run('Remove-InboundConnector', { Identity: live.guid })
  },

  async setMark({ exchange, mark }, live, key) {
    const Comment = key === null ? mark.without(live.comment) : mark.text(key, live.comment)
    await exchange.run('Set-InboundConnector', { Identity: live.guid, Comment })
  },
})

/** By our mark, else by the name that is wanted (or, for an import by hand, the name that is the key). */
function readingOf(
  rows: readonly Row[],
  mark: Mark,
  key: Key,
  desired: DesiredConnector | undefined,
): Reading<LiveConnector> {
  const marked = rows.filter(row => mark.keyIn(row.Comment) === key)
  if (marked.length > 1) {
    const names = marked
      .map(row => `"${String(row.Name)}"`)
      .sort()
      .join(', ')
    return { state: 'unknown', why: finding('two-connectors-bear-one-mark', { names, key }) }
  }
  const name = keyFrom(desired?.name ?? key)
  const row = marked[0] ?? rows.find(one => keyFrom(String(one.Name)) === name)
  if (!row) return { state: 'absent' }
  const other = mark.keyIn(row.Comment)
  if (other !== undefined && other !== key)
    return { state: 'blocked', why: finding('connector-name-held', { name, other }), heldBy: other }
  return present(row, mark, key)
}

function present(row: Row, mark: Mark, key: Key): Reading<LiveConnector> {
  const name = String(row.Name)
  const odd = addressesOf(row).find(address => !parseRange(address))
  if (odd !== undefined)
    return {
      state: 'unknown',
      why: finding('connector-address-unreadable', { name, address: odd }),
    }
  const live = {
    ...(fromRow(fields, row) as unknown as DesiredConnector),
    site: key.startsWith('certificate:') ? null : key,
    guid: String(row.Guid),
    comment: typeof row.Comment === 'string' ? row.Comment : '',
  }
  return { state: 'present', live, owner: mark.ownerFrom(row.Comment) }
}

function addressesOf(row: Row): readonly string[] {
  const addresses = row.SenderIPAddresses
  return Array.isArray(addresses) ? addresses.map(String) : []
}
