/**
 * What every call needs and no kind writes: no question asked, no list cut off
 * after 1,000 rows. Only cmdlets that have the parameter get it, and a caller's
 * own value stands. (`ErrorAction` belongs to PowerShell, and so to its driver.)
 */
import type { ParameterValue, Parameters } from '../drivers.js'
import { hasParameter } from './cmdlet-table.js'

const byVerb: Readonly<Record<string, Readonly<Record<string, ParameterValue>>>> = {
  Get: { ResultSize: 'Unlimited' },
  New: { Confirm: false },
  Set: { Confirm: false },
  Add: { Confirm: false },
  Remove: { Confirm: false },
  Undo: { Confirm: false },
}

/** Cmdlets whose ResultSize is a number and knows no Unlimited. */
const numbered = new Set(['Get-MessageTraceV2'])

export function withStandardParameters(cmdlet: string, parameters: Parameters): Parameters {
  const [verb = ''] = cmdlet.split('-')
  const standard = Object.entries(byVerb[verb] ?? {}).filter(
    ([name]) => hasParameter(cmdlet, name) && !numbered.has(cmdlet),
  )
  return { ...Object.fromEntries(standard), ...parameters }
}
