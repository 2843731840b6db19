/**
 * The names of the client that hold true both ways: its address leads to the
 * name, and the name back to the address (RFC 7208, section 5.5). `ptr` and
 * `%{p}` go by them. Whoever owns the address writes these records, so errors in
 * them make a name drop out and never decide anything.
 */
import { withoutLastDot } from './dns-name.js'
import { parseRange, type IpRange } from './ip-range.js'
import { canBeAsked, type SpfAsking } from './spf-evaluate-asking.js'
import { dotted } from './spf-evaluate-client.js'
import type { SpfAsked } from './spf-trace.js'

export interface ValidatedNames {
  readonly names: readonly string[]
  /** The first is the question for the names themselves. */
  readonly asked: readonly SpfAsked[]
}

/** Names beyond these are not looked at (section 4.6.4). */
export const mostHosts = 10

export async function validatedNames(client: IpRange, asking: SpfAsking): Promise<ValidatedNames> {
  const pointer = await asking.ask(reverseName(client), 'PTR')
  const asked: SpfAsked[] = [pointer]
  const names: string[] = []
  if (pointer.status !== 'ok') return { names, asked }
  for (const record of pointer.records.slice(0, mostHosts)) {
    const name = hostName(record)
    if (!canBeAsked(name)) continue
    const answer = await asking.ask(name, addressType(client))
    asked.push(answer)
    if (addressesIn(answer).some(one => isSame(one, client))) names.push(name)
  }
  return { names, asked }
}

export function addressType({ version }: IpRange): 'A' | 'AAAA' {
  return version === 4 ? 'A' : 'AAAA'
}

/** The addresses of an answer; what is none is passed over. */
export function addressesIn(answer: SpfAsked): readonly IpRange[] {
  if (answer.status !== 'ok') return []
  return answer.records.flatMap(record =>
    typeof record === 'string' && !record.includes('/') ? (parseRange(record) ?? []) : [],
  )
}

/** A host's name as the DNS gives it, without its last dot; empty where it is no name. */
export function hostName(record: unknown): string {
  return typeof record === 'string' ? withoutLastDot(record) : ''
}

function isSame(one: IpRange, other: IpRange): boolean {
  return one.version === other.version && one.address === other.address
}

function reverseName(client: IpRange): string {
  const labels = dotted(client).split('.').reverse().join('.')
  return `${labels}.${client.version === 4 ? 'in-addr' : 'ip6'}.arpa`
}
