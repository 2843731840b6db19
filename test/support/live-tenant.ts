/**
 * A stack whose tenant is no simulator to the program: it reaches it through
 * PowerShell or REST, as a person's own. Behind the driver stands a simulated
 * tenant all the same, so a test can look at what became of it.
 *
 *   const live = await liveStack('rest', texts)
 *   await live.cli(['apply', live.folder, '--yes'])
 */
import { onTestFinished } from 'vitest'
import { load as parseYaml } from 'js-yaml'
import { createSimulator } from '../../src/drivers/exchange/simulator.js'
import type { Scene } from '../../src/drivers/exchange/simulator/scene.js'
import { memoryStore } from '../../src/drivers/exchange/simulator/store.js'
import type { Tenant } from '../../src/drivers/exchange/simulator/tenant.js'
import { loopbackNameServer } from '../drivers/dns/loopback-name-server.js'
import { cli, type CliOptions, type CliResult } from './cli.js'
import { createClock } from './clock.js'
import { startCmdletServer } from './cmdlet-server.js'
import { installExchangeModule, pwsh } from './pwsh.js'
import { startRestServer } from './rest-server.js'
import { testToken } from './rest.js'
import { stack, type Texts } from './stack.js'

export type DriverName = 'simulator' | 'powershell' | 'rest'

export interface LiveStack {
  readonly folder: string
  readonly cli: (argv: readonly string[], options?: CliOptions) => Promise<CliResult>
  readonly env: CliOptions['env']
  readonly write: (texts: Texts) => void
  readonly tenant: () => Tenant
  readonly zone: (domain: string) => string
}

type Opened = Pick<CliOptions, 'env' | 'fetch'>

/** Texts as for `stack`, with `driver: simulator`; the scene stands in simulator.yaml. */
export async function liveStack(driver: DriverName, texts: Texts): Promise<LiveStack> {
  const clock = createClock()
  const { folder, read, write } = stack(withDriver(texts, driver))
  const scene = parseYaml(texts['simulator.yaml'] ?? '{}') as Scene
  const tenant = createSimulator({ store: memoryStore(), clock: clock.now, scene })
  const opened: Opened = driver === 'simulator' ? {} : await behind[driver](tenant)
  const names = await loopbackNameServer(() => ({ code: 'NXDOMAIN' }))
  onTestFinished(() => names.close())
  const simulated = () => JSON.parse(read('.simulator/tenant.json') ?? '{}') as Tenant
  const zoneFiles = (domain: string) =>
    driver === 'simulator'
      ? [`.simulator/zones/${domain}.zone`]
      : [`${domain}.zone`, `zones/${domain}.zone`]
  return {
    folder,
    env: opened.env,
    write: more => {
      write(withDriver(more, driver))
    },
    cli: (argv, options = {}) =>
      cli(argv, { clock, nameServers: [names.address], ...opened, ...options }),
    tenant: () => (driver === 'simulator' ? simulated() : tenant.state()),
    zone: domain => zoneFiles(domain).flatMap(file => read(file) ?? [])[0] ?? '',
  }
}

type Tenanted = Parameters<typeof startCmdletServer>[0]

const behind: Readonly<
  Record<Exclude<DriverName, 'simulator'>, (tenant: Tenanted) => Promise<Opened>>
> = {
  async powershell(tenant) {
    const server = await startCmdletServer(tenant)
    const module = installExchangeModule(server.url)
    onTestFinished(async () => {
      await server.close()
      module.remove()
    })
    const own = { DEVICEMAIL_PWSH: pwsh, PSModulePath: module.path, EXCHANGE_TOKEN: testToken }
    return { env: { ...process.env, ...own } }
  },
  async rest(tenant) {
    const server = await startRestServer({ tenant })
    onTestFinished(() => server.close())
    return {
      env: { EXCHANGE_TOKEN: testToken },
      fetch: (input, init) => {
        const address = input instanceof Request ? input.url : String(input)
        return fetch(address.replace('https://outlook.office365.com', server.baseUrl), init)
      },
    }
  },
}

function withDriver(texts: Texts, driver: DriverName): Texts {
  if (driver === 'simulator') return texts
  const auth = 'auth: { way: access-token, token: env:EXCHANGE_TOKEN }'
  return Object.fromEntries(
    Object.entries(texts).map(([file, text]) => [
      file,
      text?.replace('driver: simulator', `driver: ${driver}, ${auth}`) ?? null,
    ]),
  )
}
