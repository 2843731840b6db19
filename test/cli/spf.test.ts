/** The `spf` commands: records judged, analysed and compared, with no spec and no tenant. */
import { describe, expect, it, onTestFinished } from 'vitest'
import { loopbackNameServer, txt } from '../drivers/dns/loopback-name-server.js'
import { cli } from '../support/cli.js'
import { contosoTexts, tenantYaml, zoneOf } from '../support/contoso.js'
import { stack } from '../support/stack.js'

const record = 'v=spf1 ip4:203.0.113.0/29 -ip4:192.0.2.7 ip4:192.0.2.0/24 ~all'

describe('spf check', () => {
  it('shows each term of a record that is typed, and its cost', async () => {
    const { code, out } = await cli(['spf', 'check', record])
    expect(code).toBe(0)
    await expect(out).toMatchFileSnapshot('golden/spf-check-record.txt')
  })

  it('says whether an address may send, and which term says so', async () => {
    const { code, out } = await cli(['spf', 'check', record, '--ip', '192.0.2.8'])
    expect(code).toBe(0)
    await expect(out).toMatchFileSnapshot('golden/spf-check-pass.txt')
    expect((await cli(['spf', 'check', record, '--ip', '192.0.2.7'])).code).toBe(1)
    expect((await cli(['spf', 'check', record, '--ip', '198.51.100.1'])).out).toContain('softfail')
  })

  it('reads well in a pull request and as data', async () => {
    const argv = ['spf', 'check', record, '--ip', '192.0.2.8', '--format']
    await expect((await cli([...argv, 'markdown'])).out).toMatchFileSnapshot(
      'golden/spf-check-pass.md',
    )
    const { json } = await cli([...argv, 'json'])
    expect(json).toMatchObject({
      format: 'devicemail-spf-check/1',
      evaluation: { result: 'pass', trace: { decidedBy: { term: 'ip4:192.0.2.0/24' } } },
    })
    expect((await cli([...argv, 'html'])).out).toContain('<li>')
  })

  it('tells every fault of a broken record, and fails', async () => {
    const { code, out } = await cli(['spf', 'check', 'v=spf1 ip4:256.1.1.1 foo:bar -all'])
    expect(code).toBe(1)
    expect(out).toContain('spf-bad-address')
    expect(out).toContain('spf-unknown-mechanism')
  })

  it.each([
    [['spf', 'check', 'no domain'], 'spf-subject-unclear'],
    [['spf', 'check', 'ip4:203.0.113.0/29 -all'], 'spf-subject-almost-record'],
    [['spf', 'check', '“v=spf1 -all”'], 'spf-subject-almost-record'],
    [['spf', 'check', '\u200bv=spf1 -all'], 'spf-subject-almost-record'],
    [['spf', 'check', record, '--ip', '192.0.2.300'], '--ip'],
    [['spf', 'check', record, '--ip', 'fe80::1%eth0'], '--ip'],
    [['spf', 'check', record, '--ip', '192.0.2.8', '--from', 'x'], '--from'],
    [['spf', 'check', record, '--ip', '192.0.2.8', '--from', '<>'], 'together with --helo'],
    [['spf', 'check', record, '--from', 'a@contoso.com', '--helo', 'b'], '--helo belongs to'],
    [['spf', 'check', record, '--resolver', 'ns1.contoso.com'], '--resolver'],
  ])('says what to write instead: %j', async (argv, words) => {
    const { code, out, err } = await cli(argv)
    expect(code).toBe(1)
    expect(out + err).toContain(words)
  })
})

describe('what is named to the spf commands', () => {
  it.each([
    '"v=spf1 ip4:203.0.113.0/29 -all"',
    '"v=spf1 ip4:203.0.113" ".0/29 -all"',
    'contoso.com. 3600 IN TXT "v=spf1 ip4:203.0.113.0/29 " "-all"',
    '@ TXT ( "v=spf1 ip4:203.0.113.0/29 " "-all" )',
  ])('takes a record as zone files and consoles show it: %s', async text => {
    const { code, json } = await cli(['spf', 'check', text, '--format', 'json'])
    expect([code, json]).toMatchObject([0, { record: 'v=spf1 ip4:203.0.113.0/29 -all' }])
  })

  it('asks for a name with letters of its own in the spelling of the DNS', async () => {
    const asked: string[] = []
    const server = await loopbackNameServer(name => {
      asked.push(name)
      return { code: 'NXDOMAIN' }
    })
    onTestFinished(() => server.close())
    await cli(['spf', 'check', 'MÜNCHEN.example', '--resolver', server.address])
    expect(asked).toContain('xn--mnchen-3ya.example')
  })

  it('judges a bounce by the name that it greets with', async () => {
    const argv = ['spf', 'check', record, '--ip', '203.0.113.2', '--from', '<>']
    const { code, out } = await cli([...argv, '--helo', 'mail.contoso.com'])
    expect(code).toBe(0)
    expect(out).toContain('greets as')
  })
})

describe('spf diff', () => {
  it('says what becomes of mail from elsewhere, and when that is nearly everybody', async () => {
    const words = async (old: string, next: string) => {
      const { out } = await cli(['spf', 'diff', old, next])
      return out.replace(/\s+/gu, ' ')
    }
    expect(await words('v=spf1 ip4:192.0.2.1 ~all', 'v=spf1 ip4:192.0.2.1 -all')).toContain(
      'Mail from elsewhere is to be refused (fail), and was taken as suspicious (softfail) before.',
    )
    expect(await words('v=spf1 ~ip4:192.0.2.1 -all', 'v=spf1 ?ip4:192.0.2.1 -all')).toContain(
      'Mail from 192.0.2.1 is left undecided (neutral)',
    )
    expect(await words('v=spf1 ip4:192.0.2.1 -all', 'v=spf1 +all')).toMatch(
      /Nearly everybody \([^()]* and \d+ more\) may now send/,
    )
    expect(await words('v=spf1 mx exists:%{i}.example -all', 'v=spf1 mx -all')).toContain(
      'As far as could be looked into',
    )
  })

  it('tells in addresses who gains and who loses', async () => {
    const next = 'v=spf1 ip4:203.0.113.0/29 ip4:198.51.100.7 ~all'
    const { code, out } = await cli(['spf', 'diff', 'v=spf1 ip4:203.0.113.0/28 ~all', next])
    expect(code).toBe(0)
    await expect(out).toMatchFileSnapshot('golden/spf-diff.txt')
  })

  it('takes two records for what receivers see, so that mending them can be weighed', async () => {
    const server = await loopbackNameServer(() => ({
      code: 'NOERROR' as const,
      records: [txt('v=spf1 ip4:192.0.2.1 -all'), txt('v=spf1 ip4:192.0.2.2 -all')],
    }))
    onTestFinished(() => server.close())
    const joined = 'v=spf1 ip4:192.0.2.1 ip4:192.0.2.2 -all'
    const argv = (old: string, next: string) => [
      'spf',
      'diff',
      old,
      next,
      '--resolver',
      server.address,
    ]
    const { code, out } = await cli(argv('two.example', joined))
    expect(code).toBe(0)
    await expect(out.replace(server.address, 'ADDRESS')).toMatchFileSnapshot(
      'golden/spf-diff-of-two.txt',
    )
    const { json } = await cli([...argv('two.example', joined), '--format', 'json'])
    expect(json).toMatchObject({
      before: null,
      givenUp: ['v=spf1 ip4:192.0.2.1 -all', 'v=spf1 ip4:192.0.2.2 -all'],
      moves: expect.arrayContaining([
        { from: 'permerror', to: 'pass', ranges: ['192.0.2.1', '192.0.2.2'] },
      ]) as unknown,
      findings: [{ code: 'spf-two-records' }],
    })
    // What is to come must be one record.
    const refused = await cli(argv(joined, 'two.example'))
    expect([refused.code, refused.out + refused.err]).toEqual([
      1,
      expect.stringContaining('2 SPF records'),
    ])
  })

  it('knows that another order or spelling changes nothing', async () => {
    const { code, out } = await cli([
      'spf',
      'diff',
      'v=spf1 ip4:192.0.2.0/25 ip4:192.0.2.128/25 -all',
      'v=spf1 ip4:192.0.2.0/24 -all',
      '--detailed-exitcode',
    ])
    expect(code).toBe(0)
    expect(out).toContain('Every address is judged as before.')
  })
})

it('spf analyse reads the records of a stack where its spec keeps them', async () => {
  const { folder } = stack(contosoTexts)
  const { code, json } = await cli(['spf', 'analyse', folder, '--format', 'json'])
  expect(code).toBe(0)
  expect(json).toMatchObject({
    format: 'devicemail-spf-analysis/1',
    records: [{ domain: 'contoso.com', counts: { lookups: 1, voidLookups: 0 } }],
  })
})

it('spf analyse says where it read: the files of a simulated world, or the DNS', async () => {
  const { folder } = stack(contosoTexts)
  const { out } = await cli(['spf', 'analyse', folder])
  expect(out).toContain('zone files and simulator.yaml; the DNS was not asked')
  expect(out).not.toContain('as this machine sees it')
  const server = await loopbackNameServer(() => ({ code: 'NXDOMAIN' }))
  onTestFinished(() => server.close())
  const asked = await cli(['spf', 'analyse', folder, '--resolver', server.address])
  expect(asked.out).toContain(`DNS as ${server.address} sees it`)
  expect(asked.out).toContain('spf-no-record')
  const typed = await cli(['spf', 'analyse', record])
  expect(typed.out).toContain('DNS as this machine sees it')
})

describe('before the first apply of a stack', () => {
  const bare = zoneOf('contoso.com').replace(/^.*v=spf1.*\n/m, '')
  const texts = { ...contosoTexts, 'contoso.com.zone': bare }

  it('spf analyse says that the spec makes the record, and does not fail', async () => {
    const { folder } = stack(texts)
    const { code, out } = await cli(['spf', 'analyse', folder])
    expect(out).toContain('1 domain has no SPF record yet; the spec makes it.')
    expect(out).toContain('spf-no-record-yet')
    expect(out.replace(/\s+/gu, ' ')).toContain(
      'makes one with ip4:203.0.113.10 include:spf.protection.outlook.com.',
    )
    expect(code).toBe(0)
    expect((await cli(['spf', 'analyse', folder, '--strict'])).code).toBe(1)
    expect((await cli(['apply', folder, '--yes'])).code).toBe(0)
    expect((await cli(['spf', 'analyse', folder])).out).not.toContain('spf-no-record')
  })

  it('a record that a person must publish first is still missing', async () => {
    const { folder } = stack({
      ...texts,
      'tenant.yaml': tenantYaml.replace('{ driver: zone-file, file: contoso.com.zone }', 'manual'),
      'simulator.yaml': 'acceptedDomains: [contoso.com]\ndns: { contoso.com: { TXT: [] } }',
    })
    const { code, out } = await cli(['spf', 'analyse', folder])
    expect(code).toBe(1)
    expect(out).toContain('spf-no-record-by-hand')
  })

  it('so is one of a domain that nothing is sent from', async () => {
    const other = '  fabrikam.com: { dns: { driver: zone-file, file: fabrikam.com.zone } }'
    const { folder } = stack({
      ...texts,
      'tenant.yaml': `${tenantYaml}${other}\n`,
      'fabrikam.com.zone': bare.replaceAll('contoso', 'fabrikam'),
    })
    const { code, out } = await cli(['spf', 'analyse', folder])
    expect(code).toBe(1)
    expect(out).toContain('spf-no-record\n')
    expect(out).toContain('spf-no-record-yet')
  })
})

describe('for pull requests, pages and scripts', () => {
  const old = 'v=spf1 ip4:203.0.113.0/28 ptr ~all'
  const next = 'v=spf1 ip4:203.0.113.0/29 ip4:198.51.100.7 ip4:198.51.100.7 -all'

  it('spf analyse and spf diff read well', async () => {
    const analysed = await cli(['spf', 'analyse', next, old, '--format', 'markdown'])
    await expect(analysed.out).toMatchFileSnapshot('golden/spf-analyse.md')
    const compared = await cli(['spf', 'diff', old, next, '--format', 'markdown'])
    await expect(compared.out).toMatchFileSnapshot('golden/spf-diff.md')
    for (const words of [
      ['analyse', next],
      ['diff', old, next],
    ])
      expect((await cli(['spf', ...words, '--format', 'html'])).out).toMatch(/^<!doctype html>/i)
  })

  it('JSON holds the same', async () => {
    const { json } = await cli(['spf', 'diff', old, next, '--format', 'json'])
    expect(json).toMatchObject({
      format: 'devicemail-spf-diff/1',
      before: old,
      after: next,
      counts: { before: { lookups: 1 }, after: { lookups: 0 } },
      findings: [{ code: 'spf-repeated-term' }],
    })
  })

  it('colours show what decides; without them a difference is in braces', async () => {
    const check = ['spf', 'check', record, '--ip', '192.0.2.8']
    const bold = '\u001b[1m\u001b[32mip4:192.0.2.0/24'
    expect((await cli(check, { colour: true })).out).toContain(bold)
    expect((await cli(check)).out).not.toContain('\u001b')
    const diff = ['spf', 'diff', old, next]
    expect((await cli(diff, { colour: true })).out).not.toContain('{+')
    expect((await cli(diff)).out).toContain('{+')
  })
})
