/** What making the normal form of any one thing needs, and what all things share. */
import type { References } from '../references.js'
import type { Item, Named, Sections } from '../sections.js'
import type { Keyed } from '../keyed.js'
import type { WrittenDevice } from '../schema/device.js'
import type { WrittenDomainDefaults } from '../schema/domain.js'
import type { WrittenSiteDefaults } from '../schema/site.js'
import type { Spot, Tell } from '../tell.js'
import type { Values } from './values.js'

export interface Defaults {
  readonly device: Keyed<WrittenDevice>
  readonly site: Keyed<WrittenSiteDefaults>
  readonly domain: Keyed<WrittenDomainDefaults>
}

export interface Bench {
  readonly sections: Sections
  readonly defaults: Defaults
  readonly references: References
  readonly values: Values
  /** Whether a name of a section may be defined where nothing could be read. */
  readonly mayBeUnread: (section: string, name: string) => boolean
  readonly tell: Tell
}

/** Makes a thing of each item, in the order of the names. */
export function inOrder<Thing extends Item<unknown>, Normal>(
  things: Named<Thing>,
  make: (thing: Thing) => Normal,
): readonly Normal[] {
  // Lower-case keys in the order of their code units: the same on every machine.
  return [...things.keys()].sort().flatMap(key => {
    const thing = things.get(key)
    return thing ? [make(thing)] : []
  })
}

/** The value of a key within a thing. */
export function within(spot: Spot, ...steps: readonly (string | number)[]): Spot {
  return { raw: spot.raw, path: [...spot.path, ...steps] }
}

type Word = string | number | boolean

export function described(written: {
  readonly notes?: Word | undefined
  readonly labels?: Readonly<Record<string, Word>> | undefined
}): { readonly notes: string | null; readonly labels: Readonly<Record<string, string>> } {
  const { notes, labels = {} } = written
  return {
    notes: notes === undefined ? null : String(notes),
    labels: Object.fromEntries(
      Object.entries(labels)
        .map(([label, value]): [string, string] => [label, String(value)])
        .sort(),
    ),
  }
}

export function asList<One>(oneOrMany: One | readonly One[]): readonly One[] {
  return Array.isArray(oneOrMany) ? (oneOrMany as readonly One[]) : [oneOrMany as One]
}
