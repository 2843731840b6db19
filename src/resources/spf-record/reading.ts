/** Reading SPF records: the TXT set of the domain, our mark beside it, DMARC, and what look-ups cost. */
import type { Resolver } from '../../drivers/drivers.js'
import { finding, type Finding } from '../../findings.js'
import { devicemailNameOf, parseDevicemailTxt } from '../../mail/devicemail-txt.js'
import { readDmarc } from '../../mail/dmarc.js'
import { parseSpf, spfFindings } from '../../mail/spf.js'
import { spfLimits } from '../../mail/limits.js'
import { countLookups } from '../../mail/spf-lookups.js'
import { canonicalTerm } from '../../mail/spf-term.js'
import { spfRecordIn } from '../../mail/spf-txt.js'
import { tellWaysOut, waysOut } from '../../mail/spf-ways-out.js'
import type { Drivers, Key, Marked, Reading } from '../resource.js'
import { keyFrom } from '../resource.js'
import type { DesiredSpf, LiveSpf } from './fields.js'
import { someAtOnce } from '../some-at-once.js'

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
    const includes = await costOf(wanted?.get(domain)?.includes ?? [])
    return [domain, await answerOf(drivers, domain, values, markValues, includes)]
  }
  return new Map(await someAtOnce(keys, read))
}

async function answerOf(
  { resolve, mark }: Drivers,
  domain: Key,
  values: readonly string[],
  marks: readonly string[],
  includeLookups: ReadonlyMap<string, number>,
): Promise<Answer> {
  const found = spfRecordIn(values)
  if (found.state === 'several')
    return { state: 'blocked', why: finding('spf-several-records', { domain }) }
  const record = found.state === 'present' ? found.record : ''
  const fault = record === '' ? undefined : faultOf(domain, record)
  if (fault) return { state: 'blocked', why: fault }
  const named = marks.flatMap(value => parseDevicemailTxt(value) ?? [])
  const terms = named.filter(one => one.spec === mark.spec).flatMap(one => one.terms)
  const lookups = await countLookups(record === '' ? 'v=spf1' : record, resolve, domain)
  const unasked = lookups.tree.filter(one => one.state === 'unknown').map(one => one.term)
  const live: LiveSpf = {
    domain,
    record,
    terms,
    includes: [],
    all: 'keep',
    weaken: null,
    managed: true,
    values,
    marks,
    termsOfOtherSpecs: named.filter(one => one.spec !== mark.spec).flatMap(one => one.terms),
    newAll: (await dmarcEnforces(resolve, domain)) ? '-' : '~',
    lookups: {
      count: lookups.count,
      complete: lookups.complete,
      unasked: unasked.join(', ') || 'a record behind an include did not answer',
      waysOut: await waysOutFor(includeLookups, lookups.count, { record, resolve, domain }),
    },
    includeLookups,
  }
  if (record === '' && terms.length === 0) return { state: 'absent', blank: live }
  return { state: 'present', live, owner: terms.length > 0 ? 'us' : 'nobody' }
}

/** What wanted includes cost, each counted once: all domains of a tenant want the same. */
function includeCosts(resolve: Resolver) {
  const costs = new Map<string, Promise<number>>()
  const costOf = async (term: string) => (await countLookups(`v=spf1 ${term}`, resolve)).count
  return async (terms: readonly string[]): Promise<ReadonlyMap<string, number>> => {
    const found = new Map<string, number>()
    for (const term of terms) {
      const cost = costs.get(term) ?? costOf(term)
      costs.set(term, cost)
      found.set(term, await cost)
    }
    return found
  }
}

/** Asked for only where the wanted includes may not fit, since it costs questions. '' where they do. */
async function waysOutFor(
  includes: ReadonlyMap<string, number>,
  count: number,
  { record, ...asked }: { record: string; resolve: Resolver; domain: string },
): Promise<string> {
  const there = new Set(parseSpf(record).terms.map(canonicalTerm))
  const missing = [...includes].filter(([term]) => !there.has(term))
  const budget = spfLimits.lookups.value - missing.reduce((sum, [, cost]) => sum + cost, 0)
  return count > budget ? tellWaysOut(await waysOut(record, { ...asked, budget })) : ''
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
