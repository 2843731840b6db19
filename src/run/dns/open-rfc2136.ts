/**
 * Opens a zone that is changed by dynamic update. A key that is none is told at
 * every name instead, so that one look at all domains shows all that is wrong.
 */
import { createNameServer } from '../../drivers/dns/rfc2136/server.js'
import { parseTsigKey } from '../../drivers/dns/rfc2136/tsig-key.js'
import { createRfc2136Zone } from '../../drivers/dns/rfc2136.js'
import { createClosedZone } from '../../drivers/dns/closed-zone.js'
import { finding } from '../../findings.js'
import type { OpenZone } from './zone-opening.js'

const timeoutSeconds = 10

export const openRfc2136: OpenZone<'rfc2136'> = ({ dns, domains, patience, world, lookUp }) => {
  const { server: host, port = 53, zone = null } = dns
  const read = parseTsigKey(lookUp.secret('key', dns.key).reveal())
  if (read.state === 'faulty')
    return createClosedZone(
      finding('name-server-key-malformed', { key: dns.key, server: host, why: read.why }),
    )
  const server = createNameServer({
    host,
    port,
    key: read.key,
    now: () => world.now(),
    timeoutSeconds,
    patience,
  })
  return createRfc2136Zone(server, { domains: domains.map(({ name }) => name), zone })
}
