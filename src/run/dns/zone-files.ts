/**
 * Opens the zone files of a spec. Several domains may stand in one file: then it
 * is one zone (`zone-names.ts`).
 *
 * In a simulated world the files are copies of its own, so that trying the
 * example changes no file of it; a zone that a service keeps is a file there,
 * too, empty at first, since no question leaves the machine.
 */
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { readRegularFile } from '../../drivers/dns/regular-file.js'
import { openZoneFile, type ZoneFile } from '../../drivers/dns/zone-file.js'
import { namesAbove } from '../../mail/domain-name.js'
import type { Spec } from '../../spec/spec.js'
import { simulatorFolder } from '../open-exchange.js'
import { fileOf, zoneNames, type NamedZone } from './zone-names.js'

interface ZoneFileScene {
  readonly folder: string
  readonly spec: Spec
  readonly isSimulated: boolean
  readonly now: () => Date
}

/** The zone file of each domain that has one, by the domain's name. */
export function openZoneFiles(scene: ZoneFileScene): ReadonlyMap<string, ZoneFile> {
  const { spec, isSimulated } = scene
  const opened = new Map<string, ZoneFile>()
  const byDomain = new Map<string, ZoneFile>()
  const zoneOf = zoneNames(spec.domains)
  for (const domain of spec.domains) {
    const file = fileOf(domain)
    if (file === undefined && (!isSimulated || domain.dns.driver === 'manual')) continue
    const named = zoneOf(domain)
    const id = `${named.origin} ${file ?? ''}`
    const zone = opened.get(id) ?? openOne(scene, named, domain.name, file)
    opened.set(id, zone)
    byDomain.set(domain.name, zone)
  }
  return byDomain
}

/**
 * The zones of a simulated world that no domain of the spec lies in any more: a
 * domain that left the spec still has its records, and answers.
 */
export function openZonesLeft({ folder, spec, isSimulated, now }: ZoneFileScene): ZoneFile[] {
  const zones = join(folder, simulatorFolder, 'zones')
  if (!isSimulated || !existsSync(zones)) return []
  const names = new Set(spec.domains.map(({ name }) => name))
  const above = new Set([...names].flatMap(namesAbove))
  const isNear = (origin: string) =>
    above.has(origin) || [origin, ...namesAbove(origin)].some(name => names.has(name))
  return readdirSync(zones)
    .filter(file => file.endsWith('.zone') && !isNear(file.slice(0, -'.zone'.length)))
    .sort()
    .map(file => {
      const path = join(zones, file)
      return openZoneFile({ path, file, origin: file.slice(0, -'.zone'.length), now })
    })
}

function openOne(
  { folder, spec, isSimulated, now }: ZoneFileScene,
  { origin, rival }: NamedZone,
  domain: string,
  file: string | undefined,
): ZoneFile {
  const written = file === undefined ? undefined : resolve(folder, file)
  const copy = join(folder, simulatorFolder, 'zones', `${origin}.zone`)
  const path = isSimulated ? ownCopy(copy, written, origin) : (written ?? copy)
  const namedAt = spec.places.at('domains', domain, 'dns', 'file')
  return openZoneFile({ path, file: file ?? `${origin}.zone`, origin, rival, namedAt, now })
}

/** The copy of the simulated world, made at first; of a file that cannot be read the file itself, which then says why. */
function ownCopy(copy: string, written: string | undefined, origin: string): string {
  if (existsSync(copy)) return copy
  const text = written === undefined ? emptyZone(origin) : bytesOf(written)
  if (text === undefined) return written ?? copy
  mkdirSync(dirname(copy), { recursive: true })
  writeFileSync(copy, text)
  return copy
}

function bytesOf(path: string): Buffer | undefined {
  try {
    return readRegularFile(path)
  } catch {
    return undefined
  }
}

function emptyZone(origin: string): string {
  return [
    `$ORIGIN ${origin}.`,
    '$TTL 3600',
    '@ IN SOA ns1.example.com. hostmaster.example.com. 1 7200 900 1209600 300',
    '  IN NS ns1.example.com.',
    '',
  ].join('\n')
}
