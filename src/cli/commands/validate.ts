/** `devicemail validate`: the text alone. */
import { hasError } from '../../findings.js'
import { validateReport } from '../../report/validate-report.js'
import type { Context } from '../command.js'
import { exitCode } from '../exit-code.js'
import { onFolders } from '../folders.js'

export function run(context: Context): Promise<number> {
  return onFolders(context, context.words, ({ stack }) => {
    const { folder, findings, spec } = stack
    const size = { sites: spec.sites.length, devices: spec.devices.length }
    const report = validateReport({ folder, findings, size })
    const code = hasError(findings) ? exitCode.failed : exitCode.done
    return Promise.resolve({ report, code })
  })
}
