/** Filters: what of a plan a run is to do. */
import { describe, expect, it } from 'vitest'
import { inMode, nameOf, onTargets, withinLimits } from '../../src/engine/filters.js'
import { digestOf } from '../../src/engine/plan.js'
import type { Change, Plan } from '../../src/engine/plan-data.js'
import { keyFrom, type Reference } from '../../src/resources/resource.js'

const telling = {
  title: 'a thing',
  meaning: 'It is so.',
  canMore: [],
  canLess: [],
  ifWrong: null,
  details: [],
}

const ref = (name: string): Reference => {
  const [kind = '', key = ''] = name.split(':')
  return { kind, key: keyFrom(key) }
}

const change = (verb: Change['verb'], name: string, ...needs: readonly string[]): Change => ({
  ...ref(name),
  verb,
  fields: [{ path: 'name', before: null, after: name }],
  telling,
  because: [{ place: { file: 'spec.yaml', line: 3, column: 1 } }],
  needs: needs.map(ref),
  undo: 'by-apply',
})

function planOf(changes: readonly Change[], standing: readonly string[] = []): Plan {
  const plan = { tenant: 'contoso.onmicrosoft.com', driver: 'simulator', changes }
  return {
    ...plan,
    spec: 'contoso',
    mode: 'full',
    byHand: [],
    held: [],
    standing: standing.map(name => ({ ...ref(name), title: name, because: [], how: 'unchanged' })),
    findings: [],
    digest: digestOf(plan),
  }
}

const rows = (prefix: string, count: number) =>
  Array.from({ length: count }, (_, index) => `${prefix}:${String(index + 1)}`)
const removals = (count: number) => rows('c', count).map(name => change('remove', name))
const standing = (count: number) => rows('c', count).map(name => `${name}-stays`)
const namesIn = (plan: Plan) => plan.changes.map(nameOf)

describe('modes', () => {
  const whole = planOf([change('create', 'c:1'), change('update', 'c:2'), change('remove', 'c:3')])

  it.each([
    ['full', ['c:1', 'c:2', 'c:3']],
    ['additive', ['c:1', 'c:2']],
    // Whoever applies a plan looks at its mode.
    ['observe', ['c:1', 'c:2', 'c:3']],
  ] as const)('%s leaves %s', (mode, names) => {
    const plan = inMode(mode)(whole)
    expect(namesIn(plan)).toEqual(names)
    expect(plan.mode).toBe(mode)
    expect(plan.digest).toBe(digestOf(plan))
  })
})

describe('targets', () => {
  const whole = planOf([
    change('create', 'c:1'),
    change('create', 'c:2'),
    change('create', 'm:1', 'c:1'),
    change('create', 's:1', 'm:1'),
    change('remove', 'c:9'),
  ])

  it.each([
    ['none', [], ['c:1', 'c:2', 'm:1', 's:1', 'c:9']],
    ['a kind', ['c'], ['c:1', 'c:2', 'c:9']],
    ['one thing', ['c:2'], ['c:2']],
    ['one thing, whatever the case', ['C:2'], ['c:2']],
    ['a thing with what it needs, and what that needs', ['s:1'], ['c:1', 'm:1', 's:1']],
    ['a thing that does not change', ['c:77'], []],
  ] as const)('%s', (_, targets, names) => {
    const plan = onTargets(targets)(whole)
    expect(namesIn(plan)).toEqual(names)
    expect(plan.digest).toBe(digestOf(plan))
  })
})

describe('limits of removals', () => {
  /** How many removals are left of so many, beside so many that stay. */
  const left = (
    count: number,
    stays: number,
    limits: { removals: number; removalsPercent: number },
  ) => {
    const plan = planOf(removals(count), standing(stays))
    return withinLimits(limits, plan)(plan)
  }

  it.each([
    [5, 95, { removals: 5, removalsPercent: 20 }, 'both hold', 5],
    [6, 94, { removals: 5, removalsPercent: 20 }, 'more than the count', 0],
    [2, 8, { removals: 5, removalsPercent: 20 }, 'just the share', 2],
    [3, 7, { removals: 5, removalsPercent: 20 }, 'more than the share', 0],
    [1, 0, { removals: 5, removalsPercent: 20 }, 'one of one may go', 1],
    [1, 1, { removals: 5, removalsPercent: 20 }, 'one of two may go', 1],
    [2, 0, { removals: 5, removalsPercent: 20 }, 'two of two may not', 0],
    [1, 50, { removals: 0, removalsPercent: 20 }, 'none may go', 0],
    [1, 50, { removals: 5, removalsPercent: 0 }, 'no share may go', 0],
    [9, 0, { removals: 9, removalsPercent: 100 }, 'all may go', 9],
  ])('%i go and %i stay under %o: %s', (count, stays, limits, _, most) => {
    const plan = left(count, stays, limits)
    expect(plan.changes).toHaveLength(most)
    expect(plan.held).toHaveLength(count - most)
  })

  it('refuse all removals of the kind at once, with the numbers and the way to allow them', () => {
    const plan = left(3, 7, { removals: 5, removalsPercent: 20 })
    expect(plan.held[0]?.why[0]).toMatchObject({
      code: 'too-many-removals',
      message: 'The plan removes 3 of 10 things of kind c; at most 2 may go in one run.',
    })
    expect(plan.held[0]?.why[0]?.remedy).toContain('--max-removals 3')
    expect(plan.held[0]?.because).toEqual(plan.held[2]?.because)
  })

  it('that are 0 say that none may go', () => {
    const [held] = left(1, 4, { removals: 0, removalsPercent: 100 }).held
    expect(held?.why[0]?.message).toContain('at most 0 may go')
  })

  it('count each kind for itself, and leave creations and updates alone', () => {
    const plan = planOf([change('create', 'c:7'), change('remove', 'm:1'), ...removals(2)])
    const kept = withinLimits({ removals: 1, removalsPercent: 100 }, plan)(plan)
    expect(namesIn(kept)).toEqual(['c:7', 'm:1'])
  })

  it('reckon with all there are, also with those that a target left out', () => {
    const updates = rows('u', 18).map(name => ({ ...change('update', name), kind: 'c' }))
    const whole = planOf([...updates, ...removals(2)])
    const targeted = onTargets(['c:1', 'c:2'])({ ...whole, changes: [...removals(2)] })

    const plan = withinLimits({ removals: 5, removalsPercent: 20 }, whole)(targeted)

    expect(namesIn(plan)).toEqual(['c:1', 'c:2'])
  })
})
