/** The DNS services as a spec names them: opened with what the environment holds, led to loopback. */
import { expect, onTestFinished, test } from 'vitest'
import { compile } from '../../src/compile/compile.js'
import { openDns } from '../../src/run/open-dns.js'
import * as azure from '../drivers/dns/azure-server.js'
import * as cloudflare from '../drivers/dns/cloudflare-server.js'
import * as route53 from '../drivers/dns/route53-server.js'
import type { ServiceServer } from '../drivers/dns/service-server.js'
import { quietWorld } from '../support/quiet-world.js'
import { specOf } from '../support/spec.js'

const name = 'contoso.com'
const spf = 'v=spf1 mx -all'

const specWith = (dns: string) =>
  specOf(`
version: 1
tenant:
  name: contoso
  organization: contoso.onmicrosoft.com
  exchange: { driver: simulator }
domains:
  contoso.com:
    dns: ${dns}
sites:
  milan: { egress: 198.51.100.7 }
devices:
  milan-printer: { site: milan, from: scan@contoso.com, to: anyone, tls: none, auth: none }
`)

/** Questions to the service go to loopback instead, on the same path. */
function ledTo(server: ServiceServer, under = ''): typeof fetch {
  onTestFinished(() => server.close())
  return (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input)
    expect(url.protocol).toBe('https:')
    // A signature covers the host that was meant.
    const headers = { ...Object.fromEntries(new Headers(init?.headers)), 'x-meant-for': url.host }
    const led = `${server.baseUrl}${url.pathname.slice(under.length)}${url.search}`
    return fetch(led, { ...init, headers })
  }
}

async function readThrough(
  dns: string,
  env: Readonly<Record<string, string>>,
  led: typeof fetch,
): Promise<unknown> {
  const world = quietWorld({ env, fetch: led, now: () => new Date('2026-11-24T12:00:00Z') })
  const opened = openDns('.', specWith(dns), null, world)
  if (!('zones' in opened)) return opened
  return (await opened.zones.readTxt([name])).get(name)
}

const present = { state: 'present', values: [spf], ttl: 600 }

test('azure is asked with the token of the variable', async () => {
  const server = await azure.startAzureServer([name])
  azure.fill(server, { [name]: { ttl: 600, values: [spf] } })
  const dns = `{ driver: azure, subscription: ${azure.subscription}, resourceGroup: dns, token: env:AZURE_TOKEN }`
  const env = { AZURE_TOKEN: azure.azureToken }
  expect(await readThrough(dns, env, ledTo(server))).toEqual(present)
})

test('cloudflare is asked with the token of the variable', async () => {
  const server = await cloudflare.startCloudflareServer({ abc: name })
  cloudflare.setValues(server, name, 600, [spf])
  const dns = '{ driver: cloudflare, token: env:CLOUDFLARE_API_TOKEN }'
  const env = { CLOUDFLARE_API_TOKEN: cloudflare.cloudflareToken }
  expect(await readThrough(dns, env, ledTo(server, '/client/v4'))).toEqual(present)
})

test('route53 is asked with the key of its own variables', async () => {
  const server = await route53.startRoute53Server([{ id: 'Z1', name }])
  route53.setValues(server, name, 600, [spf])
  const env = {
    AWS_ACCESS_KEY_ID: route53.accessKeyId,
    AWS_SECRET_ACCESS_KEY: route53.secretAccessKey,
  }
  expect(await readThrough('{ driver: route53 }', env, ledTo(server))).toEqual(present)
})

test('a variable that is not set is told before anything is asked', async () => {
  const dns = '{ driver: cloudflare, token: env:CLOUDFLARE_API_TOKEN }'
  const told = await readThrough(dns, {}, fetch)
  expect(told).toMatchObject([{ code: 'dns-variable-empty' }])
})

test('a plan says that Cloudflare has no lock', () => {
  const codesOf = (dns: string) => compile(specWith(dns)).findings.map(({ code }) => code)
  expect(codesOf('{ driver: cloudflare, token: env:T }')).toContain('dns-service-no-lock')
  expect(codesOf('{ driver: route53 }')).not.toContain('dns-service-no-lock')
})
