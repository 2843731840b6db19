/**
 * The zones of a spec as one: each name goes to the zone of the longest domain
 * that holds it, so that `mail.contoso.com` may be kept elsewhere than
 * `contoso.com`. A name that no zone holds is unknown, never absent.
 */
import { finding } from '../../findings.js'
import { parentOf } from '../../mail/domain-name.js'
import type { TxtReading, Zones } from '../drivers.js'
import { Fault } from '../fault.js'
import type { Zone } from './zone.js'

export interface ZoneEntry {
  /** A domain of the spec, in canonical form. */
  readonly domain: string
  readonly zone: Zone
}

export function createZones(entries: readonly ZoneEntry[]): Zones {
  const byDomain = new Map(entries.map(({ domain, zone }) => [domain, zone]))
  /** From the name upwards, so the longest domain is met first. */
  const zoneOf = (name: string): Zone | undefined => {
    for (let at: string | undefined = name; at !== undefined; at = parentOf(at)) {
      const zone = byDomain.get(at)
      if (zone) return zone
    }
    return undefined
  }

  return Object.freeze<Zones>({
    domains: Object.freeze(entries.map(({ domain }) => domain)),

    async readTxt(names) {
      const readings = new Map<string, TxtReading>(
        names.map(name => [name, { state: 'unknown', why: finding('dns-no-zone', { name }) }]),
      )
      // One question to each zone, however many of its names are asked.
      const byZone = new Map<Zone, string[]>()
      for (const name of names) {
        const zone = zoneOf(name)
        const asked = zone && byZone.get(zone)
        if (asked) asked.push(name)
        else if (zone) byZone.set(zone, [name])
      }
      const answers = await Promise.all([...byZone].map(([zone, asked]) => zone.readTxt(asked)))
      for (const answer of answers)
        for (const [name, reading] of answer) readings.set(name, reading)
      return readings
    },

    async replaceTxt(change) {
      const zone = zoneOf(change.name)
      if (!zone) throw noZone(change.name)
      await zone.replaceTxt(change)
    },
  })
}

function noZone(name: string): Fault {
  const { message } = finding('dns-no-zone', { name })
  return new Fault({
    kind: 'rejected',
    operation: 'replace TXT',
    text: message,
    type: 'dns-no-zone',
  })
}
