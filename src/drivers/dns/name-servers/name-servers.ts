/**
 * Whom the world asks for a domain: the name servers of the zone that holds it,
 * and what each of them says itself. A change is everywhere only when all of
 * them give it, and a resolver in between knows that late.
 *
 * The zone is found from the domain upwards, at the first name with NS records
 * of its own, so a subzone that is handed on is met before what is above it.
 */
import { remembering } from '../../../mail/dns-memory.js'
import { canonicalName } from '../../../mail/dns-name.js'
import { hasFailed, statusText } from '../../../mail/dns-status.js'
import { parentOf } from '../../../mail/domain-name.js'
import type { DnsAnswer, DnsRecord, Resolver } from '../../drivers.js'
import type { AskServer, ServerReply } from './ask-server.js'

export interface ServerSaid {
  /** As the NS record names it: `ns1.example.com`. */
  readonly server: string
  /** Null where its name leads to none. */
  readonly address: string | null
  readonly reply: ServerReply
}

export type ZoneSaid =
  | { readonly state: 'asked'; readonly zone: string; readonly servers: readonly ServerSaid[] }
  | { readonly state: 'unknown'; readonly why: string }

/** Asks all name servers of the zone of a domain for its TXT records. Never throws. */
export type NameServers = (domain: string) => Promise<ZoneSaid>

interface Answering {
  /** Finds the zone, its name servers and their addresses. */
  readonly resolve: Resolver
  readonly ask: AskServer
}

export function createNameServers({ resolve, ask }: Answering): NameServers {
  // Many domains share their name servers.
  const remembered = remembering(resolve)
  return async domain => {
    const zone = await zoneOf(remembered, domain)
    if ('why' in zone) return { state: 'unknown', why: zone.why }
    const said = await Promise.all(
      zone.servers.map(server => saidBy(server, { zone: zone.name, domain, remembered, ask })),
    )
    return { state: 'asked', zone: zone.name, servers: said.flat() }
  }
}

type FoundZone =
  { readonly name: string; readonly servers: readonly string[] } | { readonly why: string }

async function zoneOf(resolve: Resolver, domain: string): Promise<FoundZone> {
  let at: string | undefined = domain
  while (at?.includes('.') === true) {
    const answer = await resolve(at, 'NS')
    if (hasFailed(answer))
      return { why: `the NS records of ${at} got no answer (${statusText(answer)})` }
    const { status, records } = answer
    // Behind an alias stand the NS records of another zone.
    if (status === 'ok' && (await resolve(at, 'CNAME')).status !== 'ok')
      return { name: at, servers: [...new Set(records.filter(isText).map(canonicalName))].sort() }
    at = parentOf(at)
  }
  return { why: `no name servers were found for ${domain}` }
}

interface Matter {
  readonly zone: string
  readonly domain: string
  readonly remembered: Resolver
  readonly ask: AskServer
}

async function saidBy(
  server: string,
  { zone, domain, remembered, ask }: Matter,
): Promise<readonly ServerSaid[]> {
  const [four, six] = await Promise.all([remembered(server, 'A'), remembered(server, 'AAAA')])
  const askAll = (answer: DnsAnswer) =>
    Promise.all(
      answer.records.filter(isText).map(async (address): Promise<ServerSaid> => ({
        server,
        address,
        reply: await ask({ address, zone, name: domain }),
      })),
    )
  const over4 = await askAll(four)
  if (over4.some(one => one.reply.state === 'answered')) return over4
  // Where IPv4 leads nowhere the machine may know IPv6 alone.
  const over6 = await askAll(six)
  if (over6.some(one => one.reply.state === 'answered')) return over6
  if (over4.length + over6.length > 0) return over4.length > 0 ? over4 : over6
  const failed = [four, six].find(hasFailed)
  const why = failed
    ? `its address got no answer (${statusText(failed)})`
    : 'its name has no address'
  return [{ server, address: null, reply: { state: 'unread', why } }]
}

function isText(record: DnsRecord): record is string {
  return typeof record === 'string'
}
