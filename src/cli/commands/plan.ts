/** `devicemail plan`: the difference, shown; nothing is changed. */
import { finding, hasError } from '../../findings.js'
import { planJson } from '../../report/json.js'
import { unknownTargets } from '../../run/plan-stack.js'
import type { Context } from '../command.js'
import { exitCode } from '../exit-code.js'
import { textFlag } from '../flags.js'
import { faulty, onTenants } from '../folders.js'
import { planTask } from '../plan-task.js'
import { tell } from '../tell.js'

export function run(context: Context): Promise<number> {
  const { flags, io, words } = context
  const out = textFlag(flags, 'out')
  const expected = textFlag(flags, 'expect')
  for (const [option, value] of [
    ['--out', out],
    ['--expect', expected],
  ] as const)
    if (value !== null && words.length > 1) {
      const allowed = 'it with one folder at a time'
      tell([finding('bad-option', { option, value, allowed })], io)
      return Promise.resolve(exitCode.failed)
    }
  return onTenants(context, async task => {
    const { stack, settings } = task
    const strangers = unknownTargets(stack, settings.targets)
    if (strangers.length > 0) return faulty(stack.folder, strangers)
    const approve = approveWith(stack.folder, out)
    const { planned, report } = await planTask(task, approve, before => {
      if (expected === null || before.digest === expected) return []
      return [finding('plan-not-expected', { digest: before.digest, expected })]
    })
    if (out !== null) io.writeFile(out, `${JSON.stringify(planJson(report), null, 2)}\n`)
    const { plan } = planned
    const failed = hasError(plan.findings) || plan.held.length > 0
    const changes = plan.changes.length > 0 && flags.detailedExitcode === true
    const code = failed ? exitCode.failed : changes ? exitCode.changes : exitCode.done
    return { report, code }
  })
}

function approveWith(folder: string, out: string | null): string {
  return out === null ? `devicemail apply ${folder}` : `devicemail apply ${folder} --plan ${out}`
}
