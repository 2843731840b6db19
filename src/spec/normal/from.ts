/** As whom a device sends: addresses of domains that the spec lists. */
import type { From } from '../spec.js'
import type { WrittenDevice } from '../schema/device.js'
import type { Spot } from '../tell.js'
import { asList, within, type Bench } from './bench.js'
import type { Expand } from './expand.js'

type WrittenFrom = NonNullable<WrittenDevice['from']>

export function fromOf(written: WrittenFrom, spot: Spot, expand: Expand, bench: Bench): From {
  const { values, references } = bench

  function addressOf(text: string, at: Spot): readonly string[] {
    const expanded = expand(text, at)
    const address = expanded === null ? null : values.address(expanded, at)
    if (address === null) return []
    references.expectListed(address, address.slice(address.lastIndexOf('@') + 1), at)
    return [address]
  }

  if (typeof written === 'string' || Array.isArray(written)) {
    const addresses = asList(written).flatMap((text, index) => addressOf(text, within(spot, index)))
    return { kind: 'addresses', addresses: [...new Set(addresses)] }
  }
  const envelope = addressOf(written.envelope, within(spot, 'envelope'))[0] ?? ''
  const domains = asList(written.domains ?? []).flatMap((text, index) => {
    const at = within(spot, 'domains', index)
    const domain = values.domain(text, at)
    if (domain === null) return []
    references.expectListed(domain, domain, at)
    return [domain]
  })
  const ownDomain = envelope.slice(envelope.lastIndexOf('@') + 1)
  return {
    kind: 'each-user',
    envelope,
    domains: written.domains === undefined ? [ownDomain] : [...new Set(domains)],
  }
}
