/**
 * Connects a stack to its world: opens the drivers that its spec names and
 * bundles them as kinds use them.
 */
import type { ExchangeDriverName, ReadProperties } from '../drivers/drivers.js'
import { createExchange } from '../drivers/exchange/client.js'
import { joinReads } from '../drivers/exchange/joined-reads.js'
import { mergedReadProperties } from '../drivers/exchange/read-properties.js'
import type { TenantStore } from '../drivers/exchange/simulator/store.js'
import type { Ledger } from '../drivers/ledger.js'
import { createPace } from '../drivers/pace.js'
import { createRetry } from '../drivers/retry.js'
import type { Finding } from '../findings.js'
import { createHolders } from '../resources/holders.js'
import { kinds as kindsOfSpecs } from '../resources/kinds.js'
import { createMark } from '../resources/mark.js'
import type { AnyKind, Drivers } from '../resources/resource.js'
import type { Spec } from '../spec/spec.js'
import { thingReads } from './export/tenant-things.js'
import type { DnsViews } from './dns/asking.js'
import { openDns } from './open-dns.js'
import { openExchange, openSimulator, type Identity } from './open-exchange.js'
import { readScene } from './scene.js'
import { factReads } from './tenant-facts.js'
import type { World } from './world.js'

export interface Connection {
  readonly driver: ExchangeDriverName
  readonly drivers: Drivers
  /**
   * The drivers for one look at the tenant and the DNS, which begins now: nothing is asked
   * twice within it, nothing can be written to a zone, and nobody keeps them beyond it.
   */
  oneLook(): Drivers
  /** How the DNS looks from here and from outside, beside the zones that may be changed. */
  readonly dnsViews: DnsViews
  /** Who signs in: one for all, or one to read and one to write. */
  readonly identities: readonly Identity[]
  close(): Promise<void>
}

export interface ConnectOptions {
  /** Keeps a line for every call to the tenant. */
  readonly ledger: Ledger
  /** Tells a person what to do to sign in, such as the code to type. */
  readonly tell?: (text: string) => void
  /** Where the simulated tenant is kept; a file in the stack's folder if not given. */
  readonly store?: TenantStore
  /** The kinds whose cmdlets may be run; those that a spec can ask for, if not given. */
  readonly kinds?: readonly AnyKind[]
}

export function connect(
  folder: string,
  spec: Spec,
  world: World,
  options: ConnectOptions,
): Connection | readonly Finding[] {
  const { ledger, store, tell = () => undefined, kinds = kindsOfSpecs } = options
  const scene = spec.tenant.exchange.driver === 'simulator' ? readScene(folder, spec) : null
  if (isFindings(scene)) return scene
  const commands = allowedCmdlets(kinds)
  const opened = scene
    ? openSimulator(folder, scene, world, store)
    : openExchange({ folder, spec, world, commands, tell })
  if (isFindings(opened)) return opened
  const dns = openDns(folder, spec, scene, world)
  if (isFindings(dns)) return dns
  const { port, identities } = opened
  const sleep = (seconds: number) => world.wait(seconds * 1000)
  const client = createExchange(port, {
    allow: commands,
    read: readProperties(kinds),
    retry: createRetry({ sleep, random: () => world.random() }),
    pace: createPace(sleep),
    ledger,
    clock: () => world.now(),
  })
  const exchange = joinReads(client)
  const holders = createHolders(exchange)
  const drivers: Drivers = {
    exchange,
    holders,
    zones: dns.zones,
    resolve: dns.resolve,
    mark: createMark(spec.tenant.name, spec.tenant.markAttribute),
    forget() {
      exchange.forget()
      holders.forget()
    },
  }
  return {
    driver: port.driver,
    drivers,
    oneLook() {
      drivers.forget()
      return { ...drivers, ...dns.oneLook() }
    },
    dnsViews: dns.views,
    identities,
    close: () => port.close(),
  }
}

/** Everything that a kind or the facts of the tenant need, and nothing else. */
export function allowedCmdlets(kinds: readonly AnyKind[] = kindsOfSpecs): readonly string[] {
  const writes = kinds.flatMap(({ cmdlets }) => cmdlets.write)
  return [...new Set([...Object.keys(readProperties(kinds)), ...writes])].sort()
}

/** What anybody reads: kinds, the facts of the tenant, an export. */
function readProperties(kinds: readonly AnyKind[]): ReadProperties {
  const ofKinds = kinds.map(({ cmdlets }) => cmdlets.read)
  return mergedReadProperties([factReads, thingReads, ...ofKinds])
}

function isFindings(value: unknown): value is readonly Finding[] {
  return Array.isArray(value)
}
