/** A site in normal form, and whether what it says of itself holds together. */
import { within } from '../spot.js'
import type { WrittenSite } from '../schema/site.js'
import type { Item } from '../sections.js'
import type { Site } from '../spec.js'
import { described, type Bench } from './bench.js'
import { egressOf } from './egress.js'

export function siteOf(item: Item<WrittenSite>, bench: Bench): Site {
  const { name, spot } = item
  const { references, values, tell } = bench
  const written: WrittenSite = { ...bench.defaults.site.values, ...item.written }
  const address = written.address ?? 'static'
  const user = `Site ${name}`
  const via =
    written.via === undefined
      ? undefined
      : references.find('sites', written.via, user, within(spot, 'via'))
  if (via && written.egress !== undefined)
    tell('site-via-and-egress', { site: name, via: via.name }, within(spot, 'via'))

  return {
    name,
    egress: egressOf(written.egress ?? [], address, within(spot, 'egress'), bench),
    address,
    port25: written.port25 ?? 'open',
    hosted: written.hosted ?? 'on-premises',
    certificate:
      written.certificate === undefined
        ? null
        : values.certificate(written.certificate, within(spot, 'certificate')),
    connector: connectorOf(item, bench),
    via: via?.name ?? null,
    formerly: written.formerly === undefined ? null : String(written.formerly),
    protect: written.protect ?? false,
    ...described(written),
  }
}

function connectorOf({ name, written, spot }: Item<WrittenSite>, bench: Bench): Site['connector'] {
  const { values, tell } = bench
  const connector = written.connector ?? {}
  const textOf = (key: 'name' | 'existing' | 'takeFrom') => {
    const text = connector[key]
    return text === undefined ? null : values.text(text, key, within(spot, 'connector', key))
  }
  if (connector.existing !== undefined)
    for (const key of ['name', 'adopt', 'takeFrom'] as const)
      if (connector[key] !== undefined && connector[key] !== false)
        tell('connector-existing-and-ours', { site: name, key }, within(spot, 'connector', key))
  return {
    name: textOf('name'),
    existing: textOf('existing'),
    adopt: connector.adopt ?? false,
    takeFrom: textOf('takeFrom'),
  }
}

/** Tells sites that send through themselves, by however many others; each loop once. */
export function tellViaLoops(sites: readonly Site[], bench: Bench): void {
  const viaOf = new Map(sites.map(({ name, via }) => [name, via]))
  const settled = new Set<string>()
  for (const { name } of sites) {
    const way: string[] = []
    let at: string | null = name
    while (at !== null && !settled.has(at)) {
      settled.add(at)
      way.push(at)
      at = viaOf.get(at) ?? null
    }
    const start = at === null ? -1 : way.indexOf(at)
    if (start === -1 || at === null) continue
    const item = bench.sections.sites.get(at.toLowerCase())
    const text = [...way.slice(start), at].join(' via ')
    if (item) bench.tell('site-via-itself', { site: at, way: text }, within(item.spot, 'via'))
  }
}
