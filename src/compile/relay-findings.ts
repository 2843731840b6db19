/** What a person is told about the relays at the sites. */
import { finding, type Finding } from '../findings.js'
import type { Sending } from './decide.js'
import { titleOf } from './methods.js'
import { asClause } from './requirement.js'
import { firstFailure } from './relay-requirements.js'
import type { RelayStanding, RelayStandings } from './situation.js'
import { basicSignInEnds } from './sign-in.js'
import type { SpecIndex } from './spec-index.js'

export function relayFindings(
  index: SpecIndex,
  sendings: readonly Sending[],
  relays: RelayStandings,
): readonly Finding[] {
  const used = new Set(
    sendings.flatMap(one =>
      one.method === 'local-relay' ? (one.situation.relay?.relay.name ?? []) : [],
    ),
  )
  return [...relays.values()].flatMap(one => findingsFor(index, one, used.has(one.relay.name)))
}

function findingsFor(
  index: SpecIndex,
  standing: RelayStanding,
  isUsed: boolean,
): readonly Finding[] {
  const { relay, situation } = standing
  const at = (...path: readonly string[]) => index.spec.places.at('relays', relay.name, ...path)
  const failed = firstFailure(standing)
  if (failed) {
    const facts = { relay: relay.name, method: titleOf(relay.via), why: asClause(failed.sentence) }
    const help = failed.change ?? 'another `via:` for it'
    return [finding('relay-cannot-send', { ...facts, help }, at())]
  }
  const found: Finding[] = []
  if (isUsed && relay.host === null)
    found.push(finding('relay-without-host', { relay: relay.name }, at()))
  if (relay.via === 'client-submission' && situation.signIn.way === 'basic')
    found.push(basicSignInEnds(relay.name, at('auth')))
  return found
}
