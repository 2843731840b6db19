/** The record sets of one zone at Azure DNS. */
import { Fault } from '../../fault.js'
import { canonicalName } from '../../../mail/dns-name.js'
import { joinTxt, splitTxt } from '../../../mail/spf-txt.js'
import { relativeName } from '../master-file-text.js'
import { changedMeanwhile } from '../changed-meanwhile.js'
import { listIn, memberOf, numberIn, textIn } from '../service/json.js'
import type { ServiceNode, ServiceTxt, ServiceZone } from '../service/service-zone.js'
import type { WebAnswer } from '../../web-answer.js'
import type { WebCall } from '../service/web-call.js'

/** What is written back as it was. */
export interface AzureTxt {
  readonly etag: string
  readonly ttl: number
  readonly metadata: unknown
  /** The strings of each value, as they were split. */
  readonly strings: ReadonlyMap<string, readonly string[]>
}

const operation = 'read records'

/** An hour, for a set that had none. */
const newTtl = 3600

/** Types that make a name exist; the service is asked for each by itself. */
const otherTypes = ['A', 'AAAA', 'CAA', 'MX', 'PTR', 'SRV'] as const

export function azureRecords(
  zone: string,
  addressOf: (type: string, name: string) => string,
  call: WebCall,
): ServiceZone<AzureTxt> {
  const urlOf = (type: string, name: string) => addressOf(type, relativeName(name, zone))
  const setAt = (type: string, name: string) => existing(call, urlOf(type, name))

  return Object.freeze<ServiceZone<AzureTxt>>({
    zone,

    async at(name) {
      const txt = txtIn(await setAt('TXT', name))
      if (name === zone) return { txt, alias: null, delegated: false, exists: true }
      const [cname, ns] = await Promise.all([setAt('CNAME', name), setAt('NS', name)])
      const alias = textIn(cname, 'properties', 'CNAMERecord', 'cname') ?? null
      const node: ServiceNode<AzureTxt> = {
        txt,
        alias: alias === null ? null : canonicalName(alias),
        delegated: ns !== undefined,
        exists: txt !== null || cname !== undefined || ns !== undefined,
      }
      // It only matters whether such a name exists where a wildcard might speak for it.
      if (node.exists || name.startsWith('_')) return node
      const others = await Promise.all(otherTypes.map(type => setAt(type, name)))
      return { ...node, exists: others.some(set => set !== undefined) }
    },

    async swap(name, before, after) {
      const url = urlOf('TXT', name)
      const condition: Readonly<Record<string, string>> = before
        ? { 'if-match': before.kept.etag }
        : { 'if-none-match': '*' }
      const change = { operation: 'change records', url, headers: condition }
      try {
        if (after.length === 0) await call({ ...change, method: 'DELETE' })
        else await call({ ...change, method: 'PUT', body: bodyOf(before, after) })
      } catch (error) {
        // The set that was to be replaced is gone, or another one took its place.
        const isLost = error instanceof Fault && (error.kind === 'conflict' || isGone(error))
        throw isLost ? changedMeanwhile(name) : error
      }
    },
  })
}

/** The record set as it stands; undefined where the service says that there is none. */
async function existing(call: WebCall, url: string): Promise<unknown> {
  try {
    const { json }: WebAnswer = await call({ operation, method: 'GET', url })
    if (textIn(json, 'etag') !== undefined) return json
    const text = 'Azure DNS: the answer is no record set.'
    throw new Fault({ kind: 'rejected', operation, text, type: 'not-a-record-set' })
  } catch (error) {
    if (error instanceof Fault && isGone(error)) return undefined
    throw error
  }
}

/**
 * A record set that is not there is told by the code NotFound ("The resource record … does not
 * exist", github.com/Azure/azure-cli/issues/27374). A 404 by another code is about the zone
 * (ResourceNotFound, ParentResourceNotFound), its group or the subscription, and tells nothing of
 * the record.
 */
function isGone({ kind, type }: Fault): boolean {
  return kind === 'not-found' && type === 'NotFound'
}

function txtIn(set: unknown): ServiceTxt<AzureTxt> | null {
  if (set === undefined) return null
  const records = listIn(set, 'properties', 'TXTRecords').map(record =>
    listIn(record, 'value').map(String),
  )
  const ttl = numberIn(set, 'properties', 'TTL') ?? newTtl
  return {
    values: records.map(joinTxt),
    ttl,
    kept: {
      etag: textIn(set, 'etag') ?? '',
      ttl,
      metadata: memberOf(set, 'properties', 'metadata'),
      strings: new Map(records.map(strings => [joinTxt(strings), strings])),
    },
  }
}

function bodyOf(before: ServiceTxt<AzureTxt> | null, after: readonly string[]): string {
  const TXTRecords = after.map(value => ({
    value: before?.kept.strings.get(value) ?? splitTxt(value),
  }))
  const TTL = before?.kept.ttl ?? newTtl
  const metadata = before?.kept.metadata
  return JSON.stringify({
    properties: { TTL, TXTRecords, ...(metadata === undefined ? {} : { metadata }) },
  })
}
