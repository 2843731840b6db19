/** Whether the tenant lets us in, asked by what it offers us. */
import type { Offer } from '../../drivers/drivers.js'
import { Fault } from '../../drivers/fault.js'
import { findingOf } from '../../engine/fault-finding.js'
import { finding, type Finding } from '../../findings.js'
import type { Connection } from '../connect.js'
import { ok, told, type Check } from './check.js'

export interface SignedIn {
  readonly checks: readonly Check[]
  /** What every identity that was let in may run; null where none was, or nothing is told. */
  readonly offers: readonly Offer[] | null
  /** Whether the identity that writes was let in. */
  readonly mayWrite: boolean
}

const through = {
  simulator: 'Signed in to the simulated tenant',
  powershell: 'Signed in through PowerShell',
  rest: 'Signed in through the REST endpoint',
} as const

const names = { all: 'sign-in', read: 'sign-in to read', write: 'sign-in to write' } as const
const purposes = { all: '', read: ', to read', write: ', to write' } as const

export async function checkSignIn(connection: Connection): Promise<SignedIn> {
  const checks: Check[] = []
  const offers: Offer[] = []
  let isTold = false
  let mayWrite = false
  for (const { purpose, offers: ask } of connection.identities)
    try {
      // Where a connection tells nothing of rights, any answer shows that it stands.
      if (ask) offers.push(...(await ask()))
      else await connection.drivers.exchange.run('Get-OrganizationConfig')
      isTold ||= ask !== null
      mayWrite ||= purpose !== 'read'
      const says = `${through[connection.driver]}${purposes[purpose]}`
      checks.push(ok('sign-in', names[purpose], says))
    } catch (fault) {
      if (!(fault instanceof Fault)) throw fault
      checks.push(told('sign-in', names[purpose], whyNot(fault)))
    }
  return { checks, offers: isTold ? offers : null, mayWrite }
}

function whyNot(fault: Fault): Finding {
  // A mute refusal: the application is known, and has no role.
  if (fault.kind === 'denied' && !fault.finding)
    return finding('signed-in-without-role', { text: fault.text })
  return findingOf(fault, 'sign-in')
}
