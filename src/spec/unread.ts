/**
 * What may be defined where nothing could be read: in a file with a fault of
 * syntax, in a map that had to be taken out. A name that may be there is not
 * told as missing, for one mistake is one finding.
 */
import type { GatheredDocument } from './gather.js'

export interface Unread {
  /** Whether a thing, or a key of the tenant, may be defined there. */
  name(section: string, name: string): boolean
  /** Whether anything of the section may be defined there. */
  any(section: string): boolean
}

/** `complete`: every file could be read. */
export function unreadOf(documents: readonly GatheredDocument[], complete: boolean): Unread {
  const broken = new Set(documents.flatMap(one => [...one.broken]))
  const everything = !complete || broken.has('')
  const sections = new Set([...broken].map(one => one.replace(/\/.*/, '')))
  return {
    name: (section, name) =>
      everything || (broken.size > 0 && (broken.has(section) || broken.has(`${section}/${name}`))),
    any: section => everything || sections.has(section),
  }
}
