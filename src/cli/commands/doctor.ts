/** `devicemail doctor`: is this machine, and each folder's tenant, ready? Also before there is a folder. */
import { hasFailed } from '../../run/doctor/check.js'
import { examine } from '../../run/doctor/examine.js'
import { checkNode, checkPowerShell } from '../../run/doctor/machine.js'
import { unseen } from '../../run/doctor/unseen.js'
import { finding } from '../../findings.js'
import { doctorReport } from '../../report/doctor-report.js'
import { told } from '../../run/doctor/check.js'
import type { Opened } from '../../run/stack.js'
import { openStacks } from '../../run/stacks.js'
import { withDeadline } from '../../run/world.js'
import type { Context } from '../command.js'
import { connecting } from '../connecting.js'
import { exitCode } from '../exit-code.js'
import { readFlags } from '../flags.js'
import { openLogFile } from '../log-file.js'
import { print } from '../print.js'
import { tell } from '../tell.js'

export async function run(context: Context): Promise<number> {
  const { words, io } = context
  const { settings, findings } = readFlags(context.flags)
  const ledger = openLogFile(context)
  const faults = [...findings, ...('code' in ledger ? [ledger] : [])]
  if ('code' in ledger || faults.length > 0) {
    tell(faults, io)
    return exitCode.failed
  }
  const world = withDeadline(context.world, settings.timeoutSeconds)
  const opened = openStacks(words, settings.strict)
  const drivers = opened.map(driverOf)
  const asksPowerShell = opened.length === 0 || drivers.includes('powershell')
  const machine = [
    checkNode(world.nodeVersion),
    ...(asksPowerShell ? [await checkPowerShell(world, opened.length > 0)] : []),
    ...(opened.length === 0 ? [told('spec', 'folder', finding('no-folder-named', {}))] : []),
  ]
  const folders = []
  for (const one of opened) {
    const tenant = one.state === 'ready' ? one.stack.spec.tenant.organization : null
    const checks = await examine(one, world, connecting(ledger, io))
    folders.push({ folder: one.folder, tenant, driver: driverOf(one), checks })
  }
  await print([doctorReport({ machine, folders, unseen })], settings, io)
  const all = [...machine, ...folders.flatMap(({ checks }) => checks)]
  const warned = settings.strict && all.some(one => one.state === 'warning')
  return hasFailed(all) || warned ? exitCode.failed : exitCode.done
}

function driverOf(opened: Opened): string | null {
  return opened.state === 'ready' ? opened.stack.spec.tenant.exchange.driver : null
}
