/** What each opener of a zone gets: whose zone, by which settings, and what it may lean on. */
import type { WebScene } from '../../drivers/dns/service/web-call.js'
import type { Patience } from '../../drivers/dns/message/patience.js'
import type { Zone } from '../../drivers/dns/zone.js'
import type { Resolver } from '../../drivers/drivers.js'
import type { Secret } from '../../drivers/secret.js'
import type { Domain, DomainDns, Tenant } from '../../spec/spec.js'
import type { World } from '../world.js'

export type DnsDriver = DomainDns['driver']
export type DnsSettings<Driver extends DnsDriver> = Extract<DomainDns, { driver: Driver }>

export interface ZoneOpening<Driver extends DnsDriver> {
  readonly dns: DnsSettings<Driver>
  /** The domains of the spec with these very settings; one opened zone serves them all. */
  readonly domains: readonly [Domain, ...Domain[]]
  /** Relative paths start here. */
  readonly folder: string
  /** Which Microsoft cloud the tenant lives in. */
  readonly cloud: Tenant['cloud']
  readonly resolve: Resolver
  /** How services on the web are asked. */
  readonly web: WebScene
  /** With servers that do not answer, for all zones of a run together. */
  readonly patience: Patience
  readonly world: World
  readonly lookUp: DnsLookUp
}

/** Looks up what settings name. What is not there is told, and the run does not begin. */
export interface DnsLookUp {
  /** A plain value, written as it is or as `env:NAME`. */
  text(key: string, written: string): string
  /** The value of `env:NAME`, or what stands in `file:path`. */
  secret(key: string, written: string): Secret
}

export type OpenZone<Driver extends DnsDriver> = (opening: ZoneOpening<Driver>) => Zone
