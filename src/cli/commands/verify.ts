/** `devicemail verify`: plans again, which must give nothing to do. */
import { hasError } from '../../findings.js'
import { verifyReport } from '../../report/verify-report.js'
import { withEndpoints } from '../../run/endpoints.js'
import { checked, notChecked } from '../../run/told.js'
import type { Context } from '../command.js'
import { exitCode } from '../exit-code.js'
import { onTenants, type TenantTask } from '../folders.js'
import { planTask } from '../plan-task.js'

export function run(context: Context): Promise<number> {
  return onTenants(context, async given => {
    // A mode says what may be done; what differs, differs in every mode.
    const task: TenantTask = { ...given, settings: { ...given.settings, mode: 'full' } }
    const { stack } = task
    const { planned } = await planTask(task, null)
    const { plan, facts } = planned
    const report = verifyReport({
      plan,
      decisions: withEndpoints(stack.compiled.decisions, facts.mxEndpoints),
      folder: stack.folder,
      checked: checked(planned, stack),
      notChecked: notChecked(planned, stack),
      findings: [],
    })
    const wrong = plan.changes.length > 0 || plan.held.length > 0 || hasError(plan.findings)
    const waits = plan.byHand.length > 0
    return { report, code: wrong ? exitCode.failed : waits ? exitCode.partly : exitCode.done }
  })
}
