import fc from 'fast-check'
import { expect, it } from 'vitest'
import { canonicalJson } from '../../src/engine/canonical-json.js'

it('is the value, whatever its keys are called', () => {
  fc.assert(
    fc.property(fc.jsonValue(), value => {
      expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)))
    }),
  )
})

it('is the same for the same value, in whatever order its keys were written', () => {
  const reversed = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(reversed)
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(
      Object.entries(value)
        .reverse()
        .map(([name, one]) => [name, reversed(one)]),
    )
  }
  fc.assert(
    fc.property(fc.jsonValue(), value => {
      expect(canonicalJson(reversed(value))).toBe(canonicalJson(value))
    }),
  )
})

it('keeps the order of lists, and writes no white space', () => {
  expect(canonicalJson({ b: [2, 1], a: { d: null, c: 'x y' } })).toBe(
    '{"a":{"c":"x y","d":null},"b":[2,1]}',
  )
})
