/** Every kind as plain data: what goes out comes back, and nothing of it is lost in JSON. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Json } from '../../../src/resources/field.js'
import { diff, entries, fromData, toData } from '../../../src/resources/field-table.js'
import { everyKind } from '../../../src/resources/kinds.js'
import { anyOfKind } from '../../support/arbitrary-wanted.js'

describe.each(everyKind.map(kind => [kind.name, kind] as const))('%s', (name, kind) => {
  const wanted = anyOfKind[name] ?? fc.constantFrom()

  it('as plain data and back is the same thing, under the same key', () => {
    fc.assert(
      fc.property(wanted, ({ desired, key }) => {
        const data = JSON.parse(JSON.stringify(toData(kind.fields, desired))) as Record<
          string,
          Json
        >
        const back = fromData(kind.fields, data)

        expect(back).toEqual(desired)
        expect(toData(kind.fields, back)).toEqual(data)
        expect(kind.keyOf(back)).toBe(key)
      }),
    )
  })

  it('as plain data differs in nothing from what it was made of', () => {
    fc.assert(
      fc.property(wanted, ({ desired }) => {
        const constants = entries(kind.fields).flatMap(([path, { constant }]) =>
          constant === undefined ? [] : [[path, constant] as const],
        )
        const live = { ...desired, ...Object.fromEntries(constants) }
        expect(
          diff(kind.fields, live, fromData(kind.fields, toData(kind.fields, desired))),
        ).toEqual([])
      }),
    )
  })
})
