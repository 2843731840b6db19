import fc from 'fast-check'
import { expect, test } from 'vitest'
import { plainOf } from '../../src/report/page.js'
import { afterText, differenceText } from '../../src/report/word-diff.js'

const difference = (before: string | string[] | null, after: string | string[] | null) => ({
  path: 'record',
  before,
  after,
})

function marked(before: string | string[] | null, after: string | string[] | null): string {
  return differenceText(difference(before, after))
    .map(({ text, tone }) => {
      if (tone === 'plain') return text
      return tone === 'added' ? `{+${text}+}` : `{-${text}-}`
    })
    .join('')
}

test('of an SPF record only the terms that come and go are set off', () => {
  expect(marked('v=spf1 ip4:203.0.113.10 mx -all', 'v=spf1 mx ip4:198.51.100.7 -all')).toBe(
    'v=spf1 {-ip4:203.0.113.10-} mx {+ip4:198.51.100.7+} -all',
  )
})

test('of a list the members are compared', () => {
  expect(marked(['203.0.113.10'], ['198.51.100.7', '203.0.113.10'])).toBe(
    '{+198.51.100.7+}, 203.0.113.10',
  )
})

test('where nothing is common, before and after stand whole', () => {
  expect(marked('Printers MI', 'Devices')).toBe('{-Printers MI-} → {+Devices+}')
  expect(marked(['a'], ['b'])).toBe('{-a-} → {+b+}')
})

test('what is new or gone altogether stands alone', () => {
  expect(marked(null, ['203.0.113.10'])).toBe('{+203.0.113.10+}')
  expect(marked('x', null)).toBe('{-x-}')
})

const words = fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'e'), { minLength: 1, maxLength: 9 })

test('without what was added it is what was there, without what was removed what will be', () => {
  fc.assert(
    fc.property(words, words, (before, after) => {
      const all = differenceText(difference(['x', ...before], ['x', ...after]))
      const members = (tone: string) =>
        all
          .filter(one => one.tone === 'plain' || one.tone === tone)
          .flatMap(one => one.text.split(', '))
          .filter(one => one !== '')
      expect(members('removed')).toEqual(['x', ...before])
      expect(members('added')).toEqual(['x', ...after])
      expect(plainOf(afterText(difference(['x', ...before], ['x', ...after])))).toBe(
        ['x', ...after].join(', '),
      )
    }),
  )
})

test('two very long lists are not compared for ever', () => {
  const long = (from: number) =>
    Array.from({ length: 3_000 }, (_, index) => `term${String(from + index)}`)
  expect(differenceText(difference(long(0), long(1)))).toHaveLength(3)
})
