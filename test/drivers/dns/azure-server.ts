/** Azure DNS on loopback: record sets with etags in one resource group, as the REST API documents them. */
import type { TxtSets } from '../contract/dns.js'
import {
  startServiceServer,
  type ServiceReply,
  type ServiceRequest,
  type ServiceServer,
} from './service-server.js'

export const azureToken = 'azure-token-of-the-test'
export const subscription = '00000000-0000-0000-0000-000000000001'
export const resourceGroup = 'dns'

interface RecordSet {
  etag: string
  properties: Record<string, unknown>
}

export interface AzureServer extends ServiceServer {
  /** Puts a set as somebody else would; null takes it away. */
  put(zone: string, type: string, name: string, properties: Record<string, unknown> | null): void
  get(zone: string, type: string, name: string): RecordSet | undefined
}

const group = `/subscriptions/${subscription}/resourceGroups/${resourceGroup}`
const base = `${group}/providers/Microsoft.Network/dnsZones`

export async function startAzureServer(zones: readonly string[]): Promise<AzureServer> {
  const sets = new Map<string, RecordSet>()
  let version = 0
  const keyOf = (zone: string, type: string, name: string) => [zone, type, name].join('/')
  const write = (key: string, properties: Record<string, unknown>) => {
    version += 1
    const set = { etag: `etag-${String(version)}`, properties }
    sets.set(key, set)
    return set
  }

  const answer = (request: ServiceRequest): ServiceReply => {
    const { method, url, headers } = request
    if (headers.authorization !== `Bearer ${azureToken}`)
      return refusal(401, 'InvalidAuthenticationToken', 'The access token is invalid.')
    if (url.searchParams.get('api-version') !== '2018-05-01')
      return refusal(400, 'MissingApiVersionParameter', 'The api-version is required.')
    if (!url.pathname.startsWith(base))
      return refusal(404, 'ResourceGroupNotFound', 'Resource group could not be found.')
    const [zone, type, name] = url.pathname
      .slice(base.length + 1)
      .split('/')
      .map(decodeURIComponent)
    if (zone === undefined || zone === '') return listed(zones, url)
    if (!zones.includes(zone))
      return refusal(404, 'ResourceNotFound', `The zone ${zone} was not found.`)
    if (type === undefined || name === undefined)
      return { status: 200, body: { name: zone, properties: { zoneType: 'Public' } } }
    const key = keyOf(zone, type, name)
    if (method === 'GET') {
      const set = sets.get(key)
      return set ? { status: 200, body: set } : missing(name)
    }
    return changed(request, sets.get(key), {
      write: properties => write(key, properties),
      remove: () => sets.delete(key),
    })
  }

  const server = await startServiceServer(answer)
  return {
    ...server,
    put(zone, type, name, properties) {
      const key = keyOf(zone, type, name)
      if (properties) write(key, properties)
      else sets.delete(key)
    },
    get: (zone, type, name) => sets.get(keyOf(zone, type, name)),
  }
}

interface Store {
  readonly write: (properties: Record<string, unknown>) => RecordSet
  readonly remove: () => void
}

function changed(
  { method, headers, body }: ServiceRequest,
  set: RecordSet | undefined,
  { write, remove }: Store,
): ServiceReply {
  if (headers['if-none-match'] === '*' && set)
    return refusal(412, 'PreconditionFailed', 'The Record set already exists.')
  const match = headers['if-match']
  // The service would take it; none of ours may come without a lock.
  if (match === undefined && headers['if-none-match'] === undefined)
    return refusal(400, 'WithoutLock', 'The test takes no write without a condition.')
  if (match !== undefined && match !== set?.etag)
    return set
      ? refusal(412, 'PreconditionFailed', 'The etag does not match.')
      : refusal(412, 'PreconditionFailed', 'There is no such set.')
  if (method === 'DELETE') {
    if (!set) return { status: 204 }
    remove()
    return { status: 200 }
  }
  const { properties } = JSON.parse(body) as { properties: Record<string, unknown> }
  const strings = (properties.TXTRecords as { value: string[] }[]).flatMap(({ value }) => value)
  if (strings.some(one => one.length > 255))
    return refusal(400, 'BadRequest', 'A string of a TXT record is longer than 255 characters.')
  return { status: set ? 200 : 201, body: write(properties) }
}

/** Two zones a page, so that the list has pages. */
function listed(zones: readonly string[], url: URL): ServiceReply {
  const from = Number(url.searchParams.get('$skiptoken') ?? 0)
  const value = zones
    .slice(from, from + 2)
    .map(name => ({ name, properties: { zoneType: 'Public' } }))
  const more = from + 2 < zones.length
  const next = `${url.pathname}?api-version=2018-05-01&$skiptoken=${String(from + 2)}`
  return { status: 200, body: { value, ...(more ? { nextLink: next } : {}) } }
}

/** Of a record the service tells without an "error" around it, as in the log of Azure/azure-cli#27374. */
function missing(name: string): ServiceReply {
  const message = `The resource record '${name}' does not exist in resource group '${resourceGroup}'.`
  return { status: 404, body: { code: 'NotFound', message } }
}

export function refusal(status: number, code: string, message: string): ServiceReply {
  return { status, body: { error: { code, message } } }
}

export function azureTxt(ttl: number, values: readonly string[]): Record<string, unknown> {
  const TXTRecords = values.map(value => ({ value: value.match(/[^]{1,255}/g) ?? [''] }))
  return { TTL: ttl, TXTRecords }
}

export function fill(server: AzureServer, sets: TxtSets): void {
  for (const [name, { ttl, values }] of Object.entries(sets))
    server.put('contoso.com', 'TXT', relative(name), azureTxt(ttl, values))
}

export function relative(name: string): string {
  return name === 'contoso.com' ? '@' : name.replace(/\.contoso\.com$/, '')
}
