/** Cloudflare on loopback: zones and records with ids, pages and batches, as its API reference documents them. */
import type { TxtSets } from '../contract/dns.js'
import {
  startServiceServer,
  type ServiceReply,
  type ServiceRequest,
  type ServiceServer,
} from './service-server.js'

export const cloudflareToken = 'cloudflare-token-of-the-test'

export interface CloudflareRecord {
  id: string
  type: string
  name: string
  content: string
  ttl: number
  comment?: string
}

export interface CloudflareServer extends ServiceServer {
  records: CloudflareRecord[]
  add(record: Omit<CloudflareRecord, 'id'>): CloudflareRecord
}

interface Batch {
  readonly deletes?: readonly { readonly id: string }[]
  readonly patches?: readonly (Partial<CloudflareRecord> & { readonly id: string })[]
  readonly posts?: readonly Omit<CloudflareRecord, 'id'>[]
}

export async function startCloudflareServer(
  zones: Readonly<Record<string, string>>,
  /** The service gives up to 100 a page; fewer show that pages are followed. */
  pageSize = 2,
): Promise<CloudflareServer> {
  let serial = 0
  const newId = () => {
    serial += 1
    return String(serial).padStart(32, '0')
  }
  const state: { records: CloudflareRecord[] } = { records: [] }

  const answer = ({ method, url, headers, body }: ServiceRequest): ServiceReply => {
    if (headers.authorization !== `Bearer ${cloudflareToken}`)
      return refusal(403, 9109, 'Invalid access token')
    const [, , zoneId, collection, last] = url.pathname.split('/')
    if (zoneId === undefined) {
      const name = url.searchParams.get('name')
      return done(
        Object.entries(zones).flatMap(([id, zone]) => (zone === name ? [{ id, name: zone }] : [])),
      )
    }
    const zone = zones[zoneId]
    if (zone === undefined) return refusal(404, 7003, 'Could not route to the zone')
    if (collection === undefined) return done({ id: zoneId, name: zone })
    if (method === 'POST' && last === 'batch') return batched(JSON.parse(body) as Batch)
    const name = url.searchParams.get('name.exact')
    const fitting = state.records.filter(one => name === null || one.name === name)
    const page = Number(url.searchParams.get('page') ?? 1)
    const result = fitting.slice((page - 1) * pageSize, page * pageSize)
    const info = {
      page,
      per_page: pageSize,
      count: result.length,
      total_count: fitting.length,
      total_pages: Math.ceil(fitting.length / pageSize),
    }
    return done(result, info)
  }

  /** Deletes, then patches, then posts; all of them or none. */
  const batched = ({ deletes = [], patches = [], posts = [] }: Batch): ServiceReply => {
    let records = [...state.records]
    for (const { id } of [...deletes, ...patches])
      if (!records.some(one => one.id === id)) return refusal(404, 81044, 'Record does not exist.')
    records = records.filter(one => !deletes.some(({ id }) => id === one.id))
    records = records.map(one => ({ ...one, ...patches.find(({ id }) => id === one.id) }))
    for (const post of posts) {
      const isThere = records.some(one => one.name === post.name && one.content === post.content)
      if (isThere) return refusal(400, 81058, 'An identical record already exists.')
      records.push({ id: newId(), ...post })
    }
    for (const { content } of records)
      if (/"[^"]{256,}"/.test(content)) return refusal(400, 9101, 'A string is too long.')
    state.records = records
    return done({ deletes, patches, posts })
  }

  const server = await startServiceServer(answer)
  return {
    ...server,
    get records() {
      return state.records
    },
    set records(records) {
      state.records = records
    },
    add(record) {
      const added = { id: newId(), ...record }
      state.records.push(added)
      return added
    },
  }
}

function done(result: unknown, result_info?: object): ServiceReply {
  const info = result_info ? { result_info } : {}
  return { status: 200, body: { success: true, errors: [], messages: [], result, ...info } }
}

export function refusal(status: number, code: number, message: string): ServiceReply {
  return {
    status,
    body: { success: false, errors: [{ code, message }], messages: [], result: null },
  }
}

/** The values of a name, as somebody would add them by hand. */
export function setValues(
  server: CloudflareServer,
  name: string,
  ttl: number,
  values: readonly string[],
): void {
  server.records = server.records.filter(one => one.name !== name)
  for (const value of values) server.add({ type: 'TXT', name, ttl, content: `"${value}"` })
}

export function fill(server: CloudflareServer, sets: TxtSets): void {
  for (const [name, { ttl, values }] of Object.entries(sets)) setValues(server, name, ttl, values)
}
