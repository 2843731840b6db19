/**
 * Who signs in as one mailbox and sends as another needs Send As on it, or the
 * server refuses the message (5.7.60). Members of a shared mailbox of ours have
 * it, so there a line in the spec is the cure; on a mailbox of somebody else an
 * administrator grants it.
 */
import { finding, type Finding } from '../findings.js'
import type { Sending } from './decide.js'
import { senderAddresses } from './mailboxes.js'
import type { SpecIndex } from './spec-index.js'

/** Each pair of account and sender is told once, at the first device. */
export function sendAsFindings(index: SpecIndex, sendings: readonly Sending[]): readonly Finding[] {
  const told = new Set<string>()
  const found: Finding[] = []
  for (const sending of sendings) {
    const signIn = accountOf(sending)
    if (signIn === null) continue
    for (const sender of senderAddresses(sending.device.from)) {
      const pair = `${signIn} ${sender}`
      if (told.has(pair) || maySend(index, signIn, sender)) continue
      told.add(pair)
      found.push(tell(index, sending, { signIn, sender }))
    }
  }
  return found
}

/** The account behind the mail: of the device, or of the relay that signs in for it. */
function accountOf({ method, situation }: Sending): string | null {
  if (method === 'client-submission') return situation.signIn.address
  const relay = method === 'local-relay' ? situation.relay : null
  return relay?.relay.via === 'client-submission' ? relay.situation.signIn.address : null
}

function maySend(index: SpecIndex, signIn: string, sender: string): boolean {
  const { address, mailboxRule, kind } = index.rules.mailboxOf(sender)
  if (sender === signIn || address === signIn) return true
  return kind === 'shared' && (mailboxRule?.members.includes(signIn) ?? false)
}

function tell(
  index: SpecIndex,
  { device }: Sending,
  pair: { readonly signIn: string; readonly sender: string },
): Finding {
  const place = index.spec.places.at('devices', device.name, 'from')
  const { kind, address } = index.rules.mailboxOf(pair.sender)
  const facts = { device: device.name, ...pair, mailbox: address }
  if (kind === 'shared') return finding('sender-needs-member', facts, place)
  if (kind === 'none') return finding('sender-cannot-be-sent-as', facts, place)
  return finding('sender-needs-send-as', facts, place)
}
