/** The REST driver in a test: a simulated tenant, a server before it, and the driver. */
import { onTestFinished } from 'vitest'
import type { ExchangePort } from '../../src/drivers/drivers.js'
import { createRest, type RestOptions } from '../../src/drivers/exchange/rest.js'
import { secretOf } from '../../src/drivers/secret.js'
import { tokenWith } from './entra-server.js'
import { startRestServer, type RestServer, type RestServerOptions } from './rest-server.js'
import { world, type World, type WorldBuilder } from './world.js'

/** Of an application; not signed, and found again in anything that shows it. */
export const testToken = tokenWith({ tid: '0b0b0b0b-1111-2222-3333-444444444444', idtyp: 'app' })

export interface RestWorld {
  readonly behind: World
  readonly server: RestServer
  readonly port: ExchangePort
  /** Another driver to the same server. */
  readonly connect: (more?: Partial<RestOptions>) => ExchangePort
}

/** The same, closed when the test that opened it is over. */
export async function openRest(...args: Parameters<typeof restWorld>): Promise<RestWorld> {
  const opened = await restWorld(...args)
  onTestFinished(() => opened.server.close())
  return opened
}

export async function restWorld(
  builder: WorldBuilder = world().domain('contoso.com'),
  options: Partial<RestServerOptions> = {},
): Promise<RestWorld> {
  const behind = builder.build()
  const server = await startRestServer({ tenant: behind.port, ...options })
  const expiresOn = new Date('2099-01-01T00:00:00Z')
  const connect = (more: Partial<RestOptions> = {}) =>
    createRest({
      organization: 'contoso.onmicrosoft.com',
      cloud: 'worldwide',
      token: () => Promise.resolve({ token: secretOf(testToken), expiresOn }),
      fetch,
      clock: behind.clock.now,
      baseUrl: server.baseUrl,
      ...more,
    })
  return { behind, server, port: connect(), connect }
}
