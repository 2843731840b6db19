/**
 * Which PowerShell and which ExchangeOnlineManagement go together. Facts, from
 * the module's own page: 3.5.0 to 3.9.2 need PowerShell 7.4, 3.10.0 and newer
 * need 7.6. Of the modules that are there, the newest that fits is taken.
 */
import { finding, type Finding } from '../../../findings.js'

const leastPowerShell = '7.4'
const leastModule = '3.5.0'

/** From this module on a newer PowerShell is needed. */
const later = { module: '3.10.0', powershell: '7.6' }

/** The version to load, or why there is none. */
export function chooseModule(
  powershell: string,
  modules: readonly string[],
): { readonly module: string } | { readonly why: Finding } {
  if (isOlder(powershell, leastPowerShell))
    return { why: finding('powershell-too-old', { version: powershell, least: leastPowerShell }) }
  const [newest, ...others] = [...modules].sort((one, other) => compareVersions(other, one))
  if (newest === undefined)
    return { why: finding('exchange-module-missing', { version: powershell }) }
  if (isOlder(newest, leastModule))
    return { why: finding('exchange-module-too-old', { module: newest, least: leastModule }) }
  const module = [newest, ...others].find(
    one =>
      !isOlder(one, leastModule) &&
      (isOlder(one, later.module) || !isOlder(powershell, later.powershell)),
  )
  if (module !== undefined) return { module }
  const facts = { version: powershell, module: newest, least: later.powershell }
  return { why: finding('powershell-too-old-for-module', facts) }
}

function isOlder(one: string, other: string): boolean {
  return compareVersions(one, other) < 0
}

/** `3.9.2` before `3.10.0`; a preview counts as its release. */
function compareVersions(one: string, other: string): number {
  const [left, right] = [numbersIn(one), numbersIn(other)]
  const length = Math.max(left.length, right.length)
  for (let index = 0; index < length; index++) {
    const difference = (left[index] ?? 0) - (right[index] ?? 0)
    if (difference !== 0) return difference
  }
  return 0
}

function numbersIn(version: string): readonly number[] {
  const [release = ''] = version.split(/[-+]/)
  return release.split('.').map(Number)
}
