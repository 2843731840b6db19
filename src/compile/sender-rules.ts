/**
 * Which mailbox stands behind a sender address: the first rule that matches
 * says so, exact ones before patterns. Without a rule it is a shared mailbox of
 * ours at that very address.
 */
import { isPattern, matchesPattern } from '../mail/mail-address.js'
import type { SenderRule } from '../spec/spec.js'

export interface SenderMailbox {
  /** `shared`: ours. `existing`: somebody's, used as it is. `none`: replies bounce, and that is meant. */
  readonly kind: SenderRule['mailbox']
  /** The address of the mailbox; another one than the sender's where a rule says `aliasOf`. */
  readonly address: string
  /** The rule that gave this answer for the sender. */
  readonly rule: SenderRule | undefined
  /** The rule that describes the mailbox: another one where the sender is an alias. */
  readonly mailboxRule: SenderRule | undefined
  /** The rule of the mailbox makes it an alias in turn, and only one step is followed. */
  readonly chained: boolean
}

export interface SenderRules {
  mailboxOf(address: string): SenderMailbox
  /** The rule for exactly this address. */
  exact(address: string): SenderRule | undefined
}

export function createSenderRules(rules: readonly SenderRule[]): SenderRules {
  const exact = new Map(rules.filter(one => !isPattern(one.address)).map(one => [one.address, one]))
  const patterns = rules.filter(one => isPattern(one.address))
  const known = new Map<string, SenderMailbox>()

  const ruleFor = (address: string): SenderRule | undefined =>
    exact.get(address) ?? patterns.find(one => matchesPattern(one.address, address))

  const answer = (address: string): SenderMailbox => {
    const rule = ruleFor(address)
    const target = rule?.aliasOf ?? address
    // A pattern may cover the mailbox that it makes aliases of: that one is no alias of itself.
    const mailboxRule = target === address ? rule : ruleFor(target)
    const next = mailboxRule?.aliasOf ?? null
    return Object.freeze({
      kind: mailboxRule?.mailbox ?? 'shared',
      address: target,
      rule,
      mailboxRule,
      chained: next !== null && next !== target,
    })
  }

  return Object.freeze({
    exact: (address: string) => exact.get(address),
    mailboxOf(address: string) {
      const mailbox = known.get(address) ?? answer(address)
      known.set(address, mailbox)
      return mailbox
    },
  })
}
