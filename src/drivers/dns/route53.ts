/**
 * A zone at Amazon Route 53, over its REST API in XML, which keeps one TXT
 * record set a name. The lock is the change itself: a batch that deletes the old
 * set, word for word with its TTL, and creates the new one is carried out as a
 * whole or refused as a whole, and refused it is where the old set is no longer
 * there.
 *
 * Known on 28 November 2026; source: Amazon Route 53 API Reference, version
 * 2013-04-01, and the Developer Guide on record types (quotes, octal escapes).
 */
import { finding } from '../../findings.js'
import { canonicalName } from '../../mail/dns-name.js'
import type { FaultKind } from '../fault.js'
import { route53Records, type Route53Txt } from './route53/records.js'
import { signedHeaders, type AwsCredentials } from './route53/signed.js'
import { elementsIn, textOf } from './route53/xml.js'
import { refusalBy } from './service/service-finding.js'
import { createServiceZone, type ServiceZone } from './service/service-zone.js'
import type { WebAnswer } from '../web-answer.js'
import { createWebCall, type WebCall, type WebScene } from './service/web-call.js'
import { zoneNamesFor } from './service/zone-choice.js'
import type { Zone } from './zone.js'

export interface Route53ZoneOptions {
  readonly domain: string
  /** The name of the zone; the longest that holds the domain, if not given. */
  readonly zone?: string | undefined
  readonly zoneId?: string | undefined
  readonly credentials: AwsCredentials
  readonly baseUrl?: string
  readonly scene: WebScene
}

const name = 'Route 53'
const rights =
  'route53:ListHostedZonesByName, route53:GetHostedZone, route53:ListResourceRecordSets and, to change records, route53:ChangeResourceRecordSets'
const operation = 'find zone'

/** Codes that say more than their status, which is 400 for most. */
const kinds: Readonly<Record<string, FaultKind>> = {
  // Status 400, "Rate exceeded": the Developer Guide, "Throttling for Amazon Route 53 API requests".
  Throttling: 'throttled',
  ThrottlingException: 'throttled',
  // Status 400: an earlier change of the zone is not through yet, and nothing was done (the API
  // Reference, ChangeResourceRecordSets, which asks to wait longer each time).
  PriorRequestNotComplete: 'throttled',
  // "Common Error Types" of AWS; older services shorten the first. Some come as 400, some as 403.
  ExpiredTokenException: 'denied',
  ExpiredToken: 'denied',
  RequestExpired: 'denied',
  IncompleteSignature: 'denied',
  MissingAuthenticationToken: 'denied',
}

export function openRoute53Zone(options: Route53ZoneOptions): Zone {
  const { credentials, scene } = options
  const { secretAccessKey, sessionToken } = credentials
  const secrets = sessionToken ? [secretAccessKey, sessionToken] : [secretAccessKey]
  const call = createWebCall(
    {
      name,
      signed: async question => ({
        headers: await signedHeaders(question, credentials, scene.clock()),
        secrets,
      }),
      refusalIn,
    },
    scene,
  )
  return createServiceZone<Route53Txt>({ name, rights, find: () => findZone(options, call) })
}

/** A batch that is refused comes with a list of messages, everything else with one error. */
function refusalIn({ text }: WebAnswer) {
  const isBatch = elementsIn(text, 'InvalidChangeBatch').length > 0
  const code = isBatch ? 'InvalidChangeBatch' : textOf(text, 'Code')
  const messages = elementsIn(text, 'Message').map(one => textOf(`<m>${one}</m>`, 'm') ?? '')
  return { code, text: messages.join(' '), kind: code === undefined ? undefined : kinds[code] }
}

interface Found {
  readonly id: string
  readonly name: string
  readonly isPrivate: boolean
}

async function findZone(
  options: Route53ZoneOptions,
  call: WebCall,
): Promise<ServiceZone<Route53Txt>> {
  const { domain, zone, zoneId, baseUrl = 'https://route53.amazonaws.com' } = options
  const zones = `${baseUrl}/2013-04-01/hostedzone`
  const found = await (zoneId === undefined
    ? zoneNamed(zone === undefined ? zoneNamesFor(domain) : [zone], `${zones}sbyname`, call)
    : zoneWithId(zoneId, zones, call))
  if (!found)
    throw refusalBy(
      finding('dns-service-zone-missing', { service: name, domain, rights }),
      operation,
    )
  return route53Records(found.name, `${zones}/${found.id}/rrset`, call)
}

async function zoneWithId(
  written: string,
  zones: string,
  call: WebCall,
): Promise<Found | undefined> {
  const url = `${zones}/${idOf(written)}`
  const { text } = await call({ operation, method: 'GET', url })
  const [found] = zonesIn(text)
  if (found?.isPrivate)
    throw refusalBy(
      finding('dns-service-zone-private', { service: name, zone: found.name }),
      operation,
    )
  return found
}

/** Asked by whole names, the longest first: an account may hold thousands of zones. */
async function zoneNamed(
  names: readonly string[],
  url: string,
  call: WebCall,
): Promise<Found | undefined> {
  for (const asked of names) {
    // The list begins at the name; all zones that go by it come first.
    const { text } = await call({
      operation,
      method: 'GET',
      url: `${url}?dnsname=${encodeURIComponent(asked)}&maxitems=100`,
    })
    const found = zonesIn(text).filter(one => one.name === asked && !one.isPrivate)
    if (found.length > 1) {
      const facts = { service: name, zone: asked, ids: found.map(({ id }) => id).join(', ') }
      throw refusalBy(finding('dns-service-zones-several', facts), operation)
    }
    if (found[0]) return found[0]
  }
  return undefined
}

function zonesIn(text: string): readonly Found[] {
  return elementsIn(text, 'HostedZone').flatMap(one => {
    const id = textOf(one, 'Id')
    const zone = textOf(one, 'Name')
    if (id === undefined || zone === undefined) return []
    const isPrivate = textOf(one, 'PrivateZone') === 'true'
    return [{ id: idOf(id), name: canonicalName(zone), isPrivate }]
  })
}

/** Answers write it as `/hostedzone/Z…`. */
function idOf(written: string): string {
  return encodeURIComponent(written.replace(/^.*\//, ''))
}
