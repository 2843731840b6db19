/**
 * The requirements of local relay: an own SMTP server at the site, which takes
 * mail from old machines and sends it on in one of the other ways. Whether it
 * can do so itself was asked before, by the same table.
 */
import type { Check } from './compiled.js'
import { asClause, no, yes, type Requirement } from './requirement.js'
import type { RelayStanding } from './situation.js'

export const relayAtHand: Requirement = {
  name: 'relay-at-hand',
  about: 'an own SMTP server stands at the site',
  test: ({ relay, relayChoices, site }) => {
    if (relay) return yes(`The relay ${relay.relay.name} takes its mail`)
    if (relayChoices.length > 1)
      return no(
        `Several relays could take its mail: ${relayChoices.join(', ')}`,
        '`relay:` with one of them',
      )
    const where = site ? ` at ${site.name}` : ''
    return no(
      `No relay stands${where || ' anywhere for it'}`,
      `an own SMTP server${where}, such as Postfix, under \`relays\``,
    )
  },
}

export const relayWorks: Requirement = {
  name: 'relay-works',
  about: 'that server can itself send in its own way',
  test: ({ relay }) => {
    const failed = relay && firstFailure(relay)
    if (!relay || !failed)
      return yes(relay ? `The relay ${relay.relay.name} can send on` : 'There is no relay to ask')
    const { sentence, change } = failed
    return no(
      `The relay ${relay.relay.name} cannot send on: ${asClause(sentence)}`,
      change && `for ${relay.relay.name}, ${change}`,
    )
  },
}

export const relayReaches: Requirement = {
  name: 'relay-reaches',
  about: 'the way of that server reaches the recipients, and may carry the senders',
  test: ({ relay, device, insideOnly }) => {
    const via = relay?.relay.via
    if (!relay || via === undefined) return yes('There is no relay to ask')
    const { name } = relay.relay
    if (via === 'direct-send' && !insideOnly)
      return no(
        `The relay ${name} sends directly, so it reaches mailboxes of this tenant only`,
        `\`via: smtp-relay\` for ${name}`,
      )
    if (via === 'client-submission' && device.from.kind === 'each-user')
      return no(
        `The relay ${name} signs in to one mailbox, which must not send as everybody`,
        `\`via: smtp-relay\` for ${name}`,
      )
    return yes(`The relay ${name} reaches its recipients`)
  },
}

/** Why the relay itself cannot send; undefined where it can. */
export function firstFailure(standing: RelayStanding): Check | undefined {
  return standing.checks.find(one => !one.holds)
}
