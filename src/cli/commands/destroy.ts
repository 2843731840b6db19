/** `devicemail destroy`: takes away what the spec made; mailboxes are kept. */
import { planDestroy } from '../../run/destroy-stack.js'
import { carryOut } from '../carry-out.js'
import type { Context } from '../command.js'
import { onTenants, type TenantTask } from '../folders.js'
import { reportOf, type PlannedTask } from '../plan-task.js'

export function run(context: Context): Promise<number> {
  return onTenants(context, task =>
    carryOut(context, task, {
      command: 'destroy',
      plan: () => planned(task),
      replan: () => planned(task),
      preapproved: () => (context.flags.yes === true ? [] : null),
    }),
  )
}

async function planned(task: TenantTask): Promise<PlannedTask> {
  const destroying = await planDestroy(task.stack, task.connection, task.settings)
  return { planned: destroying, report: reportOf(task, destroying, null) }
}
