/**
 * Connects a stack to its world: opens the drivers that its spec names and
 * bundles them as kinds use them. The only place that knows every driver.
 */
import { copyFileSync, existsSync, mkdirSync } from 'node:fs'
import { dirname, join, resolve as resolvePath } from 'node:path'
import { createManualZone } from '../drivers/dns/manual.js'
import { createSceneResolver } from '../drivers/dns/scene-resolver.js'
import { createSystemResolver } from '../drivers/dns/system-resolver.js'
import { openZoneFile, type ZoneFile } from '../drivers/dns/zone-file.js'
import type { Zone } from '../drivers/dns/zone.js'
import { createZones } from '../drivers/dns/zones.js'
import type { ExchangeDriverName, ExchangePort, Offer, Resolver } from '../drivers/drivers.js'
import { createExchange } from '../drivers/exchange/client.js'
import { createSimulator } from '../drivers/exchange/simulator.js'
import { fileStore } from '../drivers/exchange/simulator/file-store.js'
import type { TenantStore } from '../drivers/exchange/simulator/store.js'
import type { Ledger } from '../drivers/ledger.js'
import { createRetry } from '../drivers/retry.js'
import { finding, type Finding } from '../findings.js'
import { createHolders } from '../resources/holders.js'
import { kinds } from '../resources/kinds.js'
import { createMark } from '../resources/mark.js'
import type { Drivers } from '../resources/resource.js'
import type { Domain, Spec } from '../spec/spec.js'
import { readScene, type SimulatedWorld } from './scene.js'
import { factCmdlets } from './tenant-facts.js'
import type { World } from './world.js'

export interface Connection {
  readonly driver: ExchangeDriverName
  readonly drivers: Drivers
  /** What the signed-in identity may run; null where the driver cannot tell. Throws a `Fault`. */
  readonly offers: (() => Promise<readonly Offer[]>) | null
  close(): Promise<void>
}

export interface ConnectOptions {
  /** Keeps a line for every call to the tenant. */
  readonly ledger: Ledger
  /** Where the simulated tenant is kept; a file in the stack's folder if not given. */
  readonly store?: TenantStore
}

/** Where the simulated tenant and the zones it serves are kept. */
const simulatorFolder = '.simulator'
const dnsTimeoutSeconds = 10

export function connect(
  folder: string,
  spec: Spec,
  world: World,
  options: ConnectOptions,
): Connection | readonly Finding[] {
  const scene = spec.tenant.exchange.driver === 'simulator' ? readScene(folder, spec) : null
  if (isFindings(scene)) return scene
  const port = scene ? simulatorPort(folder, scene, world, options.store) : undefined
  if (!port) {
    const { driver } = spec.tenant.exchange
    return [finding('driver-not-built', { driver, purpose: 'Exchange', known: '`simulator`' })]
  }
  const dns = connectDns(folder, spec, scene, world)
  if (isFindings(dns)) return dns
  const exchange = createExchange(port, {
    allow: allowedCmdlets(),
    retry: createRetry({
      sleep: seconds => world.wait(seconds * 1000),
      random: () => world.random(),
    }),
    ledger: options.ledger,
    clock: () => world.now(),
  })
  const holders = createHolders(exchange)
  const drivers: Drivers = {
    exchange,
    holders,
    ...dns,
    mark: createMark(spec.tenant.name, spec.tenant.markAttribute),
    forget() {
      exchange.forget()
      holders.forget()
    },
  }
  return {
    driver: port.driver,
    drivers,
    offers: port.offers?.bind(port) ?? null,
    close: () => port.close(),
  }
}

/** Everything that a kind or the facts of the tenant need, and nothing else. */
export function allowedCmdlets(): readonly string[] {
  const declared = kinds.flatMap(({ cmdlets }) => [...cmdlets.read, ...cmdlets.write])
  return [...new Set([...factCmdlets, ...declared])].sort()
}

function simulatorPort(
  folder: string,
  scene: SimulatedWorld,
  world: World,
  store = fileStore(join(folder, simulatorFolder, 'tenant.json')),
): ExchangePort {
  return createSimulator({ store, clock: () => world.now(), scene: scene.tenant })
}

/** With the simulator no question leaves the machine: zone files and the scene answer. */
function connectDns(
  folder: string,
  spec: Spec,
  scene: SimulatedWorld | null,
  world: World,
): Pick<Drivers, 'zones' | 'resolve'> | readonly Finding[] {
  const findings: Finding[] = []
  const files = new Map<string, ZoneFile>()
  for (const domain of spec.domains)
    if (domain.dns.driver === 'zone-file')
      files.set(domain.name, zoneFileOf(folder, domain, scene, world))
  const resolve: Resolver = scene
    ? createSceneResolver({ dns: scene.dns, zones: [...files.values()] })
    : createSystemResolver({ timeoutSeconds: dnsTimeoutSeconds })
  const manual = createManualZone(resolve)
  const zoneOf = (domain: Domain): Zone => {
    const { driver } = domain.dns
    const known = '`zone-file`, `manual`'
    if (driver !== 'zone-file' && driver !== 'manual')
      findings.push(
        finding(
          'driver-not-built',
          { driver, purpose: `the DNS of ${domain.name}`, known },
          spec.places.at('domains', domain.name, 'dns', 'driver'),
        ),
      )
    return files.get(domain.name) ?? manual
  }
  const entries = spec.domains.map(domain => ({ domain: domain.name, zone: zoneOf(domain) }))
  return findings.length > 0 ? findings : { zones: createZones(entries), resolve }
}

function zoneFileOf(
  folder: string,
  domain: Domain,
  scene: SimulatedWorld | null,
  world: World,
): ZoneFile {
  const file = String(domain.dns.file)
  const written = resolvePath(folder, file)
  const path = scene ? join(folder, simulatorFolder, 'zones', `${domain.name}.zone`) : written
  // The simulated world keeps its own copy, so that trying the example changes no file of it.
  if (scene && !existsSync(path) && existsSync(written)) {
    mkdirSync(dirname(path), { recursive: true })
    copyFileSync(written, path)
  }
  return openZoneFile({ path, file, origin: domain.name, now: () => world.now() })
}

function isFindings(value: unknown): value is readonly Finding[] {
  return Array.isArray(value)
}
