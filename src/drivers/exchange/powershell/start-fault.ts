/** PowerShell could not be had, for a reason that a person can do something about. Nothing was changed. */
import type { Finding } from '../../../findings.js'
import { Fault } from '../../fault.js'

/** The cmdlet that would have come first. */
export const connectCmdlet = 'Connect-ExchangeOnline'

export function startFault(why: Finding, type: string = why.code): Fault {
  return new Fault({
    kind: 'unreachable',
    type,
    text: why.message,
    operation: connectCmdlet,
    finding: why,
  })
}
