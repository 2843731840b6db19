/**
 * Whether the world sees the SPF record of a domain: what each name server of
 * its zone gives itself, and what this machine's own resolver makes of it. Pure.
 *
 * We lean on these facts:
 * - a change is everywhere once all name servers of the zone give it
 * - who asked before may keep the old answer for its TTL
 * - a server that gave no answer gave no wrong one either
 * - a network may keep a zone of its own under the same name, for the inside alone
 */
import type { ServerSaid } from '../../drivers/dns/name-servers/name-servers.js'
import { finding, type Finding } from '../../findings.js'
import { classify } from '../../mail/ip-class.js'
import { parseRange } from '../../mail/ip-range.js'
import {
  alike,
  answerOf,
  giverOf,
  grouped,
  labelOf,
  labelsOf,
  namedGiver,
  newestOf,
  serialText,
  untilText,
  type Giver,
} from './givers.js'
import type { Seen } from './seen.js'
import type { SpfStand } from './spf-stands.js'

/** What is to be told of the records of a stack. */
export interface Outlook {
  readonly findings: readonly Finding[]
  /** What was asked and is as it must be. */
  readonly checked: readonly string[]
  /** What could not be asked. */
  readonly notChecked: readonly string[]
  /** How many records the world does not see as wanted yet. */
  readonly awaited: number
}

export function spreadOf(stand: SpfStand, seen: Seen): Outlook {
  const { domain } = stand
  const { said, named } = seen
  const servers = said.state === 'asked' ? said.servers : []
  const answered = servers.flatMap(giverOf)
  const unread = servers.filter(({ reply }) => reply.state === 'unread')
  const givers = answered.length > 0 ? answered : namedGiver(named)
  const findings: Finding[] = []
  if (said.state === 'unknown' && givers.length === 0)
    findings.push(finding('dns-servers-unknown', { domain, why: said.why }))
  for (const [why, those] of grouped(unread, whyOf))
    findings.push(
      finding('dns-servers-unread', { servers: those.map(labelOf).join(', '), domain, why }),
    )
  const judged = judge(stand, givers, seen)
  const zone = said.state === 'asked' ? said.zone : domain
  const count = `${String(answered.length)} of ${String(servers.length)}`
  const whole = unread.length === 0 ? `all ${String(servers.length)}` : count
  const isSeen = answered.length > 0 && answered.every(one => stand.isWanted(one.record))
  const kept = seen.isFresh
    ? `; caches may keep the old one until ${lastCache(answered, seen)}`
    : ''
  return {
    findings: [...findings, ...judged.findings, ...onlyInside(domain, seen)],
    checked: isSeen
      ? [`${whole} name servers of ${zone} give the SPF record of ${domain}${kept}`]
      : [],
    notChecked: [
      ...unread.map(one => `what ${labelOf(one)} gives for ${domain}`),
      ...(givers.length === 0 ? [`what the world sees for ${domain}`] : []),
    ],
    awaited: judged.awaited ? 1 : 0,
  }
}

interface Judged {
  readonly findings: readonly Finding[]
  readonly awaited: boolean
}

function judge(stand: SpfStand, givers: readonly Giver[], seen: Seen): Judged {
  const { domain, managed, inOrder } = stand
  // A change that is still to be made is told by the plan.
  if (givers.length === 0 || (managed && !inOrder)) return { findings: [], awaited: false }
  const good = givers.filter(one => stand.isWanted(one.record))
  const behind = givers.filter(one => !stand.isWanted(one.record))
  const here = answerOf(seen.inside)
  if (good.length === 0) {
    const isInner = here !== null && stand.isWanted(here.record)
    // What a person is still to write is told by the plan too.
    if (!managed && !isInner) return { findings: [], awaited: false }
    return { findings: notServed(stand, behind, isInner, seen), awaited: true }
  }
  if (behind.length > 0) return { findings: lagging(stand, good, behind, seen), awaited: true }
  const differs = here !== null && !stand.isWanted(here.record)
  return {
    findings: differs ? [insideDiffers(domain, here.shown, good, seen)] : [],
    awaited: false,
  }
}

function lagging(
  { domain, place }: SpfStand,
  good: readonly Giver[],
  behind: readonly Giver[],
  { said, now }: Seen,
): readonly Finding[] {
  const zone = said.state === 'asked' ? said.zone : domain
  return alike(behind).map(({ servers, first }) =>
    finding(
      'dns-server-behind',
      {
        domain,
        zone,
        servers,
        old: first.shown,
        serial: serialText(first.serial),
        others: labelsOf(good),
        newest: serialText(newestOf(good)),
        until: untilText(first.ttl, now),
      },
      place,
    ),
  )
}

function notServed(
  stand: SpfStand,
  behind: readonly Giver[],
  isInner: boolean,
  { now }: Seen,
): readonly Finding[] {
  const { domain, place } = stand
  return alike(behind).map(({ servers, first }) => {
    const facts = { domain, servers, old: first.shown, until: untilText(first.ttl, now) }
    if (isInner)
      return finding('dns-inner-zone-kept', { ...facts, cure: innerCure(stand, servers) }, place)
    const serial = serialText(first.serial)
    const cure = notServedCure(stand, serial)
    return finding('dns-record-not-served', { ...facts, serial, cure }, place)
  })
}

function innerCure({ domain, managed, dns }: SpfStand, servers: string): string {
  return managed
    ? `What \`dns\` of ${domain} leads to (${dns.driver}) is a zone for the inside: lead it to the zone that ${servers} keep, or keep that one by hand (\`dns: manual\`).`
    : `Write the record in the zone that ${servers} keep; \`verify --resolver ADDRESS\` with a resolver outside compares with that one.`
}

/** How what is kept comes to where the world asks. */
function notServedCure({ domain, dns }: SpfStand, serial: string): string {
  switch (dns.driver) {
    case 'zone-file':
      return `Load ${dns.file} on the name server (\`rndc reload\`); its serial must be above ${serial}.`
    case 'rfc2136':
      return `See that ${dns.server} is the primary of the zone that these servers keep, and that they may fetch it (NOTIFY, \`allow-transfer\`).`
    case 'azure':
    case 'cloudflare':
    case 'route53':
      return `See that the NS records at the registrar of ${domain} name the servers of the very zone that \`dns\` leads to: another zone of that name is seen by nobody.`
    case 'manual':
      return 'Write the record where these servers have their zone from.'
  }
}

function insideDiffers(domain: string, here: string, good: readonly Giver[], seen: Seen): Finding {
  const [first] = good
  return finding('dns-inside-differs', {
    domain,
    servers: labelsOf(good),
    here,
    there: first?.shown ?? '',
    until: lastCache(good, seen),
    further: seen.named
      ? ''
      : ' `verify --resolver ADDRESS` with a resolver outside reads all records as the world sees them.',
  })
}

/** Where all that was found stands inside, nobody here has seen what the world gets. */
function onlyInside(domain: string, { said, named }: Seen): readonly Finding[] {
  if (said.state !== 'asked' || named) return []
  const found = said.servers.filter(one => one.address !== null)
  if (found.length === 0 || !found.every(one => isInner(one.address))) return []
  const { zone } = said
  return [finding('dns-servers-inside', { zone, servers: found.map(labelOf).join(', '), domain })]
}

function isInner(address: string | null): boolean {
  const range = parseRange(address ?? '')
  return range !== undefined && ['private', 'loopback', 'link-local'].includes(classify(range))
}

/** A change keeps the TTL, so that of the new record tells how long the old one may be remembered. */
function lastCache(givers: readonly Giver[], { now }: Seen): string {
  const known = givers.flatMap(one => one.ttl ?? [])
  return untilText(known.length > 0 ? Math.max(...known) : null, now)
}

function whyOf({ reply }: ServerSaid): string {
  return reply.state === 'unread' ? reply.why : ''
}
