/** What was answered for a domain, by all who were asked. */
import type { DnsAnswer } from '../../drivers/drivers.js'
import type { ZoneSaid } from '../../drivers/dns/name-servers/name-servers.js'

export interface Seen {
  readonly said: ZoneSaid
  /** The answer of this machine's own resolver. */
  readonly inside: DnsAnswer
  /** The answer of the resolver that was named instead of it, with its address. */
  readonly named: { readonly address: string; readonly answer: DnsAnswer } | null
  readonly now: Date
  /** Whether the record was changed just now, so that caches may hold the old one. */
  readonly isFresh: boolean
}
