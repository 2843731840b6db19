/** A real PowerShell, with a stand-in for Microsoft's module before the simulated tenant. */
import { describe } from 'vitest'
import { noPwsh, withPwsh } from '../../support/pwsh.js'
import { openPowerShell, wayThrough } from '../../support/ways.js'
import { exchangeContract } from './exchange.js'

describe.skipIf(noPwsh)(withPwsh, () => {
  exchangeContract('PowerShell', wayThrough(openPowerShell))
})
