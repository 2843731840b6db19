/**
 * Terms that ask the DNS nothing (`ip4`, `ip6`, `all`), and the result that each
 * sign stands for. A run of them is cut up in one go: the first that names an
 * address decides for it.
 */
import { seenFromAbove } from './address-layers.js'
import { addressesOf, everyAddress, unionOf, type AddressSet } from './address-set.js'
import type { IpRange } from './ip-range.js'
import type { SpfMechanism, SpfQualifier, SpfTerm } from './spf-term.js'

/** `unknown`: a `redirect` that nobody could look into decides. */
export type SpfOutcome = 'pass' | 'fail' | 'softfail' | 'neutral' | 'none' | 'permerror' | 'unknown'

const results = { '+': 'pass', '-': 'fail', '~': 'softfail', '?': 'neutral' } as const

export type SpfDirectTerm = SpfMechanism & { readonly name: 'ip4' | 'ip6' | 'all' }

export function resultOf(qualifier: SpfQualifier): SpfOutcome {
  return results[qualifier]
}

export function qualifierOf(result: SpfOutcome): SpfQualifier | undefined {
  const signs: readonly SpfQualifier[] = ['+', '-', '~', '?']
  return signs.find(sign => results[sign] === result)
}

export function isDirect(term: SpfTerm): term is SpfDirectTerm {
  return (
    term.kind === 'mechanism' && (term.name === 'ip4' || term.name === 'ip6' || term.name === 'all')
  )
}

export type SpfAddressTerm = SpfMechanism & { readonly name: 'ip4' | 'ip6' }

export function isAddress(term: SpfTerm): term is SpfAddressTerm {
  return isDirect(term) && term.name !== 'all'
}

/** The addresses that a term names. */
export function namedBy(term: SpfDirectTerm): AddressSet {
  return term.name === 'all' ? everyAddress : addressesOf([term.range])
}

const everyRange: readonly IpRange[] = [
  { version: 4, address: 0n, prefix: 0 },
  { version: 6, address: 0n, prefix: 0 },
]

/** The same as blocks. */
export function rangesNamedBy(term: SpfDirectTerm): readonly IpRange[] {
  return term.name === 'all' ? everyRange : [term.range]
}

/** The terms from a place on, up to the first that asks the DNS. */
export function runOfDirect(terms: readonly SpfTerm[], start: number): readonly SpfDirectTerm[] {
  const run: SpfDirectTerm[] = []
  for (let at = start; ; at += 1) {
    const term = terms[at]
    if (!term || !isDirect(term)) return run
    run.push(term)
  }
}

export interface DirectMatches {
  /** Once for each sign, in the order in which the signs come. */
  readonly matches: readonly { readonly qualifier: SpfQualifier; readonly addresses: AddressSet }[]
  /** All that any of them names. */
  readonly matched: AddressSet
}

export function firstMatches(terms: readonly SpfTerm[]): DirectMatches {
  const layers = terms
    .filter(isDirect)
    .flatMap(term => rangesNamedBy(term).map(range => ({ range, key: term.qualifier })))
  const seen = Array.from(seenFromAbove(layers), ([qualifier, addresses]) => ({
    qualifier,
    addresses,
  }))
  return { matches: seen, matched: unionOf(seen.map(({ addresses }) => addresses)) }
}
