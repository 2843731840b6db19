/**
 * Names that refer to something: the site of a device, the domain of an address.
 * One that is not defined is told with the nearest that is; but not where its
 * definition may stand in a file or a section that could not be read.
 */
import type { Item, Sections } from './sections.js'
import type { Suggest } from './suggest.js'
import type { Spot } from './spot.js'
import type { Tell } from './tell.js'
import type { Unread } from './unread.js'

/** Sections whose things are referred to, and what one of them is called. */
const kinds = { sites: 'site', profiles: 'profile', relays: 'relay' } as const
type Kind = keyof typeof kinds

export interface References {
  /** The thing of that name. `user` is who names it, as a sentence begins. */
  find<Section extends Kind>(
    section: Section,
    name: string | number,
    user: string,
    spot: Spot,
  ): ThingOf<Section> | undefined
  /** Tells an address whose domain is not listed in the spec. */
  expectListed(address: string, domain: string, spot: Spot): void
}

type ThingOf<Section extends Kind> =
  Sections[Section] extends ReadonlyMap<string, infer Thing> ? Thing : never

export function createReferences(
  sections: Sections,
  unread: Unread,
  tell: Tell,
  suggest: Suggest,
): References {
  function find(section: Kind, written: string | number, user: string, spot: Spot) {
    const name = String(written)
    const things: ReadonlyMap<string, Item<unknown>> = sections[section]
    const found = things.get(name.toLowerCase())
    if (found || unread.name(section, name)) return found
    const facts = { user, kind: kinds[section], name, section }
    const suggestion = suggest(name, namesOf(things))
    if (suggestion === undefined) tell('name-not-found', facts, spot)
    else tell('name-misspelt', { ...facts, suggestion }, spot)
    return undefined
  }

  return {
    find: find as References['find'],
    expectListed(address, domain, spot) {
      if (sections.domains.has(domain) || unread.name('domains', domain)) return
      const suggestion = suggest(domain, namesOf(sections.domains))
      if (suggestion === undefined) tell('domain-not-listed', { address, domain }, spot)
      else tell('domain-misspelt', { address, domain, suggestion }, spot)
    },
  }
}

function* namesOf(things: ReadonlyMap<string, Item<unknown>>): Iterable<string> {
  for (const { name } of things.values()) yield name
}
