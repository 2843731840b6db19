/**
 * Terms that ask the DNS nothing (`ip4`, `ip6`, `all`), and the result that each
 * sign stands for. A run of them is cut up in one go: the first that names an
 * address decides for it.
 */
import {
  addressesOf,
  difference,
  everyAddress,
  noAddress,
  union,
  type AddressSet,
} from './address-set.js'
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

/** The addresses that a term names. */
export function namedBy(term: SpfDirectTerm): AddressSet {
  return term.name === 'all' ? everyAddress : addressesOf([term.range])
}

export interface DirectMatches {
  readonly matches: readonly { readonly qualifier: SpfQualifier; readonly addresses: AddressSet }[]
  /** All that any of them names. */
  readonly matched: AddressSet
}

export function firstMatches(terms: readonly SpfTerm[]): DirectMatches {
  const matches: { qualifier: SpfQualifier; addresses: AddressSet }[] = []
  let matched = noAddress
  for (const run of runsOfOneSign(terms.filter(isDirect))) {
    const named = run.some(({ name }) => name === 'all') ? everyAddress : addressesOf(rangesIn(run))
    const [first] = run
    if (first) matches.push({ qualifier: first.qualifier, addresses: difference(named, matched) })
    matched = union(matched, named)
  }
  return { matches, matched }
}

function runsOfOneSign(terms: readonly SpfDirectTerm[]): readonly SpfDirectTerm[][] {
  const runs: SpfDirectTerm[][] = []
  for (const term of terms) {
    const last = runs.at(-1)
    if (last?.[0]?.qualifier === term.qualifier) last.push(term)
    else runs.push([term])
  }
  return runs
}

function rangesIn(terms: readonly SpfDirectTerm[]): readonly IpRange[] {
  return terms.flatMap(term => (term.name === 'all' ? [] : [term.range]))
}
