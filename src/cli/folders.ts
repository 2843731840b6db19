/**
 * Several folders, one after the other: each is opened, connected where the
 * command needs the tenant, and told; one exit code comes of all.
 */
import { clashes } from '../compile/clashes.js'
import { Fault } from '../drivers/fault.js'
import { findingOf } from '../engine/fault-finding.js'
import { hasError, strictly, type Finding } from '../findings.js'
import { validateReport } from '../report/validate-report.js'
import type { Report } from '../report/report.js'
import { connect, type Connection } from '../run/connect.js'
import { openStack, type Opened, type Stack } from '../run/stack.js'
import { withDeadline, type World } from '../run/world.js'
import type { Context } from './command.js'
import { exitCode, gravestOf } from './exit-code.js'
import { readFlags, type Settings } from './flags.js'
import { print } from './print.js'
import { tell } from './tell.js'

export interface Told {
  readonly report: Report
  readonly code: number
}

export interface Task {
  readonly stack: Stack
  readonly settings: Settings
  readonly world: World
}

export interface TenantTask extends Task {
  readonly connection: Connection
}

/** The faults of a folder, as the report that every command gives for it. */
export function faulty(folder: string, findings: readonly Finding[]): Told {
  return { report: validateReport({ folder, findings }), code: exitCode.failed }
}

/** Runs a command that needs no tenant on each folder, prints what came of it, gives the exit code. */
export async function onFolders(
  context: Context,
  folders: readonly string[],
  act: (task: Task) => Promise<Told>,
): Promise<number> {
  const { settings, findings } = readFlags(context.flags)
  if (findings.length > 0) {
    tell(findings, context.io)
    return exitCode.failed
  }
  const world = withDeadline(context.world, settings.timeoutSeconds)
  const told: Told[] = []
  for (const opened of openAll(folders, settings.strict)) {
    if (world.interrupted()) break
    told.push(
      opened.state === 'ready'
        ? await act({ stack: opened.stack, settings, world })
        : faulty(opened.folder, opened.findings),
    )
  }
  const reports = told.map(one => one.report)
  if (reports.length > 0) await print(reports, settings, context.io)
  return gravestOf(told.map(one => one.code))
}

/** As `onFolders`, with a connection to each folder's tenant, closed whatever happens. */
export function onTenants(
  context: Context,
  act: (task: TenantTask) => Promise<Told>,
): Promise<number> {
  return onFolders(context, context.words, async task => {
    const { stack, settings, world } = task
    const { logFile } = settings
    const ledger =
      logFile === null
        ? null
        : (line: string) => {
            context.io.appendFile(logFile, `${line}\n`)
          }
    const connection = connect(stack.folder, stack.spec, world, { ledger })
    if (!('drivers' in connection)) return faulty(stack.folder, connection)
    try {
      return await act({ ...task, connection })
    } catch (fault) {
      if (!(fault instanceof Fault)) throw fault
      return faulty(stack.folder, [findingOf(fault, stack.folder)])
    } finally {
      await connection.close()
    }
  })
}

/** Opens all folders first: clashes between them are told at both ends. */
function openAll(folders: readonly string[], strict: boolean): readonly Opened[] {
  const opened = folders.map(folder => openStack(folder, strict))
  const stacks = opened.flatMap(one => (one.state === 'ready' ? [one.stack] : []))
  if (stacks.length < 2) return opened
  const found = clashes(stacks.map(({ folder, compiled }) => ({ name: folder, compiled })))
  return opened.map(one => {
    if (one.state === 'faulty') return one
    const clashing = found.flatMap(({ stack, finding }) =>
      stack === one.stack.folder ? [finding] : [],
    )
    const findings = [...one.stack.findings, ...(strict ? strictly(clashing) : clashing)]
    return hasError(findings)
      ? { state: 'faulty', folder: one.stack.folder, findings }
      : { state: 'ready', stack: { ...one.stack, findings } }
  })
}
