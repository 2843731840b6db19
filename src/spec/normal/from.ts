/** As whom a device sends: addresses of domains that the spec lists. */
import type { WrittenDevice } from '../schema/device.js'
import type { From } from '../spec.js'
import { within, type Spot } from '../spot.js'
import { asList, type Bench } from './bench.js'
import { expand, type Names } from './expand.js'

type WrittenFrom = NonNullable<WrittenDevice['from']>

export function fromOf(written: WrittenFrom, spot: Spot, names: Names, bench: Bench): From {
  if (typeof written === 'string' || Array.isArray(written)) {
    const addresses = asList(written).map((text, index) =>
      addressOf(text, within(spot, index), names, bench),
    )
    return { kind: 'addresses', addresses: distinct(addresses) }
  }
  const envelope = addressOf(written.envelope, within(spot, 'envelope'), names, bench) ?? ''
  const domains = asList(written.domains ?? domainOf(envelope)).map((text, index) => {
    const at = within(spot, 'domains', index)
    const domain = written.domains === undefined ? text : bench.values.domain(text, at)
    if (written.domains !== undefined && domain !== null)
      bench.references.expectListed(domain, domain, at)
    return domain
  })
  return { kind: 'each-user', envelope, domains: distinct(domains) }
}

function addressOf(text: string, spot: Spot, names: Names, bench: Bench): string | null {
  const filled = expand(text, names, spot, bench.tell)
  const address = filled === null ? null : bench.values.address(filled, spot)
  if (address !== null) bench.references.expectListed(address, domainOf(address), spot)
  return address
}

/** What is no address or domain was told. */
function distinct(texts: readonly (string | null)[]): readonly string[] {
  const [only, ...more] = texts
  if (more.length === 0 && typeof only === 'string') return [only]
  return [...new Set(texts)].filter(text => text !== null)
}

function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1)
}
