/**
 * What a person should know of a merged record: terms that others wrote and that
 * contradict or outlive ours, and a record that grows too long.
 */
import { finding, type Finding } from '../findings.js'
import { spfLimits } from './limits.js'
import { overlapIndex } from './overlap-index.js'
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
    ...deniedAddresses(merged, theirs).map(one =>
      finding('spf-foreign-term-denies', { domain, ...one }),
    ),
    ...stillAllowed(merged, theirs).map(one =>
      finding('spf-address-still-allowed', { domain, ...one }),
    ),
    ...includesThatFail(includes, terms).map(term =>
      finding('spf-include-does-not-pass', { domain, term }),
    ),
    ...tooLong(domain, record, merged.record),
  ]
}

interface Contradicted {
  readonly ours: string
  /** The terms of others that name addresses of ours, in quotation marks: a few, and how many more. */
  readonly terms: string
}

/** Somebody said no, or nothing, to an address that we say yes to. */
function deniedAddresses(
  { ours, foreign }: Merged,
  theirs: readonly SpfTerm[],
): readonly Contradicted[] {
  const denying = theirs.filter(term => term.kind === 'mechanism' && term.qualifier !== '+')
  return contradicted([...ours, ...foreign], denying)
}

/** An address of ours is gone, but a term of somebody else lets it in all the same. */
function stillAllowed({ removed }: Merged, theirs: readonly SpfTerm[]): readonly Contradicted[] {
  return contradicted(
    removed,
    theirs.filter(term => term.kind === 'mechanism' && term.qualifier === '+'),
  )
}

/** Nobody reads more of them at once, and long records may share addresses a million times over. */
const mostNamed = 3

function contradicted(
  texts: readonly string[],
  terms: readonly SpfTerm[],
): readonly Contradicted[] {
  const addresses = terms.filter(isAddress)
  const overlapping = overlapIndex(addresses.map(({ range }) => range))
  return texts.flatMap(ours => {
    const mine = parseSpfTerm(ours)
    if (!isAddress(mine)) return []
    const { count, first } = overlapping(mine.range, mostNamed)
    const named = first.map(place => `"${addresses[place]?.text ?? ''}"`)
    return count === 0 ? [] : [{ ours, terms: listed(named, count - named.length) }]
  })
}

/** `"a"`, `"a" and "b"`, `"a", "b", "c" and 5 more`. */
function listed(named: readonly string[], more: number): string {
  const all = more > 0 ? [...named, `${String(more)} more`] : named
  return all.length < 2 ? all.join('') : `${all.slice(0, -1).join(', ')} and ${all.at(-1) ?? ''}`
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
