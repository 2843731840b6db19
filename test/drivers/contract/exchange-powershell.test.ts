/** A real PowerShell, with a stand-in for Microsoft's module before the simulated tenant. */
import { describe } from 'vitest'
import { bridged } from '../../support/bridged.js'
import { createForwarding } from '../../support/forwarding.js'
import { noPwsh, withPwsh } from '../../support/pwsh.js'
import { exchangeContract } from './exchange.js'

describe.skipIf(noPwsh)(withPwsh, () => {
  exchangeContract('PowerShell', async () => {
    const { port: tenant, serve } = createForwarding()
    const { port, close } = await bridged(tenant)
    return { port, serve, close }
  })
})
