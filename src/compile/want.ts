/** One wanted thing, with the defaults that most of them have. */
import type { Because } from '../findings.js'
import { keyFrom, type Reference, type Wanted } from '../resources/resource.js'

type Options = Partial<Omit<Wanted, 'kind' | 'key' | 'desired' | 'because'>>

export function want<Desired extends object>(
  reference: Reference,
  desired: Desired,
  because: readonly Because[],
  options: Options = {},
): Wanted<Desired> {
  return Object.freeze({
    ...reference,
    desired: Object.freeze(desired),
    because,
    needs: [],
    adopt: false,
    takeFrom: null,
    doneBy: 'devicemail',
    protect: false,
    formerly: null,
    ...options,
  })
}

export function referTo(kind: string, key: string): Reference {
  return { kind, key: keyFrom(key) }
}
