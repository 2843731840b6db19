/**
 * Good to know before a device is set up: what happens to its mail that nobody
 * would guess. `explain` prints these under the method.
 *
 * We lean on these facts: only client submission to the tenant's own mailboxes
 * skips spam filtering, and only it leaves a copy in Sent Items.
 */
import { number } from '../findings/number.js'
import { submissionLimits } from '../mail/limits.js'
import type { Method } from '../spec/spec.js'
import type { Sending } from './decide.js'
import { titleOf } from './methods.js'

export function remarksOf(sending: Sending): readonly string[] {
  return sending.method === null ? [] : remarks[sending.method](sending)
}

const filtered = 'Its mail to your own mailboxes is filtered for spam like mail from outside.'
const noCopy = 'No copy of its mail stays in Sent Items.'

const { recipientsPerDay, messagesPerMinute, connectionsAtOnce } = submissionLimits
const submissionLimit =
  `The mailbox may write to ${number(recipientsPerDay.value)} recipients a day and send ` +
  `${String(messagesPerMinute.value)} messages a minute, over ${String(connectionsAtOnce.value)} connections at once.`

const remarks: Readonly<Record<Method, (sending: Sending) => readonly string[]>> = {
  'smtp-relay': sending => [
    ...howKnown(sending),
    filtered,
    noCopy,
    'Reasonable use only: no bulk mail, and no newsletters.',
    ...oldTls(sending),
  ],
  'client-submission': ({ situation }) => [
    'Its mail to your own mailboxes skips spam filtering.',
    `Copies of its mail stay in Sent Items of ${situation.signIn.address ?? 'its mailbox'}.`,
    submissionLimit,
  ],
  'direct-send': sending => {
    if (sending.device.ownSmtpServer)
      return [
        'It delivers everywhere itself: the tenant is not used for its mail to others.',
        filtered,
      ]
    const site = sending.situation.origin?.name ?? 'its site'
    return [
      sending.relaysAnyway
        ? `A connector knows the address of ${site}, so in truth it relays: it could reach anyone.`
        : 'It reaches mailboxes of this tenant only.',
      filtered,
      noCopy,
      ...oldTls(sending),
    ]
  },
  'local-relay': ({ situation }) => {
    if (!situation.relay) return []
    const { name, via } = situation.relay.relay
    return [`${name} takes its mail and sends it on by ${titleOf(via)}.`]
  },
}

function howKnown({ situation: { identity, origin } }: Sending): readonly string[] {
  if (identity.by === 'existing-connector')
    return [`The connector "${identity.name}", which is not ours, knows it: nothing is created.`]
  if (identity.by === 'certificate') return []
  const site = origin?.name ?? 'its site'
  return [
    `Every machine behind the addresses of ${site} may send like it: open port 25 for devices only.`,
  ]
}

function oldTls({ device }: Sending): readonly string[] {
  const isOld = device.tls === '1.0' || device.tls === '1.1'
  return isOld ? [`Switch its TLS off: Microsoft refuses TLS ${device.tls}.`] : []
}
