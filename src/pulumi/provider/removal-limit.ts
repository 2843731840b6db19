/**
 * The limit of removals, counted over the run: an accident of a text may take a
 * little, and not everything. The engine deletes one by one and tells nobody how
 * many there will be, so the one too many is refused.
 */
import { mostRemovals, type RemovalLimits } from '../../engine/filters.js'
import { finding, type Finding } from '../../findings.js'
import type { AnyKind } from '../../resources/resource.js'

/** Says for one run how many may go, whatever the spec says. */
const removalsVariable = 'DEVICEMAIL_MAX_REMOVALS'

export interface RemovalLimit {
  /** A refusal, where this would be one too many; else it is counted. */
  take(kind: AnyKind, what: string, total: number): Finding | undefined
  /** It was not removed after all. */
  giveBack(kind: AnyKind): void
}

export function createRemovalLimit(
  limits: RemovalLimits,
  env: Readonly<Record<string, string | undefined>>,
): RemovalLimit {
  const allowed = env[removalsVariable]
  const counts = new Map<string, number>()
  const countOf = (kind: AnyKind) => counts.get(kind.name) ?? 0
  return Object.freeze({
    take(kind: AnyKind, what: string, total: number) {
      const variable = removalsVariable
      const given = allowed === undefined || allowed.trim() === '' ? undefined : Number(allowed)
      if (given !== undefined && !(Number.isInteger(given) && given >= 0))
        return finding('pulumi-removals-not-a-number', { variable, value: allowed ?? '' })
      const most = given ?? mostRemovals(limits, total)
      const count = countOf(kind)
      const facts = { what, count, total, most, variable }
      if (count >= most) return finding('pulumi-too-many-removals', facts)
      counts.set(kind.name, count + 1)
      return undefined
    },
    giveBack(kind: AnyKind) {
      counts.set(kind.name, countOf(kind) - 1)
    },
  })
}
