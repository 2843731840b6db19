/** Those who answered for a domain, and what each gives. */
import type { DnsAnswer } from '../../drivers/drivers.js'
import type { ServerSaid } from '../../drivers/dns/name-servers/name-servers.js'
import { hasFailed } from '../../mail/dns-status.js'
import { spfRecordIn, textOfRecord } from '../../mail/spf-txt.js'
import type { Seen } from './seen.js'

/** One who answered: what it gives, and how new that is. */
export interface Giver {
  readonly label: string
  /** The SPF record; '' where there is none. */
  readonly record: string
  /** The record as it is told: in quotes, or that there is none. */
  readonly shown: string
  readonly ttl: number | null
  readonly serial: number | null
}

export function giverOf({ server, address, reply }: ServerSaid): readonly Giver[] {
  if (reply.state === 'unread') return []
  const { ttl, serial, values } = reply
  return [{ label: labelOf({ server, address }), ttl, serial, ...recordIn(values) }]
}

/** The resolver that was named stands for the world where no name server can be asked from here. */
export function namedGiver(named: Seen['named']): readonly Giver[] {
  if (!named) return []
  const read = answerOf(named.answer)
  return read ? [{ label: `the resolver ${named.address}`, ttl: null, serial: null, ...read }] : []
}

export function answerOf(answer: DnsAnswer): { record: string; shown: string } | null {
  return hasFailed(answer) ? null : recordIn(answer.records.map(textOfRecord))
}

function recordIn(values: readonly string[]): { record: string; shown: string } {
  const found = spfRecordIn(values)
  switch (found.state) {
    case 'present':
      return { record: found.record, shown: `"${found.record}"` }
    case 'absent':
      return { record: '', shown: 'missing' }
    case 'several':
      return { record: found.records.join('\n'), shown: 'there more than once' }
  }
}

/** Those that give the same, in one word. */
export function alike(givers: readonly Giver[]): readonly { servers: string; first: Giver }[] {
  const groups = grouped(givers, one => `${String(one.serial)} ${one.shown}`)
  return [...groups.values()].flatMap(those => {
    const [first] = those
    return first ? [{ servers: labelsOf(those), first }] : []
  })
}

export function grouped<One>(
  all: readonly One[],
  by: (one: One) => string,
): ReadonlyMap<string, readonly One[]> {
  const groups = new Map<string, One[]>()
  for (const one of all) groups.set(by(one), [...(groups.get(by(one)) ?? []), one])
  return groups
}

export function labelsOf(givers: readonly Giver[]): string {
  return givers.map(one => one.label).join(', ')
}

export function labelOf({ server, address }: Pick<ServerSaid, 'server' | 'address'>): string {
  return address === null ? server : `${server} (${address})`
}

/** Serials count in a circle, yet the newest of two copies of one zone is nearly always the greater. */
export function newestOf(givers: readonly Giver[]): number | null {
  const known = givers.flatMap(one => one.serial ?? [])
  return known.length > 0 ? Math.max(...known) : null
}

export function serialText(serial: number | null): string {
  return serial === null ? 'not told' : String(serial)
}

/** `2026-11-24 09:00 UTC`. */
export function untilText(ttl: number | null, now: Date): string {
  if (ttl === null) return 'its TTL has passed'
  const end = new Date(now.getTime() + ttl * 1000)
  return `${end.toISOString().slice(0, 16).replace('T', ' ')} UTC`
}
