/**
 * Public test sets of SPF, in the form of the openspf.org suite: YAML documents of
 * cases and the zone data they run against. Those whose licence allows it stand in
 * test/mail; others of the same form are read from where SPF_SUITES says.
 *
 * How zone data are to be read: a record of type SPF counts as TXT unless the name
 * has TXT of its own; a bare TIMEOUT, or TIMEOUT or SERVFAIL with `true`, makes all
 * types fail so that have no records; TXT NONE means that there is none; CNAMEs are
 * followed.
 */
import { readFileSync } from 'node:fs'
import { loadAll } from 'js-yaml'
import type { SpfAskingResolver } from '../../src/mail/spf-evaluate-asking.js'
import type { SpfDnsAnswer } from '../../src/mail/spf-trace.js'

export interface SuiteCase {
  readonly name: string
  readonly scenario: string
  readonly helo: string
  readonly host: string
  readonly mailfrom: string
  readonly receiver: string
  /** The first is preferred, each is right. */
  readonly results: readonly string[]
  /** undefined where the case does not ask for one, null where there must be none. */
  readonly explanation: string | null | undefined
  readonly resolve: SpfAskingResolver
}

type Entry = string | Readonly<Record<string, unknown>>
type ZoneData = Readonly<Record<string, readonly Entry[]>>

interface Scenario {
  readonly description?: string
  readonly comment?: string
  readonly tests?: Readonly<Record<string, Readonly<Record<string, unknown>>>>
  readonly zonedata?: ZoneData
}

export function casesOf(path: string | URL): readonly SuiteCase[] {
  const scenarios = loadAll(readFileSync(path, 'utf8')) as (Scenario | null)[]
  return scenarios.flatMap(scenario => {
    const { tests = {}, zonedata = {}, description, comment } = scenario ?? {}
    const resolve = resolverOf(zonedata)
    return Object.entries(tests).map(([name, one]) => ({
      name,
      scenario: (description ?? comment ?? '').trim(),
      helo: textOf(one.helo),
      host: textOf(one.host),
      mailfrom: textOf(one.mailfrom),
      receiver: textOf(one.receiver) || 'unknown',
      results: [one.result].flat().map(textOf),
      explanation:
        one.explanation === undefined
          ? undefined
          : one.explanation === 'DEFAULT'
            ? null
            : textOf(one.explanation),
      resolve,
    }))
  })
}

/** Zone data are prepared and answers remembered, so that a resolver costs next to nothing. */
export function resolverOf(zonedata: ZoneData): SpfAskingResolver {
  const zones = new Map(
    Object.entries(zonedata).map(([name, entries]) => [canonical(name), setsOf(entries)]),
  )
  const answer = (name: string, type: string, hops: number): SpfDnsAnswer => {
    const key = canonical(name)
    const sets = zones.get(key)
    if (!sets) return { status: key.startsWith('error.') ? 'timeout' : 'nxdomain', records: [] }
    const records = sets.records.get(type)
    if (records) return { status: 'ok', records }
    if (sets.failure) return { status: sets.failure, records: [] }
    const [target] = sets.records.get('CNAME') ?? []
    if (typeof target === 'string' && hops < 8) return answer(target, type, hops + 1)
    return { status: 'nodata', records: [] }
  }
  const answers = new Map<string, Map<string, Promise<SpfDnsAnswer>>>()
  return (name, type) => {
    const ofType = answers.get(type) ?? new Map<string, Promise<SpfDnsAnswer>>()
    const known = ofType.get(name) ?? Promise.resolve(answer(name, type, 0))
    answers.set(type, ofType.set(name, known))
    return known
  }
}

function setsOf(entries: readonly Entry[]): {
  readonly failure: 'timeout' | 'servfail' | null
  readonly records: ReadonlyMap<string, readonly unknown[]>
} {
  const pairs = entries.flatMap(entry => (typeof entry === 'string' ? [] : Object.entries(entry)))
  const hasTxt = pairs.some(([type]) => type === 'TXT')
  const records = new Map<string, unknown[]>()
  for (const [written, value] of pairs) {
    if ((written === 'SPF' && hasTxt) || value === 'NONE' || value === true) continue
    const type = written === 'SPF' ? 'TXT' : written
    records.set(type, [...(records.get(type) ?? []), recordOf(type, value)])
  }
  const fails = (how: string) =>
    entries.includes(how) || pairs.some(([type, value]) => type === how && value === true)
  const failure = fails('TIMEOUT') ? 'timeout' : fails('SERVFAIL') ? 'servfail' : null
  return { failure, records }
}

function recordOf(type: string, value: unknown): unknown {
  if (type === 'TXT') return [value].flat().map(textOf)
  if (type !== 'MX') return textOf(value)
  const [preference, exchange] = value as readonly unknown[]
  return { preference: Number(preference), exchange: textOf(exchange) }
}

function canonical(name: string): string {
  return name.toLowerCase().replace(/\.$/, '')
}

function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}
