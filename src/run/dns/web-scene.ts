/** How the openers of DNS services reach the web: by the world's own fetch, clock and patience. */
import type { Patience } from '../../drivers/dns/message/patience.js'
import { createTurns } from '../../drivers/dns/message/turns.js'
import type { WebScene } from '../../drivers/dns/service/web-call.js'
import { createZones } from '../../drivers/dns/zones.js'
import type { Zone } from '../../drivers/dns/zone.js'
import { createRetry } from '../../drivers/retry.js'
import type { Domain } from '../../spec/spec.js'
import type { World } from '../world.js'

const timeoutSeconds = 30

/**
 * A stack may have thousands of domains, and the services bear few questions: Route 53
 * ten a second for a whole account after a burst of fifty ("Throttling for Amazon Route 53
 * API requests"), Cloudflare 1,200 in five minutes ("Rate limits", updated April 2026).
 * Whoever waits to try again keeps the place, so a run that is asked to slow down does.
 */
const mostAtOnce = 4

/** Cloudflare lets nobody in for five minutes who asked too much; giving up before is of no use. */
const longestPauseSeconds = 300

/** One for all zones of a run: zones with settings of their own may belong to one account. */
export function webSceneOf(world: World, patience: Patience): WebScene {
  const sleep = (seconds: number) => world.wait(seconds * 1000)
  const retry = createRetry({ sleep, random: () => world.random(), longestPauseSeconds })
  return {
    fetch: world.fetch,
    turn: createTurns(mostAtOnce),
    retry,
    patience,
    clock: () => world.now(),
    timeoutSeconds,
  }
}

/** A zone of its own for each domain: with the same settings they may still lie in different zones. */
export function zoneForEach(domains: readonly Domain[], open: (domain: string) => Zone): Zone {
  return createZones(domains.map(({ name }) => ({ domain: name, zone: open(name) })))
}
