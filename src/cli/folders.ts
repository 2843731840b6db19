/**
 * Several folders, one after the other: each is opened, connected where the
 * command needs the tenant, and told; one exit code comes of all.
 */
import { Fault } from '../drivers/fault.js'
import { findingOf } from '../engine/fault-finding.js'
import { finding, type Finding } from '../findings.js'
import { validateReport } from '../report/validate-report.js'
import type { Report } from '../report/report.js'
import { connect, type Connection } from '../run/connect.js'
import type { Stack } from '../run/stack.js'
import { openStacks } from '../run/stacks.js'
import { withDeadline, type World } from '../run/world.js'
import type { Context } from './command.js'
import { exitCode, gravestOf } from './exit-code.js'
import { readFlags, type Settings } from './flags.js'
import { connecting } from './connecting.js'
import { openLogFile } from './log-file.js'
import { print } from './print.js'
import { tell } from './tell.js'

export interface Told {
  /** null: it was told on stderr. */
  readonly report: Report | null
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
  try {
    for (const opened of openStacks(folders, settings.strict))
      if (world.interrupted()) told.push(notStarted(opened.folder, context.world.interrupted()))
      else if (opened.state === 'faulty') told.push(faulty(opened.folder, opened.findings))
      else told.push(await act({ stack: opened.stack, settings, world }))
  } finally {
    // Also before a fault of ours ends the run: what was done must be told.
    const reports = told.flatMap(one => one.report ?? [])
    if (reports.length > 0) await print(reports, settings, context.io)
  }
  return gravestOf(told.map(one => one.code))
}

function notStarted(folder: string, interrupted: boolean): Told {
  const why = interrupted ? 'the run was interrupted' : 'the time limit has passed'
  return {
    ...faulty(folder, [finding('folder-not-started', { folder, why })]),
    code: exitCode.partly,
  }
}

/** As `onFolders`, with a connection to each folder's tenant, closed whatever happens. */
export async function onTenants(
  context: Context,
  act: (task: TenantTask) => Promise<Told>,
): Promise<number> {
  const ledger = openLogFile(context)
  if ('code' in ledger) {
    tell([ledger], context.io)
    return exitCode.failed
  }
  return onFolders(context, context.words, async task => {
    const { stack, world } = task
    const connection = connect(stack.folder, stack.spec, world, connecting(ledger, context.io))
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
