/** A domain in normal form. */
import { within } from '../spot.js'
import type { WrittenDomain } from '../schema/domain.js'
import type { Item } from '../sections.js'
import type { Domain } from '../spec.js'
import { described, type Bench } from './bench.js'
import { dnsOf } from './dns.js'

export function domainOf(item: Item<WrittenDomain>, bench: Bench): Domain {
  const { spot } = item
  const { values } = bench
  const written: WrittenDomain = { ...bench.defaults.domain.values, ...item.written }
  const { mxEndpoint, spf = {} } = written
  const weaken = spf.weaken
  return {
    name: item.name,
    dns: dnsOf(item, written.dns, bench),
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
