/** Each fact that a kind leans on stands in its head, and in a test with the same words. */
import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { everyKind } from '../../../src/resources/kinds.js'

const read = (path: string) => readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8')

it.each(everyKind.map(({ name }) => name))('%s: each fact in its head has a test', name => {
  const [head = ''] = read(`src/resources/${name}.ts`).split('*/', 1)
  const facts = [...head.matchAll(/^ \* - (.+(?:\n \* {3}.+)*)/gm)].map(([, fact = '']) =>
    fact.replace(/\n \* +/g, ' '),
  )
  const tests = read(`test/resources/${name}.test.ts`)

  expect(head).toContain('each has a test with the same words')
  expect(facts.length).toBeGreaterThan(0)
  expect(
    facts.filter(fact => !["'", '"'].some(sign => tests.includes(`it(${sign}${fact}${sign}`))),
  ).toEqual([])
})
