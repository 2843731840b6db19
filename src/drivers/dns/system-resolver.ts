/**
 * The DNS as this machine sees it, through Node's resolver, or through name
 * servers that are named. It never throws: a name that does not exist, a name
 * without such a record and a server that does not answer are told apart, since
 * only the first two mean that something is absent.
 */
import type { Resolver as NodeResolver } from 'node:dns/promises'
import type { DnsAnswer, DnsRecord, RecordType, Resolver } from '../drivers.js'

export interface SystemResolverOptions {
  /** `192.0.2.53` or `192.0.2.53:5300`; the machine's own where none is named. */
  readonly servers?: readonly string[]
  /** The time one question may take in all. */
  readonly timeoutSeconds: number
}

const statusOf: Readonly<Record<string, DnsAnswer['status']>> = {
  ENOTFOUND: 'nxdomain',
  ENODATA: 'nodata',
  // A label over 63 octets or an empty one: no such name can exist.
  EBADNAME: 'nxdomain',
  ETIMEOUT: 'timeout',
  ECANCELLED: 'timeout',
}

export function createSystemResolver({ servers, timeoutSeconds }: SystemResolverOptions): Resolver {
  const budget = timeoutSeconds * 1000
  return async (name, type) => {
    // Loaded by the first question: a simulated world asks none.
    const dns = await import('node:dns/promises')
    // A packet may get lost, so each question is sent twice; the second time Node waits twice as long.
    const resolver = new dns.Resolver({ timeout: Math.max(1, Math.floor(budget / 3)), tries: 2 })
    if (servers) resolver.setServers(servers)
    const alarm = setTimeout(() => {
      resolver.cancel()
    }, budget)
    try {
      return answered(await ask(resolver, name, type))
    } catch (error) {
      return Object.freeze({ status: statusOf[codeOf(error)] ?? 'servfail', records: [] })
    } finally {
      clearTimeout(alarm)
    }
  }
}

function ask(
  resolver: NodeResolver,
  name: string,
  type: RecordType,
): Promise<readonly DnsRecord[]> {
  switch (type) {
    case 'A':
      return resolver.resolve4(name)
    case 'AAAA':
      return resolver.resolve6(name)
    case 'MX':
      return resolver
        .resolveMx(name)
        .then(found => found.map(({ priority, exchange }) => ({ preference: priority, exchange })))
    case 'TXT':
      return resolver.resolveTxt(name)
    case 'PTR':
      return resolver.resolvePtr(name)
    case 'CNAME':
      return resolver.resolveCname(name)
    case 'NS':
      return resolver.resolveNs(name)
    case 'SPF':
      // RFC 7208 retired this type, and Node cannot ask for it.
      return Promise.resolve([])
  }
}

/** An alias whose target has no such record comes as an empty list: no data as well. */
function answered(records: readonly DnsRecord[]): DnsAnswer {
  return Object.freeze({ status: records.length === 0 ? 'nodata' : 'ok', records })
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : ''
}
