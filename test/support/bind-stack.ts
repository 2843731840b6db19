/**
 * A stack whose domain is kept by a real BIND 9 and whose tenant is reached
 * through REST: nothing of what the command does in it is simulated but the
 * tenant behind.
 */
import { txt, type Reply } from '../drivers/dns/loopback-name-server.js'
import { bindKeys } from './bind.js'
import { createClock } from './clock.js'
import { milanYaml, tenantYaml } from './contoso.js'
import { liveStack, type LiveOptions, type LiveStack } from './live-tenant.js'
import type { Texts } from './stack.js'

export interface BindStackOptions extends LiveOptions {
  readonly port: number
  /** As the spec names it; the key that may change everything, if not given. */
  readonly key?: string
  /** Seconds that the clock of this machine is ahead. */
  readonly ahead?: number
  /** The name of the spec; contoso if not given. */
  readonly tenantName?: string
  readonly texts?: Texts
}

/** The addresses that this test's Microsoft has. */
const microsoft = 'v=spf1 ip4:192.0.2.128/25 -all'

/** Microsoft's record behind the include, and nothing else. */
const microsoftDns = (name: string): Reply =>
  name === 'spf.protection.outlook.com'
    ? { code: 'NOERROR', records: [txt(microsoft)] }
    : { code: 'NXDOMAIN' }

const scene = `organization: contoso.onmicrosoft.com
acceptedDomains: [contoso.com]
`

/** The spec with the zone of contoso.com kept by a driver: `{ driver: … }`. */
function textsWith(dns: string, name = 'contoso'): Texts {
  const told = `mxEndpoint: contoso-com.mail.protection.outlook.com, dns: ${dns}`
  return {
    'tenant.yaml': tenantYaml
      .replace('dns: { driver: zone-file, file: contoso.com.zone }', told)
      .replace('name: contoso', `name: ${name}`),
    'milan.yaml': milanYaml,
    'simulator.yaml': scene,
  }
}

export function bindStack(options: BindStackOptions): Promise<LiveStack> {
  const { port, key = bindKeys.devicemail, ahead = 0, tenantName = 'contoso', texts = {} } = options
  const server = `server: 127.0.0.1, port: ${String(port)}`
  const dns = `{ driver: rfc2136, ${server}, key: env:DNS_KEY }`
  // Signatures name the time, so this clock must go like that of the server.
  const clock = createClock(new Date(Date.now() + ahead * 1000).toISOString())
  return liveStack(
    'rest',
    { ...textsWith(dns, tenantName), ...texts },
    { clock, dns: microsoftDns, ...options, env: { DNS_KEY: key, ...options.env } },
  )
}
