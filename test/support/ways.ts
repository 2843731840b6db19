/**
 * The ways to a simulated tenant: straight, through a real PowerShell, through
 * REST. One driver of each serves all worlds of a test file, one after the other.
 */
import { afterAll, beforeAll } from 'vitest'
import type { ExchangePort } from '../../src/drivers/drivers.js'
import { createRest } from '../../src/drivers/exchange/rest.js'
import { secretOf } from '../../src/drivers/secret.js'
import { bridged } from './bridged.js'
import { createForwarding } from './forwarding.js'
import { testToken } from './rest.js'
import { startRestServer } from './rest-server.js'

/** From a tenant's own port to one that leads to it. */
export type Way = (tenant: ExchangePort) => ExchangePort

export const straight: Way = tenant => tenant

/** A driver and what lies behind it. */
export interface OpenedDriver {
  readonly port: ExchangePort
  readonly close: () => Promise<void>
}

export async function openPowerShell(tenant: ExchangePort): Promise<OpenedDriver> {
  return bridged(tenant)
}

export async function openRest(tenant: ExchangePort): Promise<OpenedDriver> {
  const server = await startRestServer({ tenant })
  const expiresOn = new Date('2099-01-01T00:00:00Z')
  const port = createRest({
    organization: 'contoso.onmicrosoft.com',
    cloud: 'worldwide',
    token: () => Promise.resolve({ token: secretOf(testToken), expiresOn }),
    fetch,
    clock: () => new Date(),
    baseUrl: server.baseUrl,
  })
  return { port, close: () => server.close() }
}

/** A way for all tests of the file; the driver is opened before them and closed after. */
export function wayThrough(open: (tenant: ExchangePort) => Promise<OpenedDriver>): Way {
  const { port: tenant, serve } = createForwarding()
  let driver: OpenedDriver | undefined
  beforeAll(async () => {
    driver = await open(tenant)
  }, 60_000)
  afterAll(() => driver?.close())
  return behind => ({
    ...behind,
    run(calls) {
      if (!driver) throw new Error('The driver is not open.')
      serve(behind)
      return driver.port.run(calls)
    },
  })
}
