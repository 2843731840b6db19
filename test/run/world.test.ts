import { describe, expect, it } from 'vitest'
import { withDeadline, type World } from '../../src/run/world.js'
import { createClock } from '../support/clock.js'

function timed(): { readonly world: World; readonly waits: number[] } {
  const clock = createClock()
  const waits: number[] = []
  const world: World = {
    now: clock.now,
    wait(milliseconds) {
      waits.push(milliseconds)
      clock.advance(milliseconds / 1000)
      return Promise.resolve()
    },
    interrupted: () => false,
    random: () => 0.5,
    env: {},
    processId: 1,
    isProcessAlive: () => false,
  }
  return { world, waits }
}

describe('a world with a time limit', () => {
  it('wants the run to end when the time has passed', async () => {
    const world = withDeadline(timed().world, 60)
    await world.wait(59_000)
    expect(world.interrupted()).toBe(false)
    await world.wait(1000)
    expect(world.interrupted()).toBe(true)
  })

  it('waits no longer than until then', async () => {
    const { world, waits } = timed()
    await withDeadline(world, 60).wait(90_000)
    expect(waits).toEqual([60_000])
  })

  it('is the same world where there is no limit', () => {
    const { world } = timed()
    expect(withDeadline(world, null)).toBe(world)
  })
})
