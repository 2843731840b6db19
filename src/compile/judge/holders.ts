/**
 * The mailboxes that we want, against who holds their addresses today. A shared
 * mailbox that holds the address is for its kind to look at (ours, whatever its
 * primary address is by now, or somebody's); so are deleted ones. Whatever else
 * holds it stands in the way, and the way out is shown.
 */
import { finding, type Finding } from '../../findings.js'
import type { DesiredMailbox } from '../../resources/shared-mailbox.js'
import type { Wanted } from '../../resources/resource.js'
import type { TenantFacts, Verdict } from '../compiled.js'
import { wantedOf } from '../wanted-kinds.js'
import { notChecked, verdict, type Matter } from './matter.js'

export type Holders = NonNullable<TenantFacts['holders']>
export type Holder = Holders extends ReadonlyMap<string, infer One> ? One : never

export function judgeHolders({ compiled, spec, facts }: Matter): readonly Verdict[] {
  const wanted = wantedOf(compiled.wanted, 'shared-mailbox')
  if (wanted.length === 0) return []
  const { holders } = facts
  if (holders === null)
    return notChecked('recipients', 'somebody else holds the addresses of the mailboxes')
  const ours = new Set(wanted.map(one => one.desired.address))
  return wanted.flatMap(one => {
    const place = one.because.find(line => line.place)?.place
    const addresses = [one.desired.address, ...one.desired.aliases]
    return [
      ...addresses.flatMap(address => judgeAddress(one, address, holders.get(address), place)),
      ...one.desired.members
        .filter(member => !ours.has(member))
        .flatMap(member =>
          judgeMember(
            one,
            member,
            holders.get(member),
            spec.places.at('senders', one.key, 'members'),
          ),
        ),
    ]
  })
}

/** In words that fit behind "is held by". */
export function nameHolder({ displayName, primary, type }: Holder): string {
  const name =
    displayName === '' || displayName === primary ? primary : `${displayName} (${primary})`
  return `${kindOf(type)} ${name}`
}

export function isGroup({ type }: Holder): boolean {
  return /group/i.test(type)
}

export function isUserMailbox({ type }: Holder): boolean {
  return type === 'UserMailbox'
}

function judgeAddress(
  wanted: Wanted<DesiredMailbox>,
  address: string,
  holder: Holder | undefined,
  place: Finding['place'],
): readonly Verdict[] {
  if (!holder) return []
  const { primary, type } = holder
  if (type === 'SharedMailbox') {
    const { address: own } = wanted.desired
    if (primary.toLowerCase() === own || address === own) return []
    const facts = { address, primary, mailbox: wanted.desired.address }
    return [verdict(finding('address-of-other-mailbox', facts, place), [wanted])]
  }
  return [
    verdict(finding('address-held', { address, holder: nameHolder(holder) }, place), [wanted]),
  ]
}

function judgeMember(
  wanted: Wanted<DesiredMailbox>,
  member: string,
  holder: Holder | undefined,
  place: Finding['place'],
): readonly Verdict[] {
  const facts = { member, mailbox: wanted.desired.address }
  if (!holder) return [verdict(finding('member-not-found', facts, place), [wanted])]
  // Rights go to mailboxes, their users and mail-enabled security groups.
  if (/mailbox|securitygroup|^mailuser$|^guestmailuser$/i.test(holder.type)) return []
  const told = finding('member-takes-no-rights', { ...facts, holder: nameHolder(holder) }, place)
  return [verdict(told, [wanted])]
}

const kinds: readonly (readonly [RegExp, string])[] = [
  [/^usermailbox$/i, 'the user'],
  [/^sharedmailbox$/i, 'the shared mailbox'],
  [/mailbox/i, 'the mailbox'],
  [/group/i, 'the group'],
  [/contact/i, 'the contact'],
  [/publicfolder/i, 'the public folder'],
  [/user/i, 'the user without mailbox'],
]

function kindOf(type: string): string {
  return kinds.find(([pattern]) => pattern.test(type))?.[1] ?? `the ${type}`
}
