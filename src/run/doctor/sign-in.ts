/** Whether the tenant lets us in, asked by what it offers us. */
import type { Offer } from '../../drivers/drivers.js'
import { Fault } from '../../drivers/fault.js'
import { findingOf } from '../../engine/fault-finding.js'
import { finding, type Finding } from '../../findings.js'
import type { Connection } from '../connect.js'
import { ok, told, type Check } from './check.js'

export interface SignedIn {
  readonly check: Check
  /** null: not let in, or not told. */
  readonly offers: readonly Offer[] | null
}

const through = {
  simulator: 'Signed in to the simulated tenant',
  powershell: 'Signed in through PowerShell',
  rest: 'Signed in through the REST endpoint',
} as const

export async function checkSignIn(connection: Connection): Promise<SignedIn> {
  const says = through[connection.driver]
  try {
    // Where a connection tells nothing of rights, any answer shows that it stands.
    const offers = connection.offers ? await connection.offers() : null
    if (!offers) await connection.drivers.exchange.run('Get-OrganizationConfig')
    return { check: ok('sign-in', 'sign-in', says), offers }
  } catch (fault) {
    if (!(fault instanceof Fault)) throw fault
    return { check: told('sign-in', 'sign-in', whyNot(fault)), offers: null }
  }
}

function whyNot(fault: Fault): Finding {
  // A mute refusal: the application is known, and has no role.
  if (fault.kind === 'denied' && !fault.finding)
    return finding('signed-in-without-role', { text: fault.text })
  return findingOf(fault, 'sign-in')
}
