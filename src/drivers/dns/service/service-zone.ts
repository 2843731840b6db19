/**
 * The `Zone` of a DNS service with a web API: what all of them share. A service
 * tells what it keeps at a name, and replaces one set; here it is decided
 * whether a name may have a TXT record at all, and whether the set is still the
 * one that was read for the plan.
 *
 * Our own changes of one zone go one after the other, since not every service
 * keeps two of them apart.
 */
import { finding, type Finding } from '../../../findings.js'
import { isSubdomainOf, parentOf } from '../../../mail/domain-name.js'
import type { TxtChange, TxtReading } from '../../drivers.js'
import { Fault } from '../../fault.js'
import { createQueue } from '../../queue.js'
import { changedMeanwhile } from '../changed-meanwhile.js'
import type { Zone } from '../zone.js'
import { once } from './once.js'
import { faultOfChange, findingOfService, refusalBy } from './service-finding.js'

/** The TXT set of a name. `kept` is what the service needs to put another in its place. */
export interface ServiceTxt<Kept> {
  readonly values: readonly string[]
  readonly ttl: number | null
  readonly kept: Kept
}

export interface ServiceNode<Kept> {
  readonly txt: ServiceTxt<Kept> | null
  /** The target of a CNAME. */
  readonly alias: string | null
  /** Whether name servers of another zone stand here. */
  readonly delegated: boolean
  /** Whether it has records of any type. */
  readonly exists: boolean
  /** Why its TXT set cannot be one of ours, in the service's own terms. */
  readonly why?: Finding | undefined
}

export interface ServiceZone<Kept> {
  /** The name of the zone. */
  readonly zone: string
  /** What the service keeps at this very name. Throws a `Fault`. */
  at(name: string): Promise<ServiceNode<Kept>>
  /** Replaces a set that is no longer there by nobody else's doing. Throws a `Fault` of kind `conflict`. */
  swap(name: string, before: ServiceTxt<Kept> | null, after: readonly string[]): Promise<void>
}

export interface DnsService<Kept> {
  /** As people know it: `Azure DNS`. */
  readonly name: string
  /** What the identity must be allowed, for who is denied. */
  readonly rights: string
  /** The zone that holds the domain: the longest that fits. Throws a `Fault`. */
  find(): Promise<ServiceZone<Kept>>
}

const operation = 'replace TXT'

export function createServiceZone<Kept>(service: DnsService<Kept>): Zone {
  const found = once(() => service.find())
  const inTurn = createQueue()

  return Object.freeze<Zone>({
    async readTxt(names) {
      const asked = memoryOf(found)
      const readings = await Promise.all(
        names.map(async name => [name, await readingOf(name, asked, service)] as const),
      )
      return new Map(readings)
    },

    async replaceTxt(change) {
      try {
        await inTurn(() => replace(change, found))
      } catch (error) {
        throw error instanceof Fault ? faultOfChange(error, change.name, service) : error
      }
    },
  })
}

async function readingOf<Kept>(
  name: string,
  look: Look<Kept>,
  service: DnsService<Kept>,
): Promise<TxtReading> {
  try {
    const { node, why } = await look(name)
    if (why) return { state: 'unknown', why }
    const { txt } = node
    return txt && txt.values.length > 0
      ? { state: 'present', values: txt.values, ttl: txt.ttl }
      : { state: 'absent' }
  } catch (error) {
    if (error instanceof Fault)
      return { state: 'unknown', why: findingOfService(error, name, service) }
    throw error
  }
}

async function replace<Kept>(
  { name, before, after }: TxtChange,
  found: () => Promise<ServiceZone<Kept>>,
): Promise<void> {
  const { node, why } = await memoryOf(found)(name)
  if (why) throw refusalBy(why, operation)
  const values = node.txt?.values ?? []
  // A write that is repeated after its outcome was lost finds its work done.
  if (sameSet(values, after)) return
  if (!sameSet(values, before)) throw changedMeanwhile(name)
  const zone = await found()
  await zone.swap(name, node.txt, after)
}

export function sameSet(one: readonly string[], other: readonly string[]): boolean {
  return JSON.stringify([...one].sort()) === JSON.stringify([...other].sort())
}

type Look<Kept> = (
  name: string,
) => Promise<{ readonly node: ServiceNode<Kept>; readonly why: Finding | undefined }>

const nothing = { txt: null, alias: null, delegated: false, exists: false } as const

/** Looks at names, each once: those above a name are asked for again and again. */
function memoryOf<Kept>(found: () => Promise<ServiceZone<Kept>>): Look<Kept> {
  const known = new Map<string, Promise<ServiceNode<Kept>>>()
  return async name => {
    const zone = await found()
    const at = (asked: string) => {
      const node = known.get(asked) ?? zone.at(asked)
      known.set(asked, node)
      return node
    }
    if (name !== zone.zone && !isSubdomainOf(name, zone.zone))
      return { node: nothing, why: finding('dns-name-elsewhere', { name, zone: zone.zone }) }
    const node = await at(name)
    return { node, why: await whyNotTxt(name, node, { zone: zone.zone, at }) }
  }
}

interface Asking<Kept> {
  readonly zone: string
  readonly at: (name: string) => Promise<ServiceNode<Kept>>
}

async function whyNotTxt<Kept>(
  name: string,
  node: ServiceNode<Kept>,
  { zone, at }: Asking<Kept>,
): Promise<Finding | undefined> {
  const above = namesAbove(name, zone)
  for (const cut of [...above].reverse())
    if ((await at(cut)).delegated) return finding('dns-name-delegated', { name, cut })
  if (name !== zone && node.delegated) return finding('dns-name-delegated', { name, cut: name })
  if (node.why) return node.why
  if (node.alias !== null) return finding('dns-name-is-alias', { name, target: node.alias })
  // Nobody sends mail or asks for hosts at `_devicemail`, so a wildcard loses nothing there.
  if (node.exists || name === zone || name.startsWith('_')) return undefined
  // Only the wildcard right below the nearest name that exists speaks for this one.
  for (const encloser of [...above, zone]) {
    const wildcard = `*.${encloser}`
    if ((await at(wildcard)).exists) return finding('dns-name-under-wildcard', { name, wildcard })
    if (encloser !== zone && (await at(encloser)).exists) return undefined
  }
  return undefined
}

/** The names between a name and the zone, the nearest first. */
function namesAbove(name: string, zone: string): readonly string[] {
  const names: string[] = []
  for (let at = parentOf(name); at !== undefined && isSubdomainOf(at, zone); at = parentOf(at))
    names.push(at)
  return name === zone ? [] : names
}
