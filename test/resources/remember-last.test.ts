import { expect, test } from 'vitest'
import { rememberLast } from '../../src/resources/remember-last.js'

test('only the very same two objects get the answer that was given last', () => {
  let answers = 0
  const answerFor = rememberLast((one: { value: number }, other: { value: number }) => {
    answers += 1
    return one.value * 10 + other.value
  })
  const [a, b, alike] = [{ value: 1 }, { value: 2 }, { value: 1 }]
  expect([answerFor(a, b), answerFor(a, b), answers]).toEqual([12, 12, 1])
  expect([answerFor(b, a), answers]).toEqual([21, 2])
  expect([answerFor(alike, b), answers]).toEqual([12, 3])
  expect([answerFor(a, b), answers]).toEqual([12, 4])
})
