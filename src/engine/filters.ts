/**
 * Filters: what may be done in this run, as functions from plan to plan.
 *
 * A filter only takes away: it never adds a change and never alters one. What a
 * mode or a target leaves out is simply not in the plan; what a limit leaves
 * out is refused, with the way to allow it.
 */
import { finding, type Finding } from '../findings.js'
import type { Reference } from '../resources/resource.js'
import { digestOf } from './plan.js'
import type { Change, Mode, Plan } from './plan-data.js'

export type Filter = (plan: Plan) => Plan

/**
 * `additive` removes nothing, `full` does all. `observe` shows all and does
 * nothing: its plan is the whole difference, and whoever applies looks at its mode.
 */
export function inMode(mode: Mode): Filter {
  return plan => {
    const keeps = (change: Change) => mode !== 'additive' || change.verb !== 'remove'
    return { ...keeping(plan, keeps), mode }
  }
}

/** Only these, by `kind` or `kind:key`; none named means all. What they need comes with them. */
export function onTargets(targets: readonly string[]): Filter {
  if (targets.length === 0) return plan => plan
  const named = targets.map(target => target.toLowerCase())
  return plan => {
    const chosen = new Set<string>()
    const byName = new Map(plan.changes.map(one => [nameOf(one), one]))
    const choose = (reference: Reference) => {
      const name = nameOf(reference)
      if (chosen.has(name)) return
      chosen.add(name)
      byName.get(name)?.needs.forEach(choose)
    }
    plan.changes
      .filter(one => named.includes(one.kind) || named.includes(nameOf(one)))
      .forEach(choose)
    return keeping(plan, change => chosen.has(nameOf(change)))
  }
}

export interface RemovalLimits {
  /** Most removals of a kind in one run. */
  readonly removals: number
  /** Most removals as a share of what bears our mark, in percent. */
  readonly removalsPercent: number
}

/**
 * The most that may go of so many. One may always go, since a share alone would
 * forbid to remove 1 of 2; unless a limit is 0, which means: none.
 */
export function mostRemovals({ removals, removalsPercent }: RemovalLimits, total: number): number {
  if (removals === 0 || removalsPercent === 0) return 0
  return Math.max(1, Math.min(removals, Math.floor((total * removalsPercent) / 100)))
}

/** The most that may go of a kind. `of` is the plan before anything was left out: it knows how many there are. */
export function withinLimits(limits: RemovalLimits, of: Plan): Filter {
  return plan => {
    const over = new Map<string, Finding>()
    for (const kind of new Set(plan.changes.map(one => one.kind))) {
      const count = plan.changes.filter(one => one.kind === kind && one.verb === 'remove').length
      const total = totalOf(of, kind)
      const most = mostRemovals(limits, total)
      if (count > most) over.set(kind, finding('too-many-removals', { kind, count, total, most }))
    }
    return refusing(change => (change.verb === 'remove' ? over.get(change.kind) : undefined))(plan)
  }
}

/** Refuses every change for which there is a reason to. */
export function refusing(reasonFor: (change: Change) => Finding | undefined): Filter {
  return plan => {
    const held = plan.changes.flatMap(change => {
      const { kind, key, because } = change
      const why = reasonFor(change)
      return why ? [{ kind, key, because, state: 'refused' as const, why: [why] }] : []
    })
    if (held.length === 0) return plan
    return { ...keeping(plan, change => !reasonFor(change)), held: [...plan.held, ...held] }
  }
}

export function nameOf({ kind, key }: Reference): string {
  return `${kind}:${key}`
}

function keeping(plan: Plan, keeps: (change: Change) => boolean): Plan {
  const changes = plan.changes.filter(keeps)
  if (changes.length === plan.changes.length) return plan
  return { ...plan, changes, digest: digestOf({ ...plan, changes }) }
}

/** What of a kind stands in the tenant and is ours. */
function totalOf(plan: Plan, kind: string): number {
  const there = (one: { readonly kind: string }) => one.kind === kind
  return (
    plan.standing.filter(there).length +
    plan.changes.filter(one => there(one) && one.verb !== 'create').length
  )
}
