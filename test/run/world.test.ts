import { describe, expect, it } from 'vitest'
import { todayOf, withDeadline } from '../../src/run/world.js'
import { quietWorld } from '../support/quiet-world.js'

describe('a world with a time limit', () => {
  it('wants the run to end when the time has passed', async () => {
    const world = withDeadline(quietWorld(), 60)
    await world.wait(59_000)
    expect(world.interrupted()).toBe(false)
    await world.wait(1000)
    expect(world.interrupted()).toBe(true)
  })

  it('waits no longer than until then', async () => {
    const world = quietWorld()
    const began = world.now().getTime()
    await withDeadline(world, 60).wait(90_000)
    expect(world.now().getTime() - began).toBe(60_000)
  })

  it('is the same world where there is no limit', () => {
    const world = quietWorld()
    expect(withDeadline(world, null)).toBe(world)
  })
})

describe('the day of a run', () => {
  it('is the day in UTC, wherever the machine stands', () => {
    const at = (time: string) => todayOf({ now: () => new Date(time) })

    expect(at('2026-11-28T23:30:00-05:00')).toBe('2026-11-29')
    expect(at('2026-11-28T00:30:00+02:00')).toBe('2026-11-27')
  })
})
