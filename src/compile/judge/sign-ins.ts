/**
 * The mailboxes that are somebody's and that the spec leans on: those that
 * devices sign in to, and those that senders say `mailbox: existing` of. They
 * must be there. A licence cannot be seen from Exchange, so that is said.
 */
import { finding, type Finding } from '../../findings.js'
import type { Wanted } from '../../resources/resource.js'
import type { Verdict } from '../compiled.js'
import { senderAddresses } from '../mailboxes.js'
import { createSenderRules } from '../sender-rules.js'
import { wantedOf } from '../wanted-kinds.js'
import { isUserMailbox, nameHolder, type Holders } from './holders.js'
import { notChecked, verdict, type Matter } from './matter.js'

export function judgeSignIns(matter: Matter): readonly Verdict[] {
  const { compiled, facts } = matter
  const signIns = wantedOf(compiled.wanted, 'smtp-auth')
  const existing = existingSenders(matter)
  if (signIns.length === 0 && existing.size === 0) return []
  const { holders } = facts
  if (holders === null)
    return notChecked('recipients', 'the mailboxes exist that devices sign in to or send as')
  const users = signedInByUsers(matter)
  const asUsers = signIns.filter(one => users.has(one.key))
  const signingIn = new Set<string>(signIns.map(one => one.key))
  return [
    ...signIns.flatMap(one => judgeSignIn(one, holders, users.has(one.key))),
    ...[...existing]
      .filter(([address]) => !signingIn.has(address) && isGone(holders, address))
      .map(([address, place]) => verdict(finding('existing-mailbox-missing', { address }, place))),
    ...licences(asUsers.map(one => one.key)),
  ]
}

function judgeSignIn(one: Wanted, holders: Holders, asUser: boolean): readonly Verdict[] {
  const address = one.key
  const place = one.because.find(line => line.place)?.place
  const holder = holders.get(address)
  if (!holder) return [verdict(finding('sign-in-missing', { address }, place), [one])]
  const { type } = holder
  const mayBe = asUser ? isUserMailbox(holder) : isUserMailbox(holder) || type === 'SharedMailbox'
  if (mayBe) return []
  const facts = { address, holder: nameHolder(holder) }
  return [verdict(finding('sign-in-is-no-user-mailbox', facts, place), [one])]
}

/** Licences belong to Entra, which this run does not read. */
function licences(addresses: readonly string[]): readonly Verdict[] {
  if (addresses.length === 0) return []
  const facts = { addresses: addresses.join(', ') }
  return [verdict(finding('licence-not-checked', facts))]
}

/** Where a person's account signs in: by password or by a person's token. */
function signedInByUsers({ compiled, spec }: Matter): ReadonlySet<string> {
  const byUser = new Set(
    spec.devices.filter(one => !one.auth.includes('oauth-app')).map(one => one.name),
  )
  const devices = compiled.decisions.filter(one => byUser.has(one.device))
  const relays = spec.relays.filter(one => one.auth !== 'oauth-app')
  return new Set([...devices, ...relays].flatMap(one => one.signIn ?? []))
}

/** The mailboxes of `mailbox: existing`, each with the line that leans on it first. */
function existingSenders({ compiled, spec }: Matter): ReadonlyMap<string, Finding['place']> {
  const rules = createSenderRules(spec.senders)
  const found = new Map<string, Finding['place']>()
  for (const { method, from } of compiled.decisions) {
    if (method === null) continue
    for (const sender of senderAddresses(from)) {
      const { kind, address, mailboxRule } = rules.mailboxOf(sender)
      if (kind !== 'existing' || found.has(address)) continue
      found.set(address, spec.places.at('senders', mailboxRule?.address ?? address))
    }
  }
  return found
}

function isGone(holders: Holders, address: string): boolean {
  return !holders.has(address)
}
