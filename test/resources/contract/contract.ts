/**
 * What every kind must do, told as the life of one thing: it is absent, it is
 * written, the next run finds nothing, the spec changes, somebody edits the
 * world, and at last nothing asks for it any more.
 */
import { afterAll, describe, expect, it } from 'vitest'
import { hasParameter, isRead } from '../../../src/drivers/exchange/cmdlet-table.js'
import { markPath } from '../../../src/engine/assess.js'
import { diff, entries } from '../../../src/resources/field-table.js'
import { outcomesOf, type Run } from '../../support/run.js'
import type { Setting } from '../../support/setting.js'
import type { Way } from '../../support/ways.js'
import { cases } from './cases.js'

/** Runs the contract of every kind over one way to the tenant. */
export function resourceContract(way: Way): void {
  describe.each(cases.map(one => [one.kind.name, one] as const))('%s', (name, one) => {
    const { kind, wanted } = one
    const nameOf = `${name}:${wanted.key}`
    const runs: Run[] = []

    /** A run that may use what the kind declares, and nothing else. */
    const start = (world: Setting, options: Parameters<Setting['run']>[0] = {}) => {
      const run = world.run({ kinds: [kind], through: way, ...options })
      runs.push(run)
      return run
    }
    const written = async () => {
      const world = one.world()
      await start(world).settle([wanted])
      return world
    }
    const pathsOf = async (world: Setting, asked = wanted) =>
      (await start(world).plan([asked])).changes.flatMap(({ fields }) =>
        fields.map(({ path }) => path),
      )

    it('not yet as wanted: it is to be written, with every property of it', async () => {
      const plan = await start(one.world()).plan([wanted])

      expect(plan.held).toEqual([])
      expect(plan.changes.map(({ key, because }) => [key, because])).toEqual([
        [wanted.key, wanted.because],
      ])
      expect(plan.changes[0]?.telling.meaning).toMatch(/^\S.*\.$/)
    })

    it('written: it is as wanted', async () => {
      const world = one.world()
      const receipts = await start(world).settle([wanted])

      expect(outcomesOf(receipts)).toEqual([`${nameOf} written`])
    })

    it('again: nothing is to be done, and nothing is sent that could change anything', async () => {
      const world = await written()
      const before = world.everything()
      const again = start(world)

      const plan = await again.plan([wanted])
      await again.apply(plan, [wanted])

      expect(plan.changes).toEqual([])
      expect(plan.standing.map(({ key, how }) => [key, how])).toEqual([[wanted.key, 'unchanged']])
      expect(again.writes()).toEqual([])
      expect(world.everything()).toEqual(before)
    })

    it.each(one.changes.map(([asked, ...paths]) => [paths.join(' and '), asked, paths] as const))(
      'the spec changes %s: just that differs, and is written',
      async (_, asked, paths) => {
        const world = await written()
        expect(await pathsOf(world, asked)).toEqual(paths)

        expect(outcomesOf(await start(world).settle([asked]))).toEqual([`${nameOf} written`])
        expect(await pathsOf(world, asked)).toEqual([])
      },
    )

    it.each(Object.entries(one.drifts))(
      'somebody edits %s: it is seen, and healed',
      async (_, drift) => {
        const world = await written()
        await drift.edit(world)
        expect(await pathsOf(world)).toEqual(drift.paths)

        expect(outcomesOf(await start(world).settle([wanted]))).toEqual([`${nameOf} written`])
        expect(await pathsOf(world)).toEqual([])
      },
    )

    it('each compared property is changed or edited in one of these cases', () => {
      const seen = new Set([
        ...one.changes.flatMap(([, ...paths]) => paths),
        ...Object.values(one.drifts).flatMap(({ paths }) => paths),
      ])
      const compared = entries(kind.fields).flatMap(([path, field]) =>
        field.role === 'compared' ? [path] : [],
      )
      expect(compared.filter(path => !seen.has(path))).toEqual([])
      expect([...seen].filter(path => path !== markPath && !compared.includes(path))).toEqual([])
    })

    it.each(one.foreign === null ? [] : [one.foreign])(
      'somebody else’s thing in its place: refused, and left alone',
      async foreign => {
        const world = foreign()
        const before = world.everything()

        const plan = await start(world).plan([wanted])
        await start(world).settle([wanted])

        expect(plan.changes).toEqual([])
        expect(plan.held.map(({ why }) => why[0]?.code)).toEqual(['not-ours'])
        expect(plan.held[0]?.why[0]?.remedy).toContain('adopt: true')
        expect(world.everything()).toEqual(before)
      },
    )

    it('the world does not answer: it is unknown, and neither made nor removed', async () => {
      for (const asked of [[wanted], []]) {
        const world = await written()
        const before = world.everything()
        const deaf = start(world, { disturb: { fault: () => 'timeout-before-write' } })

        const plan = await deaf.plan(asked)
        await deaf.apply(plan, asked)

        expect(plan.changes).toEqual([])
        expect(plan.held.every(({ state }) => state === 'unknown')).toBe(true)
        expect(world.everything()).toEqual(before)
      }
    })

    it('nothing asks for it any more: it goes, or is kept as its kind says', async () => {
      const world = await written()
      const before = world.everything()

      const plan = await start(world).plan([])
      const receipts = await start(world).apply(plan, [])

      if (kind.whenUnwanted === 'keep') {
        expect(plan.changes).toEqual([])
        expect(world.everything()).toEqual(before)
      } else {
        expect(outcomesOf(receipts)).toEqual([`${nameOf} removed`])
        expect(await start(world).plan([])).toMatchObject({ changes: [], standing: [] })
        // Once more with the same approval: already gone is success.
        expect(outcomesOf(await start(world).apply(plan, []))).toEqual([`${nameOf} unchanged`])
      }
    })

    it('taken away: it bears our mark no more', async () => {
      const world = await written()
      const { drivers } = start(world)
      const reading = (await kind.read(drivers, [wanted.key])).get(wanted.key)
      if (reading?.state !== 'present') throw new Error('It is not there.')

      await kind.remove(drivers, reading.live)

      expect(await kind.find(start(world).drivers)).toEqual([])
    })

    it.each(kind.setMark === undefined ? [] : [wanted.key])(
      'its mark is taken off and put on again: nothing else of it changes',
      async key => {
        const world = await written()
        const { drivers } = start(world)
        const see = async () => {
          drivers.forget()
          const asked = new Map([[wanted.key, wanted.desired]])
          const reading = (await kind.read(drivers, [wanted.key], asked)).get(wanted.key)
          if (reading?.state !== 'present') throw new Error('It is not there.')
          return reading
        }
        const before = await see()

        await kind.setMark?.(drivers, before.live, null)
        const free = await see()
        expect(free.owner === 'nobody' || free.markMissing).toBe(true)
        expect(diff(kind.fields, free.live, before.live)).toEqual([])
        drivers.forget()
        expect(await kind.find(drivers)).toEqual([])

        await kind.setMark?.(drivers, free.live, key)
        expect(await see()).toEqual(before)
        drivers.forget()
        expect(await kind.find(drivers)).toMatchObject([{ spec: 'contoso', key: wanted.key }])
      },
    )

    it.each(kind.whenUnwanted === 'remove' ? [wanted.key] : [])(
      'somebody else is quicker to take it away: that is success',
      async () => {
        const world = await written()
        const plan = await start(world).plan([])
        let met = false
        const slow = start(world, {
          disturb: {
            async before({ writes }) {
              if (!writes || met) return
              met = true
              await start(world).apply(plan, [])
            },
          },
        })

        expect(outcomesOf(await slow.apply(plan, []))).toEqual([`${nameOf} removed`])
      },
    )

    it('to read many takes as few calls as its file says', async () => {
      const few = one.many(2)
      const many = one.many(40)
      const callsFor = async ({ world, wanted: all }: ReturnType<typeof one.many>) => {
        const place = world()
        await start(place).settle(all)
        const asking = start(place)
        await kind.read(
          asking.drivers,
          all.map(({ key }) => key),
          new Map(all.map(({ key, desired }) => [key, desired])),
        )
        return asking.calls().length
      }

      expect(await callsFor(many)).toBeLessThanOrEqual(many.mostCalls)
      expect(await callsFor(many)).toBe(await callsFor(few))
    })

    it('an answer is given for every key that is asked for, whether it is there or not', async () => {
      const { drivers } = start(await written())
      const keys = [wanted.key, kind.keyOf(one.many(1).wanted[0]?.desired ?? wanted.desired)]

      expect([...(await kind.read(drivers, keys)).keys()].sort()).toEqual([...new Set(keys)].sort())
      expect((await kind.read(drivers, [])).size).toBe(0)
    })

    afterAll(() => {
      // Only what was really called can be checked, so this stands behind all cases.
      const called = runs.flatMap(run => run.calls()).flatMap(({ call }) => call ?? [])
      const unknown = called.flatMap(({ cmdlet, parameters }) =>
        Object.keys(parameters)
          .filter(parameter => !hasParameter(cmdlet, parameter))
          .map(parameter => `${cmdlet} -${parameter}`),
      )
      expect(unknown, 'parameters that no such cmdlet has').toEqual([])
      const used = [...new Set(called.map(({ cmdlet }) => cmdlet))]
      expect(used.filter(isRead).sort(), 'cmdlets that read').toEqual(
        Object.keys(kind.cmdlets.read).sort(),
      )
      expect(used.filter(cmdlet => !isRead(cmdlet)).sort(), 'cmdlets that write').toEqual(
        [...kind.cmdlets.write].sort(),
      )
    })
  })
}
