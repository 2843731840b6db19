/**
 * What adopt and release share: one thing of one folder is shown, a person
 * agrees, its mark is changed, and the tenant is looked at again.
 */
import { isDeepStrictEqual } from 'node:util'
import { finding, strictly, type Finding } from '../findings.js'
import { markReport, type MarkOutcome, type MarkReport } from '../report/mark-report.js'
import { keyFrom } from '../resources/resource.js'
import type { Reference } from '../resources/resource.js'
import { changeMark } from '../run/adopt/marking.js'
import type { Sighting } from '../run/adopt/sighting.js'
import { paceOf } from '../run/apply-stack.js'
import type { Connection } from '../run/connect.js'
import { takeLock } from '../run/lock.js'
import type { Stack } from '../run/stack.js'
import type { Context } from './command.js'
import { exitCode } from './exit-code.js'
import { faulty, onTenants, type TenantTask, type Told } from './folders.js'
import { drawn } from './print.js'

type Look = (stack: Stack, connection: Connection, thing: Reference) => Promise<Sighting>

export function onThing(
  context: Context,
  command: MarkReport['command'],
  look: Look,
): Promise<number> {
  const [folder = '.', kind = '', key = ''] = context.words
  const thing = { kind: kind.toLowerCase(), key: keyFrom(key) }
  return onTenants({ ...context, words: [folder] }, async task => {
    const lock = takeLock(folder, task.world)
    if ('code' in lock) return faulty(folder, [lock])
    const see = () => look(task.stack, task.connection, thing)
    try {
      return await underLock(context, command, task, see)
    } finally {
      lock.release()
    }
  })
}

async function underLock(
  context: Context,
  command: MarkReport['command'],
  task: TenantTask,
  see: () => Promise<Sighting>,
): Promise<Told> {
  const { settings, world, connection } = task
  const first = await see()
  const seen = settings.strict ? { ...first, findings: strictly(first.findings) } : first
  const told = (outcome: MarkOutcome, more: readonly Finding[] = []): Told => ({
    report: reportOf(task, command, seen, outcome, more),
    code: codes[outcome],
  })
  if (seen.verdict !== 'may-change') return told(seen.verdict)
  if (seen.findings.some(one => one.severity === 'error')) return told('refused')

  if (context.flags.yes !== true) {
    const shown = reportOf(task, command, seen, 'asked')
    if (!(await isAgreed(context, shown, settings.verbose)))
      return told('refused', [finding('mark-not-agreed', {})])
    // A person may have thought for a while.
    if (!isAsShown(seen, await see()))
      return told('refused', [finding('thing-changed-meanwhile', { what: seen.title })])
  }
  const { outcome, findings } = await changeMark(seen, connection.drivers, paceOf(world), see)
  return told(outcome, findings)
}

const codes: Readonly<Record<MarkOutcome, number>> = {
  asked: exitCode.failed,
  done: exitCode.done,
  unchanged: exitCode.done,
  refused: exitCode.failed,
  failed: exitCode.failed,
  waiting: exitCode.partly,
  'not-started': exitCode.partly,
}

async function isAgreed({ io }: Context, shown: MarkReport, verbose: boolean): Promise<boolean> {
  io.err(await drawn([shown], { format: 'terminal', verbose }, io))
  const what = shown.command === 'adopt' ? `Take over ${shown.title}` : `Let go ${shown.title}`
  const answer = await io.ask(`${what}? Only "yes" does it: `)
  return answer?.trim().toLowerCase() === 'yes'
}

function isAsShown(one: Sighting, other: Sighting): boolean {
  return (
    isDeepStrictEqual(one.owner, other.owner) &&
    isDeepStrictEqual(one.handle?.live, other.handle?.live)
  )
}

function reportOf(
  { stack, connection }: TenantTask,
  command: MarkReport['command'],
  seen: Sighting,
  outcome: MarkOutcome,
  more: readonly Finding[] = [],
): MarkReport {
  const { organization, name } = stack.spec.tenant
  const { kind, key, title, owner, values, differences } = seen
  return markReport({
    command,
    folder: stack.folder,
    tenant: organization,
    driver: connection.driver,
    spec: name,
    kind,
    key,
    title,
    owner,
    values,
    differences,
    outcome,
    findings: [...seen.findings, ...more],
  })
}
