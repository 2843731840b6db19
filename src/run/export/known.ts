/** What a spec speaks of already, so that an export does not say it twice. All in lower case. */
import { keyFrom } from '../../resources/resource.js'
import type { Base } from './base.js'

export function knownIn({ spec }: Base): ReadonlySet<string> {
  const connectors = spec.sites.flatMap(({ name, connector }) => [
    connector.existing ?? connector.name ?? `Devices at ${name}`,
  ])
  const senders = spec.devices.flatMap(({ from, signIn }) => [
    ...(from.kind === 'addresses' ? from.addresses : [from.envelope]),
    ...(signIn === null ? [] : [signIn]),
  ])
  return new Set(
    [
      ...spec.domains.map(one => one.name),
      ...spec.senders.map(one => one.address),
      ...connectors,
      ...senders,
    ].map(one => keyFrom(one)),
  )
}
