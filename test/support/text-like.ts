import { expect } from 'vitest'

/**
 * A text that fits the pattern, inside a larger expectation. A bare pattern there
 * would fit everything: toMatchObject takes it for an object without properties.
 */
export function textLike(pattern: RegExp): unknown {
  return expect.stringMatching(pattern)
}
