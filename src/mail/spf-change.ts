/**
 * What a change of a record means for those who send: whose mail passes from now
 * on, whose no longer, and for whom nothing changes although a term comes or
 * goes, since another lets them in all the same. Each is told by the term that
 * does it, since nobody knows the addresses behind an include by heart.
 *
 * What could not be looked into stands in `open`. Where anything does, the rest
 * is what the record's own terms say, and no more.
 */
import { seenFromAbove } from './address-layers.js'
import {
  addressesOf,
  difference,
  intersection,
  isEmpty,
  noAddress,
  rangesOf,
  unionOf,
  type AddressSet,
} from './address-set.js'
import type { IpRange } from './ip-range.js'
import { diffSpf, passing, type SpfDiff } from './spf-diff.js'
import {
  isDirect,
  namedBy,
  rangesNamedBy,
  runOfDirect,
  type SpfDirectTerm,
  type SpfOutcome,
} from './spf-direct.js'
import { meaningOf, type SpfWorld } from './spf-meaning.js'
import { compareAllowed } from './spf-ranges.js'
import { parseSpf } from './spf.js'
import { steady } from './spf-steady.js'
import { canonicalTerm, type SpfTerm } from './spf-term.js'

/** Addresses, and the term of a record that lets them in. */
export interface SpfShare {
  /** As it stands in the record. */
  readonly term: string
  /** Whether the term names addresses itself (`ip4`, `ip6`, `all`). */
  readonly isDirect: boolean
  /** Whether these are all that the term lets in. */
  readonly isWhole: boolean
  readonly ranges: readonly IpRange[]
}

export interface SpfChange {
  readonly gains: readonly SpfShare[]
  readonly losses: readonly SpfShare[]
  /** Named by a new term, and let in before by these. */
  readonly already: readonly SpfShare[]
  /** Named by a term that goes, and still let in by these. */
  readonly still: readonly SpfShare[]
  /** Terms that nobody could look into, and that may let in or refuse more. */
  readonly open: readonly string[]
  /** What becomes of mail from everywhere else, where that changes. */
  readonly rest: { readonly before: SpfOutcome; readonly after: SpfOutcome } | null
}

/** Null stands for no record. */
export async function changeOfSpf(
  before: string | null,
  after: string | null,
  { resolve, domain }: SpfWorld,
): Promise<SpfChange> {
  const world = { domain, resolve: resolve && steady(resolve) }
  const diff = await diffSpf(before, after, world)
  const { come, gone } = ownTerms(before, after)
  const [gained, lost] = [addressesOf(diff.gained), addressesOf(diff.lost)]
  return {
    gains: await sharesOf(after, gained, world),
    losses: await sharesOf(before, lost, world),
    already: await keptBy(before, { named: difference(come, gained), other: after }, world),
    still: await keptBy(after, { named: difference(gone, lost), other: before }, world),
    open: openIn(diff),
    rest: restOf(before, after, diff),
  }
}

/** As far as the two texts tell, with all that asks the DNS left open. */
export function changeOfOwnTerms(before: string | null, after: string | null): SpfChange {
  const { gained, lost } = compareAllowed(before, after)
  const open = [before, after].flatMap(record =>
    termsOf(record)
      .filter(letsIn)
      .filter(term => !isDirect(term))
      .map(canonicalTerm),
  )
  const shares = (ranges: readonly IpRange[]): readonly SpfShare[] =>
    ranges.length === 0 ? [] : [{ term: '', isDirect: true, isWhole: true, ranges }]
  return {
    gains: shares(gained),
    losses: shares(lost),
    already: [],
    still: [],
    open: [...new Set(open)].sort(),
    rest: null,
  }
}

/** Who of the addresses named passes on both sides, and by which terms of the record. */
async function keptBy(
  record: string | null,
  { named, other }: { readonly named: AddressSet; readonly other: string | null },
  world: SpfWorld,
): Promise<readonly SpfShare[]> {
  if (isEmpty(named)) return []
  const [here, there] = await Promise.all([meaningOf(record, world), meaningOf(other, world)])
  return await sharesOf(
    record,
    intersection(named, intersection(passing(here), passing(there))),
    world,
  )
}

/** By which terms a record lets these addresses in for certain, each told once. */
export async function sharesOf(
  record: string | null,
  addresses: AddressSet,
  world: SpfWorld,
): Promise<readonly SpfShare[]> {
  if (isEmpty(addresses)) return []
  const shares: SpfShare[] = []
  const terms = termsOf(record).filter(letsIn)
  let left = addresses
  for (let at = 0; at < terms.length && !isEmpty(left); at += 1) {
    const run = runOfDirect(terms, at)
    const opened = run.length > 0 ? seenOf(run) : await openedBy(terms[at], world)
    for (const { term, all, first } of opened) {
      const mine = intersection(left, first)
      if (isEmpty(mine)) continue
      const isWhole = isEmpty(difference(all, mine))
      shares.push({ term: term.text, isDirect: isDirect(term), isWhole, ranges: rangesOf(mine) })
    }
    left = difference(left, unionOf(opened.map(({ all }) => all)))
    at += Math.max(0, run.length - 1)
  }
  return shares
}

interface Opened {
  readonly term: SpfTerm
  /** All that the term lets in … */
  readonly all: AddressSet
  /** … and of these the ones for which no term beside it comes first. */
  readonly first: AddressSet
}

/** Terms that ask nothing, in one go: one after the other each would be a walk over all addresses. */
function seenOf(terms: readonly SpfDirectTerm[]): readonly Opened[] {
  const seen = seenFromAbove(
    terms.flatMap(term => rangesNamedBy(term).map(range => ({ range, key: term }))),
  )
  return terms.map(term => ({ term, all: namedBy(term), first: seen.get(term) ?? noAddress }))
}

async function openedBy(term: SpfTerm | undefined, world: SpfWorld): Promise<readonly Opened[]> {
  if (!term) return []
  const all = passing(await meaningOf(`v=spf1 ${term.text}`, world))
  return [{ term, all, first: all }]
}

/** Terms of which nobody could tell whether they let these addresses in. */
export async function openTermsOf(
  record: string,
  addresses: AddressSet,
  world: SpfWorld,
): Promise<readonly string[]> {
  if (isEmpty(addresses)) return []
  const open = (await meaningOf(record, world)).filter(
    one => one.result !== 'pass' && !isEmpty(intersection(one.addresses, addresses)),
  )
  const mayLetIn = open.flatMap(one => one.unless).filter(term => !/^[-~?]/.test(term))
  return [...new Set(mayLetIn)].sort()
}

/** The addresses of terms that only one of the two has. */
function ownTerms(before: string | null, after: string | null) {
  const [old, next] = [addressTerms(before), addressTerms(after)]
  return { come: without(next, old), gone: without(old, next) }
}

type AddressTerms = ReadonlyMap<string, AddressSet>

function addressTerms(record: string | null): AddressTerms {
  const direct = termsOf(record).filter(isDirect)
  const named = direct.filter(({ name, qualifier }) => name !== 'all' && qualifier === '+')
  return new Map(named.map(term => [canonicalTerm(term), namedBy(term)]))
}

function without(one: AddressTerms, other: AddressTerms): AddressSet {
  return unionOf([...one].flatMap(([term, addresses]) => (other.has(term) ? [] : [addresses])))
}

function openIn({ moves, openGained, openLost }: SpfDiff): readonly string[] {
  const passes = moves.filter(one => one.before.result === 'pass' || one.after.result === 'pass')
  const before = passes.flatMap(one => [...one.before.unless, ...one.after.unless])
  return [...new Set([...before, ...openGained, ...openLost])].sort()
}

function restOf(
  before: string | null,
  after: string | null,
  { moves }: SpfDiff,
): SpfChange['rest'] {
  if (before === null || after === null) return null
  const others = moves.filter(one => one.before.result !== 'pass' && one.after.result !== 'pass')
  const pairs = new Map(
    others.map(one => {
      const pair = { before: one.before.result, after: one.after.result }
      return [`${pair.before} ${pair.after}`, pair]
    }),
  )
  const [pair] = pairs.values()
  return pairs.size === 1 && pair ? pair : null
}

function termsOf(record: string | null): readonly SpfTerm[] {
  return record === null ? [] : parseSpf(record).terms
}

function letsIn(term: SpfTerm): boolean {
  if (term.kind === 'modifier') return term.name === 'redirect'
  return term.kind === 'mechanism' && term.qualifier === '+'
}
