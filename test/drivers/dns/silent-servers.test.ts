/** Name servers on loopback that never answer: how often they are asked for thousands of domains. */
import { createSocket } from 'node:dgram'
import { createServer, type Socket } from 'node:net'
import { setTimeout } from 'node:timers/promises'
import { describe, expect, it, onTestFinished } from 'vitest'
import { createPatience } from '../../../src/drivers/dns/message/patience.js'
import {
  createServerAsker,
  type ServerReply,
} from '../../../src/drivers/dns/name-servers/ask-server.js'
import { createPatientAsker } from '../../../src/drivers/dns/name-servers/patient-asker.js'
import { patientResolver } from '../../../src/drivers/dns/patient-resolver.js'
import { createSystemResolver } from '../../../src/drivers/dns/system-resolver.js'
import { faultOf, readOf, zoneOfBind } from '../../support/bind-zone.js'
import { createClock } from '../../support/clock.js'
import { loopbackNameServer } from './loopback-name-server.js'

const names = (count: number) => Array.from({ length: count }, (_, at) => `d${String(at)}.example`)

/** Hears at every address of loopback; answers only what it is told to, as who keeps every zone. */
async function udpServer(answers: (isRepeated: boolean) => boolean = () => false) {
  const socket = createSocket('udp4')
  const seen: string[] = []
  socket.on('message', (query, { port, address }) => {
    const question = query.subarray(12).toString('latin1')
    const isRepeated = seen.includes(question)
    seen.push(question)
    if (!answers(isRepeated)) return
    const reply = Buffer.from(query)
    reply.writeUInt16BE(0x8400, 2)
    socket.send(reply, port, address)
  })
  await new Promise<void>(resolve => socket.bind(0, '0.0.0.0', resolve))
  onTestFinished(
    () =>
      new Promise<void>(resolve => {
        socket.close(() => {
          resolve()
        })
      }),
  )
  return { port: socket.address().port, seen }
}

async function tcpServer() {
  const open = new Set<Socket>()
  let connections = 0
  const server = createServer(socket => {
    connections += 1
    open.add(socket)
    socket.on('error', () => socket.destroy())
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(
    () =>
      new Promise<void>(resolve => {
        for (const one of open) one.destroy()
        server.close(() => {
          resolve()
        })
      }),
  )
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port is free')
  return { port: address.port, connections: () => connections }
}

/** The questions that are sent for one domain: TXT and SOA, each twice. */
const sends = 4
/** All that may be asked at once, one more for each that ends before there are five, and one that is tried. */
const most = (32 + 5) * sends

describe('name servers', () => {
  const clock = createClock()
  /** Who is to answer gets time enough for a machine that is busy. */
  const askerOn = (port: number, timeoutSeconds = 0.05) =>
    createPatientAsker(
      createServerAsker({ port, timeoutSeconds }),
      createPatience(() => clock.now()),
    )
  const whyOf = (reply: ServerReply | undefined) => (reply?.state === 'unread' ? reply.why : reply)

  it('that never answer are asked for a few of 2,000 domains, and unread for all', async () => {
    const { port, seen } = await udpServer()
    const ask = askerOn(port)
    const replies = await Promise.all(
      names(2000).map(name => ask({ address: '127.0.0.1', zone: name, name })),
    )
    expect(seen.length).toBeLessThanOrEqual(most)
    expect(replies.every(({ state }) => state === 'unread')).toBe(true)
    expect(whyOf(replies[0])).toBe('no answer over UDP in 0.1 s')
    expect(whyOf(replies[1999])).toBe(
      'it left more than 5 questions unanswered in this run, so it was not asked',
    )
  })

  it('that answer after all are trusted again', async () => {
    let dead = true
    const { port, seen } = await udpServer(() => !dead)
    const patience = createPatience(() => clock.now())
    const asker = (seconds: number) => createServerAsker({ port, timeoutSeconds: seconds })
    const [hasty, calm] = [asker(0.05), asker(5)]
    const ask = createPatientAsker(question => (dead ? hasty : calm)(question), patience)
    const askAll = (count: number) =>
      Promise.all(names(count).map(name => ask({ address: '127.0.0.1', zone: name, name })))
    await askAll(40)
    dead = false
    clock.advance(61)
    const before = seen.length
    expect((await askAll(100)).every(({ state }) => state === 'answered')).toBe(true)
    expect(seen.length - before).toBe(200)
  })

  it('of which each domain has its own are all given up once none has answered', async () => {
    const { port, seen } = await udpServer()
    const ask = askerOn(port)
    const replies = await Promise.all(
      names(1000).map((name, at) => {
        const address = `127.1.${String(at >> 8)}.${String(at & 255)}`
        return ask({ address, zone: name, name })
      }),
    )
    // Here a doubt needs 32 of them.
    expect(seen.length).toBeLessThanOrEqual((32 + 32) * sends)
    expect(whyOf(replies[999])).toBe(
      'none of more than 32 name servers answered in this run, so it was not asked',
    )
  })

  it('of which one is dead cost the others nothing but its own silence', async () => {
    const { port } = await udpServer(() => true)
    const silent = await udpServer()
    const patience = createPatience(() => clock.now())
    const alive = createServerAsker({ port, timeoutSeconds: 5 })
    const dead = createServerAsker({ port: silent.port, timeoutSeconds: 0.05 })
    const ask = createPatientAsker(
      question => (question.address === '127.0.0.2' ? dead : alive)(question),
      patience,
    )
    const replies = await Promise.all(
      names(400).map((name, at) =>
        ask({ address: `127.0.0.${String(1 + (at % 2))}`, zone: name, name }),
      ),
    )
    const answered = replies.filter(({ state }) => state === 'answered')
    expect(answered).toHaveLength(200)
    expect(silent.seen.length).toBeLessThanOrEqual(most)
  })

  it('that lose each question the first time are trusted all the same', async () => {
    const { port } = await udpServer(isRepeated => isRepeated)
    const ask = askerOn(port, 0.3)
    const replies = await Promise.all(
      names(40).map(name => ask({ address: '127.0.0.1', zone: name, name })),
    )
    expect(replies.every(({ state }) => state === 'answered')).toBe(true)
  })
})

describe('a resolver', () => {
  it('that never answers is asked for a few of 2,000 domains, and nothing is absent', async () => {
    const { port, seen } = await udpServer()
    const server = `127.0.0.1:${String(port)}`
    const system = createSystemResolver({ servers: [server], timeoutSeconds: 0.1 })
    const resolve = patientResolver(
      system,
      createPatience(() => new Date()),
      server,
    )
    const answers = await Promise.all(names(2000).map(name => resolve(name, 'TXT')))
    expect(answers.every(({ status }) => status === 'timeout')).toBe(true)
    expect(answers.at(-1)?.why).toMatch(/^not asked/)
    // The root is asked for at last, and no domain after it.
    expect(seen.at(-1)).toBe('\0\0\x02\0\x01')
    expect(new Set(seen).size).toBeLessThanOrEqual(32 + 5 + 1)
  })

  it('is asked for 2,000 domains some at a time, so that none is lost in the rush', async () => {
    let [open, highest] = [0, 0]
    const busy = await loopbackNameServer(async () => {
      open += 1
      highest = Math.max(highest, open)
      await setTimeout(1)
      open -= 1
      return { code: 'NXDOMAIN' }
    })
    onTestFinished(() => busy.close())
    const system = createSystemResolver({ servers: [busy.address], timeoutSeconds: 5 })
    const patience = createPatience(() => new Date())
    const resolve = patientResolver(system, patience, busy.address)
    const answers = await Promise.all(names(2000).map(name => resolve(name, 'TXT')))
    expect(answers.filter(({ status }) => status !== 'nxdomain')).toEqual([])
    expect(highest).toBeGreaterThan(1)
    expect(highest).toBeLessThanOrEqual(32)
  })
})

describe('a server of dynamic updates', () => {
  const domains = names(300)

  it('that takes connections and says nothing is asked for a few of 300 domains', async () => {
    const { port, connections } = await tcpServer()
    const zone = zoneOfBind({ port, timeoutSeconds: 0.1, domains })
    const readings = await zone.readTxt(domains)
    // All that may be open at once, one more for each that ends before there are five, and one that is tried.
    expect(connections()).toBeLessThanOrEqual(8 + 5)
    const codes = [...readings.values()].map(one => (one.state === 'unknown' ? one.why.code : one))
    expect(codes).toHaveLength(300)
    expect(new Set(codes)).toEqual(new Set(['name-server-silent', 'name-server-given-up']))
    const last = await readOf(zone, 'd299.example')
    expect(last.state === 'unknown' && last.why.message).toContain('was not asked for d299.example')
  })

  it('that is given up is sent no update, and that is known', async () => {
    const { port, connections } = await tcpServer()
    const zone = zoneOfBind({ port, timeoutSeconds: 0.1, domains })
    await zone.readTxt(domains)
    const before = connections()
    const change = { name: 'd0.example', before: [], after: ['v=spf1 -all'] }
    const fault = await faultOf(zone.replaceTxt(change))
    expect(fault).toMatchObject({ kind: 'unreachable', finding: { code: 'name-server-given-up' } })
    expect(connections()).toBe(before)
  })
})
