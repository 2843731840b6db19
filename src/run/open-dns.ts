/**
 * Opens the DNS of a spec: the zone of each domain by the driver it names, and a
 * resolver. With the simulator no question leaves the machine: zone files and
 * the scene answer.
 */
import { createPatience } from '../drivers/dns/message/patience.js'
import { zonesOfOneLook } from '../drivers/dns/one-look.js'
import type { Zone } from '../drivers/dns/zone.js'
import type { ZoneFile } from '../drivers/dns/zone-file.js'
import { createZones, type ZoneEntry } from '../drivers/dns/zones.js'
import { finding, type Finding } from '../findings.js'
import { remembering } from '../mail/dns-memory.js'
import type { Drivers } from '../resources/resource.js'
import type { Domain, Spec } from '../spec/spec.js'
import { askingOf, type DnsViews } from './dns/asking.js'
import { createDnsLookUp } from './dns/dns-look-up.js'
import { webSceneOf } from './dns/web-scene.js'
import { openZoneFiles, openZonesLeft } from './dns/zone-files.js'
import { zoneOpeners } from './dns/zone-openers.js'
import type { DnsDriver, OpenZone, ZoneOpening } from './dns/zone-opening.js'
import type { SimulatedWorld } from './scene.js'
import type { World } from './world.js'

export interface OpenedDns extends Pick<Drivers, 'zones' | 'resolve'> {
  /** The same for one look at the world: each thing is asked once, and each zone file read once. */
  oneLook(): Pick<Drivers, 'zones' | 'resolve'>
  readonly views: DnsViews
}

export function openDns(
  folder: string,
  spec: Spec,
  scene: SimulatedWorld | null,
  world: World,
): OpenedDns | readonly Finding[] {
  const findings: Finding[] = []
  const place = { folder, spec, isSimulated: scene !== null, now: () => world.now() }
  const files = openZoneFiles(place)
  const left = openZonesLeft(place)
  const patience = createPatience(() => world.now())
  const asking = askingOf(scene, world, patience)
  const resolve = asking.resolver([...files.values(), ...left])
  const web = webSceneOf(world, patience)

  const entries: ZoneEntry[] = []
  for (const domains of bySettings(spec.domains)) {
    const [first] = domains
    const placeOf = (key: string) => spec.places.at('domains', first.name, 'dns', key)
    const tell = (one: Finding) => findings.push(one)
    const lookUp = createDnsLookUp({ env: world.env, folder, domain: first.name, placeOf, tell })
    const { cloud } = spec.tenant
    const given = { folder, cloud, resolve, patience, web, world, lookUp }
    const opening = { dns: first.dns, domains, ...given }
    const zone = files.has(first.name) ? undefined : openZone(opening)
    if (!zone && !files.has(first.name)) tell(notBuilt(first, placeOf('driver')))
    for (const { name } of domains) {
      const served = files.get(name) ?? zone
      if (served) entries.push({ domain: name, zone: served })
    }
  }
  if (findings.length > 0) return findings
  return {
    zones: createZones(entries),
    resolve,
    views: asking.views([...files.values(), ...left]),
    oneLook() {
      const seen = new Map<Zone, ZoneFile>()
      for (const file of files.values()) if (!seen.has(file)) seen.set(file, file.atOneLook())
      const served = entries.map(({ domain, zone }) => ({ domain, zone: seen.get(zone) ?? zone }))
      return {
        zones: zonesOfOneLook(createZones(served)),
        resolve: remembering(asking.resolver([...seen.values(), ...left])),
      }
    },
  }
}

type Domains = readonly [Domain, ...Domain[]]

/** Domains with the very same settings share one zone: one sign-in, and one question for all their names. */
function bySettings(domains: readonly Domain[]): readonly Domains[] {
  const groups = new Map<string, [Domain, ...Domain[]]>()
  for (const domain of domains) {
    const settings = JSON.stringify(domain.dns)
    const group = groups.get(settings)
    if (group) group.push(domain)
    else groups.set(settings, [domain])
  }
  return [...groups.values()]
}

function openZone(opening: ZoneOpening<DnsDriver>): Zone | undefined {
  // Each opener takes the settings of its own name, which is the one it is looked up by.
  const open = zoneOpeners[opening.dns.driver] as OpenZone<DnsDriver> | undefined
  return open?.(opening)
}

function notBuilt({ name, dns }: Domain, place: Finding['place']): Finding {
  const known = ['zone-file', ...Object.keys(zoneOpeners)].map(driver => `\`${driver}\``).join(', ')
  return finding(
    'driver-not-built',
    { driver: dns.driver, purpose: `the DNS of ${name}`, known },
    place,
  )
}
