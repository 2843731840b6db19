/** A rule for one address or a pattern, in normal form. */
import { within } from '../spot.js'
import { parseAddress } from '../../mail/mail-address.js'
import type { WrittenSender } from '../schema/sender.js'
import type { Item } from '../sections.js'
import type { SenderRule } from '../spec.js'
import { compareText } from '../tell.js'
import { asList, described, type Bench } from './bench.js'

/** What is said of a mailbox, and so not of an alias. */
const mailboxKeys = ['mailbox', 'displayName', 'members', 'hidden', 'adopt', 'takeFrom'] as const

export function senderOf(item: Item<WrittenSender>, bench: Bench): SenderRule {
  const { written, spot } = item
  const { values, references } = bench
  const { displayName, takeFrom } = written
  const address = parseAddress(item.name)
  if (address) references.expectListed(item.name, address.domain, spot)
  return {
    address: item.name,
    displayName:
      displayName === undefined
        ? null
        : values.text(displayName, 'displayName', within(spot, 'displayName')),
    members: [
      ...new Set(
        asList(written.members ?? []).flatMap(
          (text, index) => values.address(text, within(spot, 'members', index)) ?? [],
        ),
      ),
    ],
    mailbox: written.mailbox ?? 'shared',
    aliasOf: aliasOf(item, bench),
    hidden: written.hidden ?? true,
    adopt: written.adopt ?? false,
    takeFrom:
      takeFrom === undefined ? null : values.text(takeFrom, 'takeFrom', within(spot, 'takeFrom')),
    protect: written.protect ?? false,
    ...described(written),
  }
}

function aliasOf({ name, written, spot }: Item<WrittenSender>, bench: Bench): string | null {
  const { values, references, sections, tell } = bench
  if (written.aliasOf === undefined) return null
  const at = within(spot, 'aliasOf')
  const mailbox = values.address(written.aliasOf, at)
  if (mailbox === null) return null
  references.expectListed(mailbox, mailbox.slice(mailbox.lastIndexOf('@') + 1), at)
  if (mailbox === name) tell('sender-alias-of-itself', { address: name }, at)
  const next = sections.senders.get(mailbox)?.written.aliasOf?.toLowerCase()
  if (next !== undefined && mailbox !== name)
    tell('sender-alias-of-alias', { address: name, other: mailbox, mailbox: next }, at)
  for (const key of mailboxKeys)
    if (written[key] !== undefined)
      tell('sender-alias-and-mailbox', { address: name, key }, within(spot, key))
  return mailbox
}

/**
 * Exact addresses first, then patterns, those with more letters first: so the
 * first rule that matches is the one that means the address most closely,
 * wherever it stands in the files.
 */
export function closestFirst(one: SenderRule, other: SenderRule): number {
  const isPattern = ({ address }: SenderRule) => Number(address.includes('*'))
  return (
    isPattern(one) - isPattern(other) ||
    isPattern(one) * (other.address.length - one.address.length) ||
    compareText(one.address, other.address)
  )
}
