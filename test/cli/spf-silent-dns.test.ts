/** Name servers that say nothing, or nothing that can be understood: nobody knows then, and nothing is absent. */
import { expect, it, onTestFinished } from 'vitest'
import { loopbackNameServer, txt, type Reply } from '../drivers/dns/loopback-name-server.js'
import { cli } from '../support/cli.js'

async function serverOf(reply: (name: string) => Reply): Promise<string> {
  const server = await loopbackNameServer(name => reply(name))
  onTestFinished(() => server.close())
  return server.address
}

/** The question back, with other flags: an answer, in a word of two bytes. */
const flagged = (flags: number) => (query: Buffer) => {
  const message = Buffer.from(query)
  message.writeUInt16BE(flags, 2)
  return message
}

/** A TXT record that claims more bytes than there are. */
function beyondTheEnd(query: Buffer): Buffer {
  const message = flagged(0x8180)(query)
  message.writeUInt16BE(1, 6)
  message.fill(0, 8, 12)
  const [name, type, time] = [
    [0xc0, 12],
    [0, 16, 0, 1],
    [0, 0, 0, 60],
  ]
  return Buffer.concat([message, Buffer.from([...name, ...type, ...time, 0, 200, 250, 65])])
}

const ofSomebodyElse = (query: Buffer) => {
  const message = flagged(0x8183)(query)
  message.writeUInt16BE(message.readUInt16BE(0) ^ 0xffff, 0)
  return message
}

const domain = 'contoso.com'

it.each<[string, Reply]>([
  ['never answers', { code: 'silence' }],
  ['answers other questions', { code: 'bytes', of: ofSomebodyElse }],
  ['sends no DNS', { code: 'bytes', of: () => Buffer.from('this is no DNS message at all') }],
  ['cuts its answer and has no TCP', { code: 'bytes', of: flagged(0x8380) }],
  ['ends within a record', { code: 'bytes', of: beyondTheEnd }],
  ['refuses', { code: 'REFUSED' }],
])('of a server that %s nothing is known', { timeout: 60_000 }, async (_, reply) => {
  const resolver = await serverOf(() => reply)
  const commands = [
    ['check', domain],
    ['check', domain, '--ip', '192.0.2.1'],
    ['analyse', domain],
    ['diff', domain, 'v=spf1 -all'],
  ]
  const runs = commands.map(words => cli(['spf', ...words, '--resolver', resolver]))
  const results = await Promise.all(runs)
  expect(results.map(({ code }) => code)).toEqual([1, 3, 1, 1])
  for (const { out, err } of results) {
    expect(out + err).toContain('The DNS did not answer for contoso.com')
    expect(out + err).toContain('--resolver 192.0.2.53')
    expect(out + err).not.toMatch(/no SPF record|no record to rely on|broken|in order/)
  }
})

it('of an include that is not answered the terms around it are told, and that less is known', async () => {
  const record = { code: 'NOERROR', records: [txt('v=spf1 include:spf.example -all')] } as const
  const resolver = await serverOf(name => (name === domain ? record : { code: 'SERVFAIL' }))
  const { code, out } = await cli(['spf', 'check', domain, '--resolver', resolver])
  expect(code).toBe(0)
  expect(out).toMatch(/include:spf\.example +1 look-up; the DNS did not answer/)
  expect(out).toContain('at least 1 of 10 look-ups')
  const judged = await cli(['spf', 'check', domain, '--ip', '192.0.2.1', '--resolver', resolver])
  expect(judged.code).toBe(3)
  const json = await cli(['spf', 'check', domain, '--format', 'json', '--resolver', resolver])
  expect(json.json).toMatchObject({ counts: { complete: false } })
})
