/**
 * What a change of an SPF record means: which addresses come to another result,
 * computed on sets of addresses and not on text. Terms that are moved, written
 * another way or repeated change nothing; one `ip4` behind an `include` may.
 *
 * With a resolver, includes are opened; what cannot be opened is named beside
 * the addresses for which it may decide first.
 */
import { difference, intersection, isEmpty, rangesOf, unionOf } from './address-set.js'
import type { AddressSet } from './address-set.js'
import type { IpRange } from './ip-range.js'
import { remembering } from './dns-memory.js'
import type { SpfOutcome } from './spf-direct.js'
import { meaningOf, type SpfWorld } from './spf-meaning.js'
import type { SpfPart } from './spf-part.js'
import { steady } from './spf-steady.js'

/** What becomes of some addresses on one side of the change. */
export interface SpfSide {
  readonly result: SpfOutcome
  /** Terms that nobody could look into and that come first: they may decide otherwise. */
  readonly unless: readonly string[]
}

export interface SpfMove {
  readonly before: SpfSide
  readonly after: SpfSide
  /** The addresses that go from the one to the other, as the fewest blocks. */
  readonly ranges: readonly IpRange[]
}

export interface SpfDiff {
  /** Whether the two mean the same for every address. */
  readonly same: boolean
  /** Addresses that pass now and did not before. */
  readonly gained: readonly IpRange[]
  /** Addresses that passed before and do not now. */
  readonly lost: readonly IpRange[]
  /** Every change of a result, passing or not. */
  readonly moves: readonly SpfMove[]
  /** Terms that could not be looked into and that only the new record has: they may let more in. */
  readonly openGained: readonly string[]
  /** Such terms that only the old record had: what they let in may be lost. */
  readonly openLost: readonly string[]
}

/** Compares two records; null stands for none, and a list for several at one name. */
export async function diffSpf(
  before: string | null | readonly string[],
  after: string | null,
  { resolve, domain }: SpfWorld = {},
): Promise<SpfDiff> {
  // Asked once, so that both sides see the same DNS.
  const world = { domain, resolve: resolve && remembering(steady(resolve)) }
  const [old, next] = await Promise.all([meaningOf(before, world), meaningOf(after, world)])
  const pairs = old.flatMap(one => next.flatMap(other => move(one, other)))
  const moves = pairs.filter(({ one, other }) => one.result !== other.result)
  const [openBefore, openAfter] = [openTerms(old), openTerms(next)]
  return Object.freeze({
    same: pairs.length === 0,
    gained: rangesOf(allOf(moves.filter(({ other }) => other.result === 'pass'))),
    lost: rangesOf(allOf(moves.filter(({ one }) => one.result === 'pass'))),
    moves: moves.map(({ one, other, addresses }) =>
      Object.freeze({ before: sideOf(one), after: sideOf(other), ranges: rangesOf(addresses) }),
    ),
    openGained: openAfter.filter(term => !openBefore.includes(term)),
    openLost: openBefore.filter(term => !openAfter.includes(term)),
  })
}

interface Pair {
  readonly one: SpfPart
  readonly other: SpfPart
  readonly addresses: AddressSet
}

function move(one: SpfPart, other: SpfPart): readonly Pair[] {
  if (one.result === other.result && one.unless.join(' ') === other.unless.join(' ')) return []
  const addresses = intersection(one.addresses, other.addresses)
  return isEmpty(addresses) ? [] : [{ one, other, addresses }]
}

function sideOf({ result, unless }: SpfPart): SpfSide {
  return Object.freeze({ result, unless })
}

function openTerms(parts: readonly SpfPart[]): readonly string[] {
  return [...new Set(parts.flatMap(({ unless }) => unless))].sort()
}

function allOf(pairs: readonly Pair[]): AddressSet {
  return unionOf(pairs.map(({ addresses }) => addresses))
}

/** The addresses that a record lets in for certain. */
export function passing(parts: readonly SpfPart[]): AddressSet {
  const sure = parts.filter(
    ({ result, unless }) => result === 'pass' && unless.every(term => !/^[-~?]/.test(term)),
  )
  return unionOf(sure.map(({ addresses }) => addresses))
}

/** Whether nobody could tell for some addresses that do not pass for certain. */
export function isOpen(parts: readonly SpfPart[]): boolean {
  const sure = passing(parts)
  return parts.some(
    ({ addresses, unless, result }) =>
      (unless.length > 0 || result === 'unknown') && !isEmpty(difference(addresses, sure)),
  )
}
