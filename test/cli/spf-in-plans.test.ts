/** What a plan tells of a change of an SPF record, for somebody who never heard of SPF. */
import { expect, test } from 'vitest'
import { cli } from '../support/cli.js'
import { contosoTexts, roomyTenantYaml, tenantYaml, turinYaml, zoneOf } from '../support/contoso.js'
import { stack } from '../support/stack.js'

const withRecord = (record: string) =>
  zoneOf('contoso.com').replace('v=spf1 include:spf.protection.outlook.com -all', record)
const sceneOf = (names: Readonly<Record<string, string>>) =>
  [
    'acceptedDomains: [contoso.com]',
    'dns:',
    '  contoso.com: { MX: 0 contoso-com.mail.protection.outlook.com }',
    ...Object.entries(names).map(([name, record]) => `  ${name}: { TXT: ['${record}'] }`),
    '',
  ].join('\n')

/** The lines about the record in a plan, without the rest. */
async function planned(texts: Readonly<Record<string, string>>) {
  const { folder } = stack({ ...contosoTexts, ...texts })
  return await told(folder)
}

async function told(folder: string): Promise<string> {
  const { out } = await cli(['plan', folder], { width: 200 })
  const lines = out.split('\n')
  const start = lines.findIndex(line => /^[-~+] SPF /.test(line))
  const end = lines.findIndex((line, index) => index > start && !line.startsWith('    '))
  return lines
    .slice(start + 1, end)
    .map(line => line.trim().replace(/ {2,}/g, ': '))
    .join('\n')
}

test('an address that an include lets in already is no gain, and the include is named', async () => {
  const texts = {
    'contoso.com.zone': withRecord('v=spf1 include:spf.example.com -all'),
    'simulator.yaml': sceneOf({ 'spf.example.com': 'v=spf1 ip4:203.0.113.0/24 -all' }),
  }
  const out = await planned(texts)
  expect(out).toContain('already allowed: 203.0.113.10 by include:spf.example.com')
  // Only Microsoft's include is new.
  expect(out).toContain('gains: the servers behind include:spf.protection.outlook.com')
  expect(out).toContain('look-ups: 2 of 10, 1 before')
})

test('what an include lets in and could not be read is not taken for nobody', async () => {
  const out = await planned({
    'contoso.com.zone': withRecord('v=spf1 include:spf.example.com -all'),
    'simulator.yaml': sceneOf({}),
  })
  expect(out).toContain('gains: 203.0.113.10')
  expect(out).toContain(
    'not known: what include:spf.example.com lets in could not be looked into: gains and losses are by the record’s own terms',
  )
})

test('a site that goes, and is let in by an include all the same', async () => {
  const { folder, write } = stack({
    ...contosoTexts,
    'turin.yaml': turinYaml,
    'contoso.com.zone': withRecord(
      'v=spf1 include:spf.protection.outlook.com include:spf.example.com -all',
    ),
    'simulator.yaml': sceneOf({ 'spf.example.com': 'v=spf1 ip4:198.51.100.0/24 -all' }),
  })
  expect((await cli(['apply', folder, '--yes'])).code).toBe(0)
  write({ 'turin.yaml': null })
  const out = await told(folder)
  expect(out).toContain('loses: nobody')
  expect(out).toContain('still allowed: 198.51.100.7 by include:spf.example.com')
})

test('an end that becomes stricter is told, though nobody gains and nobody loses', async () => {
  const { folder, write } = stack({
    ...contosoTexts,
    'contoso.com.zone': withRecord('v=spf1 include:spf.protection.outlook.com ~all'),
  })
  expect((await cli(['apply', folder, '--yes'])).code).toBe(0)
  write({ 'tenant.yaml': tenantYaml.replace('.zone } }', '.zone }, spf: { all: fail } }') })
  const { json } = await cli(['plan', folder, '--format', 'json'])
  expect((json as { changes: readonly { meaning: string }[] }).changes).toMatchObject([
    {
      meaning:
        'The record of contoso.com changes; the same addresses may send as before; mail from elsewhere is to be refused, and was taken as suspicious before.',
    },
  ])
})

test('in a pull request the meaning stands beside the record', async () => {
  const { folder } = stack(contosoTexts)
  const { out } = await cli(['plan', folder, '--format', 'markdown'])
  expect(out).toContain(
    '203.0.113.10 may now send mail of contoso.com; nobody loses. Look-ups: 1 of 10, as before.',
  )
})

test('a domain that nobody sends from any more tells who is still let in', async () => {
  const site = (from: string) => `sites: { milan: { egress: 203.0.113.10 } }
devices:
  fax: { site: milan, profile: old-copier, from: ${from}, to: anyone }
`
  const two = '.zone } }\n  fabrikam.com: { dns: { driver: zone-file, file: fabrikam.com.zone } }'
  const { folder, write } = stack({
    'tenant.yaml': roomyTenantYaml.replace('.zone } }', two),
    'milan.yaml': site('fax@contoso.com'),
    'contoso.com.zone': withRecord(
      'v=spf1 ip4:203.0.113.0/24 include:spf.protection.outlook.com -all',
    ),
    'fabrikam.com.zone': zoneOf('fabrikam.com'),
  })
  expect((await cli(['apply', folder, '--yes'])).code).toBe(0)
  write({ 'milan.yaml': site('fax@fabrikam.com') })
  const { out } = await cli(['plan', folder])
  expect(out).toMatch(
    /- our part of SPF contoso.com[^]*still allowed\s+203.0.113.10 by ip4:203.0.113.0\/24/,
  )
})

const softer = (spf: string) =>
  tenantYaml.replace(/dns: \{ driver: zone-file.*?\}/, found => `${found}, spf: ${spf}`)
const reason = 'a <partner> forwards until May'

test('the reason why a record ends weaker is shown where it does', async () => {
  const spf = `{ all: softfail, weaken: '${reason}' }`
  const { folder } = stack({ ...contosoTexts, 'tenant.yaml': softer(spf) })
  expect(await told(folder)).toContain(`reason: ${reason}`)
  const shown = async (format: string) => (await cli(['plan', folder, '--format', format])).out
  expect(await shown('markdown')).toContain('the reason: a &lt;partner')
  expect(await shown('html')).toContain('a &lt;partner&gt; forwards until May')
  expect(await shown('json')).toContain(`the reason: ${reason}`)
})

test('a reason that nothing rests on is not shown', async () => {
  const { folder } = stack({
    ...contosoTexts,
    'contoso.com.zone': withRecord('v=spf1 include:spf.protection.outlook.com ~all'),
    'tenant.yaml': softer(`{ all: softfail, weaken: '${reason}' }`),
  })
  expect(await told(folder)).not.toContain('reason')
})
