/**
 * Addresses on their way through a record, in groups that have asked the same:
 * the pieces that following a record for all addresses at once is made of.
 */
import { difference, intersection, type AddressSet } from './address-set.js'
import { spfLimits } from './limits.js'
import type { SpfOutcome } from './spf-direct.js'

/** Addresses on their way through a record. */
export interface Group {
  readonly addresses: AddressSet
  readonly lookups: number
  readonly voids: number
  readonly unless: readonly string[]
}

export interface Decided extends Group {
  readonly result: SpfOutcome
}

/** What became of groups at one term: some are decided, the others go on. */
export interface Step {
  readonly decided: readonly Decided[]
  readonly left: readonly Group[]
}

/** One look-up more for each group; those beyond the budget get "permerror". */
export function spend(groups: readonly Group[]): Step {
  const spent = groups.map(group => ({ ...group, lookups: group.lookups + 1 }))
  const isOver = ({ lookups }: Group) => lookups > spfLimits.lookups.value
  return {
    decided: spent.filter(isOver).map(asResult('permerror')),
    left: spent.filter(group => !isOver(group)),
  }
}

export function joinSteps(steps: readonly Step[]): Step {
  return {
    decided: steps.flatMap(({ decided }) => decided),
    left: steps.flatMap(({ left }) => left),
  }
}

export function asResult(result: SpfOutcome): (group: Group) => Decided {
  return group => ({ ...group, result })
}

export function part(group: Group, addresses: AddressSet, result: SpfOutcome): Decided {
  return { ...within(group, addresses), result }
}

export function within(group: Group, addresses: AddressSet): Group {
  return { ...group, addresses: intersection(group.addresses, addresses) }
}

export function without(group: Group, addresses: AddressSet): Group {
  return { ...group, addresses: difference(group.addresses, addresses) }
}
