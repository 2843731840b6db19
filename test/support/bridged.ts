/**
 * A tenant behind a real PowerShell: the simulator, the server in front of it,
 * the stand-in for Microsoft's module, and the driver under test.
 *
 *   const { port, server } = await bridged(world().domain('contoso.com'))
 */
import type { ExchangePort } from '../../src/drivers/drivers.js'
import { cmdletNames } from '../../src/drivers/exchange/cmdlet-table.js'
import {
  createPowerShell,
  type PowerShellOptions,
  type PowerShellPort,
} from '../../src/drivers/exchange/powershell.js'
import { secretOf } from '../../src/drivers/secret.js'
import type { SignIn } from '../../src/drivers/exchange/sign-in.js'
import { startCmdletServer, type CmdletServer, type CmdletServerOptions } from './cmdlet-server.js'
import { installExchangeModule, pwsh } from './pwsh.js'

export interface BridgedOptions extends CmdletServerOptions {
  /** The version that the module claims to have; null for no module at all. */
  readonly module?: string | null
  readonly driver?: Partial<PowerShellOptions>
  readonly env?: Readonly<Record<string, string>>
}

export interface Bridged {
  readonly port: PowerShellPort
  readonly server: CmdletServer
  readonly modulePath: string
  readonly close: () => Promise<void>
}

export const certificateSignIn: SignIn = {
  way: 'certificate',
  organization: 'contoso.onmicrosoft.com',
  appId: '11111111-2222-4333-8444-555555555555',
  certificate: { kind: 'file', path: '/certificates/app.pfx' },
  password: secretOf('certificate-password'),
}

export async function bridged(
  tenant: ExchangePort,
  options: BridgedOptions = {},
): Promise<Bridged> {
  const server = await startCmdletServer(tenant, options)
  const version = options.module === undefined ? '3.9.2' : options.module
  const module = installExchangeModule(server.url, version ?? '0.0.1')
  const port = createPowerShell({
    signIn: certificateSignIn,
    cloud: 'worldwide',
    commands: cmdletNames,
    token: () => Promise.reject(new Error('No token is needed.')),
    clock: () => new Date(),
    ...options.driver,
    env: {
      ...process.env,
      DEVICEMAIL_PWSH: pwsh,
      PSModulePath: version === null ? '/nowhere' : module.path,
      ...options.env,
      ...options.driver?.env,
    },
  })
  return Object.freeze({
    port,
    server,
    modulePath: module.path,
    async close() {
      await port.close()
      await server.close()
      module.remove()
    },
  })
}
