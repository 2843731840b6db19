/** Carries out a plan under the folder's lock: shows it, has it approved, changes, looks again. */
import { finding, hasError, type Finding } from '../findings.js'
import type { Receipt } from '../engine/plan-data.js'
import { applyReport } from '../report/apply-report.js'
import { applyPlanned, didAnything, isDone } from '../run/apply-stack.js'
import { withEndpoints } from '../run/endpoints.js'
import { takeLock } from '../run/lock.js'
import type { Planned } from '../run/plan-stack.js'
import type { Context } from './command.js'
import { exitCode } from './exit-code.js'
import { faulty, type TenantTask, type Told } from './folders.js'
import type { PlannedTask } from './plan-task.js'
import { drawn } from './print.js'
import { startProgress } from './progress.js'

export interface Undertaking {
  plan(): Promise<PlannedTask>
  /** The plan afterwards, which must be empty. */
  replan(): Promise<PlannedTask>
  /** [] is an approval, findings are a refusal; null: a person must be asked. */
  preapproved(planned: Planned): readonly Finding[] | null
}

export async function carryOut(
  context: Context,
  task: TenantTask,
  undertaking: Undertaking,
): Promise<Told> {
  const { folder } = task.stack
  const lock = takeLock(folder, task.world)
  if ('code' in lock) return faulty(folder, [lock])
  try {
    return await underLock(context, task, undertaking)
  } finally {
    lock.release()
  }
}

async function underLock(
  { io }: Context,
  task: TenantTask,
  undertaking: Undertaking,
): Promise<Told> {
  const { stack, settings, world, connection } = task
  const { planned, report } = await undertaking.plan()
  const { plan } = planned
  const faultyPlan = plan.held.length > 0 || hasError(plan.findings)
  const preapproved = undertaking.preapproved(planned)
  if (preapproved && preapproved.length > 0) return faulty(stack.folder, preapproved)
  if (plan.changes.length === 0) {
    const told = applied(task, planned, [], planned)
    return { ...told, code: faultyPlan ? exitCode.failed : exitCode.done }
  }
  if (settings.strict && hasError(plan.findings)) return { report, code: exitCode.failed }
  if (preapproved === null && !(await approve())) {
    return faulty(stack.folder, [finding('not-approved', {})])
  }

  const progress = startProgress(plan.changes, io)
  const receipts = await applyPlanned(planned, connection, world, progress)
  await progress.end()
  const after = await undertaking.replan()
  const told = applied(task, planned, receipts, after.planned)
  return { ...told, code: codeOf(planned, receipts) }

  async function approve(): Promise<boolean> {
    io.err(await drawn([report], { format: 'terminal', verbose: settings.verbose }, io))
    const answer = await io.ask(
      `Apply these ${String(plan.changes.length)} changes? Only "yes" does it: `,
    )
    return answer?.trim().toLowerCase() === 'yes'
  }
}

function applied(
  { stack, settings, world }: TenantTask,
  { plan, facts }: Planned,
  receipts: readonly Receipt[],
  verified: Planned | null,
): { readonly report: Told['report'] } {
  const { timeoutSeconds: seconds } = settings
  const late = seconds !== null && world.interrupted()
  return {
    report: applyReport({
      plan,
      decisions: withEndpoints(stack.compiled.decisions, facts.mxEndpoints),
      receipts,
      verified: verified?.plan ?? null,
      findings: late ? [finding('time-limit', { seconds })] : [],
      folder: stack.folder,
    }),
  }
}

function codeOf({ plan }: Planned, receipts: readonly Receipt[]): number {
  if (isDone(plan, receipts) && !hasError(plan.findings)) return exitCode.done
  return didAnything(receipts) ? exitCode.partly : exitCode.failed
}
