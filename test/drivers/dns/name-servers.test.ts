/** Asking the name servers of a zone themselves, on two real BIND 9: one that is changed, and one that lags. */
import { createSocket } from 'node:dgram'
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest'
import {
  createServerAsker,
  type AskServer,
} from '../../../src/drivers/dns/name-servers/ask-server.js'
import { createNameServers } from '../../../src/drivers/dns/name-servers/name-servers.js'
import { readSceneDns } from '../../../src/drivers/dns/scene-dns.js'
import { createSceneResolver } from '../../../src/drivers/dns/scene-resolver.js'
import { startBind, whyNoBind, type Bind } from '../../support/bind.js'

const old = 'v=spf1 -all'
const long = `v=spf1 ${Array.from({ length: 36 }, (_, at) => `ip4:203.0.113.${String(at)}`).join(' ')} -all`

/** What a resolver knows of the delegation, and nothing of the records. */
const names = {
  'contoso.com': { NS: ['ns1.example.com', 'ns2.example.com'] },
  'ns1.example.com': { A: ['127.0.0.1'] },
  'ns2.example.com': { A: ['127.0.0.2'] },
  'sub.contoso.com': { NS: ['ns1.example.com'] },
  'mail.sub.contoso.com': { TXT: [] },
  'www.contoso.com': { CNAME: 'fabrikam.com', NS: ['ns9.example.net'] },
  'nobody.contoso.com': { TXT: [] },
  'gone.example.org': { NS: ['ns3.example.com', 'ns4.example.com'] },
  'ns3.example.com': { A: [] },
}

/** The second server stands at an address of its own for whoever asks, and in truth at another port. */
function asking(
  ports: readonly [number, number],
  written: Readonly<Record<string, unknown>> = names,
) {
  const resolve = createSceneResolver({ dns: readSceneDns(written).dns, zones: [] })
  const [one, two] = ports.map(port => createServerAsker({ port, timeoutSeconds: 1 }))
  return createNameServers({
    resolve,
    ask: async question =>
      question.address === '127.0.0.2'
        ? await (two ?? never)({ ...question, address: '127.0.0.1' })
        : await (one ?? never)(question),
  })
}

const never: AskServer = () => Promise.reject(new Error('There is no such server.'))

const why = whyNoBind()
if (why !== undefined) test.skip(`name servers that are real BIND 9, since ${why}`, () => undefined)

describe.skipIf(why !== undefined)('the name servers of a zone', () => {
  let primary: Bind
  let secondary: Bind
  let ports: readonly [number, number]
  beforeAll(async () => {
    primary = await startBind([
      {
        name: 'contoso.com',
        serial: 7,
        records: [
          `@ 600 IN TXT "${old}"`,
          'alias IN CNAME long',
          'sub IN NS ns1.example.com.',
          'handed IN NS ns.example.net.',
        ].join('\n'),
      },
      { name: 'sub.contoso.com', records: 'mail IN TXT "of the subzone"' },
    ])
    const copy = { name: 'contoso.com', serial: 7, records: `@ 600 IN TXT "${old}"` }
    secondary = await startBind([copy])
    ports = [primary.port, secondary.port]
    await primary.stranger(
      'update delete contoso.com. TXT',
      `update add contoso.com. 600 TXT "${long.slice(0, 250)}" "${long.slice(250, 500)}" "${long.slice(500)}"`,
    )
  })
  afterAll(() => Promise.all([primary.stop(), secondary.stop()]))

  it('each say what they give, with serial and TTL, an answer too long for UDP whole', async () => {
    expect(Buffer.byteLength(long)).toBeGreaterThan(512)
    expect(await asking(ports)('contoso.com')).toEqual({
      state: 'asked',
      zone: 'contoso.com',
      servers: [
        {
          server: 'ns1.example.com',
          address: '127.0.0.1',
          reply: { state: 'answered', values: [long], ttl: 600, alias: null, serial: 8 },
        },
        {
          server: 'ns2.example.com',
          address: '127.0.0.2',
          reply: { state: 'answered', values: [old], ttl: 600, alias: null, serial: 7 },
        },
      ],
    })
  })

  it('are those of the subzone that holds the name', async () => {
    expect(await asking(ports)('mail.sub.contoso.com')).toMatchObject({
      zone: 'sub.contoso.com',
      servers: [{ reply: { state: 'answered', values: ['of the subzone'] } }],
    })
  })

  it('are not those behind an alias, which is told as what it is', async () => {
    const written = { ...names, 'alias.contoso.com': { CNAME: 'fabrikam.com', NS: ['x.example'] } }
    expect(await asking(ports, written)('alias.contoso.com')).toMatchObject({
      zone: 'contoso.com',
      servers: [
        { reply: { alias: 'long.contoso.com', values: [] } },
        { server: 'ns2.example.com' },
      ],
    })
  })

  it('tell how long nothing may be remembered', async () => {
    const { servers } = await asked(asking(ports)('nobody.contoso.com'))
    expect(servers[0]?.reply).toEqual({
      state: 'answered',
      values: [],
      ttl: 300,
      alias: null,
      serial: 8,
    })
  })

  it('are not believed about what they have handed on', async () => {
    const ask = createServerAsker({ port: ports[0], timeoutSeconds: 1 })
    const question = { address: '127.0.0.1', zone: 'contoso.com', name: 'x.handed.contoso.com' }
    expect(await ask(question)).toEqual({
      state: 'unread',
      why: 'it does not keep the zone (its answer is not authoritative)',
    })
  })

  it('are unread where they do not keep the zone, and where nobody listens', async () => {
    const written = {
      'fabrikam.com': { NS: ['ns1.example.com', 'ns9.example.com'] },
      'ns1.example.com': { A: ['127.0.0.1'] },
      'ns9.example.com': { A: ['127.0.0.9'] },
    }
    const { servers } = await asked(asking(ports, written)('fabrikam.com'))
    expect(servers).toMatchObject([
      { server: 'ns1.example.com', reply: { state: 'unread' } },
      { server: 'ns9.example.com', reply: { state: 'unread' } },
    ])
    expect(servers.map(({ reply }) => reply.state === 'unread' && reply.why)).toEqual([
      expect.stringContaining('REFUSED'),
      expect.stringContaining('ECONNREFUSED'),
    ])
  })
})

describe('name servers', () => {
  it('that have no address, or whose address is not known, are unread', async () => {
    const { servers } = await asked(asking([9, 9])('gone.example.org'))
    expect(servers).toMatchObject([
      { address: null, reply: { state: 'unread', why: 'its name has no address' } },
      { address: null, reply: { state: 'unread', why: 'its address got no answer (servfail)' } },
    ])
  })

  it('that IPv4 does not reach are asked over IPv6, and all addresses of one count', async () => {
    const written = {
      'contoso.com': { NS: ['ns1.example.com', 'ns2.example.com'] },
      'ns1.example.com': { A: ['192.0.2.1', '192.0.2.2'], AAAA: ['2001:db8::1'] },
      'ns2.example.com': { A: ['192.0.2.3'], AAAA: ['2001:db8::3'] },
    }
    const resolve = createSceneResolver({ dns: readSceneDns(written).dns, zones: [] })
    const seen: string[] = []
    const ask: AskServer = ({ address }) => {
      seen.push(address)
      return Promise.resolve(
        ['192.0.2.2', '192.0.2.3'].includes(address)
          ? { state: 'unread', why: 'silent' }
          : { state: 'answered', values: [], ttl: null, alias: null, serial: null },
      )
    }
    const { servers } = await asked(createNameServers({ resolve, ask })('contoso.com'))
    expect(servers.map(({ address, reply }) => `${String(address)} ${reply.state}`)).toEqual([
      '192.0.2.1 answered',
      '192.0.2.2 unread',
      '2001:db8::3 answered',
    ])
    expect(seen).not.toContain('2001:db8::1')
  })

  it('of a domain whose NS records got no answer are unknown', async () => {
    expect(await asking([9, 9])('nobody.example')).toMatchObject({ state: 'unknown' })
  })

  it('are not believed to have said what comes from another address or port', async () => {
    const [asked, stranger] = [createSocket('udp4'), createSocket('udp4')]
    for (const socket of [asked, stranger])
      await new Promise<void>(resolve => socket.bind(0, '127.0.0.1', resolve))
    let told = 0
    asked.on('message', (query, { port, address }) => {
      // All in it is as it must be but who sends it.
      const reply = Buffer.from(query)
      reply.writeUInt16BE(0x8400, 2)
      stranger.send(reply, port, address)
      told += 1
    })
    const ask = createServerAsker({ port: asked.address().port, timeoutSeconds: 0.1 })
    const reply = await ask({ address: '127.0.0.1', zone: 'contoso.com', name: 'contoso.com' })
    for (const socket of [asked, stranger]) socket.close()
    expect(told).toBeGreaterThan(0)
    expect(reply).toMatchObject({ state: 'unread', silent: true })
  })

  it('are asked again where an answer is lost, and strangers are not believed', async () => {
    const socket = createSocket('udp4')
    await new Promise<void>(resolve => socket.bind(0, '127.0.0.1', resolve))
    let seen = 0
    socket.on('message', (query, { port, address }) => {
      seen += 1
      // The first gets the answer of a stranger who does not know the id.
      const reply = Buffer.from(query)
      reply.writeUInt16BE(0x8400, 2)
      if (seen <= 2) reply.writeUInt16BE(reply.readUInt16BE(0) ^ 1, 0)
      socket.send(reply, port, address)
    })
    const ask = createServerAsker({ port: socket.address().port, timeoutSeconds: 0.1 })
    const reply = await ask({ address: '127.0.0.1', zone: 'contoso.com', name: 'contoso.com' })
    socket.close()
    expect(seen).toBe(4)
    expect(reply).toEqual({ state: 'answered', values: [], ttl: null, alias: null, serial: null })
  })
})

async function asked(said: ReturnType<ReturnType<typeof asking>>) {
  const found = await said
  if (found.state !== 'asked') throw new Error(found.why)
  return found
}
