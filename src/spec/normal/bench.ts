/** What making the normal form of any one thing needs, and what all things share. */
import type { References } from '../references.js'
import type { Item, Named, Sections } from '../sections.js'
import type { Keyed } from '../keyed.js'
import type { WrittenDevice } from '../schema/device.js'
import type { WrittenDomainDefaults } from '../schema/domain.js'
import type { WrittenSiteDefaults } from '../schema/site.js'
import { compareText, type Tell } from '../tell.js'
import type { Unread } from '../unread.js'
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
  readonly unread: Unread
  readonly tell: Tell
}

/** Makes a thing of each item, in the order of the names. */
export function inOrder<Thing extends Item<unknown>, Normal>(
  things: Named<Thing>,
  make: (thing: Thing) => Normal,
): readonly Normal[] {
  // Lower-case keys in the order of their code units: the same on every machine.
  const entries = [...things].sort(([one], [other]) => compareText(one, other))
  return entries.map(([, thing]) => make(thing))
}

type Word = string | number | boolean

export function described(written: {
  readonly notes?: Word | undefined
  readonly labels?: Readonly<Record<string, Word>> | undefined
}): { readonly notes: string | null; readonly labels: Readonly<Record<string, string>> } {
  const { notes, labels } = written
  return { notes: notes === undefined ? null : String(notes), labels: labelsOf(labels) }
}

const none = Object.freeze({})

function labelsOf(labels: Readonly<Record<string, Word>> | undefined) {
  if (!labels) return none
  const texts = Object.entries(labels).map(([label, text]): [string, string] => [
    label,
    String(text),
  ])
  return Object.fromEntries(texts.sort())
}

export function asList<One>(oneOrMany: One | readonly One[]): readonly One[] {
  return Array.isArray(oneOrMany) ? (oneOrMany as readonly One[]) : [oneOrMany as One]
}
