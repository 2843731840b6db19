/** The simulated tenant, asked directly. */
import { createForwarding } from '../../support/forwarding.js'
import { exchangeContract } from './exchange.js'

exchangeContract('the simulator', () => {
  const { port, serve } = createForwarding()
  return Promise.resolve({ port, serve, close: () => port.close() })
})
