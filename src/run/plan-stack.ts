/** One plan: read the tenant, judge, observe, compare, filter. Changes nothing. */
import type { TenantFacts } from '../compile/compiled.js'
import { judge } from '../compile/judge.js'
import { inMode, onTargets, withinLimits, type RemovalLimits } from '../engine/filters.js'
import { observe, type Observed } from '../engine/observe.js'
import { makePlan } from '../engine/plan.js'
import type { Change, Mode, Plan } from '../engine/plan-data.js'
import { finding, strictly, type Finding } from '../findings.js'
import { kinds } from '../resources/kinds.js'
import type { Wanted } from '../resources/resource.js'
import type { Connection } from './connect.js'
import { givenUpAddresses } from './given-up.js'
import { idleNotes } from './idle-notes.js'
import { leftDomains } from './left-domains.js'
import type { Stack } from './stack.js'
import { unknownTargets } from './targets.js'
import { readTenantFacts } from './tenant-facts.js'
import { todayOf, type World } from './world.js'

export interface PlanOptions {
  readonly mode: Mode
  readonly targets: readonly string[]
  /** Overrides the spec's limit of removals, share included; null: the spec's limits. */
  readonly maxRemovals: number | null
  readonly strict: boolean
}

export interface Planned {
  readonly plan: Plan
  readonly facts: TenantFacts
  /** What the plan was made from. */
  readonly observed: Observed
  /** What the plan was made for: the whole spec, or nothing of it for a destroy. */
  readonly wanted: readonly Wanted[]
}

export async function planStack(
  stack: Stack,
  connection: Connection,
  world: World,
  options: PlanOptions,
): Promise<Planned> {
  const { spec, compiled } = stack
  const drivers = connection.oneLook()
  const facts = await readTenantFacts(drivers, compiled.questions, spec.tenant.cloud)
  const verdicts = judge(compiled, spec, facts, todayOf(world))
  const observed = await observe(kinds, drivers, compiled.wanted)
  const left = await leftDomains(drivers, spec, facts.acceptedDomains)
  const givenUp = await givenUpAddresses(drivers, spec, observed)
  const idle = await idleNotes(drivers, spec, observed)
  const told = [...facts.findings, ...left, ...givenUp, ...idle]
  const whole = makePlan({
    tenant: spec.tenant.organization,
    driver: connection.driver,
    mark: drivers.mark,
    observed,
    verdicts: verdicts.map(one => ({ ...one, finding: raised(one.finding, options.strict) })),
    findings: [...stack.findings, ...strictIf(told, options.strict)],
  })
  const plan = chosen(whole, stack, options)
  const findings = [...plan.findings, ...plan.byHand.map(byHandFinding)]
  return { plan: { ...plan, findings }, facts, observed, wanted: compiled.wanted }
}

/** Where one target is mistyped, the others are not done either. */
const nothing = onTargets([''])

/** What of a plan this run is to do; and a word on what it leaves out, for a reader who sees only this. */
export function chosen(whole: Plan, stack: Stack, options: PlanOptions): Plan {
  const strangers = unknownTargets(whole, options.targets)
  const onThese = strangers.length > 0 ? nothing : onTargets(options.targets)
  const plan = inMode(options.mode)(onThese(whole))
  const count = whole.changes.length - plan.changes.length
  const why = [
    ...(options.targets.length > 0 ? ['`--target`'] : []),
    ...(options.mode === 'additive' ? ['`--mode additive`'] : []),
  ].join(' and ')
  const leftOut = count > 0 && strangers.length === 0
  const findings = [
    ...plan.findings,
    ...strangers,
    ...(leftOut ? [finding('changes-left-out', { count, why })] : []),
  ]
  return withinLimits(limitsOf(stack, options), whole)({ ...plan, findings })
}

function limitsOf({ spec }: Stack, { maxRemovals }: PlanOptions): RemovalLimits {
  if (maxRemovals === null) return spec.tenant.limits
  return { removals: maxRemovals, removalsPercent: 100 }
}

/** What a person is to do, told of the change that devicemail would make. */
export function byHandFinding({ telling, fields, because }: Change): Finding {
  const values = fields.map(({ path, after }) => `${path} to ${shown(after)}`).join(', ')
  return finding('to-be-done-by-hand', { what: telling.title, values }, because[0]?.place)
}

function shown(value: unknown): string {
  return typeof value === 'string' ? `"${value}"` : JSON.stringify(value)
}

function strictIf(findings: readonly Finding[], strict: boolean): readonly Finding[] {
  return strict ? strictly(findings) : findings
}

function raised(one: Finding, strict: boolean): Finding {
  return strictIf([one], strict)[0] ?? one
}
