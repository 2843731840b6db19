/** What verify and apply tell of the DNS as the world sees it, through the command, on simulated name servers. */
import { describe, expect, it } from 'vitest'
import { cli } from '../support/cli.js'
import { contosoTexts, milanYaml, tenantYaml } from '../support/contoso.js'
import { stack, type TestStack } from '../support/stack.js'

const first = 'v=spf1 include:spf.protection.outlook.com -all'
const wanted = 'v=spf1 ip4:203.0.113.10 include:spf.protection.outlook.com -all'

/** A scene with two name servers, and what each says otherwise. */
const scene = (servers: string, dns = '') => `acceptedDomains: [contoso.com]
dns:
  contoso.com: { NS: [ns1.example.com, ns2.example.com]${dns} }
  _devicemail.contoso.com: { TXT: [] }
nameServers:
${servers}`
const saying = (serial: number, record: string) =>
  `serial: ${String(serial)}, dns: { contoso.com: { TXT: ["${record}"] } }`
const two = (one: string, other: string) => `
  ns1.example.com: { address: 198.51.100.1, ${one} }
  ns2.example.com: { address: 198.51.100.2, ${other} }
`

/** By zone file, where the record is written by devicemail; the mark stands in the zone alone. */
const zoneFileScene = (servers: string) =>
  scene(servers).replace('  _devicemail.contoso.com: { TXT: [] }\n', '')

const byHand = { 'tenant.yaml': tenantYaml.replace(/\{ driver: zone-file.*?\}/, 'manual') }

function manual(servers: string, dns: string, more = ''): TestStack {
  return stack({
    ...byHand,
    'milan.yaml': milanYaml,
    'simulator.yaml': `${scene(servers, `, MX: 0 contoso-com.mail.protection.outlook.com, ${dns}`)}${more}`,
  })
}

interface VerifyJson {
  readonly findings: readonly {
    readonly code: string
    readonly message: string
    readonly remedy: string
  }[]
}

async function verified(folder: string, ...more: readonly string[]) {
  const { code, out } = await cli(['verify', folder, '--verbose', ...more])
  const { json } = await cli(['verify', folder, '--format', 'json', ...more])
  const findings = (json as VerifyJson).findings.filter(({ code }) => /^(dns|spf)-/.test(code))
  return { code, out: out.replace(/\s+/g, ' '), findings }
}

describe('the name servers of a zone', () => {
  const applied = async (servers: string) => {
    const contoso = stack({ ...contosoTexts, 'simulator.yaml': zoneFileScene(servers) })
    const { code, out } = await cli(['apply', contoso.folder, '--yes'])
    expect(code).toBe(0)
    return { contoso, folder: contoso.folder, out: out.replace(/\s+/g, ' ') }
  }

  it('that all give the record are told, after an apply with how long caches keep the old one', async () => {
    const { folder, out } = await applied(two('serial: 8', 'serial: 8, ttl: 600'))
    expect(out).toContain(
      'Read again: nothing differs. All 2 name servers of contoso.com give the SPF record of contoso.com; caches may keep the old one until 2026-11-24 ',
    )
    const { code, out: told, findings } = await verified(folder)
    expect(code).toBe(0)
    expect(told).toContain('all 2 name servers of contoso.com give the SPF record of contoso.com')
    expect(findings).toEqual([])
  })

  it('of which one lags make verify wait, and tell what it gives, how old, and until when', async () => {
    const { contoso, folder, out } = await applied(two('serial: 8', saying(7, first)))
    expect(out).toContain('dns-server-behind')
    const { code, out: told, findings } = await verified(folder)
    expect(code).toBe(3)
    expect(told).toContain('The world does not see 1 record as it is wanted.')
    expect(told).not.toContain('Everything stands')
    expect(findings).toMatchObject([{ code: 'dns-server-behind', file: 'tenant.yaml', line: 7 }])
    expect(findings[0]?.message).toBe(
      `The SPF record of contoso.com is still "${first}" at ns2.example.com (198.51.100.2) (serial 7), but as wanted at ns1.example.com (198.51.100.1) (serial 8).`,
    )
    expect(findings[0]?.remedy).toMatch(/until 2026-11-24 \d\d:\d\d UTC/)
    // Its transfer comes.
    contoso.write({ 'simulator.yaml': zoneFileScene(two('serial: 8', 'serial: 8')) })
    expect((await verified(folder)).code).toBe(0)
  })

  it('that none give it yet are told with how it comes there', async () => {
    const { contoso, folder } = await applied(two('serial: 8', 'serial: 8'))
    // The file is written, and nobody has loaded it: a resolver gets what the servers have.
    const old = two(saying(7, first), saying(7, first))
    const loaded = zoneFileScene(old).replace('NS: [', `TXT: ["${first}"], NS: [`)
    contoso.write({ 'simulator.yaml': loaded })
    const { code, findings } = await verified(folder)
    expect(code).toBe(3)
    expect(findings).toMatchObject([{ code: 'dns-record-not-served' }])
    expect(findings[0]?.remedy).toContain(
      'Load contoso.com.zone on the name server (`rndc reload`); its serial must be above 7.',
    )
  })

  it('that give something else than the resolver here show that the zone is for the inside', async () => {
    const { folder } = await applied(two(saying(7, first), saying(7, first)))
    const { code, findings } = await verified(folder)
    expect(code).toBe(3)
    expect(findings).toMatchObject([{ code: 'dns-inner-zone-kept' }])
    expect(findings[0]?.remedy).toContain('(zone-file) is a zone for the inside')
  })

  it('that gave no answer are neither behind nor in order: it is told that nobody knows', async () => {
    const { folder } = await applied(two('serial: 8', 'silent: true'))
    const { code, out, findings } = await verified(folder)
    expect(code).toBe(0)
    expect(findings).toMatchObject([{ code: 'dns-servers-unread' }])
    expect(out).toContain('1 of 2 name servers of contoso.com give the SPF record')
    expect(out).toContain('what ns2.example.com (198.51.100.2) gives for contoso.com')
    const none = await applied(two('silent: true', 'silent: true'))
    const { code: same, out: told } = await verified(none.folder)
    expect(same).toBe(0)
    expect(told).toContain('what the world sees for contoso.com')
    expect(told).not.toContain('name servers of contoso.com give')
  })

  it('are not asked once the time limit has passed, which is told', async () => {
    const { folder } = await applied(two('serial: 8', saying(7, first)))
    const { out } = await cli(['verify', folder, '--timeout', '1'], { slow: 0.6 })
    expect(out).not.toContain('dns-server-behind')
    expect(out.replace(/\s+/g, ' ')).toContain('what the world sees for contoso.com')
  })

  it('that cannot be found are told', async () => {
    const servers = two('serial: 8', 'serial: 8')
    const { folder } = stack({
      ...contosoTexts,
      'contoso.com.zone': (contosoTexts['contoso.com.zone'] ?? '').replace(
        'IN NS ',
        'IN A 192.0.2.1 ;',
      ),
      'simulator.yaml': zoneFileScene(servers).replace(/NS: \[.*?\]/, 'NS: []'),
    })
    const { findings } = await verified(folder)
    expect(findings.map(({ code }) => code)).toContain('dns-servers-unknown')
  })

  it('inside the network leave open what the world sees', async () => {
    const inner = two('serial: 8', 'serial: 8').replaceAll('198.51.100.', '10.0.0.')
    const { folder } = await applied(inner)
    const { code, findings } = await verified(folder)
    expect(code).toBe(0)
    expect(findings).toMatchObject([{ code: 'dns-servers-inside' }])
    expect(findings[0]?.message).toContain('ns1.example.com (10.0.0.1), ns2.example.com (10.0.0.2)')
  })
})

describe('a record that a person keeps', () => {
  it('that the world sees before this machine does is told as a cache or a zone inside', async () => {
    const servers = two(saying(8, wanted), saying(8, wanted))
    const { folder } = manual(servers, `TXT: ["${first}"]`)
    await cli(['apply', folder, '--yes'])
    const { code, findings } = await verified(folder)
    // It is still to be written where this machine looks.
    expect(code).toBe(3)
    const [found] = findings
    expect(found).toMatchObject({ code: 'dns-inside-differs' })
    expect(found?.message).toContain(`here it is "${first}", there "${wanted}"`)
    expect(found?.remedy).toContain('--resolver')
  })

  it('that only the inside has is told as not seen by the world', async () => {
    const { folder } = manual(two(saying(7, first), saying(7, first)), `TXT: ["${wanted}"]`)
    await cli(['apply', folder, '--yes'])
    const { code, findings } = await verified(folder)
    expect(code).toBe(3)
    expect(findings).toMatchObject([{ code: 'dns-inner-zone-kept', file: 'tenant.yaml', line: 7 }])
    expect(findings[0]?.message).toContain(`"${first}" at ns1.example.com (198.51.100.1), ns2.`)
  })

  it('is read through the resolver that is named, and the inside compared with it', async () => {
    const outside = `  dns.example.net: { address: 192.0.2.53, ${saying(0, wanted)} }\n`
    const silent = two('silent: true', 'silent: true')
    const { folder } = manual(`${silent}${outside}`, `TXT: ["${first}"]`)
    await cli(['apply', folder, '--yes'])
    expect((await verified(folder)).code).toBe(3)
    const { code, findings } = await verified(folder, '--resolver', '192.0.2.53')
    expect(code).toBe(0)
    expect(findings.map(one => one.code).sort()).toEqual([
      'dns-inside-differs',
      'dns-servers-unread',
    ])
    expect(findings.map(one => one.message).join()).toContain('than the resolver 192.0.2.53: here')
  })

  it('and `--resolver` takes an address alone', async () => {
    const { code, err } = await cli(['verify', 'anywhere', '--resolver', 'dns.example.net'])
    expect(code).toBe(1)
    expect(err).toContain('192.0.2.53:5300')
  })

  it('at a name that is an alias is held, with what to do', async () => {
    const { folder } = manual(two('serial: 1', 'serial: 1'), 'CNAME: hosted.example.net')
    const { code, out } = await verified(folder)
    expect(code).toBe(1)
    expect(out).toContain('is an alias (CNAME) of hosted.example.net')
    expect(out).toContain('Replace the alias by records of its own')
  })
})

describe('names that others answer for', () => {
  const servers = two('serial: 1', 'serial: 1')
  const under = (record: string, more: string) => {
    const contoso = manual(servers, `TXT: ["${record}"]`)
    const scene = contoso.read('simulator.yaml') ?? ''
    contoso.write({ 'simulator.yaml': scene.replace(/^ {2}_devicemail.*$/m, more) })
    return contoso
  }
  const mark = 'v=devicemail1; spec=contoso; terms=ip4:203.0.113.99'

  it.each(['some-verification=1', mark])(
    'a wildcard that answers for our mark is told, and nothing is taken from it: %s',
    async text => {
      const record = wanted.replace('ip4', 'ip4:203.0.113.99 ip4')
      const { folder } = under(record, `  '*.contoso.com': { TXT: ["${text}"] }`)
      await cli(['apply', folder, '--yes'])
      const { code, findings } = await verified(folder)
      // The address that the wildcard names stays: nobody is asked to take it out.
      expect(code).toBe(0)
      expect(findings.map(one => one.code)).toContain('dns-mark-from-wildcard')
      expect(findings.map(one => one.message).join()).toContain(
        'The wildcard *.contoso.com answers for _devicemail.contoso.com',
      )
    },
  )

  it('an alias at our mark is told, and what stands behind it is no mark', async () => {
    const record = wanted.replace('ip4', 'ip4:203.0.113.99 ip4')
    const { folder } = under(
      record,
      `  _devicemail.contoso.com: { CNAME: notes.example.net }
  notes.example.net: { TXT: ["${mark}"] }`,
    )
    await cli(['apply', folder, '--yes'])
    const { code, findings } = await verified(folder)
    expect(code).toBe(0)
    expect(findings).toMatchObject([
      { code: 'dns-mark-is-alias' },
      { code: 'spf-terms-without-note' },
    ])
  })

  it('a domain that is an alias where this machine asks is told, whoever keeps it', async () => {
    const { folder } = stack({
      ...contosoTexts,
      'simulator.yaml': `acceptedDomains: [contoso.com]
dns: { contoso.com: { CNAME: hosted.example.net }, hosted.example.net: { TXT: [] } }
`,
    })
    await cli(['apply', folder, '--yes'])
    const { code, findings } = await verified(folder)
    expect(code).toBe(1)
    expect(findings).toMatchObject([{ code: 'dns-name-is-alias', file: 'tenant.yaml', line: 7 }])
  })

  it('a domain that lives from a wildcard is told with what a record of its own takes away', async () => {
    const domain = 'scan.contoso.com'
    const { folder } = stack({
      'tenant.yaml': tenantYaml
        .replace('contoso.com: { dns', `${domain}: { dns`)
        .replace(/\{ driver: zone-file.*?\}/, 'manual'),
      'milan.yaml': milanYaml.replaceAll('@contoso.com', `@${domain}`),
      'simulator.yaml': `acceptedDomains: [${domain}]
dns:
  contoso.com: { NS: [ns1.example.com] }
  '*.contoso.com': { MX: 0 scan-contoso-com.mail.protection.outlook.com, TXT: ["${first}"] }
`,
    })
    await cli(['apply', folder, '--yes'])
    const { code, findings } = await verified(folder)
    expect(code).toBe(3)
    expect(findings.map(one => one.code)).toContain('dns-record-from-wildcard')
  })
})

it('a flattening that is stale is found, with what changed and what to type', async () => {
  const flat = 'devicemail-flat=2026-01-10/_spf.example.com/1 ip4:192.0.2.0/24'
  const texts = (spf: string) => ({
    ...contosoTexts,
    'contoso.com.zone': (contosoTexts['contoso.com.zone'] ?? '').replace(
      'v=spf1 ',
      `v=spf1 ${flat} `,
    ),
    'simulator.yaml': `acceptedDomains: [contoso.com]
dns: { _spf.example.com: { TXT: ["${spf}"] } }
`,
  })
  const contoso = stack(texts('v=spf1 ip4:192.0.2.0/24 -all'))
  const { folder } = contoso
  await cli(['apply', folder, '--yes'])
  expect(await verified(folder)).toMatchObject({ code: 0, findings: [] })

  contoso.write(texts('v=spf1 ip4:192.0.2.0/25 ip4:198.51.100.8 -all'))
  const { code, findings } = await verified(folder)
  expect(code).toBe(0)
  expect(findings).toMatchObject([{ code: 'spf-flattening-stale', file: 'tenant.yaml' }])
  expect(findings[0]?.message).toContain(
    'it lets in 198.51.100.8 besides, and 192.0.2.128/25 no longer',
  )
  expect(findings[0]?.remedy).toContain(
    `In place of "devicemail-flat=2026-01-10/_spf.example.com/1" and the terms behind it (1) write "devicemail-flat=2026-11-24/_spf.example.com/2 ip4:192.0.2.0/25 ip4:198.51.100.8"`,
  )
  expect((await verified(folder, '--strict')).code).toBe(1)

  contoso.write({ 'simulator.yaml': 'acceptedDomains: [contoso.com]\n' })
  expect((await verified(folder)).findings.map(one => one.code)).toContain('spf-flattening-unread')
})
