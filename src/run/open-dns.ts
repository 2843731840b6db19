/**
 * Opens the DNS of a spec: the zone of each domain by the driver it names, and a
 * resolver. With the simulator no question leaves the machine: zone files and
 * the scene answer.
 */
import { copyFileSync, existsSync, mkdirSync } from 'node:fs'
import { dirname, join, resolve as resolvePath } from 'node:path'
import { createManualZone } from '../drivers/dns/manual.js'
import { createSceneResolver } from '../drivers/dns/scene-resolver.js'
import { createSystemResolver } from '../drivers/dns/system-resolver.js'
import { openZoneFile, type ZoneFile } from '../drivers/dns/zone-file.js'
import type { Zone } from '../drivers/dns/zone.js'
import { createZones } from '../drivers/dns/zones.js'
import type { Resolver } from '../drivers/drivers.js'
import { finding, type Finding } from '../findings.js'
import type { Drivers } from '../resources/resource.js'
import type { Domain, Spec } from '../spec/spec.js'
import { simulatorFolder } from './open-exchange.js'
import type { SimulatedWorld } from './scene.js'
import type { World } from './world.js'

const dnsTimeoutSeconds = 10

export function openDns(
  folder: string,
  spec: Spec,
  scene: SimulatedWorld | null,
  world: World,
): Pick<Drivers, 'zones' | 'resolve'> | readonly Finding[] {
  const findings: Finding[] = []
  const files = new Map<string, ZoneFile>()
  for (const domain of spec.domains)
    if (domain.dns.driver === 'zone-file')
      files.set(domain.name, zoneFileOf(folder, domain, scene, world))
  const resolve: Resolver = scene
    ? createSceneResolver({ dns: scene.dns, zones: [...files.values()] })
    : createSystemResolver({
        timeoutSeconds: dnsTimeoutSeconds,
        ...(world.nameServers.length > 0 ? { servers: world.nameServers } : {}),
      })
  const manual = createManualZone(resolve)
  const zoneOf = (domain: Domain): Zone => {
    const { driver } = domain.dns
    const known = '`zone-file`, `manual`'
    if (driver !== 'zone-file' && driver !== 'manual')
      findings.push(
        finding(
          'driver-not-built',
          { driver, purpose: `the DNS of ${domain.name}`, known },
          spec.places.at('domains', domain.name, 'dns', 'driver'),
        ),
      )
    return files.get(domain.name) ?? manual
  }
  const entries = spec.domains.map(domain => ({ domain: domain.name, zone: zoneOf(domain) }))
  return findings.length > 0 ? findings : { zones: createZones(entries), resolve }
}

function zoneFileOf(
  folder: string,
  domain: Domain,
  scene: SimulatedWorld | null,
  world: World,
): ZoneFile {
  const file = String(domain.dns.file)
  const written = resolvePath(folder, file)
  const path = scene ? join(folder, simulatorFolder, 'zones', `${domain.name}.zone`) : written
  // The simulated world keeps its own copy, so that trying the example changes no file of it.
  if (scene && !existsSync(path) && existsSync(written)) {
    mkdirSync(dirname(path), { recursive: true })
    copyFileSync(written, path)
  }
  return openZoneFile({ path, file, origin: domain.name, now: () => world.now() })
}
