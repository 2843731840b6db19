/**
 * Parts of the address space that came out alike: joined, and with what is open
 * about them in one order, so that records which do the same give the same parts.
 */
import { isEmpty, union, type AddressSet } from './address-set.js'
import { qualifierOf, type SpfOutcome } from './spf-direct.js'

export interface SpfPart {
  readonly addresses: AddressSet
  readonly result: SpfOutcome
  /** Terms that nobody could look into and that come first: they may decide otherwise. */
  readonly unless: readonly string[]
}

interface Counted {
  readonly addresses: AddressSet
  readonly unless: readonly string[]
  readonly lookups?: number
  readonly voids?: number
  readonly result?: SpfOutcome
}

/** The groups that are not empty; those that differ in nothing but their addresses made one. */
export function merged<Group extends Counted>(groups: readonly Group[]): readonly Group[] {
  const byKey = new Map<string, Group>()
  for (const group of groups) {
    if (isEmpty(group.addresses)) continue
    const { result, lookups, voids, unless } = group
    const key = JSON.stringify([result, lookups, voids, unless])
    const other = byKey.get(key)
    byKey.set(key, other ? { ...other, addresses: union(other.addresses, group.addresses) } : group)
  }
  return [...byKey.values()]
}

/** Decided parts, with what is open about each in its shortest form. */
export function settled<Part extends SpfPart & Counted>(parts: readonly Part[]): readonly Part[] {
  return merged(parts.map(part => ({ ...part, unless: shortest(part.unless, part.result) })))
}

/**
 * Open terms of one sign may stand in any order, and a repeated one says nothing
 * new. At the end those that would come to the same result anyway are left out.
 */
function shortest(unless: readonly string[], result: SpfOutcome): readonly string[] {
  const runs: string[][] = []
  const seen = new Set<string>()
  for (const term of unless) {
    if (seen.has(term)) continue
    seen.add(term)
    const last = runs.at(-1)
    if (last && sameSign(last[0], term)) last.push(term)
    else runs.push([term])
  }
  const end = runs.at(-1)?.[0]
  if (end !== undefined && signOf(end) === qualifierOf(result)) runs.pop()
  return runs.flatMap(run => run.sort())
}

function sameSign(one: string | undefined, other: string): boolean {
  return one !== undefined && signOf(one) === signOf(other)
}

function signOf(term: string): string {
  return /^[-~?]/.exec(term)?.[0] ?? (term.startsWith('redirect=') ? '=' : '+')
}
