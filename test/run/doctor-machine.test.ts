/** What a doctor finds on a machine: versions that go together, and those that do not. */
import { chmodSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { inspectPowerShell } from '../../src/drivers/exchange/inspect-powershell.js'
import { checkNode } from '../../src/run/doctor/machine.js'
import { noPwsh, pwsh, withPwsh } from '../support/pwsh.js'
import { temporaryFolder } from '../support/stack.js'

/** A program that answers as a PowerShell with these modules would. */
function fake(script: string): Readonly<Record<string, string>> {
  const path = join(temporaryFolder(), 'pwsh')
  writeFileSync(path, `#!/bin/sh\n${script}\n`)
  chmodSync(path, 0o755)
  return { DEVICEMAIL_PWSH: path, PATH: '/usr/bin:/bin' }
}

const printing = (text: string) => fake(`echo '${text}'`)

describe('Node', () => {
  it.each([
    ['20.19.0', 'ok'],
    ['24.1.0', 'ok'],
    ['20.18.9', 'failed'],
    ['18.20.4', 'failed'],
  ])('%s is %s', (nodeVersion, state) => {
    expect(checkNode(nodeVersion)).toMatchObject({ state })
  })
})

describe.skipIf(process.platform === 'win32')('PowerShell', () => {
  it('is taken with the newest module that it can load', async () => {
    expect(await inspectPowerShell(printing('devicemail:7.4.6|3.9.2,3.10.1,3.4.0'))).toEqual({
      version: '7.4.6',
      module: '3.9.2',
    })
  })

  it.each([
    ['devicemail:7.2.0|3.9.2', 'powershell-too-old'],
    ['devicemail:7.4.0|', 'exchange-module-missing'],
    ['devicemail:7.4.0|3.1.0', 'exchange-module-too-old'],
    ['devicemail:7.4.0|3.10.0', 'powershell-too-old-for-module'],
    ['Welcome!', 'powershell-not-startable'],
  ])('that answers %s is told as %s', async (text, code) => {
    expect(await inspectPowerShell(printing(text))).toMatchObject({ why: { code } })
  })

  it('that fails is told with what it says, and one that is not there with how to get it', async () => {
    expect(await inspectPowerShell(fake('exit 3'))).toMatchObject({
      why: { code: 'powershell-not-startable' },
    })
    expect(await inspectPowerShell({ DEVICEMAIL_PWSH: '/nowhere/pwsh' })).toMatchObject({
      why: { code: 'powershell-missing' },
    })
  })

  it('gets no variable that it does not need', async () => {
    const env = { ...fake('test -z "$SECRET" && echo "devicemail:7.4.0|3.9.2"'), SECRET: 'x' }
    expect(await inspectPowerShell(env)).toEqual({ version: '7.4.0', module: '3.9.2' })
  })
})

describe.skipIf(noPwsh)(`${withPwsh}: the real one`, () => {
  it('tells its version', async () => {
    const found = await inspectPowerShell({ ...process.env, DEVICEMAIL_PWSH: pwsh })
    expect(JSON.stringify(found)).toMatch(/\d+\.\d+\.\d+/)
  })
})
