/** What this machine must have: Node, and PowerShell with Exchange's module where a stack uses it. */
import { inspectPowerShell } from '../../drivers/exchange/inspect-powershell.js'
import { finding } from '../../findings.js'
import type { World } from '../world.js'
import { ok, told, type Check } from './check.js'

/** As package.json says it (engines). */
const leastNode = '20.19'

export function checkNode(version: string): Check {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  const [leastMajor = 0, leastMinor = 0] = leastNode.split('.').map(Number)
  const isOld = major < leastMajor || (major === leastMajor && minor < leastMinor)
  return isOld
    ? told('machine', 'node', finding('node-too-old', { version, least: leastNode }))
    : ok('machine', 'node', `Node ${version}`)
}

/** Without a stack that needs it, a missing PowerShell is only told. */
export async function checkPowerShell({ env }: World, isNeeded: boolean): Promise<Check> {
  const found = await inspectPowerShell(env)
  if ('module' in found) {
    const { version, module } = found
    const says = `PowerShell ${version} with ExchangeOnlineManagement ${module}`
    return ok('machine', 'powershell', says)
  }
  const { why } = found
  const facts = { why: why.message, cure: why.remedy }
  return told('machine', 'powershell', isNeeded ? why : finding('powershell-not-needed', facts))
}
