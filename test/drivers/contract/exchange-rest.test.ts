/** The REST driver, with a server on loopback before the simulated tenant. */
import { createRest } from '../../../src/drivers/exchange/rest.js'
import { secretOf } from '../../../src/drivers/exchange/secret.js'
import { createForwarding } from '../../support/forwarding.js'
import { testToken } from '../../support/rest.js'
import { startRestServer } from '../../support/rest-server.js'
import { exchangeContract } from './exchange.js'

exchangeContract('REST', async () => {
  const { port: tenant, serve } = createForwarding()
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
  return { port, serve, close: () => server.close() }
})
