/** Resources are made without their place in our code, and errors keep theirs. */
import { expect, test } from 'vitest'
import { unplaced } from '../../src/pulumi/unplaced.js'

test('what is made meanwhile cannot tell where', () => {
  expect(unplaced(() => new Error('one').stack)).toBe('')
  expect(new Error('two').stack).toContain('unplaced.test')
})

test('an error that ends it is as helpful as any, and all is as before', () => {
  const before = Object.getOwnPropertyDescriptor(Error, 'prepareStackTrace')
  const fail = () =>
    unplaced(() => {
      throw new Error('It failed.')
    })
  expect(fail).toThrow('It failed.')
  expect(Object.getOwnPropertyDescriptor(Error, 'prepareStackTrace')).toEqual(before)
})
