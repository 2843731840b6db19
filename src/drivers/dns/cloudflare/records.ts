/** The records of one zone at Cloudflare: each value a record with an id of its own. */
import { finding } from '../../../findings.js'
import { canonicalName } from '../../../mail/dns-name.js'
import { Fault } from '../../fault.js'
import { listIn, memberOf, numberIn, textIn } from '../service/json.js'
import {
  sameSet,
  type ServiceNode,
  type ServiceTxt,
  type ServiceZone,
} from '../service/service-zone.js'
import { unquotedTxt } from '../service/txt-text.js'
import type { WebCall } from '../service/web-call.js'
import { batchOf, type KeptRecord } from './batch.js'

/** The records behind the values; the TTL as Cloudflare counts it. */
export interface CloudflareTxt {
  readonly records: readonly KeptRecord[]
  readonly ttl: number
}

const operation = 'read records'
const pageSize = 100

/** A TTL of 1 stands for "Auto", which is served as five minutes. */
const autoTtl = 1
const autoSeconds = 300

export function cloudflareRecords(
  zone: string,
  recordsUrl: string,
  call: WebCall,
): ServiceZone<CloudflareTxt> {
  const at = async (name: string): Promise<ServiceNode<CloudflareTxt>> => {
    const records = await recordsAt(name, recordsUrl, call)
    const ofType = (type: string) => records.filter(one => textIn(one, 'type') === type)
    const [cname] = ofType('CNAME')
    const content = textIn(cname, 'content')
    const target = content === undefined ? null : canonicalName(content)
    return {
      txt: txtIn(ofType('TXT')),
      // At the top of the zone an alias is answered by addresses, and other records may stand beside it.
      alias: name === zone ? null : target,
      delegated: name !== zone && ofType('NS').length > 0,
      exists: name === zone || records.length > 0,
    }
  }

  return Object.freeze<ServiceZone<CloudflareTxt>>({
    zone,
    at,

    async swap(name, before, after) {
      const { records = [], ttl = autoTtl } = before?.kept ?? {}
      const body = JSON.stringify(batchOf(name, ttl, records, after))
      const url = `${recordsUrl}/batch`
      await call({ operation: 'change records', method: 'POST', url, body })
      // Without a lock, only another look tells whether somebody else wrote at the same moment.
      const { txt } = await lookAfter(() => at(name))
      if (!sameSet(txt?.values ?? [], after)) throw changedAtOnce(name)
    },
  })
}

function changedAtOnce(name: string): Fault {
  const why = finding('dns-service-changed-at-once', { service: 'Cloudflare', name })
  const { message: text, code: type } = why
  return new Fault({ kind: 'conflict', operation: 'change records', text, type, finding: why })
}

/** The write is done: what fails now leaves its outcome to be looked at. */
async function lookAfter<Value>(look: () => Promise<Value>): Promise<Value> {
  try {
    return await look()
  } catch (error) {
    if (!(error instanceof Fault)) throw error
    const { text, operation: failed, type = error.kind } = error
    throw new Fault({ kind: 'unknown-outcome', operation: failed, text, type })
  }
}

async function recordsAt(
  name: string,
  recordsUrl: string,
  call: WebCall,
): Promise<readonly unknown[]> {
  const records: unknown[] = []
  for (let page = 1; ; page += 1) {
    const query = new URLSearchParams({
      'name.exact': name,
      page: String(page),
      per_page: String(pageSize),
    })
    const { json } = await call({
      operation,
      method: 'GET',
      url: `${recordsUrl}?${query.toString()}`,
    })
    if (!Array.isArray(memberOf(json, 'result'))) throw notUnderstood()
    const found = listIn(json, 'result')
    // A filter that the service does not know is ignored by it, and all records come.
    records.push(...found.filter(one => textIn(one, 'name')?.toLowerCase() === name))
    const pages = numberIn(json, 'result_info', 'total_pages') ?? 1
    if (page >= pages || found.length === 0) return records
  }
}

function txtIn(found: readonly unknown[]): ServiceTxt<CloudflareTxt> | null {
  const records = found.map(one => {
    const id = textIn(one, 'id')
    const content = textIn(one, 'content')
    if (id === undefined || content === undefined) throw notUnderstood()
    return { id, value: unquotedTxt(content, 'decimal') }
  })
  if (records.length === 0) return null
  const ttl = numberIn(found[0], 'ttl') ?? autoTtl
  return {
    values: records.map(({ value }) => value),
    ttl: ttl === autoTtl ? autoSeconds : ttl,
    kept: { records, ttl },
  }
}

function notUnderstood(): Fault {
  const text = 'Cloudflare: the answer is no list of records.'
  return new Fault({ kind: 'rejected', operation, text, type: 'not-a-list' })
}
