/**
 * What the DNS says to the terms of a record: the record behind an include or
 * `redirect`, and the addresses behind `a` and `mx`. `open` means that nobody
 * could tell; `wrong` that receivers give up the whole record for it.
 */
import { addressesOf, type AddressSet } from './address-set.js'
import { hasFailed } from './dns-status.js'
import { parseRange, type IpRange } from './ip-range.js'
import { spfLimits } from './limits.js'
import { plainName, type SpfAnswer, type SpfResolver } from './spf-lookups.js'
import { spfRecordIn, textOfRecord } from './spf-txt.js'

type Told<Found> = { readonly state: 'open' } | { readonly state: 'wrong' } | Found

const openAnswer = Object.freeze({ state: 'open' as const })
const wrongAnswer = Object.freeze({ state: 'wrong' as const })

export type RecordAt = Told<{
  readonly state: 'found'
  readonly name: string
  readonly record: string
}>

export async function recordAt(
  resolve: SpfResolver | undefined,
  name: string | null,
): Promise<RecordAt> {
  if (!resolve || name === null) return openAnswer
  const answer = await resolve(name, 'TXT')
  if (hasFailed(answer)) return openAnswer
  const found = spfRecordIn(answer.records.map(textOfRecord))
  return found.state === 'present' ? { state: 'found', name, record: found.record } : wrongAnswer
}

export type HostAddresses = Told<{
  readonly state: 'found'
  readonly addresses: AddressSet
  /** How many of the answers were void. */
  readonly voids: number
}>

export interface HostTerm {
  readonly name: 'a' | 'mx'
  readonly prefix4: number
  readonly prefix6: number
}

export async function addressesOfHosts(
  resolve: SpfResolver | undefined,
  name: string | null,
  { name: kind, prefix4, prefix6 }: HostTerm,
  version: 4 | 6,
): Promise<HostAddresses> {
  if (!resolve || name === null) return openAnswer
  const prefix = version === 4 ? prefix4 : prefix6
  const type = version === 4 ? 'A' : 'AAAA'
  if (kind === 'a') {
    const answer = await resolve(name, type)
    if (hasFailed(answer)) return openAnswer
    return { state: 'found', addresses: blocksOf(answer, version, prefix), voids: voidsOf(answer) }
  }
  const answer = await resolve(name, 'MX')
  if (hasFailed(answer)) return openAnswer
  const hosts = answer.records.flatMap(hostOf)
  if (hosts.length > spfLimits.lookups.value) return wrongAnswer
  const answers = await Promise.all(hosts.map(host => resolve(host, type)))
  if (answers.some(hasFailed)) return openAnswer
  const ranges = answers.flatMap(one => rangesOf(one, version, prefix))
  return { state: 'found', addresses: addressesOf(ranges), voids: voidsOf(answer) }
}

function blocksOf(answer: SpfAnswer, version: 4 | 6, prefix: number): AddressSet {
  return addressesOf(rangesOf(answer, version, prefix))
}

function rangesOf({ records }: SpfAnswer, version: 4 | 6, prefix: number): readonly IpRange[] {
  return records.flatMap(record => {
    const range = parseRange(`${String(record)}/${String(prefix)}`)
    return range?.version === version ? [range] : []
  })
}

function hostOf(record: unknown): readonly string[] {
  if (typeof record !== 'object' || record === null || !('exchange' in record)) return []
  const host = plainName(String(record.exchange))
  return host === null || host === '' ? [] : [host]
}

function voidsOf({ status, records }: SpfAnswer): number {
  return status !== 'ok' || records.length === 0 ? 1 : 0
}
