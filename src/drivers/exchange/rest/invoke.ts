/** One call in a request of its own. */
import type { Call, Outcome } from '../../drivers.js'
import { isRead } from '../cmdlet-table.js'
import { outcomeOf } from './answer.js'
import { commandOf } from './command.js'
import type { Connection } from './connection.js'
import { send } from './send.js'

export async function invoked(call: Call, connection: Connection): Promise<Outcome> {
  const { cmdlet, resource, body } = commandOf(call)
  const { readSeconds, writeSeconds } = connection.timeouts
  const sent = await send(
    {
      url: connection.url('beta', resource),
      method: 'POST',
      headers: connection.headers(cmdlet),
      body,
      seconds: isRead(call.cmdlet) ? readSeconds : writeSeconds,
    },
    connection,
  )
  return outcomeOf(call, sent, connection.clock())
}
