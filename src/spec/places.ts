/**
 * Where the things of a spec stand in its files, by their path in the normal
 * form. A device is one path there, wherever it was written; values that came
 * from a profile or the defaults are shown at the thing that uses them.
 */
import type { Place } from '../findings.js'
import type { Keyed } from './keyed.js'
import type { WrittenTenant } from './schema/tenant.js'
import type { Sections } from './sections.js'
import { placeIn, type Source } from './source.js'
import type { Places } from './spec.js'
import type { Spot } from './tell.js'

export function placesOf(
  sections: Sections,
  tenant: { readonly keyed: Keyed<WrittenTenant>; readonly spot: Spot | undefined },
  sources: readonly Source[],
): Places {
  const byFile = new Map(sources.map(source => [source.file, source]))

  function spotAt(path: readonly (string | number)[]): Spot | undefined {
    const [section, name, ...steps] = path
    if (section === 'tenant') {
      const key = name === undefined ? undefined : tenant.keyed.spotOf(String(name))
      return key ? { ...key, path: [...key.path, ...steps] } : tenant.spot
    }
    if (typeof section !== 'string' || !isSection(section, sections)) return undefined
    const item = sections[section].get(String(name).toLowerCase())
    if (!item) return undefined
    const { raw, at } = item.spot
    return steps.length === 0
      ? { raw, path: item.spot.path, ...(at && { at }) }
      : { raw, path: [...item.spot.path, ...steps] }
  }

  return Object.freeze({
    at(...path: readonly (string | number)[]): Place | undefined {
      const spot = spotAt(path)
      if (!spot?.raw.source || !spot.raw.positions) return undefined
      const offset = spot.raw.positions.locate(spot.path, spot.at ?? 'value')
      return placeIn(spot.raw.source, offset)
    },
    lineAt: ({ file, line }: Place) => byFile.get(file)?.lines.text(line),
  })
}

function isSection(name: string, sections: Sections): name is keyof Sections {
  return Object.hasOwn(sections, name)
}
