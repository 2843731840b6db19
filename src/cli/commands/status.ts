/** `devicemail status`: everything that bears a mark, whichever spec's. */
import { hasError } from '../../findings.js'
import { statusReport } from '../../report/status-report.js'
import { statusOf } from '../../run/status-stack.js'
import type { Context } from '../command.js'
import { exitCode } from '../exit-code.js'
import { onTenants } from '../folders.js'

export function run(context: Context): Promise<number> {
  return onTenants(context, async ({ stack, connection }) => {
    const { objects, findings } = await statusOf(connection)
    const { organization, name } = stack.spec.tenant
    const report = statusReport({
      folder: stack.folder,
      tenant: organization,
      driver: connection.driver,
      spec: name,
      objects,
      findings,
    })
    return { report, code: hasError(findings) ? exitCode.failed : exitCode.done }
  })
}
