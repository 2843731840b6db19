/**
 * Which cmdlets the service lets its caller run: the list from which Microsoft's
 * module makes its functions, trimmed to the caller's roles. It names no parameters.
 */
import type { Offer } from '../../drivers.js'
import { outcomeOf } from './answer.js'
import type { Connection } from './connection.js'
import { withModuleCmdlets } from './module-cmdlets.js'
import { send } from './send.js'

/** The module whose list is asked for. */
const moduleVersion = '3.9.2'

/** Throws the `Fault` of a question that is not answered. */
export async function readOffers(connection: Connection): Promise<readonly Offer[]> {
  const sent = await send(
    {
      url: connection.url('v1.0', `EXOModuleFile?Version=${moduleVersion}`),
      method: 'GET',
      headers: { ...connection.headers(), commandname: '*' },
      seconds: connection.timeouts.readSeconds,
    },
    connection,
  )
  const outcome = outcomeOf(
    { cmdlet: 'Get-EXOModuleFile', parameters: {} },
    sent,
    connection.clock(),
  )
  if (outcome.status === 'failed') throw outcome.fault
  const exported = outcome.rows.flatMap(({ exportedCmdlets }) =>
    typeof exportedCmdlets === 'string' ? exportedCmdlets.split(',') : [],
  )
  const names = exported.map(name => name.trim()).filter(name => name !== '')
  return withModuleCmdlets(names).map(cmdlet => ({ cmdlet, parameters: null }))
}
