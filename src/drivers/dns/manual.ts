/**
 * A zone that a person keeps: it is read through the DNS, as everybody sees it,
 * and never written. What must be there is told as a record ready to paste, so
 * a call to write here is a fault of the caller.
 *
 * The DNS gives no TTL for TXT records through this resolver, and it follows
 * aliases and wildcards silently: the values are what receivers of mail see.
 */
import { finding } from '../../findings.js'
import type { DnsAnswer, DnsRecord, Resolver, TxtReading } from '../drivers.js'
import { Fault } from '../fault.js'
import type { Zone } from './zone.js'

export function createManualZone(resolve: Resolver): Zone {
  return Object.freeze<Zone>({
    async readTxt(names) {
      const readings = await Promise.all(
        names.map(async name => [name, readingOf(name, await resolve(name, 'TXT'))] as const),
      )
      return new Map(readings)
    },

    replaceTxt({ name }) {
      const text = `The records of ${name} are kept by hand.`
      return Promise.reject(new Fault({ kind: 'rejected', operation: 'replace TXT', text }))
    },
  })
}

function readingOf(name: string, { status, records }: DnsAnswer): TxtReading {
  if (status === 'servfail' || status === 'timeout')
    return { state: 'unknown', why: finding('dns-no-answer', { name, status }) }
  const values = records.flatMap(valueOf)
  return status === 'ok' && values.length > 0
    ? { state: 'present', values, ttl: null }
    : { state: 'absent' }
}

/** The strings of a TXT record, joined. */
function valueOf(record: DnsRecord): readonly string[] {
  if (typeof record === 'string') return [record]
  return Array.isArray(record) ? [record.join('')] : []
}
