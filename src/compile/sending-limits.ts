/**
 * Microsoft's limits for client submission hold for the mailbox, not for the
 * device: what devices send through one mailbox is added up (mail/limits.ts).
 */
import { finding, type Finding } from '../findings.js'
import { submissionLimits } from '../mail/limits.js'
import { compareText } from './compare-text.js'
import type { Sending } from './decide.js'
import type { SpecIndex } from './spec-index.js'

export function limitFindings(index: SpecIndex, sendings: readonly Sending[]): readonly Finding[] {
  return [...loads(sendings).values()]
    .sort((one, other) => compareText(one.mailbox, other.mailbox))
    .flatMap(load => findingsFor(index, load))
}

interface Load {
  readonly mailbox: string
  readonly first: Sending
  devices: number
  recipientsPerDay: number
  messagesPerMinute: number
}

function loads(sendings: readonly Sending[]): ReadonlyMap<string, Load> {
  const byMailbox = new Map<string, Load>()
  for (const sending of sendings) {
    const account = accountOf(sending)
    if (account === null) continue
    const { mailbox, connects } = account
    const fresh = { mailbox, first: sending, devices: 0, recipientsPerDay: 0, messagesPerMinute: 0 }
    const load = byMailbox.get(mailbox) ?? fresh
    byMailbox.set(mailbox, load)
    load.devices += connects ? 1 : 0
    load.recipientsPerDay += sending.device.recipientsPerDay ?? 0
    load.messagesPerMinute += sending.device.messagesPerMinute ?? 0
  }
  return byMailbox
}

/** Behind a relay the mail counts, but the relay is the only one that connects. */
function accountOf({ method, situation }: Sending): { mailbox: string; connects: boolean } | null {
  const relay = method === 'local-relay' ? situation.relay : null
  const viaRelay = relay?.relay.via === 'client-submission' ? relay.situation.signIn.address : null
  const mailbox = method === 'client-submission' ? situation.signIn.address : viaRelay
  return mailbox === null ? null : { mailbox, connects: method === 'client-submission' }
}

function findingsFor(index: SpecIndex, load: Load): readonly Finding[] {
  const { recipientsPerDay, messagesPerMinute, connectionsAtOnce } = submissionLimits
  const { mailbox, devices } = load
  const at = (field: string) => index.spec.places.at('devices', load.first.device.name, field)
  const found: Finding[] = []
  if (load.recipientsPerDay > recipientsPerDay.value) {
    const facts = { mailbox, count: load.recipientsPerDay, most: recipientsPerDay.value }
    found.push(finding('too-many-recipients-per-day', facts, at('recipientsPerDay')))
  }
  if (load.messagesPerMinute > messagesPerMinute.value) {
    const facts = { mailbox, count: load.messagesPerMinute, most: messagesPerMinute.value }
    found.push(finding('too-many-messages-per-minute', facts, at('messagesPerMinute')))
  }
  if (devices > connectionsAtOnce.value) {
    const facts = { mailbox, devices, most: connectionsAtOnce.value }
    found.push(finding('many-devices-on-one-mailbox', facts, at('signIn')))
  }
  return found
}
