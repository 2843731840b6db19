/** `devicemail apply`: plan, approve, change, look again. */
import { finding } from '../../findings.js'
import { unknownTargets } from '../../run/plan-stack.js'
import { notCovered, parseSavedPlan } from '../../run/saved-plan.js'
import { carryOut } from '../carry-out.js'
import type { Context } from '../command.js'
import { exitCode } from '../exit-code.js'
import { textFlag } from '../flags.js'
import { faulty, onTenants } from '../folders.js'
import { planTask } from '../plan-task.js'
import { tell } from '../tell.js'

export function run(context: Context): Promise<number> {
  const { flags, io, words } = context
  const file = textFlag(flags, 'plan')
  if (file !== null && words.length > 1) {
    const allowed = 'it with one folder at a time'
    tell([finding('bad-option', { option: '--plan', value: file, allowed })], io)
    return Promise.resolve(exitCode.failed)
  }
  return onTenants(context, async task => {
    const { folder } = task.stack
    const strangers = unknownTargets(task.stack, task.settings.targets)
    if (strangers.length > 0) return faulty(folder, strangers)
    return carryOut(context, task, {
      plan: () => planTask(task, null),
      replan: () => planTask(task, null),
      preapproved: ({ plan }) => {
        if (file === null) return flags.yes === true ? [] : null
        const saved = parseSavedPlan(textOf(context, file), file)
        return 'code' in saved ? [saved] : notCovered(plan, saved, file)
      },
    })
  })
}

function textOf({ io }: Context, file: string): string {
  try {
    return io.readFile(file)
  } catch (error) {
    return error instanceof Error ? error.message : ''
  }
}
