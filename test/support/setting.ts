/**
 * The setting of a test of resources and engine: a simulated tenant, a zone file
 * for each domain, and runs over both, as the program makes them.
 *
 *   const { run, zone, world } = setting({ tenant: world().domain('contoso.com'), zones: { … } })
 *   const plan = await run().plan([connector('milan')])
 *
 * Every run has a wire of its own: the one way to the world, on which calls are
 * counted, and on which a test may let one of them go wrong.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'
import { createManualZone } from '../../src/drivers/dns/manual.js'
import { readSceneDns } from '../../src/drivers/dns/scene-dns.js'
import { createSceneResolver } from '../../src/drivers/dns/scene-resolver.js'
import { openZoneFile } from '../../src/drivers/dns/zone-file.js'
import { createZones } from '../../src/drivers/dns/zones.js'
import { createExchange } from '../../src/drivers/exchange/client.js'
import { joinReads } from '../../src/drivers/exchange/joined-reads.js'
import { mergedReadProperties } from '../../src/drivers/exchange/read-properties.js'
import type { Tenant } from '../../src/drivers/exchange/simulator/tenant.js'
import { noLedger } from '../../src/drivers/ledger.js'
import { createRetry } from '../../src/drivers/retry.js'
import { createHolders } from '../../src/resources/holders.js'
import { kinds as allKinds } from '../../src/resources/kinds.js'
import { createMark } from '../../src/resources/mark.js'
import type { AnyKind, Drivers } from '../../src/resources/resource.js'
import { createRun, type Run } from './run.js'
import { straight, type Way } from './ways.js'
import { createWire, type Disturb } from './wire.js'
import { world as emptyWorld, type World, type WorldBuilder } from './world.js'

const folder = mkdtempSync(join(tmpdir(), 'devicemail-test-'))
afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
})
let opened = 0

export interface SettingOptions {
  readonly tenant?: WorldBuilder
  /** The records of each zone, written behind its SOA and NS. */
  readonly zones?: Readonly<Record<string, readonly string[]>>
  /** Domains whose records a person keeps: they are answered from `dns`. */
  readonly manual?: readonly string[]
  /** Records of the world around, as simulator.yaml gives them. */
  readonly dns?: unknown
}

export interface RunOptions {
  readonly spec?: string
  readonly markAttribute?: number
  /** What goes wrong, and where; nothing if not given. */
  readonly disturb?: Disturb
  /** How often a call that may be tried again is tried; once if not given. */
  readonly attempts?: number
  /** How often to look for what was written; 4 if not given. */
  readonly looks?: number
  /** Whether the run was interrupted, asked again and again. */
  readonly interrupted?: () => boolean
  /** The way to the tenant, by another driver; straight if not given. */
  readonly through?: Way
  /** The kinds there are, whose cmdlets alone may be run; all if not given. */
  readonly kinds?: readonly AnyKind[]
}

export interface Setting {
  readonly world: World
  readonly run: (options?: RunOptions) => Run
  /** The text of a zone. */
  readonly zone: (domain: string) => string
  /** Writes a zone as somebody else would. */
  readonly editZone: (domain: string, edit: (text: string) => string) => void
  /** All there is: two settings that look alike are alike. */
  readonly everything: () => Everything
}

export interface Everything {
  readonly tenant: Tenant
  readonly zones: Readonly<Record<string, string>>
}

export function setting(options: SettingOptions = {}): Setting {
  const { tenant = emptyWorld().domain('contoso.com'), zones = {}, manual = [] } = options
  const world = tenant.build()
  const paths = new Map(
    Object.entries(zones).map(([domain, lines]) => [domain, kept(domain, lines)]),
  )
  const pathOf = (domain: string) => {
    const path = paths.get(domain)
    if (path === undefined) throw new Error(`The setting has no zone ${domain}.`)
    return path
  }
  const zone = (domain: string) => readFileSync(pathOf(domain), 'latin1')
  const zoneFiles = [...paths].map(([domain, path]) => ({
    domain,
    zone: openZoneFile({ path, file: `${domain}.zone`, origin: domain, now: world.clock.now }),
  }))
  const resolve = createSceneResolver({
    dns: readSceneDns(options.dns).dns,
    zones: zoneFiles.map(one => one.zone),
  })
  const byHand = manual.map(domain => ({ domain, zone: createManualZone(resolve) }))

  return Object.freeze({
    world,
    zone,
    editZone(domain: string, edit: (text: string) => string) {
      writeFileSync(pathOf(domain), edit(zone(domain)), 'latin1')
    },
    everything: () => ({
      tenant: world.tenant(),
      zones: Object.fromEntries([...paths.keys()].map(domain => [domain, zone(domain)])),
    }),
    run(runOptions: RunOptions = {}) {
      const {
        spec = 'contoso',
        markAttribute = 15,
        attempts = 1,
        kinds = allKinds,
        through = straight,
      } = runOptions
      const wire = createWire(runOptions.disturb)
      const sleep = (seconds: number) => {
        world.clock.advance(seconds)
        return Promise.resolve()
      }
      const client = createExchange(wire.port(through(world.port)), {
        allow: kinds.flatMap(({ cmdlets }) => [...Object.keys(cmdlets.read), ...cmdlets.write]),
        read: mergedReadProperties(kinds.map(({ cmdlets }) => cmdlets.read)),
        retry: createRetry({ attempts, sleep, random: () => 0.5 }),
        ledger: noLedger,
        clock: world.clock.now,
      })
      const exchange = joinReads(client)
      const holders = createHolders(exchange)
      const drivers: Drivers = {
        exchange,
        holders,
        zones: wire.zones(createZones([...zoneFiles, ...byHand])),
        resolve,
        mark: createMark(spec, markAttribute),
        forget() {
          exchange.forget()
          holders.forget()
        },
      }
      const pace = {
        looks: runOptions.looks ?? 4,
        interrupted: runOptions.interrupted ?? (() => false),
        pause: () => sleep(10),
      }
      return createRun({ kinds, drivers, pace, calls: wire.calls })
    },
  })
}

/** Writes a new zone file and gives its path. */
function kept(domain: string, lines: readonly string[]): string {
  opened += 1
  const path = join(folder, `${String(opened)}.${domain}.zone`)
  const head = [
    `$TTL 3600`,
    `@ IN SOA ns1 hostmaster 2026112401 7200 900 1209600 300`,
    `@ IN NS ns1`,
  ]
  writeFileSync(path, [...head, ...lines, ''].join('\n'), 'latin1')
  return path
}
