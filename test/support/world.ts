/**
 * The world of a test: a simulated tenant with what the test needs, the ways to
 * it, and a look at what is there afterwards.
 *
 *   const { exchange, state } = world().domain('contoso.com').connector('Milan').build()
 *
 * Nothing in it waits: pauses of a retry move the clock instead.
 */
import type {
  Call,
  Exchange,
  ExchangePort,
  ReadProperties,
  Row,
} from '../../src/drivers/drivers.js'
import { createExchange } from '../../src/drivers/exchange/client.js'
import { cmdletNames, isRead } from '../../src/drivers/exchange/cmdlet-table.js'
import { createSimulator } from '../../src/drivers/exchange/simulator.js'
import type {
  Scene,
  SceneFault,
  SceneGroup,
  SceneHolder,
  SceneNoun,
  SceneUser,
} from '../../src/drivers/exchange/simulator/scene.js'
import { memoryStore, type TenantStore } from '../../src/drivers/exchange/simulator/store.js'
import type { Tenant } from '../../src/drivers/exchange/simulator/tenant.js'
import { createLedger } from '../../src/drivers/ledger.js'
import { createRetry } from '../../src/drivers/retry.js'
import { createClock, type TestClock } from './clock.js'
import { lookAt, type WorldState } from './world-state.js'

export interface WorldBuilder {
  readonly scene: Scene
  /** The first domain is the default one. */
  domain(name: string, row?: Row): WorldBuilder
  user(user: SceneUser): WorldBuilder
  group(group: SceneGroup): WorldBuilder
  contact(contact: SceneHolder): WorldBuilder
  /** A name alone makes an enabled connector of type OnPremises. */
  connector(connector: string | Row): WorldBuilder
  /** An address alone makes a shared mailbox. */
  mailbox(mailbox: string | Row): WorldBuilder
  object(noun: SceneNoun, row: Row): WorldBuilder
  fault(fault: SceneFault): WorldBuilder
  /** Whatever else a scene may say. */
  with(more: Scene): WorldBuilder
  build(options?: WorldOptions): World
}

export interface WorldOptions {
  /** In memory if not given. */
  readonly store?: TenantStore
  readonly clock?: TestClock
}

export interface World {
  /** The bare port: no retry, no memory, no allow list. */
  readonly port: ExchangePort
  readonly clock: TestClock
  /** A fresh run's way to the tenant; every cmdlet is allowed if no list is given. */
  readonly exchange: (allow?: readonly string[], read?: ReadProperties) => Exchange
  /** What is there now, for assertions. */
  readonly state: () => WorldState
  /** The whole state of the simulator. */
  readonly tenant: () => Tenant
  /** The calls that reached the tenant, in order, and those of them that may change it. */
  readonly calls: () => readonly Call[]
  readonly writes: () => readonly Call[]
  /** Lines of the ledger. */
  readonly ledger: () => readonly string[]
}

export function world(scene: Scene = {}): WorldBuilder {
  const and = (more: Scene) => world({ ...scene, ...more })
  const object = (noun: SceneNoun, row: Row) =>
    and({ objects: { ...scene.objects, [noun]: [...(scene.objects?.[noun] ?? []), row] } })
  return Object.freeze({
    scene,
    object,
    domain(name: string, row?: Row) {
      const named = and({ acceptedDomains: [...(scene.acceptedDomains ?? []), name] })
      return row ? named.object('AcceptedDomain', { DomainName: name, ...row }) : named
    },
    user: (user: SceneUser) => and({ users: [...(scene.users ?? []), user] }),
    group: (group: SceneGroup) => and({ groups: [...(scene.groups ?? []), group] }),
    contact: (contact: SceneHolder) => and({ contacts: [...(scene.contacts ?? []), contact] }),
    connector: (connector: string | Row) =>
      object('InboundConnector', typeof connector === 'string' ? { Name: connector } : connector),
    mailbox: (mailbox: string | Row) =>
      object('Mailbox', {
        RecipientTypeDetails: 'SharedMailbox',
        ...(typeof mailbox === 'string' ? { PrimarySmtpAddress: mailbox } : mailbox),
      }),
    fault: (fault: SceneFault) => and({ faults: [...(scene.faults ?? []), fault] }),
    with: and,
    build: (options: WorldOptions = {}) => built(scene, options),
  })
}

function built(scene: Scene, options: WorldOptions): World {
  const clock = options.clock ?? createClock()
  const simulator = createSimulator({
    store: options.store ?? memoryStore(),
    clock: clock.now,
    scene,
  })
  const calls: Call[] = []
  const lines: string[] = []
  const port: ExchangePort = Object.freeze({
    ...simulator,
    run(batch: readonly Call[]) {
      calls.push(...batch)
      return simulator.run(batch)
    },
  })
  const retry = createRetry({
    sleep(seconds) {
      clock.advance(seconds)
      return Promise.resolve()
    },
    random: () => 0.5,
  })
  const ledger = createLedger(line => lines.push(line))
  return Object.freeze({
    port,
    clock,
    exchange: (allow: readonly string[] = cmdletNames, read: ReadProperties = {}) =>
      createExchange(port, { allow, read, retry, ledger, clock: clock.now }),
    state: () => lookAt(simulator.state()),
    tenant: simulator.state,
    calls: () => [...calls],
    writes: () => calls.filter(call => !isRead(call.cmdlet)),
    ledger: () => [...lines],
  })
}
