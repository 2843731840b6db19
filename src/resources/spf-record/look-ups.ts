/** What a record costs its receivers in look-ups, and what would bring it back into its budget. */
import { spfLimits } from '../../mail/limits.js'
import { countLookups, type SpfResolver } from '../../mail/spf-lookups.js'
import { parseSpf } from '../../mail/spf.js'
import { canonicalTerm } from '../../mail/spf-term.js'
import { tellWaysOut, waysOut } from '../../mail/spf-ways-out.js'
import type { LiveSpf } from './fields.js'

interface World {
  readonly resolve: SpfResolver
  readonly domain: string
}

/** What wanted includes cost, each counted once: all domains of a tenant want the same. */
export function includeCosts(resolve: SpfResolver) {
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

export async function lookupsOf(
  record: string,
  includes: ReadonlyMap<string, number>,
  { resolve, domain }: World,
): Promise<LiveSpf['lookups']> {
  const text = record === '' ? 'v=spf1' : record
  const { count, complete, tree } = await countLookups(text, resolve, domain)
  const unasked = tree.filter(one => one.state === 'unknown').map(one => one.term)
  return {
    count,
    complete,
    unasked: unasked.join(', ') || 'a record behind an include did not answer',
    waysOut: await waysOutFor(includes, count, { record, resolve, domain }),
  }
}

/** Asked for only where the wanted includes may not fit, since it costs questions. '' where they do. */
async function waysOutFor(
  includes: ReadonlyMap<string, number>,
  count: number,
  { record, ...asked }: World & { readonly record: string },
): Promise<string> {
  const most = spfLimits.lookups.value
  // Nearly always they fit, even if none of them were there yet.
  if ([...includes.values()].reduce((sum, cost) => sum + cost, count) <= most) return ''
  const there = termsIn(record)
  const missing = [...includes].filter(([term]) => !there.has(term))
  const budget = most - missing.reduce((sum, [, cost]) => sum + cost, 0)
  return count > budget ? tellWaysOut(await waysOut(record, { ...asked, budget })) : ''
}

/** Our addresses cost nothing; only an include that was not there before does. */
export function lookupsAfter({ record, lookups, includeLookups }: LiveSpf, next: string): number {
  const [before, after] = [termsIn(record), termsIn(next)]
  return [...includeLookups]
    .filter(([term]) => after.has(term) && !before.has(term))
    .reduce((sum, [, cost]) => sum + cost, lookups.count)
}

/** Canonical. */
export function termsIn(record: string): ReadonlySet<string> {
  return new Set(parseSpf(record).terms.map(canonicalTerm))
}
