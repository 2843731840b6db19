/** One plan with its report: what `plan`, `apply` and `destroy` show. */
import type { Plan } from '../engine/plan-data.js'
import type { Finding } from '../findings.js'
import { planReport, type Commands, type PlanReport } from '../report/plan-report.js'
import { withEndpoints } from '../run/endpoints.js'
import { planStack, type Planned } from '../run/plan-stack.js'
import { checked, notChecked, notes, notTouched } from '../run/told.js'
import type { TenantTask } from './folders.js'

export interface PlannedTask {
  readonly planned: Planned
  readonly report: PlanReport
}

/** `approve` is the command that applies this plan; `more` adds findings once the plan is known. */
export async function planTask(
  task: TenantTask,
  approve: string | null,
  more: (plan: Plan) => readonly Finding[] = () => [],
): Promise<PlannedTask> {
  const { stack, connection, world, settings } = task
  const before = await planStack(stack, connection, world, settings)
  const findings = [...before.plan.findings, ...more(before.plan)]
  const planned = { ...before, plan: { ...before.plan, findings } }
  return { planned, report: reportOf(task, planned, approve) }
}

export function reportOf(
  { stack }: TenantTask,
  planned: Planned,
  approve: string | null,
  commands?: readonly Commands[],
): PlanReport {
  return planReport({
    plan: planned.plan,
    decisions: withEndpoints(stack.compiled.decisions, planned.facts.mxEndpoints),
    folder: stack.folder,
    tenantRead: true,
    approve,
    notTouched: notTouched(planned, stack),
    checked: checked(planned, stack),
    notChecked: notChecked(planned, stack),
    notes: notes(planned, stack),
    ...(commands ? { commands } : {}),
  })
}
