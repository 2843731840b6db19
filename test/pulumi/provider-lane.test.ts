import { describe, expect, test } from 'vitest'
import { createLane, gathering } from '../../src/pulumi/provider/lane.js'
import { createReadings } from '../../src/pulumi/provider/readings.js'
import { kinds } from '../../src/resources/kinds.js'
import { connector, kindOf, mailbox } from '../support/wanted.js'
import { setting } from '../support/setting.js'
import { world } from '../support/world.js'

describe('the lane to a tenant', () => {
  test('does one thing at a time, in the order in which they came', async () => {
    const lane = createLane()
    const done: string[] = []
    const slowly = (name: string) => async () => {
      done.push(`${name} begins`)
      await Promise.resolve()
      done.push(`${name} ends`)
    }
    await Promise.all([lane(slowly('first')), lane(slowly('second'))])
    expect(done).toEqual(['first begins', 'first ends', 'second begins', 'second ends'])
  })

  test('goes on after something failed', async () => {
    const lane = createLane()
    const failing = lane(() => Promise.reject(new Error('no')))
    await expect(failing).rejects.toThrow('no')
    expect(await lane(() => Promise.resolve('yes'))).toBe('yes')
  })

  test('gathers what is asked for while it is busy', async () => {
    const lane = createLane()
    const batches: (readonly number[])[] = []
    const ask = gathering<number, number>(lane, numbers => {
      batches.push(numbers)
      return Promise.resolve(numbers.map(one => one * 10))
    })
    const gate = new AbortController()
    const busy = lane(
      () =>
        new Promise<void>(resolve => {
          gate.signal.addEventListener('abort', () => {
            resolve()
          })
        }),
    )
    const answers = [ask(1), ask(2)]
    await Promise.resolve()
    answers.push(ask(3))
    gate.abort()
    await busy
    expect(await Promise.all(answers)).toEqual([10, 20, 30])
    expect(batches).toEqual([[1, 2, 3]])
    expect(await ask(4)).toBe(40)
  })
})

describe('readings', () => {
  test('hundreds that are asked for one by one cost the calls of one look', async () => {
    const there = setting({ tenant: world().domain('contoso.com') })
    const { drivers, calls } = there.run()
    const addresses = [...Array(200).keys()].map(index => `copier-${String(index)}@contoso.com`)
    const wanted = addresses.map(address => mailbox(address))
    const readings = createReadings({
      lane: createLane(),
      drivers: () => drivers,
      wanted: () => wanted,
    })
    const [first] = wanted
    if (!first) throw new Error('There is nothing to ask for.')
    const kind = kindOf(kinds, first)
    for (const one of wanted) {
      const reading = await readings.of(kind, { key: one.key, wanted: one })
      expect(reading.state).toBe('absent')
    }
    expect(calls().length).toBeLessThan(20)
  })

  test('what was written is looked at again', async () => {
    const there = setting({ tenant: world().domain('contoso.com') })
    const { drivers, settle } = there.run()
    const milan = connector('milan')
    const readings = createReadings({
      lane: createLane(),
      drivers: () => drivers,
      wanted: () => [],
    })
    const kind = kindOf(kinds, milan)
    const question = { key: milan.key, wanted: milan }
    expect((await readings.of(kind, question)).state).toBe('absent')
    await settle([milan])
    readings.forget(kind, milan.key)
    expect((await readings.of(kind, question)).state).toBe('present')
  })
})
