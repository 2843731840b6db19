/**
 * A zone at Azure DNS, over the REST API of Azure Resource Manager, which keeps
 * one TXT record set a name. Its etag is the lock: a set is replaced only where
 * nobody changed it meanwhile, and made only where there was none.
 *
 * Known on 28 November 2026; source: Microsoft Learn, "Record Sets" of the Azure
 * DNS REST API, version 2018-05-01 (learn.microsoft.com/rest/api/dns/record-sets):
 * If-Match takes the etag that was seen last, `If-None-Match: *` lets a set be made
 * and none be changed. A value is a list of strings, in JSON and without escapes;
 * a set keeps its TTL and its metadata.
 */
import { finding } from '../../findings.js'
import type { Secret } from '../secret.js'
import { Fault } from '../fault.js'
import { azureRecords, type AzureTxt } from './azure/records.js'
import { listIn, textIn } from './service/json.js'
import { once } from './service/once.js'
import { refusalBy } from './service/service-finding.js'
import { createServiceZone, type ServiceZone } from './service/service-zone.js'
import { createWebCall, type WebCall, type WebScene } from './service/web-call.js'
import { longestZoneFor } from './service/zone-choice.js'
import type { Zone } from './zone.js'

export interface AzureZonesOptions {
  readonly subscription: string
  readonly resourceGroup: string
  /** The name of the zone; the longest in the resource group that holds the domain, if not given. */
  readonly zone?: string | undefined
  /** An access token of Azure Resource Manager that is good for a while. Throws a `Fault`. */
  readonly token: () => Promise<Secret>
  /** Of the cloud; `https://management.azure.com` if not given. */
  readonly baseUrl?: string
  readonly scene: WebScene
}

const name = 'Azure DNS'
const rights = 'the role "DNS Zone Contributor" on the zone ("Reader" is enough for a plan)'
const apiVersion = '2018-05-01'
const operation = 'find zone'

/** The zone of each domain that is asked for; the list of zones is read once for all of them. */
export function openAzureZones(options: AzureZonesOptions): (domain: string) => Zone {
  const { token, scene } = options
  const call = createWebCall(
    {
      name,
      async signed() {
        const bearer = await token()
        const headers = {
          accept: 'application/json',
          'content-type': 'application/json',
          authorization: `Bearer ${bearer.reveal()}`,
        }
        return { headers, secrets: [bearer] }
      },
      refusalIn: ({ json, text }) => ({
        code: textIn(json, 'error', 'code') ?? textIn(json, 'code'),
        text: textIn(json, 'error', 'message') ?? textIn(json, 'message') ?? wordsOf(text),
      }),
    },
    scene,
  )
  const zones = addressOf(options)
  const listed = once(() => allZones(`${zones}?api-version=${apiVersion}`, call))
  const chosenFor = (domain: string) =>
    options.zone === undefined
      ? chosenZone(domain, listed)
      : namedZone(domain, options.zone, zones, call)
  return domain =>
    createServiceZone<AzureTxt>({
      name,
      rights,
      find: async () => recordsOf(await chosenFor(domain), zones, call),
    })
}

function recordsOf(zone: string, zones: string, call: WebCall): ServiceZone<AzureTxt> {
  const at = (...path: readonly string[]) => {
    const parts = [zone, ...path].map(part => encodeURIComponent(part)).join('/')
    return `${zones}/${parts}?api-version=${apiVersion}`
  }
  return azureRecords(zone, at, call)
}

/** Asked for first: without it, a record that is not found could be a zone that is not found. */
async function namedZone(
  domain: string,
  zone: string,
  zones: string,
  call: WebCall,
): Promise<string> {
  const url = `${zones}/${encodeURIComponent(zone)}?api-version=${apiVersion}`
  try {
    const { json } = await call({ operation, method: 'GET', url })
    if (!isPrivate(json)) return zone
    throw refusalBy(finding('dns-service-zone-private', { service: name, zone }), operation)
  } catch (error) {
    const isMissing = error instanceof Fault && error.kind === 'not-found'
    throw isMissing ? zoneMissing(domain) : error
  }
}

async function chosenZone(
  domain: string,
  listed: () => Promise<readonly { name: string }[]>,
): Promise<string> {
  const chosen = longestZoneFor(domain, await listed())
  if (chosen) return chosen.name
  throw zoneMissing(domain)
}

function zoneMissing(domain: string): Fault {
  return refusalBy(
    finding('dns-service-zone-missing', { service: name, domain, rights }),
    operation,
  )
}

function isPrivate(zone: unknown): boolean {
  return textIn(zone, 'properties', 'zoneType') === 'Private'
}

/** Page by page; the address of the next one comes with each. */
async function allZones(first: string, call: WebCall): Promise<readonly { name: string }[]> {
  const zones: { name: string }[] = []
  let next: string | undefined = first
  while (next !== undefined) {
    const { json }: { json: unknown } = await call({
      operation,
      method: 'GET',
      url: next,
    })
    for (const item of listIn(json, 'value')) {
      const found = textIn(item, 'name')
      if (found !== undefined && !isPrivate(item)) zones.push({ name: found.toLowerCase() })
    }
    next = nextPage(textIn(json, 'nextLink'), first)
  }
  return zones
}

/** The token goes to no other host, whatever an answer says. */
function nextPage(link: string | undefined, first: string): string | undefined {
  if (link === undefined || link === '') return undefined
  const url = new URL(link, first)
  if (url.origin === new URL(first).origin) return url.href
  const text = `${name}: the next page of the list is on another host (${url.host}).`
  throw new Fault({ kind: 'rejected', operation, text })
}

function addressOf({ baseUrl, subscription, resourceGroup }: AzureZonesOptions): string {
  const group = `subscriptions/${encodeURIComponent(subscription)}/resourceGroups/${encodeURIComponent(resourceGroup)}`
  return `${baseUrl ?? 'https://management.azure.com'}/${group}/providers/Microsoft.Network/dnsZones`
}

/** A page of a proxy says nothing; the status is told then. */
function wordsOf(text: string): string {
  return text.trimStart().startsWith('<') ? '' : text
}
