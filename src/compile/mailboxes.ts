/**
 * The shared mailboxes behind the senders: one for each address that devices
 * send from, so that replies arrive somewhere, unless a rule says otherwise.
 * Forty addresses may be aliases of one mailbox. Only the mailbox that an
 * application signs in to may be signed in to.
 *
 * A mailbox that somebody signs in to as a person is not ours, so nothing is
 * made for it; neither for `mailbox: existing` and `mailbox: none`.
 */
import type { Because } from '../findings.js'
import type { DesiredMailbox } from '../resources/shared-mailbox.js'
import type { Wanted } from '../resources/resource.js'
import type { From, SenderRule } from '../spec/spec.js'
import { becauseOfRule } from './because.js'
import { compareText } from './compare-text.js'
import type { Sending } from './decide.js'
import { userMailboxes, type SigningIn } from './sign-ins.js'
import type { SpecIndex } from './spec-index.js'
import { referTo, want } from './want.js'

/** The addresses that a device sends from, as the envelope shows them. */
export function senderAddresses(from: From): readonly string[] {
  return from.kind === 'each-user' ? [from.envelope] : from.addresses
}

export function mailboxesFor(
  index: SpecIndex,
  sendings: readonly Sending[],
  signIns: readonly SigningIn[],
): readonly Wanted<DesiredMailbox>[] {
  const users = userMailboxes(signIns)
  const boxes = new Map<string, Box>()
  const ask = (sender: string, because: Because): Box | undefined => {
    const { kind, address, rule, mailboxRule } = index.rules.mailboxOf(sender)
    if (kind !== 'shared' || users.has(sender) || users.has(address)) return undefined
    const box = boxes.get(address) ?? newBox(address, mailboxRule)
    boxes.set(address, box)
    if (sender !== address) box.aliases.add(sender)
    for (const one of [mailboxRule, rule]) if (one) box.rules.add(one)
    box.because.add(because)
    return box
  }
  for (const { method, device, because } of sendings)
    if (method !== null) for (const sender of senderAddresses(device.from)) ask(sender, because)
  for (const { address, way, because } of signIns) {
    const box = way === 'oauth-app' ? ask(address, because) : undefined
    if (box) box.signedInTo = true
  }
  return [...boxes.values()]
    .sort((one, other) => compareText(one.address, other.address))
    .map(box => wantedMailbox(index, box))
}

/** `milan-copier-2@contoso.com` is shown as "Milan copier 2". */
function readableName(address: string): string {
  const words = address
    .slice(0, address.lastIndexOf('@'))
    .replace(/[-_.+]+/g, ' ')
    .trim()
  return words === '' ? address : words.charAt(0).toUpperCase() + words.slice(1)
}

interface Box {
  readonly address: string
  readonly rule: SenderRule | undefined
  readonly rules: Set<SenderRule>
  readonly aliases: Set<string>
  readonly because: Set<Because>
  signedInTo: boolean
}

function newBox(address: string, rule: SenderRule | undefined): Box {
  return {
    address,
    rule,
    rules: new Set(),
    aliases: new Set(),
    because: new Set(),
    signedInTo: false,
  }
}

function wantedMailbox(index: SpecIndex, box: Box): Wanted<DesiredMailbox> {
  const { address, rule } = box
  const desired: DesiredMailbox = {
    address,
    displayName: rule?.displayName ?? readableName(address),
    aliases: [...box.aliases].sort(compareText),
    members: [...(rule?.members ?? [])].sort(compareText),
    hidden: rule?.hidden ?? true,
    smtpAuth: box.signedInTo,
    // A sign-in name may be born in another domain, and then nobody could type it in.
    signInName: box.signedInTo ? address : null,
  }
  const lines = [...box.rules].map(one => becauseOfRule(index, one))
  const because = [...lines, ...box.because]
  return want(referTo('shared-mailbox', address), desired, because, {
    adopt: rule?.adopt ?? false,
    takeFrom: rule?.takeFrom ?? null,
    protect: rule?.protect ?? false,
  })
}
