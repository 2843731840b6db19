/**
 * What the name server of a zone knows of the TXT records of a name, and why a
 * name can have none that we may change: it lies in another zone, is handed on,
 * is an alias, or lives from a wildcard that a record of its own would silence.
 *
 * The zone is found by asking for the SOA record: of several zones on one server
 * the longest speaks. Only answers from the zone itself count (the AA bit).
 */
import { finding, type Finding } from '../../../findings.js'
import { isSubdomainOf, parentOf } from '../../../mail/domain-name.js'
import { Fault } from '../../fault.js'
import { codeName } from '../message/response-code.js'
import type { Answer, NameServer } from './server.js'

export interface Scope {
  /** The domains of the spec; names outside are not ours to ask for. */
  readonly domains: readonly string[]
  /** The name of the zone where the spec says it; else it is found. */
  readonly zone: string | null
}

export interface TxtRecord {
  readonly strings: readonly Buffer[]
  /** The strings joined, one byte a character. */
  readonly value: string
}

export type FoundTxt =
  | {
      readonly state: 'set'
      readonly zone: string
      readonly records: readonly TxtRecord[]
      readonly ttl: number | null
    }
  | { readonly state: 'barred'; readonly why: Finding }

const noSuchName = 3

/** Throws a `Fault` where it could not be asked. */
export async function findTxt(server: NameServer, scope: Scope, name: string): Promise<FoundTxt> {
  const domain = scope.domains.find(one => isWithin(name, one))
  if (domain === undefined || (scope.zone !== null && !isWithin(name, scope.zone)))
    return barred(
      finding('dns-name-elsewhere', { name, zone: scope.zone ?? scope.domains.join(', ') }),
    )
  const placed = await placeOf(server, domain, name)
  if (placed.state === 'barred') return placed
  const { zone, named, alias } = placed
  const empty: FoundTxt = { state: 'set', zone, records: [], ttl: null }
  if (scope.zone !== null && zone !== scope.zone)
    return isSubdomainOf(zone, scope.zone)
      ? barred(finding('dns-name-delegated', { name, cut: zone }))
      : barred(finding('dns-name-elsewhere', { name, zone: scope.zone }))
  if (!named) return empty
  if (!(await existsItself(server, name, zone))) {
    // Nobody sends mail or asks for hosts at `_devicemail`, so nothing is lost there.
    if (name.startsWith('_')) return empty
    const wildcard = `*.${await encloserOf(server, name, zone)}`
    return barred(finding('dns-name-under-wildcard', { name, wildcard }))
  }
  if (alias !== undefined) return barred(finding('dns-name-is-alias', { name, target: alias }))
  return { state: 'set', zone, ...txtOf(await ask(server, name, 'TXT'), name) }
}

type Placed =
  | {
      readonly state: 'placed'
      readonly zone: string
      /** Whether the server knows the name at all, if only by a wildcard. */
      readonly named: boolean
      readonly alias: string | undefined
    }
  | { readonly state: 'barred'; readonly why: Finding }

async function placeOf(server: NameServer, domain: string, name: string): Promise<Placed> {
  const answer = await ask(server, name, 'SOA')
  const { answers, authorities, flag_aa } = answer
  if (!flag_aa) {
    const cut = authorities.find(({ type }) => type === 'NS')?.name.toLowerCase()
    return cut !== undefined && isWithin(name, cut) && isWithin(cut, domain)
      ? barred(finding('dns-name-delegated', { name, cut }))
      : barred(finding('name-server-not-authoritative', { server: server.label, name }))
  }
  const renamed = answers.find(({ type }) => type === 'DNAME')?.name.toLowerCase()
  if (renamed !== undefined && isSubdomainOf(name, renamed))
    return barred(finding('dns-name-delegated', { name, cut: renamed }))
  const alias = answers.find(one => one.type === 'CNAME' && isNamed(one.name, name))
  if (alias?.type === 'CNAME') {
    // What follows an alias is of its target, so the name above tells the zone.
    const above = await placeOf(server, domain, parentOf(name) ?? '')
    return above.state === 'barred' ? above : { ...above, named: true, alias: alias.data }
  }
  const zone = [...answers, ...authorities].find(({ type }) => type === 'SOA')?.name.toLowerCase()
  return zone !== undefined && isWithin(name, zone)
    ? { state: 'placed', zone, named: isNameKnown(answer), alias: undefined }
    : barred(finding('name-server-not-authoritative', { server: server.label, name }))
}

/**
 * Whether the name exists, or only a wildcard speaks for it. Below a name that
 * exists a made-up name does not, unless there is a wildcard right below; then
 * nothing is below that wildcard. Under a wildcard from above both are answered.
 */
async function existsItself(server: NameServer, name: string, zone: string): Promise<boolean> {
  if (name === zone) return true
  for (const probe of [`_probe.${name}`, `_probe.*.${name}`])
    if (!isNameKnown(await ask(server, probe, 'TXT'))) return true
  return false
}

/** The nearest name above that exists: the wildcard that speaks stands right below it. */
async function encloserOf(server: NameServer, name: string, zone: string): Promise<string> {
  let at = parentOf(name) ?? zone
  while (!(await existsItself(server, at, zone))) at = parentOf(at) ?? zone
  return at
}

async function ask(server: NameServer, name: string, type: 'SOA' | 'TXT'): Promise<Answer> {
  const answer = await server.query(name, type)
  if (answer.rcode === 0 || answer.rcode === noSuchName) return answer
  const code = codeName(answer.rcode)
  const refused = answer.rcode === 5 || answer.rcode === 9
  const facts = { server: server.label, name, code }
  const why = refused
    ? finding('name-server-query-refused', { ...facts, key: server.keyName })
    : finding('name-server-server-failed', facts)
  throw new Fault({
    kind: refused ? 'denied' : 'transient',
    operation: 'read TXT',
    text: why.message,
    type: code,
    finding: why,
  })
}

function txtOf(
  { answers }: Answer,
  name: string,
): Pick<FoundTxt & { state: 'set' }, 'records' | 'ttl'> {
  const found = answers.flatMap(one => (one.type === 'TXT' && isNamed(one.name, name) ? [one] : []))
  const records = found.map(({ data }) => {
    const strings = [data].flat().map(one => (typeof one === 'string' ? Buffer.from(one) : one))
    return { strings, value: Buffer.concat(strings).toString('latin1') }
  })
  return { records, ttl: found[0]?.ttl ?? null }
}

/** An alias that leads to nothing is answered with "no such name", though it is there. */
function isNameKnown({ rcode, answers }: Answer): boolean {
  return rcode !== noSuchName || answers.length > 0
}

function isNamed(written: string, name: string): boolean {
  return written.toLowerCase() === name
}

function isWithin(name: string, zone: string): boolean {
  return zone === '' || name === zone || isSubdomainOf(name, zone)
}

function barred(why: Finding): { readonly state: 'barred'; readonly why: Finding } {
  return { state: 'barred', why }
}
