/**
 * The `nameServers:` part of simulator.yaml: servers of the simulated world that
 * answer for themselves, such as a secondary that lags or one that is down.
 *
 *     nameServers:
 *       ns1.example.com: { address: 192.0.2.1, serial: 8 }
 *       ns2.example.com:
 *         { address: 192.0.2.2, serial: 7, dns: { contoso.com: { TXT: [v=spf1 -all] } } }
 *       ns3.example.com: { address: 192.0.2.3, silent: true }
 *
 * What stands under its own `dns` it says otherwise than the rest of the world.
 * A resolver that `--resolver` names is one of them, too, by its address.
 */
import { finding, type Finding } from '../../findings.js'
import type { RecordType, Resolver, DnsRecord } from '../drivers.js'
import { canonicalName } from '../../mail/dns-name.js'
import { hasFailed } from '../../mail/dns-status.js'
import { textOfRecord } from '../../mail/spf-txt.js'
import { isObject } from '../plain-object.js'
import type { AskServer } from './name-servers/ask-server.js'
import { readSceneDns, type SceneDns } from './scene-dns.js'

export interface SceneNameServer {
  /** Lower case, without a dot at its end. */
  readonly name: string
  readonly address: string
  readonly serial: number | null
  /** Of its TXT records, in seconds. */
  readonly ttl: number
  readonly silent: boolean
  readonly dns: SceneDns
}

const usualTtl = 3600
const noRecords: SceneDns = new Map()

export function readSceneNameServers(data: unknown): {
  readonly servers: readonly SceneNameServer[]
  readonly findings: readonly Finding[]
} {
  const findings: Finding[] = []
  const faulty = (entry: string) => {
    findings.push(finding('scene-name-server-faulty', { entry }))
  }
  if (data !== undefined && data !== null && !isObject(data)) faulty('nameServers')
  const servers = Object.entries(isObject(data) ? data : {}).flatMap(([written, settings]) => {
    const name = canonicalName(written)
    if (!isObject(settings)) {
      faulty(written)
      return []
    }
    const { address, serial = null, ttl = usualTtl, silent = false, dns, ...others } = settings
    const own = readSceneDns(dns)
    findings.push(...own.findings)
    const isRight =
      typeof address === 'string' &&
      (serial === null || typeof serial === 'number') &&
      typeof ttl === 'number' &&
      typeof silent === 'boolean' &&
      Object.keys(others).length === 0
    if (!isRight) {
      faulty(written)
      return []
    }
    return [{ name, address, serial, ttl, silent, dns: own.dns }]
  })
  return { servers, findings }
}

/** The addresses of the servers, for whoever looks them up; what `dns` says of them stays. */
export function withAddresses(dns: SceneDns, servers: readonly SceneNameServer[]): SceneDns {
  const all = new Map(dns)
  for (const { name, address } of servers) {
    const type: RecordType = address.includes(':') ? 'AAAA' : 'A'
    const other: RecordType = type === 'A' ? 'AAAA' : 'A'
    const usual = new Map<RecordType, readonly DnsRecord[]>([
      [type, [address]],
      [other, []],
    ])
    all.set(name, new Map([...usual, ...(all.get(name) ?? [])]))
  }
  return all
}

/** The simulated world as one of its servers answers for it. */
export function resolverAt(
  address: string,
  servers: readonly SceneNameServer[],
  rest: Resolver,
): Resolver {
  const { dns, silent } = servers.find(one => one.address === address) ?? {
    dns: noRecords,
    silent: false,
  }
  return async (name, type) => {
    if (silent) return { status: 'timeout', records: [] }
    const records = dns.get(canonicalName(name))?.get(type)
    if (!records) return rest(name, type)
    return { status: records.length > 0 ? 'ok' : 'nodata', records }
  }
}

export function createSceneServerAsker(
  servers: readonly SceneNameServer[],
  rest: Resolver,
): AskServer {
  return async ({ address, name }) => {
    const server = servers.find(one => one.address === address)
    if (!server || server.silent)
      return { state: 'unread', why: 'no answer over UDP in 6 s', silent: true }
    const resolve = resolverAt(address, servers, rest)
    const [txt, cname] = await Promise.all([resolve(name, 'TXT'), resolve(name, 'CNAME')])
    if (hasFailed(txt)) return { state: 'unread', why: 'it answers with SERVFAIL' }
    const [alias] = cname.records
    return {
      state: 'answered',
      values: txt.records.map(textOfRecord),
      ttl: server.ttl,
      alias: typeof alias === 'string' ? alias : null,
      serial: server.serial,
    }
  }
}
