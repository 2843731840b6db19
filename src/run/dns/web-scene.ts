/** How the openers of DNS services reach the web: by the world's own fetch, clock and patience. */
import type { WebScene } from '../../drivers/dns/service/web-call.js'
import { createZones } from '../../drivers/dns/zones.js'
import type { Zone } from '../../drivers/dns/zone.js'
import { createRetry } from '../../drivers/retry.js'
import type { Domain } from '../../spec/spec.js'
import type { World } from '../world.js'

const timeoutSeconds = 30

export function webSceneOf(world: World): WebScene {
  const sleep = (seconds: number) => world.wait(seconds * 1000)
  return {
    fetch: world.fetch,
    retry: createRetry({ sleep, random: () => world.random() }),
    clock: () => world.now(),
    timeoutSeconds,
  }
}

/** A zone of its own for each domain: with the same settings they may still lie in different zones. */
export function zoneForEach(domains: readonly Domain[], open: (domain: string) => Zone): Zone {
  return createZones(domains.map(({ name }) => ({ domain: name, zone: open(name) })))
}
