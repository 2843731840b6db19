/**
 * Addresses that no site has any more, and that an SPF record still lets in by a
 * term that bears no mark of ours: written by hand, or behind an include. The
 * connector that goes remembers the address, so it is told in the plan that closes
 * the site; what our mark names beside the record, the record's own change tells.
 *
 * A record that could not be read is told by whoever wants it, and not here; what
 * could not be looked into behind a term of it is.
 */
import type { Observation, Observed } from '../engine/observe.js'
import { finding, type Finding } from '../findings.js'
import { addressesOf, difference, isEmpty, noAddress, rangesOf } from '../mail/address-set.js'
import type { AddressSet } from '../mail/address-set.js'
import { printRange, type IpRange } from '../mail/ip-range.js'
import { allowedRanges } from '../mail/spf-ranges.js'
import { openTermsOf, sharesOf, type SpfShare } from '../mail/spf-change.js'
import { recordWithout } from '../mail/spf-merge.js'
import { spfRecordIn } from '../mail/spf-txt.js'
import {
  InboundConnector,
  type DesiredConnector,
  type LiveConnector,
} from '../resources/inbound-connector.js'
import type { Drivers } from '../resources/resource.js'
import { SpfRecord, type DesiredSpf, type LiveSpf } from '../resources/spf-record.js'
import type { Spec } from '../spec/spec.js'

type Dns = Pick<Drivers, 'zones' | 'resolve'>

export async function givenUpAddresses(
  dns: Dns,
  spec: Spec,
  observed: Observed,
): Promise<readonly Finding[]> {
  return stillLetIn(dns, spec, addressesThatGo(observed), observed)
}

/** The same once connectors with these addresses are gone, by what was observed of all others since. */
export async function givenUpBy(
  ranges: readonly IpRange[],
  dns: Dns,
  spec: Spec,
  { observations, unread }: Observed,
): Promise<readonly Finding[]> {
  const gone = difference(addressesOf(ranges), addressesOf(observations.flatMap(recognised)))
  const left = observations.map(one => ({ ...one, wanted: undefined }))
  return stillLetIn(dns, spec, gone, { observations: left, unread })
}

async function stillLetIn(
  { zones, resolve }: Dns,
  spec: Spec,
  gone: AddressSet,
  observed: Observed,
): Promise<readonly Finding[]> {
  if (isEmpty(gone)) return []
  const domains = spec.domains.map(one => one.name)
  const answers = await zones.readTxt(domains.filter(name => zones.domains.includes(name)))
  const told = [...answers].map(async ([domain, answer]) => {
    const there = spfRecordIn(answer.state === 'present' ? answer.values : [])
    if (there.state !== 'present') return []
    const { record, ours } = afterThePlan(observed, domain, there.record)
    const left = difference(gone, ours)
    const world = { resolve, domain }
    const shares = await sharesOf(record, left, world)
    const open = await openTermsOf(record, left, world)
    const place = spec.places.at('domains', domain)
    return [
      ...shares.map(share =>
        finding('spf-address-given-up', factsOf(domain, record, share), place),
      ),
      ...(open.length > 0
        ? [finding('spf-given-up-unread', unreadOf(domain, left, open), place)]
        : []),
    ]
  })
  return (await Promise.all(told)).flat()
}

/** What our connectors recognise now, and nothing of the spec names any more. */
function addressesThatGo({ observations }: Observed): AddressSet {
  const now = addressesOf(observations.flatMap(recognised))
  return isEmpty(now) ? now : difference(now, addressesOf(observations.flatMap(named)))
}

function recognised({ kind, reading }: Observation): readonly IpRange[] {
  const isOurs = reading.state === 'present' && reading.owner === 'us'
  return isOurs && kind.name === InboundConnector.name
    ? (reading.live as LiveConnector).egressIps
    : []
}

function named({ kind, wanted }: Observation): readonly IpRange[] {
  if (!wanted) return []
  switch (kind.name) {
    case InboundConnector.name:
      return (wanted.desired as DesiredConnector).egressIps
    case SpfRecord.name:
      return allowedRanges((wanted.desired as DesiredSpf).record)
    default:
      return []
  }
}

/** The record as it will stand, and the addresses that our mark names beside it. */
function afterThePlan({ observations }: Observed, domain: string, record: string) {
  const one = observations.find(({ kind, key }) => kind.name === SpfRecord.name && key === domain)
  if (one?.reading.state !== 'present') return { record, ours: noAddress }
  const live = one.reading.live as LiveSpf
  const after = one.wanted
    ? SpfRecord.fold?.(one.wanted.desired as DesiredSpf, live)
    : SpfRecord.leaves?.(live)
  const ours = addressesOf(allowedRanges(['v=spf1', ...live.terms].join(' ')))
  return { record: after?.record ?? record, ours }
}

function factsOf(domain: string, record: string, { term, ranges, isDirect, isWhole }: SpfShare) {
  const addresses = ranges.map(printRange).join(', ')
  const way = !isDirect
    ? `Leave it if the service behind ${term} sends from there for you; else ask whoever runs it`
    : isWhole
      ? `Unless somebody else of yours sends from there, the record should be: ${recordWithout(domain, record, term)}`
      : `Unless ${addresses} is still yours, write smaller blocks in place of ${term}`
  return { domain, addresses, term, way }
}

function unreadOf(domain: string, addresses: AddressSet, terms: readonly string[]) {
  const ranges = rangesOf(addresses).map(printRange)
  const [ip = ''] = (ranges[0] ?? '').split('/')
  return { domain, addresses: ranges.join(', '), terms: terms.join(' '), ip }
}
