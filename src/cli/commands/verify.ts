/** `devicemail verify`: plans again, which must give nothing to do, and looks what the world sees. */
import { hasError, strictly } from '../../findings.js'
import { verifyReport } from '../../report/verify-report.js'
import { withEndpoints } from '../../run/endpoints.js'
import { checked, notChecked } from '../../run/told.js'
import { outlookOf } from '../../run/verify/outlook.js'
import type { Context } from '../command.js'
import { exitCode } from '../exit-code.js'
import { onTenants, type TenantTask, type Told } from '../folders.js'
import { planTask } from '../plan-task.js'
import { resolverOf } from '../resolver-flag.js'
import { tell } from '../tell.js'

export function run(context: Context): Promise<number> {
  const resolver = resolverOf(context.flags)
  if ('code' in resolver) {
    tell([resolver], context.io)
    return Promise.resolve(exitCode.failed)
  }
  const world = { ...context.world, namedResolver: resolver.server }
  return onTenants({ ...context, world }, verified)
}

async function verified(given: TenantTask): Promise<Told> {
  // A mode says what may be done; what differs, differs in every mode.
  const task: TenantTask = { ...given, settings: { ...given.settings, mode: 'full' } }
  const { stack, settings } = task
  const { planned } = await planTask(task, null)
  const outlook = await outlookOf({ ...task, planned })
  const findings = settings.strict ? strictly(outlook.findings) : outlook.findings
  const { plan, facts } = planned
  const report = verifyReport({
    plan,
    decisions: withEndpoints(stack.compiled.decisions, facts.mxEndpoints),
    folder: stack.folder,
    checked: [...checked(planned, stack), ...outlook.checked],
    notChecked: [...notChecked(planned, stack), ...outlook.notChecked],
    findings,
    awaited: outlook.awaited,
  })
  const wrong = plan.changes.length + plan.held.length > 0 || hasError(report.findings)
  const waits = plan.byHand.length + outlook.awaited > 0
  return { report, code: wrong ? exitCode.failed : waits ? exitCode.partly : exitCode.done }
}
