/**
 * Route 53 on loopback: hosted zones and record sets in XML, pages, batches that
 * are carried out as a whole, and signatures that are worked out once more here,
 * from AWS's description and with node:crypto alone.
 */
import { createHash, createHmac } from 'node:crypto'
import type { TxtSets } from '../contract/dns.js'
import {
  startServiceServer,
  type ServiceReply,
  type ServiceRequest,
  type ServiceServer,
} from './service-server.js'

export const accessKeyId = 'AKIDEXAMPLE'
export const secretAccessKey = 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY'

export interface RecordSet {
  readonly name: string
  readonly type: string
  readonly ttl: number
  readonly values: readonly string[]
  readonly identifier?: string
}

export interface Route53Server extends ServiceServer {
  sets: RecordSet[]
}

export interface HostedZone {
  readonly id: string
  readonly name: string
  readonly isPrivate?: boolean
}

const xmlns = 'xmlns="https://route53.amazonaws.com/doc/2013-04-01/"'

export async function startRoute53Server(
  zones: readonly HostedZone[],
  /** Record sets a page. */
  pageSize = 2,
): Promise<Route53Server> {
  const state: { sets: RecordSet[] } = { sets: [] }

  const answer = (request: ServiceRequest): ServiceReply => {
    const { method, url, body } = request
    if (!isSigned(request))
      return refusal(403, 'SignatureDoesNotMatch', 'The request signature does not match.')
    const [, , collection, id, rrset] = url.pathname.split('/')
    if (collection === 'hostedzonesbyname') {
      const asked = url.searchParams.get('dnsname') ?? ''
      const from = zones.filter(({ name }) => reversed(name) >= reversed(asked))
      return xml(
        'ListHostedZonesByNameResponse',
        `<HostedZones>${from.map(zoneXml).join('')}</HostedZones>`,
      )
    }
    const zone = zones.find(one => one.id === id)
    if (!zone) return refusal(404, 'NoSuchHostedZone', 'No hosted zone found with ID.')
    if (rrset === undefined) return xml('GetHostedZoneResponse', zoneXml(zone))
    return method === 'GET' ? page(state.sets, url, pageSize) : change(body)
  }

  const change = (body: string): ServiceReply => {
    let sets = [...state.sets]
    for (const [, action, text] of body.matchAll(
      /<Action>(\w+)<\/Action><ResourceRecordSet>([^]*?)<\/ResourceRecordSet>/g,
    )) {
      const set = setFrom(text ?? '')
      const there = sets.find(one => one.name === set.name && one.type === set.type)
      if (action === 'CREATE') {
        if (there)
          return refusedBatch(
            `Tried to create resource record set [name='${set.name}.', type='TXT'] but it already exists`,
          )
        if (set.values.some(one => /"(?:[^"\\]|\\\d{3}|\\.){256,}"/.test(one)))
          return refusedBatch('Invalid Resource Record: CharacterStringTooLong')
        sets.push(set)
      } else {
        if (!there)
          return refusedBatch(
            `Tried to delete resource record set [name='${set.name}.', type='TXT'] but it was not found`,
          )
        if (JSON.stringify(there) !== JSON.stringify(set))
          return refusedBatch(
            `Tried to delete resource record set [name='${set.name}.', type='TXT'] but the values provided do not match the current values`,
          )
        sets = sets.filter(one => one !== there)
      }
    }
    state.sets = sets
    return xml(
      'ChangeResourceRecordSetsResponse',
      '<ChangeInfo><Id>/change/C1</Id><Status>PENDING</Status></ChangeInfo>',
    )
  }

  const server = await startServiceServer(answer)
  return {
    ...server,
    get sets() {
      return state.sets
    },
    set sets(sets) {
      state.sets = sets
    },
  }
}

function page(all: readonly RecordSet[], url: URL, size: number): ServiceReply {
  const keyOf = ({ name, type, identifier = '' }: RecordSet) =>
    [reversed(name), type, identifier].join(' ')
  const start = [
    reversed((url.searchParams.get('name') ?? '').replace(/\.$/, '')),
    url.searchParams.get('type') ?? '',
    url.searchParams.get('identifier') ?? '',
  ]
    .join(' ')
    .trimEnd()
  const sorted = [...all].sort((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1))
  const rest = sorted.filter(one => keyOf(one) >= start)
  const shown = rest.slice(0, size)
  const next = rest[size]
  const more = next
    ? `<IsTruncated>true</IsTruncated><NextRecordName>${wireName(next.name)}</NextRecordName><NextRecordType>${next.type}</NextRecordType>${next.identifier === undefined ? '' : `<NextRecordIdentifier>${next.identifier}</NextRecordIdentifier>`}`
    : '<IsTruncated>false</IsTruncated>'
  return xml(
    'ListResourceRecordSetsResponse',
    `<ResourceRecordSets>${shown.map(setXml).join('')}</ResourceRecordSets>${more}`,
  )
}

function setXml({ name, type, ttl, values, identifier }: RecordSet): string {
  const records = values.map(
    one => `<ResourceRecord><Value>${escaped(one)}</Value></ResourceRecord>`,
  )
  const routed =
    identifier === undefined ? '' : `<SetIdentifier>${identifier}</SetIdentifier><Weight>1</Weight>`
  return `<ResourceRecordSet><Name>${wireName(name)}</Name><Type>${type}</Type>${routed}<TTL>${String(ttl)}</TTL><ResourceRecords>${records.join('')}</ResourceRecords></ResourceRecordSet>`
}

function setFrom(text: string): RecordSet {
  const first = (name: string) => new RegExp(`<${name}>([^<]*)</${name}>`).exec(text)?.[1] ?? ''
  return {
    name: first('Name').replace(/\.$/, ''),
    type: first('Type'),
    ttl: Number(first('TTL')),
    values: [...text.matchAll(/<Value>([^<]*)<\/Value>/g)].map(([, one]) => plain(one ?? '')),
  }
}

function zoneXml({ id, name, isPrivate = false }: HostedZone): string {
  return `<HostedZone><Id>/hostedzone/${id}</Id><Name>${name}.</Name><Config><PrivateZone>${String(isPrivate)}</PrivateZone></Config></HostedZone>`
}

function wireName(name: string): string {
  return `${name.replace('*', String.raw`\052`)}.`
}

function reversed(name: string): string {
  return name.split('.').reverse().join('.')
}

function xml(element: string, inside: string): ServiceReply {
  return { status: 200, body: `<?xml version="1.0"?>\n<${element} ${xmlns}>${inside}</${element}>` }
}

export function refusal(status: number, code: string, message: string): ServiceReply {
  return {
    status,
    body: `<?xml version="1.0"?><ErrorResponse ${xmlns}><Error><Type>Sender</Type><Code>${code}</Code><Message>${escaped(message)}</Message></Error><RequestId>1</RequestId></ErrorResponse>`,
  }
}

function refusedBatch(message: string): ServiceReply {
  return {
    status: 400,
    body: `<?xml version="1.0"?><InvalidChangeBatch ${xmlns}><Messages><Message>${escaped(message)}</Message></Messages></InvalidChangeBatch>`,
  }
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
}

function plain(text: string): string {
  return text.replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)))
}

/** AWS Signature Version 4. */
function isSigned({ method, url, headers, body }: ServiceRequest): boolean {
  const found =
    /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/us-east-1\/route53\/aws4_request, SignedHeaders=([^,]+), Signature=([0-9a-f]{64})$/.exec(
      headers.authorization ?? '',
    )
  const [, key, day = '', names = '', signature] = found ?? []
  if (key !== accessKeyId) return false
  const host = headers['x-meant-for'] ?? headers.host
  const signed: typeof headers = { ...headers, host: String(host) }
  const time = String(headers['x-amz-date'])
  const query = [...url.searchParams]
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`)
    .map(pair =>
      pair.replace(/[!'()*]/g, one => `%${one.charCodeAt(0).toString(16).toUpperCase()}`),
    )
    .sort()
    .join('&')
  const canonical = [
    method,
    url.pathname,
    query,
    ...names.split(';').map(name => `${name}:${String(signed[name])}`),
    '',
    names,
    createHash('sha256').update(body).digest('hex'),
  ].join('\n')
  const scope = `${day}/us-east-1/route53/aws4_request`
  const text = [
    'AWS4-HMAC-SHA256',
    time,
    scope,
    createHash('sha256').update(canonical).digest('hex'),
  ].join('\n')
  const signingKey = ['us-east-1', 'route53', 'aws4_request'].reduce<Buffer>(
    (made, part) => createHmac('sha256', made).update(part).digest(),
    createHmac('sha256', `AWS4${secretAccessKey}`).update(day).digest(),
  )
  return createHmac('sha256', signingKey).update(text).digest('hex') === signature
}

export function setValues(
  server: Route53Server,
  name: string,
  ttl: number,
  values: readonly string[],
): void {
  server.sets = server.sets.filter(one => one.name !== name || one.type !== 'TXT')
  if (values.length > 0)
    server.sets.push({ name, type: 'TXT', ttl, values: values.map(value => `"${value}"`) })
}

export function fill(server: Route53Server, sets: TxtSets): void {
  for (const [name, { ttl, values }] of Object.entries(sets)) setValues(server, name, ttl, values)
}
