/** The contract of every kind, through a real PowerShell. */
import { describe } from 'vitest'
import { noPwsh, withPwsh } from '../../support/pwsh.js'
import { openPowerShell, wayThrough } from '../../support/ways.js'
import { resourceContract } from './contract.js'

describe.skipIf(noPwsh)(withPwsh, () => {
  resourceContract(wayThrough(openPowerShell))
})
