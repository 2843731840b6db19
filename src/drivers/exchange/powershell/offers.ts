/**
 * What a connection offers. The service cuts cmdlets and their parameters to the
 * roles of the one who signed in, so what is missing tells which role is.
 */
import type { Bridge } from './bridge.js'
import { callLost } from './faults.js'

export interface Offer {
  readonly cmdlet: string
  readonly parameters: readonly string[]
}

export async function readOffers(bridge: Bridge, seconds: number): Promise<readonly Offer[]> {
  let answer: object = {}
  const lost = await bridge.ask({
    content: { ask: 'offer' },
    seconds: () => seconds,
    take(reply) {
      answer = reply
      return true
    },
  })
  if (lost) throw callLost(lost, 'Get-Command')
  const offers: unknown = Reflect.get(answer, 'offer')
  return Array.isArray(offers) ? (offers as readonly Offer[]) : []
}
