/** Reading SPF records: the TXT set of the domain, our mark beside it, DMARC, and what look-ups cost. */
import type { Resolver } from '../../drivers/drivers.js'
import { finding, type Finding } from '../../findings.js'
import {
  alteredDevicemailTxt,
  devicemailNameOf,
  parseDevicemailTxt,
} from '../../mail/devicemail-txt.js'
import { remembering } from '../../mail/dns-memory.js'
import { readDmarc } from '../../mail/dmarc.js'
import { parseSpf, spfFindings } from '../../mail/spf.js'
import { changeOfSpf } from '../../mail/spf-change.js'
import type { SpfResolver } from '../../mail/spf-lookups.js'
import { spfRecordIn } from '../../mail/spf-txt.js'
import type { Drivers, Key, Marked, Reading } from '../resource.js'
import { keyFrom } from '../resource.js'
import type { DesiredSpf, LiveSpf } from './fields.js'
import { someAtOnce } from '../some-at-once.js'
import { includeCosts, lookupsOf } from './look-ups.js'
import { folded, recordLeft, type Found } from './merging.js'

type Answer = Reading<LiveSpf>

/** A domain that could not be asked may bear our mark: it is named too, and reads as unknown. */
export async function findSpfRecords({ zones, mark }: Drivers): Promise<readonly Marked[]> {
  const answers = await zones.readTxt(zones.domains.map(devicemailNameOf))
  return zones.domains.flatMap(domain => {
    const answer = answers.get(devicemailNameOf(domain))
    const thing = { key: keyFrom(domain), title: `SPF ${domain}` }
    if (answer?.state === 'unknown') return [{ ...thing, spec: mark.spec }]
    if (answer?.state !== 'present') return []
    return answer.values.flatMap(value => {
      const found = parseDevicemailTxt(value)
      return found && found.terms.length > 0 ? [{ ...thing, spec: found.spec }] : []
    })
  })
}

export async function readSpfRecords(
  drivers: Drivers,
  keys: readonly Key[],
  wanted?: ReadonlyMap<Key, DesiredSpf>,
): Promise<ReadonlyMap<Key, Answer>> {
  const names = keys.flatMap(domain => [domain, devicemailNameOf(domain)])
  const answers = await drivers.zones.readTxt(names)
  const costOf = includeCosts(drivers.resolve)
  const read = async (domain: Key): Promise<[Key, Answer]> => {
    const record = answers.get(domain)
    const marks = answers.get(devicemailNameOf(domain))
    for (const answer of [record, marks])
      if (answer?.state === 'unknown') return [domain, { state: 'unknown', why: answer.why }]
    const values = record?.state === 'present' ? record.values : []
    const markValues = marks?.state === 'present' ? marks.values : []
    const byHand = [record, marks].some(one => one?.state === 'present' && one.byHand)
    const desired = wanted?.get(domain)
    const includeLookups = await costOf(desired?.includes ?? [])
    const asked = { domain, values, marks: markValues, byHand, desired, includeLookups }
    return [domain, await answerOf(drivers, asked)]
  }
  return new Map(await someAtOnce(keys, read))
}

interface Asked {
  readonly domain: Key
  readonly values: readonly string[]
  readonly marks: readonly string[]
  readonly byHand: boolean
  readonly desired: DesiredSpf | undefined
  readonly includeLookups: ReadonlyMap<string, number>
}

async function answerOf(
  { resolve: askDns, mark }: Drivers,
  { domain, values, marks, byHand, desired, includeLookups }: Asked,
): Promise<Answer> {
  const there = spfRecordIn(values)
  if (there.state === 'several')
    return { state: 'blocked', why: finding('spf-several-records', { domain }) }
  const record = there.state === 'present' ? there.record : ''
  const fault = record === '' ? undefined : faultOf(domain, record)
  if (fault) return { state: 'blocked', why: fault }
  // Look-ups and meaning rest on the same answers, and each name is asked once.
  const resolve = remembering(askDns)
  const named = marks.flatMap(value => parseDevicemailTxt(value) ?? [])
  const terms = named.filter(one => one.spec === mark.spec).flatMap(one => one.terms)
  const found: LiveSpf = {
    domain,
    record,
    terms,
    termsOfOtherSpecs: named.filter(one => one.spec !== mark.spec).flatMap(one => one.terms),
    termsInDoubt: marks
      .flatMap(value => alteredDevicemailTxt(value) ?? [])
      .filter(one => one.spec !== mark.spec)
      .flatMap(one => one.terms),
    spec: mark.spec,
    newAll: (await dmarcEnforces(askDns, domain)) ? '-' : '~',
    includes: [],
    all: 'keep',
    weaken: null,
    managed: true,
    values,
    marks,
    lookups: await lookupsOf(record, includeLookups, { resolve, domain }),
    includeLookups,
    next: null,
  }
  const next = await nextOf(found, desired, { resolve, domain })
  const live = next ? { ...found, next } : found
  if (record === '' && terms.length === 0) return { state: 'absent', blank: live }
  return { state: 'present', live, owner: terms.length > 0 ? 'us' : 'nobody', byHand }
}

async function nextOf(
  found: Found,
  desired: DesiredSpf | undefined,
  world: { readonly resolve: SpfResolver; readonly domain: string },
): Promise<LiveSpf['next']> {
  const record = desired ? folded(desired, found).record : recordLeft(world.domain, found)
  if (record === found.record) return null
  return { record, change: await changeOfSpf(found.record || null, record || null, world) }
}

/** All faults of a record in one finding: receivers ignore such a record, and so must we. */
function faultOf(domain: string, record: string): Finding | undefined {
  const faults = spfFindings(domain, parseSpf(record)).filter(one => one.severity === 'error')
  if (faults.length === 0) return undefined
  return finding('spf-unreadable', {
    domain,
    why: faults.map(one => one.message).join(' '),
    cure: [...new Set(faults.map(one => one.remedy))].join(' '),
  })
}

/** Below another's record its policy for subdomains holds; what could not be asked enforces nothing. */
async function dmarcEnforces(resolve: Resolver, domain: string): Promise<boolean> {
  const dmarc = await readDmarc(domain, resolve)
  return dmarc.state === 'present' && dmarc.policy !== 'none'
}
