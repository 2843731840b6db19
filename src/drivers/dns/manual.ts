/**
 * A zone that a person keeps: it is read through the DNS, as everybody sees it,
 * and never written. What must be there is told as a record ready to paste, so
 * a call to write here is a fault of the caller.
 *
 * The DNS gives no TTL for TXT records through this resolver, and it follows
 * aliases silently, so they are asked for. At a name such as `_devicemail` only
 * a value of its own counts, as with every driver: what an alias or a wildcard
 * says there is nobody's mark.
 */
import { hasFailed, statusText } from '../../mail/dns-status.js'
import { finding } from '../../findings.js'
import type { DnsAnswer, DnsRecord, Resolver, TxtReading } from '../drivers.js'
import { Fault } from '../fault.js'
import { aliasOf, hasTxtItself } from './name-nature.js'
import type { Zone } from './zone.js'

export function createManualZone(resolve: Resolver): Zone {
  return Object.freeze<Zone>({
    async readTxt(names) {
      const readings = await Promise.all(
        names.map(async name => [name, await readingOf(resolve, name)] as const),
      )
      return new Map(readings)
    },

    replaceTxt({ name }) {
      const text = `The records of ${name} are kept by hand.`
      return Promise.reject(new Fault({ kind: 'rejected', operation: 'replace TXT', text }))
    },
  })
}

function readingOf(resolve: Resolver, name: string): Promise<TxtReading> {
  return name.startsWith('_') ? noteOf(resolve, name) : recordOf(resolve, name)
}

async function recordOf(resolve: Resolver, name: string): Promise<TxtReading> {
  const [txt, target] = await Promise.all([resolve(name, 'TXT'), aliasOf(resolve, name)])
  if (target === null) return said(name, txt)
  return { state: 'unknown', why: finding('dns-name-is-alias', { name, target }) }
}

async function noteOf(resolve: Resolver, name: string): Promise<TxtReading> {
  const reading = said(name, await resolve(name, 'TXT'))
  if (reading.state !== 'present') return reading
  return (await hasTxtItself(resolve, name)) ? reading : { state: 'absent' }
}

function said(name: string, answer: DnsAnswer): TxtReading {
  if (hasFailed(answer))
    return { state: 'unknown', why: finding('dns-no-answer', { name, status: statusText(answer) }) }
  const { status, records } = answer
  const values = records.flatMap(valueOf)
  return status === 'ok' && values.length > 0
    ? { state: 'present', values, ttl: null, byHand: true }
    : { state: 'absent' }
}

/** The strings of a TXT record, joined. */
function valueOf(record: DnsRecord): readonly string[] {
  if (typeof record === 'string') return [record]
  return Array.isArray(record) ? [record.join('')] : []
}
