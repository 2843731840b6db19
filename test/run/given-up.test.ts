/** A site closes, and its address stays in the record by a term that we did not write. */
import { describe, expect, test } from 'vitest'
import { cli } from '../support/cli.js'
import { milanYaml, roomyTenantYaml, turinYaml, zoneOf } from '../support/contoso.js'
import { stack } from '../support/stack.js'

const site = milanYaml.replace(/profiles:\n.*\n/, '')
const microsoft = 'include:spf.protection.outlook.com'
const byHand = `v=spf1 ip4:203.0.113.10 ip4:198.51.100.7 ${microsoft} -all`
const left = `v=spf1 ip4:203.0.113.10 ${microsoft} -all`

const scene = (record: string, more = '') => `acceptedDomains: [contoso.com]
dns:
  contoso.com:
    MX: 0 contoso-com.mail.protection.outlook.com
    TXT: ["${record}"]
  _devicemail.contoso.com: { TXT: [] }
${more}`

/** Two sites stand; then turin closes. */
async function closed(driver: 'zone-file' | 'manual', record: string, more = '') {
  const tenant =
    driver === 'manual'
      ? roomyTenantYaml.replace('{ driver: zone-file, file: contoso.com.zone }', 'manual')
      : roomyTenantYaml
  const zone = zoneOf('contoso.com').replace(`v=spf1 ${microsoft} -all`, record)
  const simulator = driver === 'manual' ? scene(record, more) : 'acceptedDomains: [contoso.com]'
  const there = stack({
    'tenant.yaml': tenant,
    'milan.yaml': site,
    'turin.yaml': turinYaml,
    'contoso.com.zone': zone,
    'simulator.yaml': simulator,
  })
  expect((await cli(['apply', there.folder, '--yes'])).code).toBe(0)
  there.write({ 'turin.yaml': null })
  const { json } = await cli(['plan', there.folder, '--format', 'json'])
  const { findings } = json as {
    findings: readonly { code: string; message: string; remedy: string }[]
  }
  const coded = (code: string) => findings.filter(one => one.code === code)
  return {
    ...there,
    given: coded('spf-address-given-up'),
    unread: coded('spf-given-up-unread'),
  }
}

describe.each(['zone-file', 'manual'] as const)('with DNS by %s', driver => {
  test('a hand-written term is told with what the record should be', async () => {
    const { given } = await closed(driver, byHand)
    expect(given).toMatchObject([
      {
        message:
          'Nothing in the spec sends from 198.51.100.7 any more, but "ip4:198.51.100.7" in the SPF record of contoso.com still lets it send; the term bears no mark of ours, so it is not taken away.',
        remedy: `Unless somebody else of yours sends from there, the record should be: ${left}.`,
      },
    ])
  })
})

describe('with DNS by hand, where no mark of ours stands beside the record', () => {
  test('a block of somebody else that holds the address is told too', async () => {
    const wide = byHand.replace('198.51.100.7', '198.51.100.0/24')
    const { given } = await closed('manual', wide)
    expect(given.map(one => one.remedy)).toEqual([
      'Unless 198.51.100.7 is still yours, write smaller blocks in place of ip4:198.51.100.0/24.',
    ])
  })

  test('so is an include', async () => {
    const record = byHand.replace('ip4:198.51.100.7', 'include:spf.example.com')
    const more = `  spf.example.com: { TXT: ['v=spf1 ip4:198.51.100.0/24 -all'] }\n`
    const { given } = await closed('manual', record, more)
    expect(given.map(one => one.message)).toEqual([
      expect.stringContaining('"include:spf.example.com"'),
    ])
  })

  test('an include that cannot be looked into is neither told as letting it in nor passed over', async () => {
    const record = byHand.replace('ip4:198.51.100.7', 'include:spf.example.com')
    const { given, unread } = await closed('manual', record)
    expect(given).toEqual([])
    expect(unread).toMatchObject([
      {
        message:
          'Nothing in the spec sends from 198.51.100.7 any more; whether "include:spf.example.com" in the SPF record of contoso.com still lets it send could not be looked into.',
        remedy: 'Ask once the DNS answers: `devicemail spf check contoso.com --ip 198.51.100.7`.',
      },
    ])
  })
})

test('the term stays in the zone file, and nobody is told again once the site is gone', async () => {
  const { folder, zone } = await closed('zone-file', byHand)
  expect((await cli(['apply', folder, '--yes'])).code).toBe(0)
  expect(zone('contoso.com')).toContain(byHand)
  expect((await cli(['plan', folder])).out).not.toContain('spf-address-given-up')
})

test('what our own mark names goes with the site, and is no matter of a person', async () => {
  const { given } = await closed('zone-file', `v=spf1 ${microsoft} -all`)
  expect(given).toEqual([])
})

test('a record without the address is silent', async () => {
  const { given } = await closed('manual', left)
  expect(given).toEqual([])
})

test('a domain kept by hand that nothing is sent from any more is put right by hand as well', async () => {
  const marked = scene(byHand).replace(
    '{ TXT: [] }',
    '{ TXT: ["v=devicemail1; spec=contoso; terms=ip4:203.0.113.10"] }',
  )
  const other = '  example.com: { dns: { driver: zone-file, file: contoso.com.zone } }\nprofiles:'
  const there = stack({
    'tenant.yaml': roomyTenantYaml
      .replace('{ driver: zone-file, file: contoso.com.zone }', 'manual')
      .replace('profiles:', other),
    'milan.yaml': site.replaceAll('@contoso.com', '@example.com'),
    'contoso.com.zone': zoneOf('example.com'),
    'simulator.yaml': marked.replace('[contoso.com]', '[contoso.com, example.com]'),
  })
  const plan = await cli(['plan', there.folder])
  expect(plan.out).toContain(
    `> our part of SPF contoso.com, by hand
    203.0.113.10 may no longer send mail of contoso.com; nobody gains.
    Put there exactly this:
    v=spf1 ip4:198.51.100.7 ${microsoft} -all`,
  )
  const waits = 'our part of SPF contoso.com waits for a person'
  for (const [command, ends] of [
    ['apply', 0],
    ['verify', 3],
    ['destroy', 0],
  ] as const) {
    const yes = command === 'verify' ? [] : ['--yes']
    const { code, out } = await cli([command, there.folder, ...yes])
    expect({ command, code }).toEqual({ command, code: ends })
    expect(out).toContain(command === 'verify' ? '1 thing waits for a person' : waits)
  }
})

test('a destroy tells of addresses that hand-written terms still let in', async () => {
  const { folder } = await closed('zone-file', byHand)
  const { code, json } = await cli(['destroy', folder, '--yes', '--format', 'json'])
  expect(code).toBe(0)
  expect(JSON.stringify(json)).toContain(`the record should be: ${left}.`)
})
