import { expect, it } from 'vitest'
import { prose, table } from '../../scripts/pages/markdown.mjs'
import { withParts } from '../../scripts/pages/readme-parts.mjs'

it('keeps signs in prose from becoming markup, but not those in code', () => {
  expect(prose('*-copier of <site> takes `*-copier`')).toBe(
    '\\*-copier of \\<site\\> takes `*-copier`',
  )
})

it('leaves out a column in which no row has anything', () => {
  expect(table(['a', 'b', 'c'], [['1', '', '3']])).toBe('| a | c |\n| --- | --- |\n| 1 | 3 |')
})

it('replaces only what stands between the marks of a part', () => {
  const text = 'before\n<!-- plan:start -->\nold\n<!-- plan:end -->\nafter'
  expect(withParts(text, { plan: 'new' })).toBe(
    'before\n<!-- plan:start -->\n\nnew\n\n<!-- plan:end -->\nafter',
  )
})

it('says so when the marks are missing, rather than writing nothing', () => {
  expect(() => withParts('no marks', { plan: 'new' })).toThrow('plan:start')
})
