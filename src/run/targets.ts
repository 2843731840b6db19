/** Targets of a run, held against what the plan knows: a mistyped one must not read as "nothing to do". */
import type { Plan } from '../engine/plan-data.js'
import { nameOf } from '../engine/filters.js'
import { finding, type Finding } from '../findings.js'
import { kinds } from '../resources/kinds.js'
import { createSuggest } from '../spec/suggest.js'

/** A finding for each target that names no kind, and nothing that is wanted or bears our mark. */
export function unknownTargets(plan: Plan, targets: readonly string[]): readonly Finding[] {
  if (targets.length === 0) return []
  const things = [...plan.changes, ...plan.byHand, ...plan.held, ...plan.standing].map(nameOf)
  const known = new Set([...kinds.map(({ name }) => name), ...things])
  const suggest = createSuggest()
  return targets
    .filter(target => !isKnown(target.toLowerCase(), known))
    .map(target => {
      const example = suggest(target, known) ?? things[0] ?? 'inbound-connector:milan'
      return finding('unknown-target', { target, example })
    })
}

/** Of a kind that could not be read, it is not known what there is. */
function isKnown(target: string, known: ReadonlySet<string>): boolean {
  return known.has(target) || known.has(`${target.split(':', 1)[0] ?? ''}:*`)
}
