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
import { loopbackNameServer, type Reply } from '../drivers/dns/loopback-name-server.js'
import { cli, type CliOptions, type CliResult } from './cli.js'
import { createClock, type TestClock } from './clock.js'
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

export interface LiveOptions {
  /** One that stands still at a day of its own, if not given. */
  readonly clock?: TestClock
  /** What the DNS around answers; that there is nothing, if not given. */
  readonly dns?: (name: string, type: number) => Reply
  /** The variables that the spec names, beside those of Exchange. */
  readonly env?: Readonly<Record<string, string>>
  /** Where questions to the web go that are not for Exchange. */
  readonly fetch?: typeof fetch
  /** A stack whose tenant it is too: a second working copy of somebody else. */
  readonly beside?: LiveStack
}

type Opened = Pick<CliOptions, 'env' | 'fetch'>

const tenants = new WeakMap<LiveStack, ReturnType<typeof createSimulator>>()

/** Texts as for `stack`, with `driver: simulator`; the scene stands in simulator.yaml. */
export async function liveStack(
  driver: DriverName,
  texts: Texts,
  options: LiveOptions = {},
): Promise<LiveStack> {
  const { clock = createClock(), dns = () => ({ code: 'NXDOMAIN' }), beside } = options
  const { folder, read, write } = stack(withDriver(texts, driver))
  const scene = parseYaml(texts['simulator.yaml'] ?? '{}') as Scene
  const tenant =
    (beside && tenants.get(beside)) ??
    createSimulator({ store: memoryStore(), clock: clock.now, scene })
  const elsewhere = options.fetch ?? fetch
  const behindDriver = driver === 'simulator' ? {} : await behind[driver](tenant, elsewhere)
  const opened: Opened = { ...behindDriver, env: { ...behindDriver.env, ...options.env } }
  const names = await loopbackNameServer(dns)
  onTestFinished(() => names.close())
  const simulated = () => JSON.parse(read('.simulator/tenant.json') ?? '{}') as Tenant
  const zoneFiles = (domain: string) =>
    driver === 'simulator'
      ? [`.simulator/zones/${domain}.zone`]
      : [`${domain}.zone`, `zones/${domain}.zone`]
  const live: LiveStack = {
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
  tenants.set(live, tenant)
  return live
}

type Tenanted = Parameters<typeof startCmdletServer>[0]

const behind: Readonly<
  Record<
    Exclude<DriverName, 'simulator'>,
    (tenant: Tenanted, elsewhere: typeof fetch) => Promise<Opened>
  >
> = {
  async powershell(tenant, elsewhere) {
    const server = await startCmdletServer(tenant)
    const module = installExchangeModule(server.url)
    onTestFinished(async () => {
      await server.close()
      module.remove()
    })
    const own = { DEVICEMAIL_PWSH: pwsh, PSModulePath: module.path, EXCHANGE_TOKEN: testToken }
    return { env: { ...process.env, ...own }, fetch: elsewhere }
  },
  async rest(tenant, elsewhere) {
    const server = await startRestServer({ tenant })
    onTestFinished(() => server.close())
    return {
      env: { EXCHANGE_TOKEN: testToken },
      fetch: (input, init) => {
        const address = input instanceof Request ? input.url : String(input)
        const exchange = 'https://outlook.office365.com'
        return address.startsWith(exchange)
          ? fetch(address.replace(exchange, server.baseUrl), init)
          : elsewhere(input, init)
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
