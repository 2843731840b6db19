/** A port before another one, which can be changed for a third: so one driver may serve many tenants, one after the other. */
import type { ExchangePort } from '../../src/drivers/drivers.js'

export interface Forwarding {
  readonly port: ExchangePort
  readonly serve: (tenant: ExchangePort) => void
}

export function createForwarding(): Forwarding {
  let tenant: ExchangePort | undefined
  const served = () => {
    if (!tenant) throw new Error('No tenant is served yet.')
    return tenant
  }
  return Object.freeze({
    serve(next: ExchangePort) {
      tenant = next
    },
    port: Object.freeze({
      driver: 'simulator',
      run: calls => served().run(calls),
      offers: () => served().offers?.() ?? Promise.resolve([]),
      close: () => Promise.resolve(),
    } satisfies ExchangePort),
  })
}
