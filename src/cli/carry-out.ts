/** Carries out a plan under the folder's lock: shows it, has it approved, changes, looks again. */
import { finding, hasError, type Finding } from '../findings.js'
import type { Plan, Receipt } from '../engine/plan-data.js'
import { applyReport } from '../report/apply-report.js'
import type { Report } from '../report/report.js'
import { applyPlanned, didAnything, isDone } from '../run/apply-stack.js'
import { withEndpoints } from '../run/endpoints.js'
import { takeLock } from '../run/lock.js'
import type { Planned } from '../run/plan-stack.js'
import { spreadAfter } from '../run/verify/outlook.js'
import type { Context } from './command.js'
import { exitCode } from './exit-code.js'
import { faulty, type TenantTask, type Told } from './folders.js'
import type { PlannedTask } from './plan-task.js'
import { drawn } from './print.js'
import { startProgress } from './progress.js'

export interface Undertaking {
  readonly command: 'apply' | 'destroy'
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
  context: Context,
  task: TenantTask,
  undertaking: Undertaking,
): Promise<Told> {
  const { settings, world, connection } = task
  const { planned, report } = await undertaking.plan()
  const { plan } = planned
  const told = { task, planned, command: undertaking.command }
  const approval = undertaking.preapproved(planned)
  const refusals = [...(approval ?? []), ...refusedAsAWhole(plan, settings.strict)]
  if (refusals.length > 0) return nothingDone(told, refusals)
  const code = isFaulty(plan) ? exitCode.failed : exitCode.done
  if (settings.mode === 'observe') return { report, code }
  if (plan.changes.length === 0)
    return { report: applied(told, [], { after: isFaulty(plan) ? null : plan }), code }
  if (approval === null && !(await isApproved(context, report, plan, settings.verbose)))
    return nothingDone(told, [finding('not-approved', {})])

  const progress = startProgress(plan.changes, context.io)
  const receipts = await applyPlanned(planned, connection, world, progress)
  await progress.end()
  const after = await undertaking.replan()
  const late = timeLimitOf(task, context, receipts)
  const spread = await spreadAfter({ ...task, planned: after.planned }, writtenRecords(receipts))
  const more = [...late, ...spread.findings]
  return {
    report: applied(told, receipts, { after: after.planned.plan, seen: spread.checked, more }),
    code: codeOf(plan, receipts, after.planned.plan),
  }
}

/**
 * Reasons to change nothing at all. A limit of removals that is passed is one: to
 * go on without them would leave half of what was meant.
 */
function refusedAsAWhole({ held, findings }: Plan, strict: boolean): readonly Finding[] {
  const limits = held.flatMap(({ why }) => why).filter(one => one.code === 'too-many-removals')
  const errors = findings.filter(one => one.severity === 'error')
  const targets = errors.filter(one => one.code === 'unknown-target')
  return [...limits, ...(strict ? errors : targets)]
}

async function isApproved(
  { io }: Context,
  report: Report,
  plan: Plan,
  verbose: boolean,
): Promise<boolean> {
  io.err(await drawn([report], { format: 'terminal', verbose }, io))
  const count = plan.changes.length
  const these = count === 1 ? 'this change' : `these ${String(count)} changes`
  const answer = await io.ask(`Apply ${these}? Only "yes" does it: `)
  return answer?.trim().toLowerCase() === 'yes'
}

/** What an apply is told about. */
interface Matter {
  readonly task: TenantTask
  readonly planned: Planned
  readonly command: Undertaking['command']
}

function nothingDone(matter: Matter, why: readonly Finding[]): Told {
  return { report: applied(matter, [], { after: null, more: why }), code: exitCode.failed }
}

/** What was found once all was done, or why nothing was. */
interface Afterwards {
  /** The plan made again; null where nobody looked. */
  readonly after: Plan | null
  readonly seen?: readonly string[]
  readonly more?: readonly Finding[]
}

/** The domains whose SPF records were changed. */
function writtenRecords(receipts: readonly Receipt[]): readonly string[] {
  return receipts
    .filter(({ kind, outcome }) => kind === 'spf-record' && outcome === 'written')
    .map(({ key }) => key)
}

function applied(
  { task: { stack }, planned: { plan, facts }, command }: Matter,
  receipts: readonly Receipt[],
  { after: verified, seen = [], more = [] }: Afterwards,
): Report {
  return applyReport({
    command,
    plan,
    decisions: withEndpoints(stack.compiled.decisions, facts.mxEndpoints),
    receipts,
    verified,
    seen,
    findings: [...plan.findings, ...more],
    folder: stack.folder,
  })
}

function timeLimitOf(
  { settings, world }: TenantTask,
  context: Context,
  receipts: readonly Receipt[],
): readonly Finding[] {
  const { timeoutSeconds: seconds } = settings
  if (seconds === null || !world.interrupted() || context.world.interrupted()) return []
  const stopped = receipts.some(one => ['not-started', 'waiting'].includes(one.outcome))
  return stopped ? [finding('time-limit', { seconds })] : []
}

function isFaulty({ held, findings }: Plan): boolean {
  return held.length > 0 || hasError(findings)
}

function codeOf(plan: Plan, receipts: readonly Receipt[], after: Plan): number {
  const done = isDone(plan, receipts) && !hasError(plan.findings) && after.changes.length === 0
  if (done) return exitCode.done
  return didAnything(receipts) ? exitCode.partly : exitCode.failed
}
