/** One plan: read the tenant, judge, observe, compare, filter. Changes nothing. */
import type { TenantFacts } from '../compile/compiled.js'
import { judge } from '../compile/judge.js'
import { inMode, onTargets, withinLimits, type RemovalLimits } from '../engine/filters.js'
import { observe } from '../engine/observe.js'
import { makePlan } from '../engine/plan.js'
import type { Change, Mode, Plan } from '../engine/plan-data.js'
import { finding, strictly, type Finding } from '../findings.js'
import { kinds } from '../resources/kinds.js'
import type { Wanted } from '../resources/resource.js'
import type { Connection } from './connect.js'
import type { Stack } from './stack.js'
import { readTenantFacts } from './tenant-facts.js'
import type { World } from './world.js'

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
  const { drivers } = connection
  drivers.forget()
  const facts = await readTenantFacts(drivers, compiled.questions, spec.tenant.cloud)
  const today = world.now().toISOString().slice(0, 10)
  const verdicts = judge(compiled, spec, facts, today)
  const observed = await observe(kinds, drivers, compiled.wanted)
  const whole = makePlan({
    tenant: spec.tenant.organization,
    driver: connection.driver,
    mark: drivers.mark,
    observed,
    verdicts: verdicts.map(one => ({ ...one, finding: raised(one.finding, options.strict) })),
    findings: [...stack.findings, ...strictIf(facts.findings, options.strict)],
  })
  const plan = [
    onTargets(options.targets),
    inMode(options.mode),
    withinLimits(limitsOf(stack, options)),
  ].reduce((before, filter) => filter(before), whole)
  const findings = [...plan.findings, ...plan.byHand.map(byHandFinding)]
  return { plan: { ...plan, findings }, facts, wanted: compiled.wanted }
}

/** Targets that name nothing of the spec and nothing that bears our mark. */
export function unknownTargets(stack: Stack, targets: readonly string[]): readonly Finding[] {
  const names = new Set(kinds.map(({ name }) => name))
  const [first] = stack.compiled.wanted
  const example = first ? `\`${first.kind}:${first.key}\`` : '`inbound-connector:milan`'
  return targets
    .filter(target => !names.has(target.split(':', 1)[0]?.toLowerCase() ?? ''))
    .map(target => finding('unknown-target', { target, example }))
}

export function limitsOf({ spec }: Stack, { maxRemovals }: PlanOptions): RemovalLimits {
  if (maxRemovals === null) return spec.tenant.limits
  return { removals: maxRemovals, removalsPercent: 100 }
}

function byHandFinding({ telling, fields, because }: Change): Finding {
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
