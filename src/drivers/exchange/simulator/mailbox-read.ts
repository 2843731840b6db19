/**
 * Get-Mailbox and Get-EXOMailbox. Facts: an unknown Identity throws, `$null`
 * gives everything; the second answers with the Minimum set only, and what was
 * not asked for is absent, not empty.
 */
import type { Row } from '../../drivers.js'
import { shapeOf } from '../cmdlet-table.js'
import { flagOf, listOf, textOf, type Bound } from './binding.js'
import type { Answer, Moment } from './cmdlet.js'
import { mailboxPropertySets } from '../mailbox-property-sets.js'
import { isLive, isMailbox, isRestorable, isVisible, named } from './directory.js'
import { filtered } from './filter.js'
import { mailboxProperties, mailboxRow } from './recipient-row.js'
import { ambiguous, invented, notFound } from './refusal.js'
import { limited } from './result-size.js'
import type { Recipient, Tenant } from './tenant.js'

export function readMailboxes(tenant: Tenant, bound: Bound, moment: Moment): Answer {
  return limited(tenant, bound, asked(tenant, bound, moment), mailboxRow)
}

export function readExoMailboxes(tenant: Tenant, bound: Bound, moment: Moment): Answer {
  const names = shownProperties(bound)
  const row = (one: Recipient) => (names ? picked(mailboxRow(one), names) : mailboxRow(one))
  return limited(tenant, bound, asked(tenant, bound, moment), row)
}

/** The mailboxes that a Get is about: by Identity, by Filter, live or deleted. */
export function asked(tenant: Tenant, bound: Bound, moment: Moment): readonly Recipient[] {
  const identity = identityIn(bound)
  const filter = textOf(bound, 'Filter')
  const details = listOf(bound, 'RecipientTypeDetails')
  const deleted = flagOf(bound, 'SoftDeletedMailbox') === true
  const inReach = (one: Recipient) =>
    isMailbox(one) &&
    (deleted ? isRestorable(one, moment) : isLive(one) && isVisible(one, moment)) &&
    (details?.includes(one.RecipientTypeDetails) ?? true)
  const candidates = filter === undefined ? tenant.recipients : filtered(tenant, filter)
  if (identity === undefined) return candidates.filter(inReach)
  const found = named(tenant, identity).filter(one => inReach(one) && candidates.includes(one))
  if (found.length === 0) throw notFound(identity)
  if (found.length > 1 && !deleted) throw ambiguous(identity)
  return found
}

function identityIn(bound: Bound): string | undefined {
  return (
    textOf(bound, 'Identity') ??
    textOf(bound, 'ExternalDirectoryObjectId') ??
    textOf(bound, 'UserPrincipalName') ??
    textOf(bound, 'PrimarySmtpAddress')
  )
}

/** Everything that can be asked for: what is always shown, and what only some mailboxes have set. */
const askable = new Map(
  [...Object.keys(shapeOf('Set-Mailbox')?.parameters ?? {}), ...mailboxProperties].map(name => [
    name.toLowerCase(),
    name,
  ]),
)

/** undefined: all of them. */
function shownProperties(bound: Bound): readonly string[] | undefined {
  const sets = listOf(bound, 'PropertySets') ?? []
  const properties = listOf(bound, 'Properties') ?? []
  if (sets.includes('All') || properties.includes('*')) return undefined
  const named = properties.map(written => {
    const name = askable.get(written.toLowerCase())
    if (name === undefined)
      throw invented('rejected', 'UnknownProperty', `A mailbox has no property "${written}".`)
    return name
  })
  return [
    ...new Set([...['Minimum', ...sets].flatMap(set => mailboxPropertySets[set] ?? []), ...named]),
  ]
}

function picked(row: Row, names: readonly string[]): Row {
  const shown: Record<string, unknown> = {}
  for (const name of names) shown[name] = row[name] ?? null
  return shown
}
