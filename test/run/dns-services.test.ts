/** The DNS services as a spec names them: opened with what the environment holds, led to loopback. */
import { describe, expect, onTestFinished, test } from 'vitest'
import { compile } from '../../src/compile/compile.js'
import { openDns } from '../../src/run/open-dns.js'
import * as azure from '../drivers/dns/azure-server.js'
import * as cloudflare from '../drivers/dns/cloudflare-server.js'
import * as route53 from '../drivers/dns/route53-server.js'
import type { ServiceReply, ServiceServer } from '../drivers/dns/service-server.js'
import { quietWorld } from '../support/quiet-world.js'
import { specOf } from '../support/spec.js'

const name = 'contoso.com'
const spf = 'v=spf1 mx -all'

const specWith = (dns: string, domains: readonly string[] = [name]) =>
  specOf(`
version: 1
tenant:
  name: contoso
  organization: contoso.onmicrosoft.com
  exchange: { driver: simulator }
domains:
${domains.map(one => `  ${one}: { dns: ${dns} }`).join('\n')}
sites:
  milan: { egress: 198.51.100.7 }
devices:
  milan-printer: { site: milan, from: scan@${domains[0] ?? name}, to: anyone, tls: none, auth: none }
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

describe('a hundred domains at a service that takes few questions at once', () => {
  const domains = Array.from({ length: 100 }, (_, index) => `shop-${String(index)}.example.com`)

  /** Refuses what comes while eight others wait for their answers. */
  const busy = (led: typeof fetch, refusal: ServiceReply): typeof fetch => {
    let open = 0
    return async (input, init) => {
      if (open >= 8) return new Response(JSON.stringify(refusal.body), { status: refusal.status })
      open += 1
      try {
        return await led(input, init)
      } finally {
        open -= 1
      }
    }
  }

  const statesOf = async (settings: string, world: Parameters<typeof quietWorld>[0]) => {
    const opened = openDns('.', specWith(settings, domains), null, quietWorld(world))
    if (!('zones' in opened)) return opened
    const readings = await opened.zones.readTxt(domains)
    return [...new Set([...readings.values()].map(one => one.state))]
  }

  test('azure: all are read, and the list of zones is asked for once', async () => {
    const server = await azure.startAzureServer(domains)
    for (const one of domains) server.put(one, 'TXT', '@', azure.azureTxt(600, [spf]))
    const refused = azure.refusal(429, 'TooManyRequests', 'Wait.')
    const settings = `{ driver: azure, subscription: ${azure.subscription}, resourceGroup: dns, token: env:AZURE_TOKEN }`
    const env = { AZURE_TOKEN: azure.azureToken }

    expect(await statesOf(settings, { env, fetch: busy(ledTo(server), refused) })).toEqual([
      'present',
    ])
    const lists = server.requests.filter(({ url }) => url.pathname.endsWith('/dnsZones'))
    const pages = new Set(lists.map(({ url }) => url.search))
    expect(lists.length).toBe(pages.size)
  })

  test('cloudflare: all are read', async () => {
    const ids = new Map(domains.map((one, index) => [`id${String(index)}`, one]))
    const server = await cloudflare.startCloudflareServer(Object.fromEntries(ids))
    for (const one of domains) cloudflare.setValues(server, one, 600, [spf])
    const refused = cloudflare.refusal(429, 971, 'Wait.')
    const env = { CLOUDFLARE_API_TOKEN: cloudflare.cloudflareToken }
    const settings = '{ driver: cloudflare, token: env:CLOUDFLARE_API_TOKEN }'

    const led = busy(ledTo(server, '/client/v4'), refused)
    expect(await statesOf(settings, { env, fetch: led })).toEqual(['present'])
  })

  test('route53: all are read', async () => {
    const zones = domains.map((one, index) => ({ id: `Z${String(index)}`, name: one }))
    const server = await route53.startRoute53Server(zones)
    for (const one of domains) route53.setValues(server, one, 600, [spf])
    const refused = route53.refusal(400, 'Throttling', 'Rate exceeded')
    const env = {
      AWS_ACCESS_KEY_ID: route53.accessKeyId,
      AWS_SECRET_ACCESS_KEY: route53.secretAccessKey,
    }
    const now = () => new Date('2026-11-24T12:00:00Z')

    const led = busy(ledTo(server), refused)
    expect(await statesOf('{ driver: route53 }', { env, now, fetch: led })).toEqual(['present'])
  })
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
