/**
 * All documents of a spec as one: each named thing with the place it was written
 * at. Which file it stood in means nothing any more, and neither does the order.
 *
 * A name may be defined once. Names that differ only in case are the same name,
 * as they are for Exchange; domains and addresses are held in canonical form.
 */
import { parseDomain } from '../mail/domain-name.js'
import { isPattern, parseAddress } from '../mail/mail-address.js'
import type { GatheredDocument } from './gather.js'
import type { Path } from './positions.js'
import type { WrittenDevice, WrittenProfile } from './schema/device.js'
import type { WrittenDomain } from './schema/domain.js'
import type { WrittenSender } from './schema/sender.js'
import type { WrittenRelay, WrittenSite } from './schema/site.js'
import { shown } from './shown.js'
import { describeSpot, spotOf, type Spot } from './spot.js'
import type { Tell } from './tell.js'

export interface Item<Written> {
  /** As it is called from here on. */
  readonly name: string
  readonly written: Written
  /** Where it was written: its document, and the path to it there. */
  readonly spot: Spot
  /** Lost a part to a fault that is told already: what it lacks is no news. */
  readonly broken: boolean
}

export interface DeviceItem extends Item<WrittenDevice> {
  /** The site it stands under, where it stands under one. */
  readonly under: string | undefined
}

/** Things by their name in lower case. */
export type Named<Thing> = ReadonlyMap<string, Thing>

export interface Sections {
  readonly domains: Named<Item<WrittenDomain>>
  readonly senders: Named<Item<WrittenSender>>
  readonly profiles: Named<Item<WrittenProfile>>
  readonly sites: Named<Item<WrittenSite>>
  readonly relays: Named<Item<WrittenRelay>>
  readonly devices: Named<DeviceItem>
}

export function sectionsOf(documents: readonly GatheredDocument[], tell: Tell): Sections {
  const domains = new Map<string, Item<WrittenDomain>>()
  const senders = new Map<string, Item<WrittenSender>>()
  const profiles = new Map<string, Item<WrittenProfile>>()
  const sites = new Map<string, Item<WrittenSite>>()
  const relays = new Map<string, Item<WrittenRelay>>()
  const devices = new Map<string, DeviceItem>()

  for (const document of documents) {
    const { raw, written, broken, included } = document
    const itemAt = <Written>(path: Path, name: string, value: Written): Item<Written> => ({
      name,
      written: value,
      spot: spotOf(raw, path, 'key'),
      broken: broken.size > 0 && broken.has(path.slice(-2).join('/')),
    })

    for (const [name, value] of entriesOf(written.profiles))
      put(profiles, itemAt(['profiles', name], name, value), 'Profile', tell)
    // Told already: an included file holds nothing else.
    if (included) continue

    for (const [name, value] of entriesOf(written.domains)) {
      const item = itemAt(['domains', name], parseDomain(name) ?? name, value ?? {})
      if (parseDomain(name) === undefined)
        tell('domain-not-valid', { value: shown(name) }, item.spot)
      put(domains, item, 'Domain', tell)
    }
    for (const [name, value] of entriesOf(written.senders)) {
      const item = itemAt(['senders', name], senderName(name), value ?? {})
      tellBadSender(name, item.spot, tell)
      put(senders, item, 'Sender', tell)
    }
    for (const [name, value] of entriesOf(written.sites)) {
      put(sites, itemAt(['sites', name], name, value), 'Site', tell)
      for (const [device, own] of entriesOf(value.devices)) {
        const item = itemAt(['sites', name, 'devices', device], device, own)
        put(devices, { ...item, under: name }, 'Device', tell)
      }
    }
    for (const [name, value] of entriesOf(written.relays))
      put(relays, itemAt(['relays', name], name, value), 'Relay', tell)
    for (const [name, value] of entriesOf(written.devices))
      put(devices, { ...itemAt(['devices', name], name, value), under: undefined }, 'Device', tell)
  }
  return { domains, senders, profiles, sites, relays, devices }
}

function entriesOf<Value>(
  section: Readonly<Record<string, Value>> | null | undefined,
): readonly (readonly [string, Value])[] {
  return section ? Object.entries(section) : []
}

function put<Thing extends Item<unknown>>(
  things: Map<string, Thing>,
  thing: Thing,
  kind: string,
  tell: Tell,
): void {
  const key = thing.name.toLowerCase()
  const first = things.get(key)
  if (first) {
    tell(
      'defined-twice',
      { thing: `${kind} ${thing.name}`, first: describeSpot(first.spot) },
      thing.spot,
    )
  } else things.set(key, thing)
}

/** Addresses and patterns are compared in canonical form. */
function senderName(text: string): string {
  const at = text.lastIndexOf('@')
  const domain = parseDomain(text.slice(at + 1))
  return domain === undefined ? text.toLowerCase() : text.slice(0, at + 1).toLowerCase() + domain
}

function tellBadSender(text: string, spot: Spot, tell: Tell): void {
  if (parseAddress(text) || isPattern(text)) return
  if (text.includes('*')) tell('sender-pattern-not-valid', { value: shown(text) }, spot)
  else tell('address-not-valid', { value: shown(text) }, spot)
}
