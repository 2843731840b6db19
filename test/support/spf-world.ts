/** A small DNS for tests of SPF: what is not listed does not exist. */
import type { DnsAnswer, DnsRecord, Resolver } from '../../src/drivers/drivers.js'

export type SpfNames = Readonly<
  Record<string, Readonly<Partial<Record<'TXT' | 'A' | 'AAAA' | 'MX', readonly string[]>>>>
>

/** TXT values, addresses and MX hosts by name; a name that begins with "silent." never answers. */
export function spfWorld(names: SpfNames): Resolver & { readonly asked: string[] } {
  const asked: string[] = []
  const resolve: Resolver = (name, type) => {
    asked.push(`${type} ${name}`)
    return Promise.resolve(answerOf(names, name, type))
  }
  return Object.assign(resolve, { asked })
}

function answerOf(names: SpfNames, name: string, type: string): DnsAnswer {
  if (name.startsWith('silent.')) return { status: 'timeout', records: [] }
  const here = names[name]
  if (!here) return { status: 'nxdomain', records: [] }
  const values = here[type as 'TXT'] ?? []
  if (values.length === 0) return { status: 'nodata', records: [] }
  return { status: 'ok', records: values.map(value => recordOf(type, value)) }
}

function recordOf(type: string, value: string): DnsRecord {
  if (type === 'TXT') return value.match(/.{1,255}/gs) ?? ['']
  return type === 'MX' ? { preference: 10, exchange: value } : value
}
