/** `devicemail plan`: the difference, shown; nothing is changed. */
import type { Plan } from '../../engine/plan-data.js'
import { finding, hasError, type Finding } from '../../findings.js'
import { planJson } from '../../report/json.js'
import { approvingCommand } from '../approving-command.js'
import type { Context } from '../command.js'
import { exitCode } from '../exit-code.js'
import { textFlag } from '../flags.js'
import { onTenants, type TenantTask } from '../folders.js'
import { moreThanOneFolder } from '../one-folder.js'
import { commandsOf } from '../../run/commands.js'
import { planTask, reportOf, type PlannedTask } from '../plan-task.js'
import { tell } from '../tell.js'
import { whyFailed } from '../why-failed.js'

export function run(context: Context): Promise<number> {
  const { flags, io } = context
  const faults = moreThanOneFolder(context, ['out', 'expect'])
  if (faults.length > 0) {
    tell(faults, io)
    return Promise.resolve(exitCode.failed)
  }
  const expected = textFlag(flags, 'expect')
  return onTenants(context, async task => {
    const approve = approvingCommand(task.stack.folder, task.settings, flags)
    const made = await planTask(task, approve, plan => unexpected(plan, expected))
    const shown = flags.showCommands === true ? await withCommands(made, task, approve) : made
    const { planned, report } = saved(shown, task, context)
    const { plan } = planned
    const failed = hasError(plan.findings) || plan.held.length > 0
    const changes = plan.changes.length > 0 && flags.detailedExitcode === true
    const code = failed ? exitCode.failed : changes ? exitCode.changes : exitCode.done
    return { report, code }
  })
}

async function withCommands(
  { planned }: PlannedTask,
  task: TenantTask,
  approve: string,
): Promise<PlannedTask> {
  const commands = await commandsOf(planned, task.connection)
  return { planned, report: reportOf(task, planned, approve, commands) }
}

function unexpected({ digest }: Plan, expected: string | null): readonly Finding[] {
  if (expected === null || digest === expected) return []
  return [finding('plan-not-expected', { digest, expected })]
}

/** Writes the plan to the file of `--out`. Where it cannot, the plan is told all the same. */
function saved(made: PlannedTask, task: TenantTask, { flags, io }: Context): PlannedTask {
  const file = textFlag(flags, 'out')
  if (file === null) return made
  try {
    io.writeFile(file, `${JSON.stringify(planJson(made.report), null, 2)}\n`)
    return made
  } catch (error) {
    const failure = finding('file-not-written', { option: '--out', file, why: whyFailed(error) })
    const { plan } = made.planned
    const planned = { ...made.planned, plan: { ...plan, findings: [...plan.findings, failure] } }
    return { planned, report: reportOf(task, planned, null) }
  }
}
