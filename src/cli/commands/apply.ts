/** `devicemail apply`: plan, approve, change, look again. */
import { finding, type Finding } from '../../findings.js'
import type { Planned } from '../../run/plan-stack.js'
import { notCovered, parseSavedPlan } from '../../run/saved-plan.js'
import { carryOut } from '../carry-out.js'
import type { Context } from '../command.js'
import { exitCode } from '../exit-code.js'
import { textFlag } from '../flags.js'
import { onTenants } from '../folders.js'
import { moreThanOneFolder } from '../one-folder.js'
import { planTask } from '../plan-task.js'
import { tell } from '../tell.js'
import { whyFailed } from '../why-failed.js'

export function run(context: Context): Promise<number> {
  const { flags, io } = context
  const file = textFlag(flags, 'plan')
  const faults = moreThanOneFolder(context, ['plan'])
  if (faults.length > 0) {
    tell(faults, io)
    return Promise.resolve(exitCode.failed)
  }
  return onTenants(context, task =>
    carryOut(context, task, {
      command: 'apply',
      plan: () => planTask(task, null),
      replan: () => planTask(task, null),
      preapproved(planned) {
        if (file !== null) return approvalIn(file, planned, context)
        return flags.yes === true ? [] : null
      },
    }),
  )
}

/** The approval that a saved plan is, or why it is none for what is there now. */
function approvalIn(file: string, { plan }: Planned, { io }: Context): readonly Finding[] {
  let text: string
  try {
    text = io.readFile(file)
  } catch (error) {
    return [finding('saved-plan-unreadable', { file, why: whyFailed(error) })]
  }
  const saved = parseSavedPlan(text, file)
  return 'code' in saved ? [saved] : notCovered(plan, saved, file)
}
