/** Reads a tenant and writes the text that describes it: what `export` and `init --from-tenant` share. */
import { Fault } from '../drivers/fault.js'
import { findingOf } from '../engine/fault-finding.js'
import { hasError, strictly, type Finding } from '../findings.js'
import { filesReport } from '../report/files-report.js'
import { connect } from '../run/connect.js'
import { baseOf } from '../run/export/base.js'
import { exportTenant, type Exported } from '../run/export/export-tenant.js'
import { notWritten, writeNew } from '../run/new-files.js'
import { withDeadline } from '../run/world.js'
import type { Context } from './command.js'
import { connecting } from './connecting.js'
import { exitCode } from './exit-code.js'
import { faulty, type Told } from './folders.js'
import { textFlag, type Settings } from './flags.js'
import { openLogFile } from './log-file.js'

/** The options that say which tenant is read, where no file in the folder does. */
export function namedTenant({ flags }: Context) {
  return { organization: textFlag(flags, 'organization'), driver: textFlag(flags, 'driver') }
}

export async function exporting(
  context: Context,
  folder: string,
  settings: Settings,
): Promise<Told> {
  const { flags, io } = context
  const force = flags.force === true
  const ledger = openLogFile(context)
  if ('code' in ledger) return faulty(folder, [ledger])
  const base = baseOf(folder, namedTenant(context), force)
  if (!('spec' in base)) return faulty(folder, base)
  const world = withDeadline(context.world, settings.timeoutSeconds)
  const connection = connect(folder, base.spec, world, connecting(ledger, io))
  if (!('drivers' in connection)) return faulty(folder, connection)
  let made: Exported
  try {
    const options = { path: folder, mailboxes: mailboxesIn(context) }
    made = await exportTenant(base, connection, world, options)
  } catch (fault) {
    if (!(fault instanceof Fault)) throw fault
    return faulty(folder, [findingOf(fault, folder)])
  } finally {
    await connection.close()
  }

  const found: readonly Finding[] = settings.strict ? strictly(made.findings) : made.findings
  const { files, findings } =
    settings.strict && hasError(found)
      ? { files: notWritten(made.files), findings: [] }
      : writeNew(folder, made.files, { force, existing: 'refuse' })
  const all = [...found, ...findings]
  const report = filesReport({
    command: 'export',
    folder,
    tenant: { organization: base.spec.tenant.organization, driver: connection.driver },
    files,
    inWords: made.inWords,
    next: files.length === 0 ? [] : [`devicemail plan ${folder}`],
    findings: all,
  })
  const failed = hasError(all) || made.files.length === 0
  return { report, code: failed ? exitCode.failed : exitCode.done }
}

function mailboxesIn({ flags }: Context): readonly string[] {
  return Array.isArray(flags.mailbox) ? flags.mailbox.map(String) : []
}
