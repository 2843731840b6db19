/** A domain in normal form. Its driver's own settings are passed on as they are. */
import { within } from '../spot.js'
import { isRelativePath } from '../relative-path.js'
import type { WrittenDomain } from '../schema/domain.js'
import type { Item } from '../sections.js'
import { shown } from '../shown.js'
import type { Domain } from '../spec.js'
import { described, type Bench } from './bench.js'

export function domainOf(item: Item<WrittenDomain>, bench: Bench): Domain {
  const { spot } = item
  const { values } = bench
  const written: WrittenDomain = { ...bench.defaults.domain.values, ...item.written }
  const { mxEndpoint, spf = {} } = written
  const weaken = spf.weaken
  return {
    name: item.name,
    dns: dnsOf(item, written, bench),
    spf: {
      manage: spf.manage ?? true,
      all: spf.all ?? 'keep',
      weaken:
        weaken === undefined ? null : values.text(weaken, 'weaken', within(spot, 'spf', 'weaken')),
    },
    mxEndpoint:
      mxEndpoint === undefined ? null : values.domain(mxEndpoint, within(spot, 'mxEndpoint')),
    ...described(written),
  }
}

function dnsOf(item: Item<WrittenDomain>, { dns }: WrittenDomain, bench: Bench): Domain['dns'] {
  if (dns === undefined || dns === 'manual') return { driver: 'manual' }
  if (dns.driver === 'zone-file') {
    const own = Object.hasOwn(item.written, 'dns')
    const spot = own ? within(item.spot, 'dns', 'file') : bench.defaults.domain.spotOf('dns')
    const { file } = dns
    if (!isRelativePath(file)) bench.tell('path-not-relative', { value: shown(file) }, spot)
  }
  return dns
}
