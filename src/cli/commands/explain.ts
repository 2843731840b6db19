/** `devicemail explain`: how devices send, and why. The text alone decides, so no tenant is asked. */
import { finding, type Finding } from '../../findings.js'
import { explainReport } from '../../report/explain-report.js'
import { sheetReport } from '../../report/sheet-report.js'
import { createSuggest } from '../../spec/suggest.js'
import type { Context } from '../command.js'
import { exitCode } from '../exit-code.js'
import { onFolders } from '../folders.js'
import { tell } from '../tell.js'

export function run(context: Context): Promise<number> {
  const { words, flags, io } = context
  const [folder = '.', device] = words
  return onFolders(context, [folder], ({ stack, settings }) => {
    const { compiled, spec } = stack
    const tenant = spec.tenant.organization
    const decisions = compiled.decisions.filter(
      one => device === undefined || one.device.toLowerCase() === device.toLowerCase(),
    )
    if (device !== undefined && decisions.length === 0) {
      tell(
        [
          unknownDevice(
            device,
            compiled.decisions.map(one => one.device),
          ),
        ],
        io,
      )
      return Promise.resolve({ report: null, code: exitCode.failed })
    }
    const input = { folder, tenant, driver: spec.tenant.exchange.driver, decisions }
    // A sheet is for people; as data, an explanation holds the same.
    const asSheet = flags.sheet === true && settings.format !== 'json'
    const report = asSheet ? sheetReport(input) : explainReport(input)
    return Promise.resolve({ report, code: exitCode.done })
  })
}

const mostNames = 12

function unknownDevice(device: string, names: readonly string[]): Finding {
  const meant = createSuggest()(device, names)
  const listed = `${names.slice(0, mostNames).join(', ')}${names.length > mostNames ? ' …' : ''}`
  const suggestion = meant === undefined ? `Write one of: ${listed}.` : `Did you mean ${meant}?`
  return finding('unknown-device', { device, suggestion })
}
