/**
 * A round trip of the port is one question to PowerShell, however many cmdlets it
 * carries: so what a ledger shows of a run is what a tenant's administrator pays.
 */
import { describe, expect, it } from 'vitest'
import type { Call } from '../../../src/drivers/drivers.js'
import { cmdletNames } from '../../../src/drivers/exchange/cmdlet-table.js'
import type { Bridge, Question } from '../../../src/drivers/exchange/powershell/bridge.js'
import { runCalls } from '../../../src/drivers/exchange/powershell/run-calls.js'
import { openSession } from '../../../src/drivers/exchange/powershell/session.js'
import { certificateSignIn } from '../../support/bridged.js'
import { startCmdletServer } from '../../support/cmdlet-server.js'
import { installExchangeModule, noPwsh, pwsh, withPwsh } from '../../support/pwsh.js'
import { world } from '../../support/world.js'

const options = { secondsFor: () => 60, canRenew: false }
const read: Call = { cmdlet: 'Get-InboundConnector', parameters: {} }
const odd: Call = { cmdlet: 'Get-Mailbox', parameters: { Identity: 'nobody@contoso.com' } }

describe.skipIf(noPwsh)(withPwsh, () => {
  it('asks PowerShell once for each batch, whether some of its cmdlets fail or not', async () => {
    const tenant = world().domain('contoso.com').connector('Milan').build()
    const server = await startCmdletServer(tenant.port, {})
    const module = installExchangeModule(server.url)
    const { bridge } = await openSession({
      executable: pwsh ?? 'pwsh',
      signIn: certificateSignIn,
      cloud: 'worldwide',
      commands: cmdletNames,
      token: () => Promise.reject(new Error('No token is needed.')),
      env: { ...process.env, PSModulePath: module.path },
      tell: () => undefined,
      startSeconds: 60,
      signInSeconds: 60,
    })
    let questions = 0
    const counting: Bridge = {
      ...bridge,
      ask(question: Question) {
        questions += 1
        return bridge.ask(question)
      },
    }
    try {
      const batches = [[read], Array.from({ length: 40 }, () => read), [odd, read, odd], []]
      const answered = []
      for (const batch of batches) answered.push(await runCalls(counting, batch, options))

      expect(answered.map(one => one.length)).toEqual([1, 40, 3, 0])
      expect(answered[2]?.map(one => one.status)).toEqual(['failed', 'done', 'failed'])
      expect(questions).toBe(3)
      expect(tenant.calls()).toHaveLength(44)
    } finally {
      await bridge.close()
      await server.close()
      module.remove()
    }
  }, 60_000)
})
