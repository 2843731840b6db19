/**
 * The laws of compare and act, over worlds, specs and edits by chance. Each says
 * what may be relied on, whatever the tenant holds and whatever is wanted of it.
 */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canonicalJson } from '../../src/engine/canonical-json.js'
import { inMode, onTargets, withinLimits } from '../../src/engine/filters.js'
import type { Plan, Receipt } from '../../src/engine/plan-data.js'
import { kinds } from '../../src/resources/kinds.js'
import { anyWantedSet } from '../support/arbitrary-wanted.js'
import { anyEdits, anyWorld, edited, settingOf } from '../support/arbitrary-world.js'
import { foreignIn } from '../support/foreign.js'
import { faultNames } from '../support/wire.js'

const runs = (numRuns: number) => ({ numRuns })
const done = new Set(['written', 'removed', 'unchanged'])
const nameOf = ({ kind, key }: { readonly kind: string; readonly key: string }) => `${kind}:${key}`

/** The changes that stand after those that were done: there must be none. */
function leftBehind(plan: Plan, receipts: readonly Receipt[]): readonly string[] {
  const settled = new Set(receipts.filter(one => done.has(one.outcome)).map(nameOf))
  return plan.changes.map(nameOf).filter(name => settled.has(name))
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
      runs(150),
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
      runs(100),
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
              .map(value => ({ value, at: numbers.next().value ?? 0 }))
              .sort((one, other) => one.at - other.at)
              .map(({ value }) => value)

          const plan = await place.run().plan(wanted)
          const other = await place.run({ disturb: { rows: shuffled } }).plan(shuffled(wanted))

          expect(canonicalJson(other)).toBe(canonicalJson(plan))
        },
      ),
      runs(150),
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

          expect(foreignIn(place.everything(), keepsAll)).toEqual(before)
        },
      ),
      runs(150),
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
      runs(150),
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
          const left = new Map(
            (await place.run().plan(second)).changes.map(one => [nameOf(one), one]),
          )

          const receipts = await place.run().apply(approved, second)
          const now = new Map(
            (await place.run().plan(second)).changes.map(one => [nameOf(one), one]),
          )

          for (const receipt of receipts) {
            const name = nameOf(receipt)
            const agreed = approved.changes.find(one => nameOf(one) === name)?.fields ?? []
            const was = left.get(name)
            if (receipt.outcome === 'refused') expect(now.get(name)?.fields).toEqual(was?.fields)
            if (receipt.outcome !== 'written' || !was) continue
            const strange = was.fields.filter(
              field =>
                field.path !== 'mark' &&
                !agreed.some(
                  one =>
                    canonicalJson(one.after) === canonicalJson(field.after) &&
                    one.path === field.path,
                ),
            )
            expect(strange).toEqual([])
          }
        },
      ),
      runs(150),
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

          const left = [...filters, withinLimits({ removals, removalsPercent })].reduce(
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
      runs(150),
    ))
})
