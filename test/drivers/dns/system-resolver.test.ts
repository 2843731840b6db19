import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { createSystemResolver } from '../../../src/drivers/dns/system-resolver.js'
import { loopbackNameServer, mx, txt, type NameServer, type Reply } from './loopback-name-server.js'

const replies: Readonly<Record<string, Reply>> = {
  'contoso.com': { code: 'NOERROR', records: [txt('v=spf1 ', '-all'), txt('other')] },
  'mail.contoso.com': { code: 'NOERROR', records: [mx(10, 'mx.example.com')] },
  'www.contoso.com': { code: 'NOERROR', records: [Buffer.from([192, 0, 2, 80])] },
  'empty.contoso.com': { code: 'NOERROR', records: [] },
  'gone.contoso.com': { code: 'NXDOMAIN' },
  'broken.contoso.com': { code: 'SERVFAIL' },
  'refused.contoso.com': { code: 'REFUSED' },
}

describe('the DNS as this machine sees it', () => {
  let server: NameServer
  beforeAll(async () => {
    server = await loopbackNameServer(name => replies[name] ?? { code: 'silence' })
  })
  afterAll(() => server.close())
  const resolver = (timeoutSeconds = 5) =>
    createSystemResolver({ servers: [server.address], timeoutSeconds })

  test('TXT records come as lists of strings, MX records with their preference', async () => {
    expect(await resolver()('contoso.com', 'TXT')).toEqual({
      status: 'ok',
      records: [['v=spf1 ', '-all'], ['other']],
    })
    expect(await resolver()('mail.contoso.com', 'MX')).toEqual({
      status: 'ok',
      records: [{ preference: 10, exchange: 'mx.example.com' }],
    })
    expect(await resolver()('www.contoso.com', 'A')).toEqual({
      status: 'ok',
      records: ['192.0.2.80'],
    })
  })

  test.each([
    ['a name without such a record', 'empty.contoso.com', 'nodata'],
    ['a name that does not exist', 'gone.contoso.com', 'nxdomain'],
    ['a name that cannot exist', `${'a'.repeat(64)}.contoso.com`, 'nxdomain'],
    ['a server that fails', 'broken.contoso.com', 'servfail'],
    ['a server that refuses', 'refused.contoso.com', 'servfail'],
  ])('%s is told from the others', async (_, name, status) => {
    expect(await resolver()(name, 'TXT')).toEqual({ status, records: [] })
  })

  test('a question whose packet was lost is sent once more', async () => {
    const asked: string[] = []
    const forgetful = await loopbackNameServer(name => {
      asked.push(name)
      return asked.length === 1
        ? { code: 'silence' }
        : { code: 'NOERROR', records: [txt('v=spf1 -all')] }
    })
    onTestFinished(() => forgetful.close())
    const resolve = createSystemResolver({ servers: [forgetful.address], timeoutSeconds: 3 })
    expect(await resolve('contoso.com', 'TXT')).toMatchObject({ status: 'ok' })
    expect(asked).toEqual(['contoso.com', 'contoso.com'])
  })

  test('a server that is silent costs no more than the time allowed', async () => {
    const started = performance.now()
    expect(await resolver(0.2)('silent.contoso.com', 'TXT')).toEqual({
      status: 'timeout',
      records: [],
    })
    expect(performance.now() - started).toBeLessThan(3000)
  })

  test('a server that is not there is a failure, never an absence', async () => {
    const closed = createSystemResolver({ servers: ['127.0.0.1:1'], timeoutSeconds: 0.2 })
    const { status } = await closed('contoso.com', 'TXT')
    expect(['servfail', 'timeout']).toContain(status)
  })

  test('the retired type SPF is never asked', async () => {
    expect(await resolver()('contoso.com', 'SPF')).toEqual({ status: 'nodata', records: [] })
  })
})
