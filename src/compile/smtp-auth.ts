/**
 * SMTP AUTH on mailboxes that are not ours: on where something of the spec
 * signs in, and not touched elsewhere. On mailboxes of ours the switch is one
 * of their fields.
 */
import type { Because } from '../findings.js'
import type { Wanted } from '../resources/resource.js'
import type { DesiredSmtpAuth } from '../resources/smtp-auth.js'
import { compareText } from './compare-text.js'
import { userMailboxes, type SigningIn } from './sign-ins.js'
import type { SpecIndex } from './spec-index.js'
import { referTo, want } from './want.js'

export function smtpAuthFor(
  index: SpecIndex,
  signIns: readonly SigningIn[],
): readonly Wanted<DesiredSmtpAuth>[] {
  const users = userMailboxes(signIns)
  const asking = new Map<string, Because[]>()
  for (const { address, because } of signIns) {
    if (!users.has(address) && index.rules.mailboxOf(address).kind !== 'existing') continue
    const known = asking.get(address)
    if (known) known.push(because)
    else asking.set(address, [because])
  }
  return [...asking]
    .sort(([one], [other]) => compareText(one, other))
    .map(([address, because]) =>
      want(referTo('smtp-auth', address), { address, enabled: true }, because),
    )
}
