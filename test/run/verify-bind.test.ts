/**
 * The whole way, with nothing simulated but the tenant: a record is written to a
 * real BIND 9 by dynamic update, a second one still has the zone of before, and
 * apply and verify ask both, found through a resolver.
 */
import { expect, onTestFinished, test } from 'vitest'
import { createServerAsker, type AskServer } from '../../src/drivers/dns/name-servers/ask-server.js'
import { loopbackNameServer, txt, type Reply } from '../drivers/dns/loopback-name-server.js'
import { bindKeys, startBind, whyNoBind } from '../support/bind.js'
import { createClock } from '../support/clock.js'
import { milanYaml, tenantYaml } from '../support/contoso.js'
import { liveStack } from '../support/live-tenant.js'

const old = 'v=spf1 include:spf.protection.outlook.com -all'
const wanted = 'v=spf1 ip4:203.0.113.10 include:spf.protection.outlook.com -all'

const name = (text: string) =>
  Buffer.concat([...text.split('.').map(label => txt(label)), Buffer.from([0])])
const records = (...all: readonly Buffer[]): Reply => ({ code: 'NOERROR', records: all })
const types = { A: 1, NS: 2, MX: 15, TXT: 16 }

/** What the resolver of this machine knows; of the SPF record it has the old copy. */
const known: Readonly<Record<string, Reply>> = {
  [`${String(types.NS)} contoso.com`]: records(name('ns1.example.com'), name('ns2.example.com')),
  [`${String(types.A)} ns1.example.com`]: records(Buffer.from([192, 0, 2, 1])),
  [`${String(types.A)} ns2.example.com`]: records(Buffer.from([192, 0, 2, 2])),
  [`${String(types.TXT)} contoso.com`]: records(txt(old)),
  [`${String(types.TXT)} spf.protection.outlook.com`]: records(txt('v=spf1 ip4:192.0.2.0/24 -all')),
}

const why = whyNoBind()
if (why !== undefined)
  test.skip(`apply and verify before a real BIND 9, since ${why}`, () => undefined)

test.skipIf(why !== undefined)('a secondary that lags keeps verify waiting', async () => {
  const zone = { name: 'contoso.com', serial: 7, records: `@ 600 IN TXT "${old}"` }
  const [primary, secondary] = await Promise.all([startBind([zone]), startBind([zone])])
  const names = await loopbackNameServer(
    (asked, type) => known[`${String(type)} ${asked}`] ?? { code: 'NXDOMAIN' },
  )
  onTestFinished(async () => {
    await Promise.all([primary.stop(), secondary.stop(), names.close()])
  })
  const [first, second] = [primary, secondary].map(({ port }) =>
    createServerAsker({ port, timeoutSeconds: 2 }),
  )
  const at: Readonly<Record<string, AskServer | undefined>> = {
    '192.0.2.1': first,
    '192.0.2.2': second,
  }
  const askNameServer: AskServer = question =>
    at[question.address]?.({ ...question, address: '127.0.0.1' }) ??
    Promise.reject(new Error(`Nobody stands at ${question.address}.`))
  const dns = `{ driver: rfc2136, server: 127.0.0.1, port: ${String(primary.port)}, key: env:DNS_KEY }`
  const live = await liveStack('rest', {
    'tenant.yaml': tenantYaml.replace(
      'dns: { driver: zone-file, file: contoso.com.zone }',
      `mxEndpoint: contoso-com.mail.protection.outlook.com, dns: ${dns}`,
    ),
    'milan.yaml': milanYaml,
    'simulator.yaml': 'organization: contoso.onmicrosoft.com\nacceptedDomains: [contoso.com]\n',
  })
  const env = { ...live.env, DNS_KEY: bindKeys.devicemail }
  // Signatures hold for minutes, so the clock is that of BIND.
  const clock = createClock(new Date().toISOString())
  const run = async (...argv: readonly string[]) => {
    const options = { env, askNameServer, nameServers: [names.address], clock }
    const { code, out } = await live.cli([...argv, live.folder, '--verbose'], options)
    return { code, out: out.replace(/\s+/g, ' ') }
  }

  const applied = await run('apply', '--yes')
  expect(applied.code).toBe(0)
  const behind = `The SPF record of contoso.com is still "${old}" at ns2.example.com (192.0.2.2) (serial 7), but as wanted at ns1.example.com (192.0.2.1) (serial 9).`
  expect(applied.out).toContain(behind)

  const waiting = await run('verify')
  expect(waiting.code).toBe(3)
  expect(waiting.out).toContain(behind)

  // The transfer comes; only the cache of the resolver here is late.
  await secondary.stranger(
    'update delete contoso.com. TXT',
    `update add contoso.com. 600 TXT "${wanted}"`,
  )
  const verified = await run('verify')
  expect(verified.code).toBe(0)
  expect(verified.out).toContain('all 2 name servers of contoso.com give the SPF record')
  expect(verified.out).toContain('dns-inside-differs')

  // Nobody answers any more: that is told, and is no fault of the record.
  await secondary.stop()
  const unread = await run('verify')
  expect(unread.code).toBe(0)
  expect(unread.out).toContain('1 of 2 name servers of contoso.com give the SPF record')
  expect(unread.out).toContain('what ns2.example.com (192.0.2.2) gives for contoso.com')
})
