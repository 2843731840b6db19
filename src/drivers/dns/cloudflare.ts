/**
 * A zone at Cloudflare, over its API version 4, which keeps one record a value.
 *
 * Known on 28 November 2026; sources: Cloudflare's API reference ("DNS records",
 * "Zones") and its page on batches. There is no lock: the records of the name
 * are read right before a change and again right after it. A batch is one
 * transaction of their database, so the records change together or not at all,
 * and an SPF record is changed in place: there are never two, and never none. A
 * text is quoted strings in RFC 1035's spelling; older ones stand without quotes.
 */
import { finding } from '../../findings.js'
import type { Secret } from '../secret.js'
import type { FaultKind } from '../fault.js'
import { cloudflareRecords, type CloudflareTxt } from './cloudflare/records.js'
import { listIn, memberOf, numberIn, textIn } from './service/json.js'
import { refusalBy } from './service/service-finding.js'
import { createServiceZone, type ServiceZone } from './service/service-zone.js'
import type { WebAnswer } from '../web-answer.js'
import { createWebCall, type WebCall, type WebScene } from './service/web-call.js'
import { zoneNamesFor } from './service/zone-choice.js'
import type { Zone } from './zone.js'

export interface CloudflareZoneOptions {
  readonly domain: string
  /** The name of the zone; the longest that holds the domain, if not given. */
  readonly zone?: string | undefined
  readonly zoneId?: string | undefined
  /** An API token. */
  readonly token: Secret
  readonly baseUrl?: string
  readonly scene: WebScene
}

const name = 'Cloudflare'
const rights =
  'the permissions "DNS Write" and "Zone Read" for the zone ("DNS Read" is enough for a plan)'
const operation = 'find zone'

/**
 * Codes that say more than their status: some come as 400, some as 404. Cloudflare publishes no
 * list of them, so each is named with an answer that somebody recorded.
 */
const kinds: Readonly<Record<string, FaultKind>> = {
  // "Invalid request headers", a malformed token (jeessy2/ddns-go#658, status 400), and the cause
  // that stands one level deeper.
  6003: 'denied',
  6111: 'denied',
  // "Missing X-Auth-Key, X-Auth-Email or Authorization headers", status 400.
  9106: 'denied',
  // "Invalid access token" and "Unauthorized to access requested resource", status 403.
  9109: 'denied',
  // "Authentication error", status 403.
  10000: 'denied',
  // "Please wait and consider throttling your request speed", status 429
  // (cloudflare/terraform-provider-cloudflare#5505).
  971: 'throttled',
  10429: 'throttled',
  // "Record does not exist.", status 404 (cloudflare/terraform-provider-cloudflare#1621).
  81044: 'conflict',
  // A record like it is already there; which of the two comes has changed (simplesurance/cfdns#17).
  81057: 'conflict',
  81058: 'conflict',
}

export function openCloudflareZone(options: CloudflareZoneOptions): Zone {
  const { token, scene } = options
  const headers = {
    accept: 'application/json',
    'content-type': 'application/json',
    authorization: `Bearer ${token.reveal()}`,
  }
  const call = createWebCall(
    { name, signed: () => Promise.resolve({ headers, secrets: [token] }), refusalIn },
    scene,
  )
  return createServiceZone<CloudflareTxt>({ name, rights, find: () => findZone(options, call) })
}

function refusalIn({ json, text }: WebAnswer) {
  const [first] = listIn(json, 'errors')
  const code = numberIn(first, 'code')
  // The cause of a vague refusal stands one level deeper.
  const [inner] = listIn(first, 'error_chain')
  const words = [textIn(first, 'message'), textIn(inner, 'message')].filter(Boolean).join(' ')
  return {
    code: code === undefined ? undefined : String(code),
    text: words || (text.trimStart().startsWith('<') ? '' : text),
    kind: code === undefined ? undefined : kinds[code],
  }
}

interface Found {
  readonly id: string
  readonly name: string
}

async function findZone(
  options: CloudflareZoneOptions,
  call: WebCall,
): Promise<ServiceZone<CloudflareTxt>> {
  const { baseUrl = 'https://api.cloudflare.com/client/v4', domain, zone, zoneId } = options
  const found = await (zoneId === undefined
    ? zoneNamed(zone === undefined ? zoneNamesFor(domain) : [zone], baseUrl, call)
    : zoneWithId(zoneId, baseUrl, call))
  if (!found)
    throw refusalBy(
      finding('dns-service-zone-missing', { service: name, domain, rights }),
      operation,
    )
  return cloudflareRecords(found.name, `${baseUrl}/zones/${found.id}/dns_records`, call)
}

async function zoneWithId(id: string, baseUrl: string, call: WebCall): Promise<Found | undefined> {
  const url = `${baseUrl}/zones/${encodeURIComponent(id)}`
  const { json } = await call({ operation, method: 'GET', url })
  return zoneIn(memberOf(json, 'result'))
}

/** Asked by whole names, the longest first: a token may see thousands of zones. */
async function zoneNamed(
  names: readonly string[],
  baseUrl: string,
  call: WebCall,
): Promise<Found | undefined> {
  for (const asked of names) {
    const url = `${baseUrl}/zones?name=${encodeURIComponent(asked)}`
    const { json } = await call({ operation, method: 'GET', url })
    const [first, second] = listIn(json, 'result')
      .flatMap(one => zoneIn(one) ?? [])
      .filter(one => one.name === asked)
    if (first && second) {
      const ids = [first.id, second.id].join(', ')
      const facts = { service: name, zone: asked, ids }
      throw refusalBy(finding('dns-service-zones-several', facts), operation)
    }
    if (first) return first
  }
  return undefined
}

function zoneIn(value: unknown): Found | undefined {
  const id = textIn(value, 'id')
  const zone = textIn(value, 'name')
  return id === undefined || zone === undefined
    ? undefined
    : { id: encodeURIComponent(id), name: zone.toLowerCase() }
}
