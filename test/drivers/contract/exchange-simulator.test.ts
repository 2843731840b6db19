/** The simulated tenant, asked directly. */
import type { ExchangePort } from '../../../src/drivers/drivers.js'
import { exchangeContract } from './exchange.js'

exchangeContract('the simulator', () => {
  let tenant: ExchangePort | undefined
  const port: ExchangePort = {
    driver: 'simulator',
    run: calls => tenant?.run(calls) ?? Promise.resolve([]),
    close: () => Promise.resolve(),
  }
  return Promise.resolve({
    port,
    serve(next) {
      tenant = next
    },
    close: () => port.close(),
  })
})
