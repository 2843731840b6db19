import fc from 'fast-check'
import { expect, test } from 'vitest'
import { someAtOnce } from '../../src/resources/some-at-once.js'

test('every thing is asked about once, and the answers stand in the order of the things', async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat({ max: 1000 }), async count => {
      let running = 0
      let most = 0
      const items = Array.from({ length: count }, (_, index) => index)
      const results = await someAtOnce(items, async item => {
        running += 1
        most = Math.max(most, running)
        await Promise.resolve()
        running -= 1
        return `answer ${item}`
      })
      expect(results).toEqual(items.map(item => `answer ${item}`))
      expect(most).toBe(Math.min(count, 200))
    }),
    { numRuns: 20 },
  )
})

test('one that fails fails the whole', async () => {
  const act = (item: number) =>
    item === 450 ? Promise.reject(new Error('no answer')) : Promise.resolve(item)
  const items = Array.from({ length: 1000 }, (_, index) => index)
  await expect(someAtOnce(items, act)).rejects.toThrow('no answer')
})
