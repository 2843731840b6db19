/**
 * All that can be said of a domain's SPF record without an address: what it
 * costs in the worst case and for whom, what in it never decides, what is broken
 * here or in the records behind it, and the cheapest ways back into the budget.
 *
 * Counting is that of spf-lookups.ts, and sets of addresses those of
 * spf-meaning.ts; this file joins what its neighbours find.
 */
import { countOf, everyIpv4, intersection } from './address-set.js'
import { finding, type Finding } from '../findings.js'
import { remembering } from './dns-memory.js'
import { canonicalName } from './dns-name.js'
import { parseDomain } from './domain-name.js'
import { spfLimits } from './limits.js'
import { answerFindings, recordOf } from './spf-analyse-answer.js'
import { coverFindings } from './spf-analyse-cover.js'
import { textFindings } from './spf-analyse-text.js'
import { treeFindings } from './spf-analyse-tree.js'
import { passing } from './spf-diff.js'
import { countLookups, type SpfLookups, type SpfResolver } from './spf-lookups.js'
import { meaningOf } from './spf-meaning.js'
import { providerOf } from './spf-providers.js'
import { tellWaysOut, waysOut, type SpfWaysOut } from './spf-ways-out.js'
import { steady } from './spf-steady.js'
import { isSpf, parseSpf } from './spf.js'

/** What one term of the record costs, and whose it is. */
export interface SpfCost {
  readonly term: string
  readonly name: string | null
  /** The service behind the name, or its registrable domain; null where the mail decides it. */
  readonly owner: string | null
  readonly lookups: number
  readonly share: number
}

export interface SpfAnalysis {
  /** null where a record was given and no domain. */
  readonly domain: string | null
  /** null where there is none, or not exactly one. */
  readonly record: string | null
  readonly length: number
  readonly lookups: SpfLookups
  /** What would still fit; below zero where the budget is passed. */
  readonly left: number
  readonly costs: readonly SpfCost[]
  /** How many IPv4 addresses the record lets in for certain. */
  readonly ipv4Addresses: number
  readonly findings: readonly Finding[]
  /** Only where the budget is passed. */
  readonly waysOut: SpfWaysOut | null
}

const nothing: SpfLookups = Object.freeze({ count: 0, voids: 0, complete: true, tree: [] })

/** Analyses a domain, or a record; with a record, `domain` says what a bare `a` or `mx` means. */
export async function analyseSpf(
  target: string,
  resolve: SpfResolver,
  domain?: string,
): Promise<SpfAnalysis> {
  const ask = remembering(steady(resolve))
  if (isSpf(target)) return await analyseRecord(target, domain ?? null, ask, [])
  const name = parseDomain(target) ?? canonicalName(target)
  const answer = await ask(name, 'TXT')
  const found = recordOf(name, answer)
  const findings = [...found.findings, ...answerFindings(name, answer)]
  return found.record === null
    ? withoutRecord(name, findings)
    : await analyseRecord(found.record, name, ask, findings)
}

async function analyseRecord(
  record: string,
  domain: string | null,
  resolve: SpfResolver,
  before: readonly Finding[],
): Promise<SpfAnalysis> {
  const parsed = parseSpf(record)
  const shown = domain ?? 'an unnamed domain'
  const world = { resolve, domain: domain ?? undefined }
  const lookups = await countLookups(record, resolve, world.domain)
  const most = spfLimits.lookups.value
  const ways = lookups.count > most ? await waysOut(record, world) : null
  const pass = passing(await meaningOf(record, world))
  return Object.freeze({
    domain,
    record,
    length: record.length,
    lookups,
    left: most - lookups.count,
    costs: lookups.tree.map(({ term, name, count }) => ({
      term,
      name,
      owner: name === null ? null : providerOf(name),
      lookups: count,
      share: count / Math.max(1, lookups.count),
    })),
    ipv4Addresses: Number(countOf(intersection(pass, everyIpv4))),
    findings: Object.freeze([
      ...before,
      ...textFindings(shown, parsed),
      ...treeFindings(shown, parsed, lookups),
      ...(await coverFindings(shown, parsed, lookups, world)),
      ...(ways
        ? [
            finding('spf-budget-passed', {
              domain: shown,
              count: lookups.count,
              most,
              ways: tellWaysOut(ways),
            }),
          ]
        : []),
    ]),
    waysOut: ways,
  })
}

function withoutRecord(domain: string, findings: readonly Finding[]): SpfAnalysis {
  return Object.freeze({
    domain,
    record: null,
    length: 0,
    lookups: nothing,
    left: spfLimits.lookups.value,
    costs: [],
    ipv4Addresses: 0,
    findings,
    waysOut: null,
  })
}
