/**
 * What a person is told about senders: addresses without a mailbox, rules that
 * contradict each other, and rules that nothing uses.
 */
import { finding, type Finding } from '../findings.js'
import { isPattern } from '../mail/mail-address.js'
import type { Spec } from '../spec/spec.js'
import { compareText } from './compare-text.js'
import type { Sending } from './decide.js'
import { senderAddresses } from './mailboxes.js'
import type { SenderMailbox } from './sender-rules.js'
import { userMailboxes, type SigningIn } from './sign-ins.js'
import type { SpecIndex } from './spec-index.js'

export function senderFindings(
  index: SpecIndex,
  sendings: readonly Sending[],
  signIns: readonly SigningIn[],
): readonly Finding[] {
  const senders = new Map<string, Sending>()
  for (const sending of sendings)
    if (sending.method !== null)
      for (const one of senderAddresses(sending.device.from))
        if (!senders.has(one)) senders.set(one, sending)
  const users = userMailboxes(signIns)
  const addresses = [...senders.keys()].filter(one => !users.has(one)).sort(compareText)
  const withoutMailbox = addresses.filter(one => isMeantToHaveNone(index.rules.mailboxOf(one)))
  return [
    ...addresses.flatMap(one => contradictions(index, one)),
    ...withoutMailbox.map(sender =>
      finding(
        'sender-without-mailbox',
        { sender },
        placeOf(index.spec, index.rules.mailboxOf(sender)),
      ),
    ),
    ...licences(withoutMailbox),
    ...unusedRules(index, [
      ...sendings.flatMap(one => senderAddresses(one.device.from)),
      ...signIns.map(one => one.address),
    ]),
  ]
}

/** Behind a `mailbox: none` without aliases stands a person's decision. */
function isMeantToHaveNone({ kind, rule, mailboxRule }: SenderMailbox): boolean {
  return kind === 'none' && rule === mailboxRule
}

function contradictions(index: SpecIndex, sender: string): readonly Finding[] {
  const mailbox = index.rules.mailboxOf(sender)
  const { kind, address, chained } = mailbox
  if (address === sender) return []
  const facts = { sender, mailbox: address }
  const place = placeOf(index.spec, mailbox)
  if (chained) return [finding('alias-of-alias', facts, place)]
  if (kind === 'none') return [finding('alias-of-no-mailbox', facts, place)]
  return kind === 'existing' ? [finding('alias-of-existing-mailbox', facts, place)] : []
}

/** The article of 2014 asks a licence for each; today's pages name none. */
function licences(senders: readonly string[]): readonly Finding[] {
  const count = senders.length
  return count === 0 ? [] : [finding('licence-for-senders-without-mailbox', { count })]
}

function unusedRules(index: SpecIndex, addresses: readonly string[]): readonly Finding[] {
  const used = new Set(addresses)
  const targets = new Set([...used].map(one => index.rules.mailboxOf(one).address))
  return index.spec.senders
    .filter(one => one.mailbox === 'shared' && !isPattern(one.address))
    .filter(one => !used.has(one.address) && !targets.has(one.address))
    .map(({ address }) =>
      finding(
        'sender-rule-not-used',
        { sender: address },
        index.spec.places.at('senders', address),
      ),
    )
}

function placeOf({ places }: Spec, { rule }: SenderMailbox) {
  return rule && places.at('senders', rule.address)
}
