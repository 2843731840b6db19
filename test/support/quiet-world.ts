/** The world of a run in which nothing happens: a clock that waiting moves, and no wish to stop. */
import type { World } from '../../src/run/world.js'
import { createClock } from './clock.js'

export function quietWorld(more: Partial<World> = {}): World {
  const clock = createClock()
  return {
    now: clock.now,
    wait(milliseconds) {
      clock.advance(milliseconds / 1000)
      return Promise.resolve()
    },
    interrupted: () => false,
    random: () => 0.5,
    nodeVersion: '20.19.0',
    platform: 'linux',
    person: false,
    nameServers: [],
    namedResolver: null,
    askNameServer: null,
    fetch,
    env: {},
    processId: 1,
    isProcessAlive: () => false,
    ...more,
  }
}
