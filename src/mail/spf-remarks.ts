/**
 * What a person should know of a merged record: terms that others wrote and that
 * contradict or outlive ours, and a record that grows too long.
 */
import { finding, type Finding } from '../findings.js'
import { addressesOf, touches } from './address-set.js'
import { overlaps } from './ip-range.js'
import { spfLimits } from './limits.js'
import { isAddress } from './spf-direct.js'
import { parseSpf } from './spf.js'
import { canonicalTerm, parseSpfTerm, type SpfTerm } from './spf-term.js'

interface Request {
  readonly domain: string
  readonly record: string | null
  readonly includes: readonly string[]
}

interface Merged {
  readonly record: string | null
  readonly removed: readonly string[]
  readonly ours: readonly string[]
  readonly foreign: readonly string[]
}

export function remarksOn(
  { domain, record, includes }: Request,
  merged: Merged,
): readonly Finding[] {
  const terms = parseSpf(merged.record ?? '').terms
  const ours = new Set(merged.ours)
  const theirs = terms.filter(term => !ours.has(canonicalTerm(term)))
  return [
    ...deniedAddresses(merged, theirs).map(pair =>
      finding('spf-foreign-term-denies', { domain, ...pair }),
    ),
    ...stillAllowed(merged, theirs).map(pair =>
      finding('spf-address-still-allowed', { domain, ...pair }),
    ),
    ...includesThatFail(includes, terms).map(term =>
      finding('spf-include-does-not-pass', { domain, term }),
    ),
    ...tooLong(domain, record, merged.record),
  ]
}

interface Pair {
  readonly ours: string
  readonly term: string
}

/** Somebody said no, or nothing, to an address that we say yes to. */
function deniedAddresses({ ours, foreign }: Merged, theirs: readonly SpfTerm[]): readonly Pair[] {
  const denying = theirs.filter(term => term.kind === 'mechanism' && term.qualifier !== '+')
  return pairs([...ours, ...foreign], denying)
}

/** An address of ours is gone, but a term of somebody else lets it in all the same. */
function stillAllowed({ removed }: Merged, theirs: readonly SpfTerm[]): readonly Pair[] {
  return pairs(
    removed,
    theirs.filter(term => term.kind === 'mechanism' && term.qualifier === '+'),
  )
}

function pairs(texts: readonly string[], terms: readonly SpfTerm[]): readonly Pair[] {
  const addresses = terms.filter(isAddress)
  const named = addressesOf(addresses.map(({ range }) => range))
  return texts.flatMap(ours => {
    const mine = parseSpfTerm(ours)
    // Most share no address with any of them, and long records are not gone through for each.
    if (!isAddress(mine) || !touches(named, mine.range)) return []
    return addresses
      .filter(({ range }) => overlaps(range, mine.range))
      .map(term => ({ ours, term: term.text }))
  })
}

function includesThatFail(
  includes: readonly string[],
  terms: readonly SpfTerm[],
): readonly string[] {
  const wanted = includes.map(text => canonicalTerm(parseSpfTerm(text)))
  return terms.flatMap(term => {
    const isWeak = term.kind === 'mechanism' && term.name === 'include' && term.qualifier !== '+'
    return isWeak && wanted.includes(canonicalTerm(term).slice(1)) ? [term.text] : []
  })
}

function tooLong(domain: string, before: string | null, after: string | null): readonly Finding[] {
  const advised = spfLimits.advisedLength.value
  const length = after?.length ?? 0
  if (length <= advised || length <= (before?.length ?? 0)) return []
  return [finding('spf-record-long', { domain, length, advised })]
}
