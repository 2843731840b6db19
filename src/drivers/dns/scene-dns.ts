/**
 * The `dns:` part of simulator.yaml: records of the world around the spec's own
 * zone files, such as the MX records of a domain or another company's SPF record.
 *
 *     dns:
 *       contoso.com: { MX: ["0 contoso-com.mail.protection.outlook.com"] }
 *       _spf.example.com: { TXT: ["v=spf1 ip4:192.0.2.0/24 -all"] }
 */
import { finding, type Finding } from '../../findings.js'
import { canonicalName, withoutLastDot } from '../../mail/dns-name.js'
import type { DnsRecord, RecordType } from '../drivers.js'
import { isObject } from '../plain-object.js'

/** Names, lower case without trailing dot, with the records of each type. */
export type SceneDns = ReadonlyMap<string, ReadonlyMap<RecordType, readonly DnsRecord[]>>

export interface SceneDnsReading {
  readonly dns: SceneDns
  readonly findings: readonly Finding[]
}

const types: readonly RecordType[] = ['A', 'AAAA', 'MX', 'TXT', 'PTR', 'CNAME', 'NS', 'SPF']

/** Reads what stands under `dns:`; nothing there is a scene without records. */
export function readSceneDns(data: unknown): SceneDnsReading {
  const dns = new Map<string, Map<RecordType, readonly DnsRecord[]>>()
  const findings: Finding[] = []
  const faulty = (entry: string) => {
    findings.push(finding('scene-dns-faulty', { entry }))
  }
  if (data !== undefined && data !== null && !isObject(data)) faulty('dns')
  for (const [name, sets] of isObject(data) ? Object.entries(data) : []) {
    const records = new Map<RecordType, readonly DnsRecord[]>()
    dns.set(canonicalName(name), records)
    if (!isObject(sets)) faulty(name)
    for (const [written, values] of isObject(sets) ? Object.entries(sets) : []) {
      const type = types.find(one => one === written.toUpperCase())
      const list = Array.isArray(values) ? values : [values]
      const found = type ? list.map(value => recordOf(type, value)) : []
      if (!type || found.includes(undefined)) faulty(`${name} ${written}`)
      else
        records.set(
          type,
          found.filter(one => one !== undefined),
        )
    }
  }
  return Object.freeze({ dns, findings })
}

function recordOf(type: RecordType, value: unknown): DnsRecord | undefined {
  if (type === 'MX') return mxOf(value)
  if (type === 'TXT' || type === 'SPF') {
    const strings: readonly unknown[] = Array.isArray(value) ? value : [value]
    return strings.every(one => typeof one === 'string') ? strings : undefined
  }
  return typeof value === 'string' ? withoutLastDot(value) : undefined
}

/** `0 mail.example.com`, or the two by name. */
function mxOf(value: unknown): DnsRecord | undefined {
  if (isObject(value)) {
    const { preference, exchange } = value
    return typeof preference === 'number' && typeof exchange === 'string'
      ? { preference, exchange: canonicalName(exchange) }
      : undefined
  }
  const [, preference, exchange] = /^\s*(\d{1,5})\s+(\S+)\s*$/.exec(String(value)) ?? []
  return exchange === undefined
    ? undefined
    : { preference: Number(preference), exchange: canonicalName(exchange) }
}
