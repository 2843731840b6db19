/** Calls that many tests of drivers make, and a look into what came of them. */
import type { Call, Outcome, Parameters, Row } from '../../src/drivers/drivers.js'
import type { Fault } from '../../src/drivers/fault.js'

export function call(cmdlet: string, parameters: Parameters = {}): Call {
  return { cmdlet, parameters }
}

export const getConnectors = call('Get-InboundConnector', { ResultSize: 'Unlimited' })

export function newConnector(Name: string): Call {
  return call('New-InboundConnector', { Name, SenderDomains: ['*'], Confirm: false })
}

/** None where the call failed. */
export function rowsIn(outcome: Outcome | undefined): readonly Row[] {
  return outcome?.status === 'done' ? outcome.rows : []
}

export function faultIn(outcome: Outcome | undefined): Fault | undefined {
  return outcome?.status === 'failed' ? outcome.fault : undefined
}
