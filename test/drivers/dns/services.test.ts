/** What the world does to the drivers of DNS services: refusals, lost answers, strangers, odd zones. */
import { describe, expect, onTestFinished, test } from 'vitest'
import { openAzureZones } from '../../../src/drivers/dns/azure.js'
import { openCloudflareZone } from '../../../src/drivers/dns/cloudflare.js'
import { createTurns } from '../../../src/drivers/dns/message/turns.js'
import { openRoute53Zone } from '../../../src/drivers/dns/route53.js'
import type { Zone } from '../../../src/drivers/dns/zone.js'
import { secretOf } from '../../../src/drivers/secret.js'
import * as azure from './azure-server.js'
import * as cloudflare from './cloudflare-server.js'
import * as route53 from './route53-server.js'
import { isWrite, webScene, type ServiceReply, type ServiceServer } from './service-server.js'

const name = 'contoso.com'
const spf = 'v=spf1 mx -all'
const longer = 'v=spf1 ip4:203.0.113.10 mx -all'
const change = { name, before: [spf], after: [longer] }

interface Opened {
  readonly server: ServiceServer
  readonly zone: Zone
  /** The same zone for another run. */
  readonly again: () => Zone
  readonly secret: string
  readonly pauses: readonly number[]
  readonly throttled: ServiceReply
  readonly denied: ServiceReply
  /** Puts a record at a name, of any type. */
  readonly put: (type: string, at: string, value: string) => void
  readonly stranger: (values: readonly string[]) => void
}

interface Options {
  readonly domain?: string
  readonly zones?: readonly string[]
}

const services: Readonly<Record<string, (options?: Options) => Promise<Opened>>> = {
  async azure({ domain = name, zones = [name] } = {}) {
    const server = await azure.startAzureServer(zones)
    azure.fill(server, { [name]: { ttl: 600, values: [spf] } })
    const scene = webScene(1)
    const open = () =>
      openAzureZones({
        subscription: azure.subscription,
        resourceGroup: azure.resourceGroup,
        token: () => Promise.resolve(secretOf(azure.azureToken)),
        baseUrl: server.baseUrl,
        scene,
      })(domain)
    const bodies: Readonly<Record<string, (value: string) => Record<string, unknown>>> = {
      CNAME: cname => ({ CNAMERecord: { cname } }),
      NS: nsdname => ({ NSRecords: [{ nsdname }] }),
    }
    return {
      server,
      zone: open(),
      again: open,
      secret: azure.azureToken,
      pauses: scene.pauses,
      throttled: {
        ...azure.refusal(429, 'TooManyRequests', 'Wait.'),
        headers: { 'retry-after': '7' },
      },
      denied: azure.refusal(403, 'AuthorizationFailed', `No right with ${azure.azureToken}.`),
      put(type, at, value) {
        server.put(name, type, azure.relative(at), bodies[type]?.(value) ?? { ARecords: [] })
      },
      stranger(values) {
        server.put(name, 'TXT', '@', azure.azureTxt(600, values))
      },
    }
  },
  async cloudflare({ domain = name, zones = [name] } = {}) {
    const server = await cloudflare.startCloudflareServer(
      Object.fromEntries(zones.map((zone, at) => [`id${String(at)}`, zone])),
    )
    cloudflare.setValues(server, name, 600, [spf])
    const scene = webScene(1)
    const token = secretOf(cloudflare.cloudflareToken)
    const open = () => openCloudflareZone({ domain, token, baseUrl: server.baseUrl, scene })
    return {
      server,
      zone: open(),
      again: open,
      secret: cloudflare.cloudflareToken,
      pauses: scene.pauses,
      throttled: { ...cloudflare.refusal(429, 971, 'Wait.'), headers: { 'retry-after': '7' } },
      denied: cloudflare.refusal(403, 10000, `No right with ${cloudflare.cloudflareToken}.`),
      put(type, at, content) {
        server.add({ type, name: at, content, ttl: 600 })
      },
      stranger(values) {
        cloudflare.setValues(server, name, 600, values)
      },
    }
  },
  async route53({ domain = name, zones = [name] } = {}) {
    const server = await route53.startRoute53Server(
      zones.map((zone, at) => ({ id: `Z${String(at)}`, name: zone })),
    )
    route53.setValues(server, name, 600, [spf])
    const scene = webScene(1)
    const credentials = {
      accessKeyId: route53.accessKeyId,
      secretAccessKey: secretOf(route53.secretAccessKey),
      sessionToken: null,
    }
    const open = () => openRoute53Zone({ domain, credentials, baseUrl: server.baseUrl, scene })
    return {
      server,
      zone: open(),
      again: open,
      secret: route53.secretAccessKey,
      pauses: scene.pauses,
      throttled: {
        ...route53.refusal(400, 'Throttling', 'Rate exceeded'),
        headers: { 'retry-after': '7' },
      },
      denied: route53.refusal(403, 'AccessDenied', `No right with ${route53.secretAccessKey}.`),
      put(type, at, value) {
        server.sets.push({ name: at, type, ttl: 600, values: [value] })
      },
      stranger(values) {
        route53.setValues(server, name, 600, values)
      },
    }
  },
}

const opened = async (service: string, options?: Options): Promise<Opened> => {
  const made = await services[service]?.(options)
  if (!made) throw new Error(`${service} is no service`)
  onTestFinished(() => made.server.close())
  return made
}

const readingOf = async (zone: Zone, asked: string) => (await zone.readTxt([asked])).get(asked)

describe.each(Object.keys(services))('%s', service => {
  test('waits as long as the service wishes, and writes once', async () => {
    const { server, zone, throttled, pauses } = await opened(service)
    server.answerNext(throttled, isWrite)
    await zone.replaceTxt(change)
    expect(pauses).toEqual([7])
    expect(await readingOf(zone, name)).toMatchObject({ values: [longer], ttl: 600 })
  })

  test('tells a lost answer of a write as unknown, never repeats it, and finds it done', async () => {
    const { server, zone } = await opened(service)
    server.answerNext({ lost: 'after' }, isWrite)
    await expect(zone.replaceTxt(change)).rejects.toMatchObject({
      kind: 'unknown-outcome',
      finding: { code: 'dns-service-outcome-unknown' },
    })
    expect(server.requests.filter(isWrite)).toHaveLength(1)
    await zone.replaceTxt(change)
    expect(server.requests.filter(isWrite)).toHaveLength(1)
  })

  test('does not know the outcome of a write that the service broke off', async () => {
    const { server, zone } = await opened(service)
    server.answerNext({ status: 500, body: 'broken' }, isWrite)
    await expect(zone.replaceTxt(change)).rejects.toMatchObject({ kind: 'unknown-outcome' })
  })

  test('is denied with the rights that are needed, and gives no secret away', async () => {
    const { server, zone, denied, secret } = await opened(service)
    server.answerNext(denied)
    const reading = await readingOf(zone, name)
    expect(reading).toMatchObject({ state: 'unknown', why: { code: 'dns-service-denied' } })
    expect(JSON.stringify(reading)).not.toContain(secret)
    server.answerNext(denied, isWrite)
    const fault: unknown = await zone.replaceTxt(change).catch((error: unknown) => error)
    // Not the general words for a refusal, which send people to the roles of Exchange.
    expect(fault).toMatchObject({
      kind: 'denied',
      finding: { code: 'dns-service-change-denied' },
    })
    expect(JSON.stringify(fault)).not.toContain(secret)
    expect(String(fault)).not.toContain(secret)
  })

  test('takes a page of a proxy for no answer, never for absent', async () => {
    const { server, zone } = await opened(service)
    await zone.readTxt([name])
    server.answerNext({ status: 200, body: '<html>Welcome</html>' })
    expect(await readingOf(zone, name)).toMatchObject({ state: 'unknown' })
  })

  test('keeps what a stranger wrote between our look and our write', async () => {
    const { server, zone, stranger } = await opened(service)
    // The look comes first, so at the first write the set is another one.
    server.beforeNext(() => {
      stranger(['v=spf1 a -all'])
    }, isWrite)
    // Cloudflare has no lock, so only the look afterwards shows that somebody was there.
    const codes = ['dns-changed-meanwhile', 'dns-service-changed-at-once']
    const fault: unknown = await zone.replaceTxt(change).catch((error: unknown) => error)
    expect(fault).toMatchObject({ kind: 'conflict' })
    expect(codes).toContain((fault as { finding?: { code: string } }).finding?.code)
    expect(await readingOf(zone, name)).toMatchObject({ values: ['v=spf1 a -all'] })
  })

  test('of two runs at once at most one believes that it won, and one SPF record is left', async () => {
    const { zone, again } = await opened(service)
    const outcomes = await Promise.allSettled([
      zone.replaceTxt(change),
      again().replaceTxt({ ...change, after: ['v=spf1 a -all'] }),
    ])
    const refused = outcomes.filter(({ status }) => status === 'rejected')
    expect(refused.length).toBeGreaterThanOrEqual(1)
    const reading = await readingOf(zone, name)
    expect(reading?.state === 'present' && reading.values).toHaveLength(1)
  })

  test('takes the longest zone that holds the domain', async () => {
    const zones = ['com.example', name, 'eu.contoso.com', 'fabrikam.com', 'mail.eu.contoso.com']
    const { zone } = await opened(service, { domain: 'print.eu.contoso.com', zones })
    expect(await readingOf(zone, name)).toMatchObject({
      why: {
        code: 'dns-name-elsewhere',
        message: `The name ${name} does not belong to the zone eu.contoso.com.`,
      },
    })
    expect(await readingOf(zone, 'print.eu.contoso.com')).toEqual({ state: 'absent' })
  })

  test('tells that there is no zone', async () => {
    const { zone } = await opened(service, { domain: 'fabrikam.com' })
    const why = { code: 'dns-service-zone-missing' }
    expect(await readingOf(zone, 'fabrikam.com')).toMatchObject({ state: 'unknown', why })
  })

  test('tells an alias, a wildcard and a name that is handed on', async () => {
    const { zone, put } = await opened(service)
    put('CNAME', 'alias.contoso.com', 'www.example.com.')
    put('NS', 'branch.contoso.com', 'ns1.example.com.')
    put('A', '*.contoso.com', '192.0.2.1')
    const codeOf = async (asked: string) => {
      const reading = await readingOf(zone, asked)
      return reading?.state === 'unknown' ? reading.why.code : reading?.state
    }
    expect(await codeOf('alias.contoso.com')).toBe('dns-name-is-alias')
    expect(await codeOf('_devicemail.branch.contoso.com')).toBe('dns-name-delegated')
    expect(await codeOf('mail.contoso.com')).toBe('dns-name-under-wildcard')
    expect(await codeOf('_devicemail.contoso.com')).toBe('absent')
    const write = zone.replaceTxt({ name: 'alias.contoso.com', before: [], after: [spf] })
    await expect(write).rejects.toMatchObject({ kind: 'rejected', type: 'dns-name-is-alias' })
  })
})

test('a service that nothing listens for is unreachable, and nothing was asked', async () => {
  const { server, zone } = await opened('cloudflare')
  await zone.readTxt([name])
  await server.close()
  expect(await readingOf(zone, name)).toMatchObject({ why: { code: 'dns-service-no-answer' } })
})

test('Cloudflare keeps id, TTL and comment of the record that it changes', async () => {
  const { server, zone } = await opened('cloudflare')
  const { records } = server as cloudflare.CloudflareServer
  Object.assign(records[0] ?? {}, { comment: 'by the network team' })
  const id = records[0]?.id
  await zone.replaceTxt(change)
  const after = (server as cloudflare.CloudflareServer).records
  expect(after).toEqual([
    { id, type: 'TXT', name, ttl: 600, comment: 'by the network team', content: `"${longer}"` },
  ])
})

test('Route 53 refuses a set that depends on who asks', async () => {
  const { server, zone } = await opened('route53')
  const { sets } = server as route53.Route53Server
  const routed = { name: '_devicemail.contoso.com', type: 'TXT', ttl: 60, values: ['"a"'] }
  sets.push({ ...routed, identifier: 'one' }, { ...routed, identifier: 'two' })
  const why = { code: 'dns-service-set-routed' }
  expect(await readingOf(zone, routed.name)).toMatchObject({ state: 'unknown', why })
})

test('Azure writes the metadata of a set and the strings of other values back as they were', async () => {
  const { server, zone } = await opened('azure')
  const proof = { value: ['proof=', 'abc'] }
  const own = server as azure.AzureServer
  own.put(name, 'TXT', '@', {
    TTL: 60,
    metadata: { team: 'network' },
    TXTRecords: [proof, { value: [spf] }],
  })
  await zone.replaceTxt({ name, before: ['proof=abc', spf], after: ['proof=abc', longer] })
  expect(own.get(name, 'TXT', '@')?.properties).toEqual({
    TTL: 60,
    metadata: { team: 'network' },
    TXTRecords: [proof, { value: [longer] }],
  })
})

test.each(['ResourceNotFound', 'ParentResourceNotFound', 'ResourceGroupNotFound'])(
  'Azure: %s is about the zone or its group, and never a record that is absent',
  async code => {
    const { server, zone } = await opened('azure')
    await zone.readTxt([name])
    server.answerNext(azure.refusal(404, code, 'It was not found.'), ({ url }) =>
      url.pathname.includes('/TXT/'),
    )
    expect(await readingOf(zone, name)).toMatchObject({ state: 'unknown' })
  },
)

test('a service that never answers is asked for a few of a hundred domains, and nothing is absent', async () => {
  let asked = 0
  const silence: typeof fetch = (_, init) => {
    asked += 1
    return new Promise((_resolve, reject) => {
      init?.signal?.addEventListener('abort', () => {
        reject(new Error('aborted'))
      })
    })
  }
  const scene = { ...webScene(0.05), fetch: silence, turn: createTurns(4) }
  const token = secretOf('token')
  const readings = await Promise.all(
    Array.from({ length: 100 }, async (_, at) => {
      const domain = `shop-${String(at)}.example`
      const zone = openCloudflareZone({ domain, token, scene })
      return (await zone.readTxt([domain])).get(domain)
    }),
  )
  // Four side by side, until five were in vain, and one that is tried.
  expect(asked).toBeLessThanOrEqual(4 + 5)
  expect(readings.every(one => one?.state === 'unknown')).toBe(true)
  const last = readings.at(-1)
  expect(last?.state === 'unknown' && last.why.message).toContain(
    'It left more than 5 questions unanswered in this run, so it was not asked.',
  )
})
