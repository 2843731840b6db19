/** Plan and apply over zones of DNS services, from the command on: what a person reads, and what is left in the zone. */
import { describe, expect, it, onTestFinished } from 'vitest'
import * as azure from '../drivers/dns/azure-server.js'
import * as cloudflare from '../drivers/dns/cloudflare-server.js'
import { txt } from '../drivers/dns/loopback-name-server.js'
import * as route53 from '../drivers/dns/route53-server.js'
import { isWrite, type ServiceReply, type ServiceServer } from '../drivers/dns/service-server.js'
import { milanYaml, tenantYaml } from '../support/contoso.js'
import { liveStack } from '../support/live-tenant.js'

const name = 'contoso.com'
const mark = '_devicemail.contoso.com'
const record = 'v=spf1 mx -all'
const proof = 'MS=ms1'
const ours = 'v=spf1 ip4:203.0.113.10 mx include:spf.protection.outlook.com -all'
const note = 'v=devicemail1; spec=contoso; terms=ip4:203.0.113.10'
const done = { record: [proof, ours], mark: [note] }

interface Service {
  readonly server: ServiceServer
  /** As the spec names it, and what its variable holds. */
  readonly dns: string
  readonly env: Readonly<Record<string, string>>
  readonly secret: string
  readonly host: string
  readonly put: (at: string, values: readonly string[]) => void
  readonly values: (at: string) => readonly string[]
  readonly denied: ServiceReply
  readonly rights: string
  readonly throttled: ServiceReply
}

const bare = (content: string) => content.replace(/^"|"$/g, '')

const services: Readonly<Record<string, () => Promise<Service>>> = {
  async azure() {
    const server = await azure.startAzureServer([name])
    interface Txt {
      readonly TXTRecords?: readonly { readonly value: readonly string[] }[]
    }
    return {
      server,
      dns: `driver: azure, subscription: ${azure.subscription}, resourceGroup: ${azure.resourceGroup}, token: env:DNS_TOKEN`,
      env: { DNS_TOKEN: azure.azureToken },
      secret: azure.azureToken,
      host: 'https://management.azure.com',
      put(at, values) {
        const set = values.length > 0 ? azure.azureTxt(600, values) : null
        server.put(name, 'TXT', azure.relative(at), set)
      },
      values(at) {
        const set = server.get(name, 'TXT', azure.relative(at))?.properties as Txt | undefined
        return (set?.TXTRecords ?? []).map(({ value }) => value.join(''))
      },
      denied: azure.refusal(403, 'AuthorizationFailed', `No right with ${azure.azureToken}.`),
      rights: 'DNS Zone Contributor',
      throttled: azure.refusal(429, 'TooManyRequests', 'Wait.'),
    }
  },
  async cloudflare() {
    const server = await cloudflare.startCloudflareServer({ id0: name })
    return {
      server,
      dns: 'driver: cloudflare, token: env:DNS_TOKEN',
      env: { DNS_TOKEN: cloudflare.cloudflareToken },
      secret: cloudflare.cloudflareToken,
      host: 'https://api.cloudflare.com/client/v4',
      put(at, values) {
        cloudflare.setValues(server, at, 600, values)
      },
      values: at =>
        server.records.filter(one => one.name === at).map(({ content }) => bare(content)),
      denied: cloudflare.refusal(403, 10000, `No right with ${cloudflare.cloudflareToken}.`),
      rights: 'DNS Write',
      throttled: cloudflare.refusal(429, 971, 'Wait.'),
    }
  },
  async route53() {
    const server = await route53.startRoute53Server([{ id: 'Z0', name }])
    return {
      server,
      dns: 'driver: route53',
      env: {
        AWS_ACCESS_KEY_ID: route53.accessKeyId,
        AWS_SECRET_ACCESS_KEY: route53.secretAccessKey,
      },
      secret: route53.secretAccessKey,
      host: 'https://route53.amazonaws.com',
      put(at, values) {
        route53.setValues(server, at, 600, values)
      },
      values: at => server.sets.filter(one => one.name === at).flatMap(one => one.values.map(bare)),
      denied: route53.refusal(403, 'AccessDenied', `No right with ${route53.secretAccessKey}.`),
      rights: 'route53:ChangeResourceRecordSets',
      throttled: route53.refusal(400, 'Throttling', 'Rate exceeded'),
    }
  },
}

async function opened(which: string) {
  const service = await services[which]?.()
  if (!service) throw new Error(`${which} is no service`)
  const { server, host, dns, env, put, values } = service
  onTestFinished(() => server.close())
  put(name, [proof, record])
  const told = `mxEndpoint: contoso-com.mail.protection.outlook.com, dns: { ${dns} }`
  const texts = {
    'tenant.yaml': tenantYaml.replace('dns: { driver: zone-file, file: contoso.com.zone }', told),
    'milan.yaml': milanYaml,
    'simulator.yaml': 'organization: contoso.onmicrosoft.com\nacceptedDomains: [contoso.com]\n',
  }
  const live = await liveStack('rest', texts, {
    env,
    dns: asked =>
      asked === 'spf.protection.outlook.com'
        ? { code: 'NOERROR', records: [txt('v=spf1 ip4:192.0.2.128/25 -all')] }
        : { code: 'NXDOMAIN' },
    fetch: (input, init) => {
      const address = input instanceof Request ? input.url : String(input)
      if (!address.startsWith(host)) return Promise.reject(new Error(`nothing is at ${address}`))
      const headers = new Headers(init?.headers)
      // A signature names the host that it is for.
      headers.set('x-meant-for', new URL(host).host)
      return fetch(address.replace(host, server.baseUrl), { ...init, headers })
    },
  })
  const outputs: string[] = []
  const run = async (...argv: readonly string[]) => {
    const [command = '', ...more] = argv
    const { code, out, err } = await live.cli([command, live.folder, ...more])
    outputs.push(out, err)
    /** In one line, as a person reads it. */
    return { code, out: out.replace(/\s+/g, ' '), err }
  }
  return {
    ...service,
    run,
    file: `${live.folder}/approved.plan`,
    outputs: () => outputs.join('\n'),
    zone: () => ({ record: [...values(name)].sort(), mark: [...values(mark)].sort() }),
    writes: () => server.requests.filter(isWrite).length,
  }
}

describe.each(Object.keys(services))('the command over a zone at %s', which => {
  it('writes the record once, and then finds nothing to do', async () => {
    const { run, zone, writes, outputs, secret } = await opened(which)
    expect((await run('plan', '--detailed-exitcode')).code).toBe(2)
    expect(writes()).toBe(0)
    expect((await run('apply', '--yes')).code).toBe(0)
    expect(zone()).toEqual(done)
    expect((await run('plan', '--detailed-exitcode')).code).toBe(0)
    expect(outputs()).not.toContain(secret)
  })

  it('keeps what a stranger edits after the plan, and tells it', async () => {
    const { run, zone, put, file } = await opened(which)
    await run('plan', '--out', file)
    put(name, [proof, 'v=spf1 a mx -all'])
    const { code, out } = await run('apply', '--plan', file)
    expect(code).toBe(1)
    expect(out).toContain('from "v=spf1 a mx -all" to')
    expect(out).toContain('Plan again, read what changed, and approve the new plan.')
    expect(zone()).toEqual({ record: [proof, 'v=spf1 a mx -all'].sort(), mark: [] })
  })

  it('tells a stranger at the very moment of the change, keeps the edit, and joins in next time', async () => {
    const { run, server, zone, values, put } = await opened(which)
    let updates = 0
    server.beforeNext(
      () => {
        put(name, [proof, 'v=spf1 a -all'])
      },
      request => isWrite(request) && ++updates === 2,
    )
    const { code, out } = await run('apply', '--yes')
    expect(code).toBe(3)
    expect(out).toContain(`the TXT records of ${name}`)
    expect(out).toMatch(/run `devicemail plan` again/i)
    expect(values(name)).toContain('v=spf1 a -all')
    expect((await run('apply', '--yes')).code).toBe(0)
    expect(zone()).toEqual({ record: [proof, ours.replace(' mx ', ' a ')], mark: [note] })
  })

  it('looks where the answer to a change was lost, and writes no twin', async () => {
    const { run, server, zone, writes } = await opened(which)
    server.answerNext({ lost: 'after' }, isWrite)
    server.answerNext({ lost: 'after' }, isWrite)
    expect((await run('apply', '--yes')).code).toBe(0)
    expect(zone()).toEqual(done)
    expect(writes()).toBe(2)
    expect((await run('apply', '--yes')).out).toContain('Nothing to do')
    expect(writes()).toBe(2)
  })

  it('names the rights where the change is denied, and no secret', async () => {
    const { run, server, zone, denied, rights, secret, outputs } = await opened(which)
    server.answerNext(denied, isWrite)
    const { code, out } = await run('apply', '--yes')
    expect(code).toBe(3)
    expect(out).toContain(rights)
    expect(outputs()).not.toContain(secret)
    expect(zone()).toEqual({ record: [proof, record].sort(), mark: [] })
  })

  it('waits where it is asked to, and goes on', async () => {
    const { run, server, zone, throttled } = await opened(which)
    server.answerNext(throttled, isWrite)
    expect((await run('apply', '--yes')).code).toBe(0)
    expect(zone()).toEqual(done)
  })
})

it.each([
  ['azure', false],
  ['cloudflare', true],
  ['route53', false],
])('a plan for %s says that there is no lock: %s', async (which, told) => {
  const { run } = await opened(which)
  expect((await run('plan')).out.includes('has no lock for records')).toBe(told)
})
