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
  const { needs = [], adopt = false, takeFrom = null } = options
  const { doneBy = 'devicemail', protect = false, formerly = null } = options
  // Property by property: there are many thousands, and copies of objects cost ten times as much.
  return Object.freeze({
    kind: reference.kind,
    key: reference.key,
    desired: Object.freeze(desired),
    because,
    needs,
    adopt,
    takeFrom,
    doneBy,
    protect,
    formerly,
  })
}

export function referTo(kind: string, key: string): Reference {
  return { kind, key: keyFrom(key) }
}
