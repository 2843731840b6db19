/** A local relay in normal form. Where it stands and how it sends on must be said. */
import { within } from '../spot.js'
import type { WrittenRelay } from '../schema/site.js'
import type { Item } from '../sections.js'
import type { Relay } from '../spec.js'
import { described, type Bench } from './bench.js'

export function relayOf(item: Item<WrittenRelay>, bench: Bench): Relay {
  const { name, written, spot } = item
  const { references, values, tell } = bench
  const { host, signIn } = written
  if (!item.broken) {
    if (written.site === undefined) tell('relay-without-site', { relay: name }, spot)
    if (written.via === undefined) tell('relay-without-via', { relay: name }, spot)
  }
  const site =
    written.site === undefined
      ? undefined
      : references.find('sites', written.site, `Relay ${name}`, within(spot, 'site'))
  return {
    name,
    site: site?.name ?? '',
    software: written.software ?? 'other',
    via: written.via ?? 'smtp-relay',
    host: host === undefined ? null : values.host(host, within(spot, 'host')),
    signIn: signIn === undefined ? null : values.address(signIn, within(spot, 'signIn')),
    auth: written.auth ?? null,
    ...described(written),
  }
}
