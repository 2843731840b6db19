/**
 * Opens the way to Exchange that a spec names: the simulator, PowerShell or
 * REST, signed in as the spec says. Nothing is started or asked here: the
 * drivers do that at their first call, the identity that writes at the first write.
 */
import { join } from 'node:path'
import type { ExchangePort, Offer } from '../drivers/drivers.js'
import { isRead } from '../drivers/exchange/cmdlet-table.js'
import { createLazyPort } from '../drivers/exchange/lazy-port.js'
import { isSignIn, signInFrom, type SignIn } from '../drivers/exchange/sign-in.js'
import { createSimulator } from '../drivers/exchange/simulator.js'
import { fileStore } from '../drivers/exchange/simulator/file-store.js'
import type { TenantStore } from '../drivers/exchange/simulator/store.js'
import { createTwoIdentities } from '../drivers/exchange/two-identities.js'
import { Fault } from '../drivers/fault.js'
import type { Finding } from '../findings.js'
import type { Spec } from '../spec/spec.js'
import type { SimulatedWorld } from './scene.js'
import type { World } from './world.js'

/** Who signs in, and for what. */
export interface Identity {
  readonly purpose: 'all' | 'read' | 'write'
  /** What it may run; null where the driver cannot tell. Throws a `Fault`. */
  readonly offers: (() => Promise<readonly Offer[]>) | null
}

export interface OpenedExchange {
  readonly port: ExchangePort
  readonly identities: readonly Identity[]
}

export interface RealExchange {
  readonly folder: string
  readonly spec: Spec
  readonly world: World
  /** The cmdlets that may be run. */
  readonly commands: readonly string[]
  /** Tells a person what to do to sign in, such as the code to type. */
  readonly tell: (text: string) => void
}

/** Where the simulated tenant and the zones it serves are kept. */
export const simulatorFolder = '.simulator'

export function openSimulator(
  folder: string,
  scene: SimulatedWorld,
  world: World,
  store: TenantStore = fileStore(join(folder, simulatorFolder, 'tenant.json')),
): OpenedExchange {
  return openedAs('all', createSimulator({ store, clock: () => world.now(), scene: scene.tenant }))
}

export function openExchange(real: RealExchange): OpenedExchange | readonly Finding[] {
  const { exchange } = real.spec.tenant
  const { auth } = exchange
  const reader = signInOf(real, 'read')
  if (!isSignIn(reader)) return reader
  const { commands } = real
  if (auth === null || 'way' in auth)
    return openedAs(
      'all',
      lazily(real, () => reader, commands),
    )
  const read = lazily(real, () => reader, commands.filter(isRead))
  const write = lazily(
    real,
    () => writerOf(real),
    commands.filter(one => !isRead(one)),
  )
  return {
    port: createTwoIdentities({ read, write }),
    identities: [
      { purpose: 'read', offers: () => offersOf(read) },
      { purpose: 'write', offers: () => offersOf(write) },
    ],
  }
}

/** The drivers are large, and a run with the simulator needs none of them. */
function lazily(
  real: RealExchange,
  signInOrFault: () => SignIn,
  commands: readonly string[],
): ExchangePort {
  const { spec, world, tell } = real
  const { organization, cloud, exchange } = spec.tenant
  const { env, fetch } = world
  const clock = () => world.now()
  return createLazyPort(exchange.driver, async () => {
    const signIn = signInOrFault()
    const { tokenSource } = await import('../drivers/exchange/tokens.js')
    const token = tokenSource(signIn, cloud, { clock, tell, fetch })
    if (exchange.driver === 'powershell') {
      const { createPowerShell } = await import('../drivers/exchange/powershell.js')
      return createPowerShell({ signIn, cloud, commands, token, env, clock, tell })
    }
    const { createRest } = await import('../drivers/exchange/rest.js')
    const delegated = signIn.way === 'delegated'
    return createRest({ organization, cloud, token, delegated, fetch, clock })
  })
}

/** Whoever only plans need not hold what writes: it is missed at the first write, not before. */
function writerOf(real: RealExchange): SignIn {
  const signIn = signInOf(real, 'write')
  if (isSignIn(signIn)) return signIn
  const [why] = signIn
  throw new Fault({
    kind: 'denied',
    text: why?.message ?? 'There is no identity that writes.',
    operation: 'sign-in',
    ...(why ? { finding: why } : {}),
  })
}

function signInOf({ folder, spec, world }: RealExchange, purpose: 'read' | 'write') {
  const { organization, exchange } = spec.tenant
  const { env, platform, person } = world
  const at = (...path: readonly string[]) => spec.places.at('tenant', 'exchange', 'auth', ...path)
  const { auth, driver } = exchange
  const scene = { purpose, driver, organization, env, folder, platform, person, at }
  return signInFrom(auth, scene)
}

function openedAs(purpose: Identity['purpose'], port: ExchangePort): OpenedExchange {
  return { port, identities: [{ purpose, offers: port.offers ? () => offersOf(port) : null }] }
}

function offersOf(port: ExchangePort): Promise<readonly Offer[]> {
  return port.offers?.() ?? Promise.resolve([])
}
