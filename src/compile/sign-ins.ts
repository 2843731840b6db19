/**
 * Who signs in at all: devices that submit mail as clients, and relays that do
 * so for others. Split by what the mailbox must be: a person's token or a
 * password needs a mailbox that is not ours, an application alone may use one
 * of ours.
 */
import type { Because } from '../findings.js'
import type { SignInWay } from '../spec/spec.js'
import { becauseOfRelay } from './because.js'
import type { Sending } from './decide.js'
import { firstFailure } from './relay-requirements.js'
import type { RelayStandings, Situation } from './situation.js'
import type { SpecIndex } from './spec-index.js'

export interface SigningIn {
  readonly address: string
  readonly way: SignInWay
  readonly because: Because
}

export function signInsOf(
  index: SpecIndex,
  sendings: readonly Sending[],
  relays: RelayStandings,
): readonly SigningIn[] {
  const found: SigningIn[] = []
  const add = ({ signIn: { way, address } }: Situation, because: Because) => {
    if (way !== null && address !== null) found.push({ address, way, because })
  }
  for (const { method, situation, because } of sendings)
    if (method === 'client-submission') add(situation, because)
  for (const standing of relays.values())
    if (standing.relay.via === 'client-submission' && !firstFailure(standing))
      add(standing.situation, becauseOfRelay(index, standing.relay))
  return found
}

/** The mailboxes that a person's account signs in to, so that they cannot be shared mailboxes of ours. */
export function userMailboxes(signIns: readonly SigningIn[]): ReadonlySet<string> {
  return new Set(signIns.filter(one => one.way !== 'oauth-app').map(one => one.address))
}
