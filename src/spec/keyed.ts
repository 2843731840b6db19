/**
 * Maps whose keys may be spread over files: the tenant, and the defaults. Each
 * key may be written once; where a file of the folder and an included one both
 * write it, the folder's own holds.
 */
import { describeSpot, keyWithin, within, type Spot } from './spot.js'
import type { Tell } from './tell.js'

export interface Part<Written extends object> {
  readonly written: Written
  readonly spot: Spot
  readonly included: boolean
}

export interface Keyed<Written extends object> {
  readonly values: Partial<Written>
  /** Where a key was written. */
  spotOf(key: string): Spot | undefined
}

export function mergeKeys<Written extends object>(
  parts: readonly Part<Written>[],
  thing: string,
  tell: Tell,
): Keyed<Written> {
  const values: Partial<Written> = {}
  const writers = new Map<string, Part<Written>>()
  const ownFirst = [...parts].sort((one, other) => Number(one.included) - Number(other.included))
  for (const part of ownFirst)
    for (const key of Object.keys(part.written) as (keyof Written & string)[]) {
      const first = writers.get(key)
      if (!first) {
        writers.set(key, part)
        values[key] = part.written[key]
      } else if (first.included === part.included) {
        const facts = {
          thing: `\`${key}\` of ${thing}`,
          first: describeSpot(keyWithin(first.spot, key)),
        }
        tell('defined-twice', facts, keyWithin(part.spot, key))
      }
    }
  return {
    values,
    spotOf(key) {
      const writer = writers.get(key)
      return writer && within(writer.spot, key)
    },
  }
}
