import { describe, expect, onTestFinished, test } from 'vitest'
import { readSceneDns } from '../../../src/drivers/dns/scene-dns.js'
import { createSceneResolver } from '../../../src/drivers/dns/scene-resolver.js'
import { countLookups } from '../../../src/mail/spf-lookups.js'
import { temporaryZoneFile } from './temporary-zone-file.js'

const zoneText = `$TTL 60
@ SOA ns1 host 1 2 3 4 5
@ NS ns1
@ MX 0 mx
@ TXT "v=spf1 include:spf.protection.outlook.com include:_spf.example.com -all"
ns1 A 192.0.2.53
mx AAAA 2001:db8::25
alias CNAME ns1
far CNAME www.example.com.
loop CNAME loop2
loop2 CNAME loop
sub NS ns.example.net.
*.wild TXT "wild"
deep.empty TXT "x"
`
const written = {
  '_spf.example.com': { TXT: ['v=spf1 ip4:192.0.2.0/24 -all'] },
  'WWW.example.com.': { a: '192.0.2.80', TXT: [['two ', 'strings']] },
  'contoso.com': { MX: ['10 filter.example.net.', { preference: 20, exchange: 'B.example.net' }] },
}

async function scene() {
  const { zone, remove } = await temporaryZoneFile(zoneText)
  onTestFinished(remove)
  const { dns, findings } = readSceneDns(written)
  expect(findings).toEqual([])
  return createSceneResolver({ dns, zones: [zone] })
}

describe('the DNS of a simulated world', () => {
  test('simulator.yaml speaks first, then the zone files, type by type', async () => {
    const resolve = await scene()
    expect(await resolve('contoso.com', 'MX')).toEqual({
      status: 'ok',
      records: [
        { preference: 10, exchange: 'filter.example.net' },
        { preference: 20, exchange: 'b.example.net' },
      ],
    })
    expect(await resolve('Contoso.com.', 'NS')).toEqual({
      status: 'ok',
      records: ['ns1.contoso.com'],
    })
    expect(await resolve('www.example.com', 'TXT')).toEqual({
      status: 'ok',
      records: [['two ', 'strings']],
    })
    expect(await resolve('www.example.com', 'MX')).toEqual({ status: 'nodata', records: [] })
  })

  test.each([
    ['mx.contoso.com', 'AAAA', 'ok', ['2001:db8::25']],
    ['mx.contoso.com', 'A', 'nodata', []],
    ['alias.contoso.com', 'A', 'ok', ['192.0.2.53']],
    ['alias.contoso.com', 'CNAME', 'ok', ['ns1.contoso.com']],
    ['far.contoso.com', 'A', 'ok', ['192.0.2.80']],
    ['loop.contoso.com', 'A', 'servfail', []],
    ['nobody.contoso.com', 'A', 'nxdomain', []],
    ['any.wild.contoso.com', 'TXT', 'ok', [['wild']]],
    ['any.wild.contoso.com', 'A', 'nodata', []],
    ['empty.contoso.com', 'TXT', 'nodata', []],
    ['x.sub.contoso.com', 'A', 'servfail', []],
  ] as const)('%s %s is %s', async (name, type, status, records) => {
    const resolve = await scene()
    expect(await resolve(name, type)).toEqual({ status, records })
  })

  test('Microsoft’s include names have an answer each, and cost one look-up', async () => {
    const resolve = await scene()
    for (const name of [
      'spf.protection.outlook.com',
      'spf.protection.office365.us',
      'spf.protection.partner.outlook.cn',
    ])
      expect(await resolve(name, 'TXT')).toMatchObject({ status: 'ok' })
    const { records } = await resolve('contoso.com', 'TXT')
    const [strings] = records
    const record = Array.isArray(strings) ? strings.join('') : ''
    expect(await countLookups(record, resolve, 'contoso.com')).toMatchObject({
      count: 2,
      voids: 0,
      complete: true,
    })
  })

  test('a name that nobody knows is a failure to ask, never an absence', async () => {
    const resolve = await scene()
    expect(await resolve('_spf.google.com', 'TXT')).toEqual({ status: 'servfail', records: [] })
  })
})

describe('below a domain that simulator.yaml names', () => {
  const { dns } = readSceneDns({
    'contoso.com': { MX: '0 mx.contoso.com', NS: ['ns1.example.net'] },
    'handed.contoso.com': { NS: 'ns.example.net' },
    'own.contoso.com': { NS: 'ns.example.net', TXT: 'x' },
    'far.below.contoso.com': { A: '192.0.2.1' },
    'alias.contoso.com': { CNAME: 'nobody.contoso.com' },
    'away.contoso.com': { CNAME: 'host.example.net' },
    'outlook.com': { A: '192.0.2.2' },
    '*.wild.contoso.com': { TXT: 'wild' },
  })
  test.each([
    ['_devicemail.contoso.com', 'TXT', 'nxdomain'],
    ['deep.down.contoso.com', 'A', 'nxdomain'],
    ['_devicemail.own.contoso.com', 'TXT', 'nxdomain'],
    ['alias.contoso.com', 'A', 'nxdomain'],
    ['below.contoso.com', 'TXT', 'nodata'],
    ['any.wild.contoso.com', 'TXT', 'ok'],
    // What others answer for was not asked.
    ['x.handed.contoso.com', 'TXT', 'servfail'],
    ['away.contoso.com', 'TXT', 'servfail'],
    ['com', 'TXT', 'servfail'],
    ['fabrikam.com', 'TXT', 'servfail'],
    ['notcontoso.com', 'TXT', 'servfail'],
    ['spf.protection.outlook.com', 'TXT', 'ok'],
  ] as const)('%s %s is %s', async (name, type, status) => {
    expect(await createSceneResolver({ dns, zones: [] })(name, type)).toMatchObject({ status })
  })

  test('a zone file there that is handed on below stays handed on', async () => {
    const { zone, remove } = await temporaryZoneFile(zoneText)
    onTestFinished(remove)
    const resolve = createSceneResolver({ dns, zones: [zone] })
    expect(await resolve('x.sub.contoso.com', 'TXT')).toMatchObject({ status: 'servfail' })
    expect(await resolve('_devicemail.contoso.com', 'TXT')).toMatchObject({ status: 'nxdomain' })
  })
})

test('faulty records of simulator.yaml are all told', () => {
  const { findings } = readSceneDns({
    'a.example': { MX: ['mail.example.com'], TXT: [1], FOO: ['x'] },
    'b.example': 'text',
  })
  expect(findings.map(({ message }) => /entry (.*) cannot/.exec(message)?.[1])).toEqual([
    'a.example MX',
    'a.example TXT',
    'a.example FOO',
    'b.example',
  ])
  expect(readSceneDns(undefined).findings).toEqual([])
  expect(readSceneDns(['x']).findings).toHaveLength(1)
})

test('of two zones that hold a name, the one with the longer name answers', async () => {
  const whole = await temporaryZoneFile('@ 60 SOA ns1 host 1 2 3 4 5\nmail A 192.0.2.1\n')
  const mail = await temporaryZoneFile(
    '@ 60 SOA ns1 host 1 2 3 4 5\n@ A 192.0.2.2\n',
    'mail.contoso.com',
  )
  onTestFinished(whole.remove)
  onTestFinished(mail.remove)
  const resolve = createSceneResolver({ dns: new Map(), zones: [whole.zone, mail.zone] })
  expect(await resolve('mail.contoso.com', 'A')).toEqual({ status: 'ok', records: ['192.0.2.2'] })
})
