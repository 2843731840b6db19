/**
 * The laws of compare and act, over worlds, specs and edits by chance. Each says
 * what may be relied on, whatever the tenant holds and whatever is wanted of it.
 */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canonicalJson } from '../../src/engine/canonical-json.js'
import { inMode, onTargets, withinLimits } from '../../src/engine/filters.js'
import type { Change, Plan, Receipt } from '../../src/engine/plan-data.js'
import { kinds } from '../../src/resources/kinds.js'
import type { Reading, Wanted } from '../../src/resources/resource.js'
import { anyWantedSet } from '../support/arbitrary-wanted.js'
import { anyEdits, anyWorld, edited, settingOf } from '../support/arbitrary-world.js'
import { foreignIn, leftOf } from '../support/foreign.js'
import type { Setting } from '../support/setting.js'
import { kindOf } from '../support/wanted.js'
import { faultNames } from '../support/wire.js'

const runs = (numRuns: number) => ({ numRuns })
const done = new Set(['written', 'removed', 'unchanged'])
const nameOf = ({ kind, key }: { readonly kind: string; readonly key: string }) => `${kind}:${key}`

/** The changes that stand after those that were done: there must be none. */
function leftBehind(plan: Plan, receipts: readonly Receipt[]): readonly string[] {
  const settled = new Set(receipts.filter(one => done.has(one.outcome)).map(nameOf))
  return plan.changes.map(nameOf).filter(name => settled.has(name))
}

/** A look at each thing of a plan. */
async function readingsOf(
  place: Setting,
  { changes }: Plan,
  wanted: readonly Wanted[],
): Promise<ReadonlyMap<string, Reading<object>>> {
  const desired = new Map(wanted.map(one => [one.key, one.desired]))
  const { drivers } = place.run()
  const readings = await Promise.all(
    changes.map(async change => {
      const found = await kindOf(kinds, change).read(drivers, [change.key], desired)
      return [...found.values()].map(reading => [nameOf(change), reading] as const)
    }),
  )
  return new Map(readings.flat())
}

/** The approved properties that a thing does not have. */
function strangeIn(reading: Reading<object> | undefined, change: Change | undefined) {
  if (reading?.state !== 'present' || !change) return ['it is not there']
  const { fields } = kindOf(kinds, change)
  const shown = new Map(Object.entries(reading.live))
  return change.fields.filter(({ path, after }) => {
    const field = fields[path]
    const agreed = canonicalJson(after)
    return field && after !== null && canonicalJson(field.toJson(shown.get(path))) !== agreed
  })
}

describe('whatever is there and whatever is wanted,', () => {
  it('what was applied is not planned again', () =>
    fc.assert(
      fc.asyncProperty(
        anyWorld,
        anyWantedSet,
        anyEdits,
        anyWantedSet,
        async (chance, first, edits, second) => {
          const place = settingOf(chance)
          await place.run().settle(first)
          await edited(place, edits)

          const receipts = await place.run().settle(second)

          expect(leftBehind(await place.run().plan(second), receipts)).toEqual([])
        },
      ),
      runs(60),
    ))

  it('a plan of equal states is empty, and applying it sends nothing that could change anything', () =>
    fc.assert(
      fc.asyncProperty(anyWorld, anyWantedSet, async (chance, wanted) => {
        const place = settingOf(chance)
        await place.run().settle(wanted)
        await place.run().settle(wanted)
        const before = place.everything()
        const again = place.run()

        const plan = await again.plan(wanted)
        const receipts = await again.apply(plan, wanted)

        expect(plan.changes.map(nameOf)).toEqual([])
        expect(receipts).toEqual([])
        expect(again.writes()).toEqual([])
        expect(place.everything()).toEqual(before)
      }),
      runs(40),
    ))

  it('the same state gives the same bytes, in whatever order rows and wanted things come', () =>
    fc.assert(
      fc.asyncProperty(
        anyWorld,
        anyWantedSet,
        anyEdits,
        anyWantedSet,
        fc.infiniteStream(fc.nat()),
        async (chance, first, edits, wanted, numbers) => {
          const place = settingOf(chance)
          await place.run().settle(first)
          await edited(place, edits)
          const shuffled = <Value>(values: readonly Value[]): readonly Value[] =>
            values
              .map(value => ({ value, at: Number(numbers.next().value) }))
              .sort((one, other) => one.at - other.at)
              .map(({ value }) => value)

          const plan = await place.run().plan(wanted)
          const other = await place.run({ disturb: { rows: shuffled } }).plan(shuffled(wanted))

          expect(canonicalJson(other)).toBe(canonicalJson(plan))
        },
      ),
      runs(60),
    ))

  it('nothing that is not ours is ever written, and of a part nothing outside the part', () =>
    fc.assert(
      fc.asyncProperty(
        anyWorld,
        anyWantedSet,
        anyEdits,
        anyWantedSet,
        async (chance, first, edits, second) => {
          const place = settingOf(chance)
          await place.run().settle(first)
          await edited(place, edits)
          const keepsAll = second.map(one =>
            one.kind === 'spf-record'
              ? { ...one, desired: { ...one.desired, all: 'keep', includes: [] } }
              : one,
          )
          const before = foreignIn(place.everything(), keepsAll)

          await place.run().settle(keepsAll)

          expect(leftOf(before, foreignIn(place.everything(), keepsAll))).toEqual(before)
        },
      ),
      runs(60),
    ))

  it('what could not be read is neither made nor removed', () =>
    fc.assert(
      fc.asyncProperty(
        anyWorld,
        anyWantedSet,
        anyWantedSet,
        fc.constantFrom(...faultNames),
        fc.integer({ min: 1, max: 9 }),
        async (chance, first, second, fault, broken) => {
          const place = settingOf(chance)
          await place.run().settle(first)
          const whole = await place.run().plan(second)
          const reads = (operation: string) =>
            operation.startsWith('Get-') || operation.startsWith('read')
          const deaf = place.run({
            disturb: {
              fault: one => (reads(one.operation) && one.number === broken ? fault : undefined),
            },
          })

          const plan = await deaf.plan(second)

          const known = new Set(whole.changes.map(canonicalJson))
          expect(plan.changes.map(canonicalJson).filter(one => !known.has(one))).toEqual([])
          for (const { kind, key, state } of plan.held)
            if (state === 'unknown')
              expect(plan.changes.map(nameOf)).not.toContain(`${kind}:${key}`)
        },
      ),
      runs(60),
    ))

  it('what nobody approved is not done: each thing ends as approved, or stays as somebody left it', () =>
    fc.assert(
      fc.asyncProperty(
        anyWorld,
        anyWantedSet,
        anyWantedSet,
        anyEdits,
        async (chance, first, second, edits) => {
          const place = settingOf(chance)
          await place.run().settle(first)
          const approved = await place.run().plan(second)
          await edited(place, edits)
          const before = await readingsOf(place, approved, second)

          const receipts = await place.run().apply(approved, second)

          const after = await readingsOf(place, approved, second)
          for (const receipt of receipts) {
            const name = nameOf(receipt)
            const change = approved.changes.find(one => nameOf(one) === name)
            if (receipt.outcome === 'refused') expect(after.get(name)).toEqual(before.get(name))
            if (receipt.outcome === 'written')
              expect(strangeIn(after.get(name), change)).toEqual([])
          }
        },
      ),
      runs(60),
    ))

  it('what needs a thing that is not brought about is not written', () =>
    fc.assert(
      fc.asyncProperty(anyWorld, anyWantedSet, fc.nat(6), async (chance, set, broken) => {
        const place = settingOf(chance)
        const rank = ({ kind }: Wanted) => kinds.findIndex(one => one.name === kind)
        const wanted = set.map(one => ({
          ...one,
          needs: set.filter(other => rank(other) < rank(one)),
        }))
        let writes = 0
        const failing = place.run({
          disturb: {
            fault(one) {
              if (one.writes) writes += 1
              return one.writes && writes === broken ? 'rejected' : undefined
            },
          },
        })

        const plan = await failing.plan(wanted)
        const receipts = await failing.apply(plan, wanted)

        const missing = new Set([
          ...plan.held.map(nameOf),
          ...receipts.filter(one => !done.has(one.outcome)).map(nameOf),
        ])
        for (const receipt of receipts.filter(one => done.has(one.outcome))) {
          const { needs = [] } = wanted.find(one => nameOf(one) === nameOf(receipt)) ?? {}
          expect(needs.map(nameOf).filter(name => missing.has(name))).toEqual([])
        }
      }),
      runs(60),
    ))
})

describe('a filter', () => {
  const anyFilter = fc.oneof(
    fc.constantFrom('observe' as const, 'additive' as const, 'full' as const).map(inMode),
    fc
      .subarray([
        ...kinds.map(({ name }) => name),
        'inbound-connector:milan',
        'spf-record:contoso.com',
      ])
      .map(onTargets),
  )

  it('only takes away: what it leaves stands in the plan word for word and in its order', () =>
    fc.assert(
      fc.asyncProperty(
        anyWorld,
        anyWantedSet,
        anyWantedSet,
        fc.array(anyFilter, { maxLength: 3 }),
        fc.nat(3),
        fc.nat(100),
        async (chance, first, second, filters, removals, removalsPercent) => {
          const place = settingOf(chance)
          await place.run().settle(first)
          const plan = await place.run().plan(second)

          const left = [...filters, withinLimits({ removals, removalsPercent }, plan)].reduce(
            (before, filter) => filter(before),
            plan,
          )

          const whole = plan.changes.map(canonicalJson)
          const part = left.changes.map(canonicalJson)
          expect(whole.filter(one => part.includes(one))).toEqual(part)
          for (const { name } of kinds) {
            const count = left.changes.filter(
              one => one.kind === name && one.verb === 'remove',
            ).length
            expect(count).toBeLessThanOrEqual(removals)
          }
        },
      ),
      runs(60),
    ))
})
