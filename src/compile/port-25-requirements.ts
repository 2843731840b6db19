/**
 * The requirements of mail that is handed to the MX endpoint on port 25: what
 * SMTP relay and direct send ask, and what each of the two asks alone.
 *
 * We lean on these facts: the tenant knows a machine by a static address that
 * is its organisation's alone, or by a certificate; port 25 is the only port of
 * the MX endpoint; Azure closes it and addresses of hosters have a poor name;
 * without being known, mail reaches mailboxes of the tenant only.
 */
import { ports } from '../mail/limits.js'
import type { Site } from '../spec/spec.js'
import { printRanges } from './egress.js'
import { no, yes, type Answer, type Requirement } from './requirement.js'
import type { Situation } from './situation.js'

const relayPort = ports.relay.value

export const port25: Requirement = {
  name: 'port-25',
  about: 'the device can be set to port 25',
  test: ({ device }) =>
    device.ports.includes(relayPort)
      ? yes('It can be set to port 25')
      : no(
          `It can be set to port ${device.ports.join(', ')} only`,
          '`ports: [25]`, if it can be set to that',
        ),
}

export const openPort25: Requirement = {
  name: 'port-25-open',
  about: 'the network lets port 25 out',
  test: ({ origin }) =>
    origin?.port25 === 'blocked'
      ? no(
          `Port 25 is blocked at ${origin.name}`,
          `have port 25 opened at ${origin.name}, then \`port25: open\``,
        )
      : yes(
          origin ? `Port 25 is open at ${origin.name}` : 'No network that blocks port 25 is named',
        ),
}

export const known: Requirement = {
  name: 'known-to-the-tenant',
  about: 'the tenant can know the device by a public IPv4 address or a TLS certificate',
  test: situation => {
    const { identity, origin, addresses } = situation
    if (identity.by === 'certificate') return yes(`Its certificate ${identity.name} signs it in`)
    if (identity.by === 'existing-connector' && origin)
      return yes(`The connector "${identity.name}" already knows ${origin.name}`)
    if (!origin || !addresses)
      return no('It stands at no site', '`site:` with the site it stands at')
    if (addresses.kind === 'none') return noAddress(origin, addresses.ipv6.length > 0)
    const found = printRanges(addresses.ipv4)
    return yes(
      `The site ${origin.name} sends from ${found === '' ? `a ${addresses.kind} address` : found}`,
    )
  },
}

export const staticAddress: Requirement = {
  name: 'static-address',
  about: 'that address is static (or a certificate signs the device in)',
  test: byAddress(({ origin, addresses }) =>
    addresses?.kind === 'dynamic'
      ? no(
          `The address of ${nameOf(origin)} is dynamic`,
          `a static address for ${nameOf(origin)}, then \`address: static\``,
        )
      : yes(`The address of ${nameOf(origin)} does not change`),
  ),
}

export const ownAddress: Requirement = {
  name: 'own-address',
  about: 'nobody outside the organisation uses that address',
  test: byAddress(({ origin, addresses }) =>
    addresses?.kind === 'shared'
      ? no(
          `The address of ${nameOf(origin)} is shared with others, who could send as you`,
          `an address of its own for ${nameOf(origin)}, then \`address: static\``,
        )
      : yes(`Nobody else uses the address of ${nameOf(origin)}`),
  ),
}

export const ownPremises: Requirement = {
  name: 'own-premises',
  about: 'the device stands on own premises, not in Azure or at a hoster',
  test: byAddress(({ origin }) =>
    origin && origin.hosted !== 'on-premises'
      ? no(
          hostings[origin.hosted],
          '`certificate:` with a name in one of your domains, if it can show one',
        )
      : yes('It stands on your own premises'),
  ),
}

export const insideRecipients: Requirement = {
  name: 'inside-recipients',
  about: 'all recipients are mailboxes of this tenant (or the device delivers everywhere itself)',
  test: ({ device, insideOnly, outside }) => {
    if (device.ownSmtpServer) return yes('It looks up each domain and delivers everywhere itself')
    if (insideOnly) return yes('It writes to mailboxes of this tenant only')
    const whom = device.to.kind === 'list' ? outside.join(', ') : 'anyone'
    return no(`It must reach ${whom}`, '`to: tenant`, if it writes to your own mailboxes only')
  },
}

export const directSendAccepted: Requirement = {
  name: 'direct-send-accepted',
  about: 'the organisation does not reject direct send, or a connector knows the address',
  test: ({ device, rejectsDirectSend, covered }) => {
    if (covered) return yes('A connector knows its address, so its mail is not rejected')
    if (!rejectsDirectSend) return yes('The spec does not have direct send rejected')
    // Its mail to the world is no business of the tenant; what it writes to us is a finding of its own.
    if (device.ownSmtpServer)
      return yes('Its mail to other domains does not pass through the tenant')
    return no(
      'The spec has the tenant reject direct send (`rejectDirectSend: true`), and no connector knows its address',
      '`tenant.rejectDirectSend: false`',
    )
  },
}

const hostings: Readonly<Record<Exclude<Site['hosted'], 'on-premises'>, string>> = {
  azure: 'It stands in Azure, which closes port 25 and whose addresses have a poor name',
  'third-party': 'It stands at a hoster, whose addresses are not yours and often on block lists',
}

function noAddress(origin: Site, hasIpv6: boolean): Answer {
  const change = `\`egress:\` with the public IPv4 address of ${origin.name}`
  if (hasIpv6)
    return no(
      `The site ${origin.name} has IPv6 addresses only, and connectors know IPv4 only`,
      change,
    )
  return no(`No public address of ${origin.name} is known`, change)
}

/** Asked only of those whom an address signs in. */
function byAddress(test: (situation: Situation) => Answer): Requirement['test'] {
  return situation =>
    situation.identity.by === 'certificate'
      ? yes('Its certificate signs it in, from any address')
      : test(situation)
}

function nameOf(origin: Site | null): string {
  return origin ? origin.name : 'its network'
}
