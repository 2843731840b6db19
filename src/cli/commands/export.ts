/** `devicemail export`: reads a tenant and writes the text that describes it; changes nothing in it. */
import { Fault } from '../../drivers/fault.js'
import { findingOf } from '../../engine/fault-finding.js'
import { hasError, strictly, type Finding } from '../../findings.js'
import { filesReport } from '../../report/files-report.js'
import { connect } from '../../run/connect.js'
import { baseOf } from '../../run/export/base.js'
import { exportTenant, type Exported } from '../../run/export/export-tenant.js'
import { notWritten, writeNew } from '../../run/new-files.js'
import { withDeadline } from '../../run/world.js'
import type { Context } from '../command.js'
import { connecting } from '../connecting.js'
import { exitCode } from '../exit-code.js'
import { faulty } from '../folders.js'
import { readFlags, textFlag } from '../flags.js'
import { openLogFile } from '../log-file.js'
import { print } from '../print.js'
import { tell } from '../tell.js'

export async function run(context: Context): Promise<number> {
  const { words, flags, io } = context
  const [folder = '.'] = words
  const { settings, findings } = readFlags(flags)
  const ledger = openLogFile(context)
  const faults = [...findings, ...('code' in ledger ? [ledger] : [])]
  if ('code' in ledger || faults.length > 0) {
    tell(faults, io)
    return exitCode.failed
  }
  const refuse = async (why: readonly Finding[]) => {
    const { report, code } = faulty(folder, why)
    await print(report ? [report] : [], settings, io)
    return code
  }
  const named = { organization: textFlag(flags, 'organization'), driver: textFlag(flags, 'driver') }
  const base = baseOf(folder, named, flags.force === true)
  if (!('spec' in base)) return refuse(base)
  const world = withDeadline(context.world, settings.timeoutSeconds)
  const connection = connect(folder, base.spec, world, connecting(ledger, io))
  if (!('drivers' in connection)) return refuse(connection)
  const mailboxes = Array.isArray(flags.mailbox) ? flags.mailbox.map(String) : []
  let made: Exported
  try {
    made = await exportTenant(base, connection, world, { path: folder, mailboxes })
  } catch (fault) {
    if (!(fault instanceof Fault)) throw fault
    return await refuse([findingOf(fault, folder)])
  } finally {
    await connection.close()
  }
  const found = settings.strict ? strictly(made.findings) : made.findings
  const stop = settings.strict && hasError(found)
  const { files, findings: more } = stop
    ? { files: notWritten(made.files), findings: [] }
    : writeNew(folder, made.files, { force: flags.force === true, existing: 'refuse' })
  const all = [...found, ...more]
  const report = filesReport({
    command: 'export',
    folder,
    tenant: { organization: base.spec.tenant.organization, driver: connection.driver },
    files,
    inWords: made.inWords,
    next: files.length === 0 ? [] : [`devicemail plan ${folder}`],
    findings: all,
  })
  await print([report], settings, io)
  return hasError(all) || made.files.length === 0 ? exitCode.failed : exitCode.done
}
