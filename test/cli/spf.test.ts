/** The `spf` commands: records judged, analysed and compared, with no spec and no tenant. */
import { describe, expect, it, onTestFinished } from 'vitest'
import { loopbackNameServer } from '../drivers/dns/loopback-name-server.js'
import { cli } from '../support/cli.js'
import { contosoTexts } from '../support/contoso.js'
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
    [['spf', 'check', record, '--ip', '192.0.2.300'], '--ip'],
    [['spf', 'check', record, '--resolver', 'ns1.contoso.com'], '--resolver'],
  ])('says what to write instead: %j', async (argv, words) => {
    const { code, out, err } = await cli(argv)
    expect(code).toBe(1)
    expect(out + err).toContain(words)
  })
})

describe('spf diff', () => {
  it('tells in addresses who gains and who loses', async () => {
    const next = 'v=spf1 ip4:203.0.113.0/29 ip4:198.51.100.7 ~all'
    const { code, out } = await cli(['spf', 'diff', 'v=spf1 ip4:203.0.113.0/28 ~all', next])
    expect(code).toBe(0)
    await expect(out).toMatchFileSnapshot('golden/spf-diff.txt')
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
