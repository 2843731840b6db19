/**
 * Answers of the DNS from the records of a zone, as its name server would give
 * them: aliases followed, wildcards filled in, "no such name" told from "no such
 * record". Where the answer lies in another zone, it says under which name.
 */
import { canonicalName } from '../../mail/dns-name.js'
import type { DnsAnswer, DnsRecord, RecordType } from '../drivers.js'
import { absoluteName, unescaped } from './master-file-text.js'
import type { MasterRecord } from './master-file.js'
import { nodeOf, ofType, type ZoneData } from './zone-data.js'

export type ZoneAnswer = DnsAnswer | { readonly status: 'elsewhere'; readonly name: string }

/** Name servers give up on longer chains of aliases, too. */
const mostAliases = 8

export function answerFrom(data: ZoneData, name: string, type: RecordType): ZoneAnswer {
  let asked = canonicalName(name)
  for (let step = 0; step <= mostAliases; step += 1) {
    const node = nodeOf(data, asked)
    if (node.kind === 'elsewhere' || node.kind === 'delegated')
      return { status: 'elsewhere', name: asked }
    if (node.kind === 'nothing') return { status: 'nxdomain', records: [] }
    const found = ofType(node.records, type)
    if (found.length > 0) return { status: 'ok', records: found.map(dataOf) }
    const [alias] = ofType(node.records, 'CNAME')
    if (!alias) return { status: 'nodata', records: [] }
    asked = targetOf(alias)
  }
  return { status: 'servfail', records: [] }
}

/** The name that an alias, or any record of one name, points to. */
export function targetOf({ data, origin }: MasterRecord): string {
  return absoluteName(data[0]?.text ?? '@', origin)
}

/** A TXT record's value, its strings joined. */
export function textOf({ data }: MasterRecord): string {
  return data.map(unescaped).join('')
}

function dataOf(record: MasterRecord): DnsRecord {
  const { type, data, origin } = record
  if (type === 'TXT' || type === 'SPF') return data.map(unescaped)
  if (type === 'MX')
    return {
      preference: Number(data[0]?.text),
      exchange: absoluteName(data[1]?.text ?? '.', origin),
    }
  return type === 'A' || type === 'AAAA' ? (data[0]?.text ?? '') : targetOf(record)
}
