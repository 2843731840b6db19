/** `devicemail explain`: how devices send, and why. The text alone decides, so no tenant is asked. */
import { finding, hasError } from '../../findings.js'
import { explainReport } from '../../report/explain-report.js'
import { sheetReport } from '../../report/sheet-report.js'
import type { Context } from '../command.js'
import { exitCode } from '../exit-code.js'
import { faulty, onFolders } from '../folders.js'

export function run(context: Context): Promise<number> {
  const [folder = '.', device] = context.words
  return onFolders(context, [folder], ({ stack }) => {
    const { compiled, spec, findings } = stack
    const tenant = spec.tenant.organization
    const decisions = compiled.decisions.filter(
      one => device === undefined || one.device === device.toLowerCase(),
    )
    if (device !== undefined && decisions.length === 0) {
      const names = compiled.decisions.map(one => one.device)
      return Promise.resolve(faulty(folder, [unknownDevice(device, names)]))
    }
    const input = { folder, tenant, driver: spec.tenant.exchange.driver, decisions }
    const report = context.flags.sheet === true ? sheetReport(input) : explainReport(input)
    return Promise.resolve({ report, code: hasError(findings) ? exitCode.failed : exitCode.done })
  })
}

function unknownDevice(device: string, names: readonly string[]) {
  const suggestion = `Write one of: ${names.slice(0, 12).join(', ')}${names.length > 12 ? ' …' : ''}.`
  return finding('unknown-device', { device, suggestion })
}
