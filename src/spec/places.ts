/**
 * Where the things of a spec stand in its files, by their path in the normal
 * form. A device is one path there, wherever it was written; values that came
 * from a profile or the defaults are shown at the thing that uses them.
 */
import type { Place } from '../findings.js'
import type { Path } from './positions.js'
import type { Keyed } from './keyed.js'
import type { WrittenTenant } from './schema/tenant.js'
import { withoutSecrets } from './secrets.js'
import type { Sections } from './sections.js'
import { placeIn, type Source } from './source.js'
import type { Places } from './spec.js'
import { offsetOf, within, type Spot } from './spot.js'

export function placesOf(
  sections: Sections,
  tenant: { readonly keyed: Keyed<WrittenTenant>; readonly spot: Spot | undefined },
  sources: readonly Source[],
): Places {
  const byFile = new Map(sources.map(source => [source.file, source]))

  function spotAt(path: Path): Spot | undefined {
    const [section, name, ...steps] = path
    if (section === 'tenant') {
      const key = name === undefined ? undefined : tenant.keyed.spotOf(String(name))
      return key ? within(key, ...steps) : tenant.spot
    }
    if (typeof section !== 'string' || !isSection(section, sections)) return undefined
    const item = sections[section].get(String(name).toLowerCase())
    return item && steps.length > 0 ? within(item.spot, ...steps) : item?.spot
  }

  function placeAt(path: Path): Place | undefined {
    const spot = spotAt(path)
    const source = spot?.raw.source
    const offset = spot && offsetOf(spot)
    return source && offset !== undefined ? placeIn(source, offset) : undefined
  }

  // A device is asked for by its connector, its mailbox and each of its domains.
  const known = new Map<string, Place | undefined>()

  return Object.freeze({
    at(...path: Path): Place | undefined {
      if (path.length !== 2) return placeAt(path)
      const name = path.join(' ')
      if (!known.has(name)) known.set(name, placeAt(path))
      return known.get(name)
    },
    lineAt({ file, line }: Place) {
      const text = byFile.get(file)?.lines.text(line)
      return text === undefined ? undefined : withoutSecrets(text)
    },
  })
}

function isSection(name: string, sections: Sections): name is keyof Sections {
  return Object.hasOwn(sections, name)
}
