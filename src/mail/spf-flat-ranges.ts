/** The addresses that a term lets in, as blocks that can stand in its place; or why none can. */
import { addressesOf, isEmpty, rangesOf, union } from './address-set.js'
import type { IpRange } from './ip-range.js'
import { addressesOfHosts } from './spf-answers.js'
import { isOpen, passing } from './spf-diff.js'
import { plainName, type SpfResolver } from './spf-lookups.js'
import { meaningOf } from './spf-meaning.js'
import type { SpfTerm } from './spf-term.js'

export type FlatRanges =
  | { readonly state: 'flat'; readonly name: string; readonly ranges: readonly IpRange[] }
  | { readonly state: 'refused'; readonly why: string }

export async function flatRangesOf(
  term: SpfTerm,
  resolve: SpfResolver,
  domain?: string,
): Promise<FlatRanges> {
  if (term.kind !== 'mechanism') return refused('it is no mechanism')
  switch (term.name) {
    case 'include':
      return await flatInclude(term.domain, resolve)
    case 'a':
    case 'mx': {
      const name = term.domain === null ? (domain ?? null) : plainName(term.domain)
      const found = await Promise.all(
        ([4, 6] as const).map(version => addressesOfHosts(resolve, name, term, version)),
      )
      const sets = found.flatMap(one => (one.state === 'found' ? [one.addresses] : []))
      if (name === null || sets.length < found.length) return refused('its hosts cannot be told')
      const ranges = rangesOf(sets.reduce(union, addressesOf([])))
      return { state: 'flat', name, ranges }
    }
    case 'ptr':
    case 'exists':
      return refused('what it lets in depends on each mail')
    case 'ip4':
    case 'ip6':
    case 'all':
      return refused('it costs no look-up')
  }
}

async function flatInclude(target: string, resolve: SpfResolver): Promise<FlatRanges> {
  const name = plainName(target)
  if (name === null) return refused('its name depends on each mail')
  const parts = await meaningOf(`v=spf1 include:${name} -all`, { resolve })
  if (parts.some(({ result }) => result === 'permerror'))
    return refused(`receivers cannot get through ${name} (a circle, a fault, or too many look-ups)`)
  if (isOpen(parts))
    return refused(`something behind ${name} depends on each mail, or did not answer`)
  const addresses = passing(parts)
  return isEmpty(addresses)
    ? refused(`${name} lets nobody in`)
    : { state: 'flat', name, ranges: rangesOf(addresses) }
}

function refused(why: string): FlatRanges {
  return { state: 'refused', why }
}
