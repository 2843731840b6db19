/** A domain that leaves the spec while our terms remain in its record is told, plan after plan. */
import { expect, it } from 'vitest'
import { cli } from '../support/cli.js'
import { contosoTexts, tenantYaml, zoneOf } from '../support/contoso.js'
import { stack } from '../support/stack.js'

const scene = (records: string) => `organization: contoso.onmicrosoft.com
acceptedDomains: [contoso.com, fabrikam.com]
dns:
${records}
`
const planned = async (
  mark: string,
  records = `  _devicemail.fabrikam.com: { TXT: ['${mark}'] }`,
) => {
  const { folder } = stack({ ...contosoTexts, 'simulator.yaml': scene(records) })
  return (await cli(['plan', folder])).out
}

it('tells which terms are left, by the mark that names this spec', async () => {
  const out = await planned('v=devicemail1; spec=contoso; terms=ip4:203.0.113.10')
  expect(out).toContain('spf-left-behind')
  expect(out).toContain('ip4:203.0.113.10')
})

it.each(['v=devicemail1; spec=other; terms=ip4:203.0.113.10', 'v=spf1 -all'])(
  'is silent about what is no mark of ours: %s',
  async mark => {
    expect(await planned(mark)).not.toContain('spf-left-behind')
  },
)

it('tells that it is not known where the DNS did not answer, and of a name that is not there nothing', async () => {
  const silent = stack({ ...contosoTexts, 'simulator.yaml': scene('  example.net: {}') })
  const absent = stack({
    ...contosoTexts,
    'simulator.yaml': scene('  fabrikam.com: {}'),
  })
  const told = async (folder: string) => (await cli(['plan', folder, '--verbose'])).out
  expect((await told(silent.folder)).replace(/\s+/g, ' ')).toContain(
    'the DNS did not answer for their `_devicemail` names: fabrikam.com (servfail).',
  )
  expect(await told(absent.folder)).not.toContain('spf-left')
})

it.each([
  ['a wildcard', (mark: string) => `  '*.fabrikam.com': { TXT: ['${mark}'] }`],
  [
    'an alias',
    (mark: string) => `  _devicemail.fabrikam.com: { CNAME: _devicemail.example.net }
  _devicemail.example.net: { TXT: ['${mark}'] }`,
  ],
])('is silent about a mark that stands only behind: %s', async (_, records) => {
  const mark = 'v=devicemail1; spec=contoso; terms=ip4:203.0.113.10'
  expect(await planned(mark, records(mark))).not.toContain('spf-left-behind')
})

it('tells of a mark of this spec that somebody edited', async () => {
  const out = await planned('v=devicemail1; spec=contoso; terms=ip4:203.0.113.10,')
  expect(out).toContain('_devicemail.fabrikam.com is not as devicemail writes it')
  expect(out).not.toContain('spf-left-behind')
})

it('tells of an edited mark beside a domain of the spec that nothing is sent from', async () => {
  const tenant = tenantYaml.replace(
    /^( *contoso\.com:.*)$/m,
    '$1\n  fabrikam.com: { dns: { driver: zone-file, file: fabrikam.com.zone } }',
  )
  const mark = '_devicemail IN TXT "v=devicemail1; spec=contoso; terms=ip4:203.0.113.10,"'
  const { folder } = stack({
    ...contosoTexts,
    'tenant.yaml': tenant,
    'simulator.yaml': 'acceptedDomains: [contoso.com, fabrikam.com]',
    'fabrikam.com.zone': `${zoneOf('fabrikam.com')}\n${mark}\n`,
  })
  const { out } = await cli(['plan', folder])
  expect(out).toContain('_devicemail.fabrikam.com is not as devicemail writes it')
})

it('finds the terms in a simulated world that has seen nothing but this spec', async () => {
  const both = stack({
    'simulator.yaml': 'acceptedDomains: [contoso.com, fabrikam.com]\n',
    'fabrikam.com.zone': zoneOf('fabrikam.com'),
    ...contosoTexts,
    'tenant.yaml': `${tenantYaml}  fabrikam.com: { dns: { driver: zone-file, file: fabrikam.com.zone } }\n`,
    'more.yaml':
      'devices: { till: { site: milan, profile: old-copier, from: till@fabrikam.com, to: anyone } }\n',
  })
  expect((await cli(['apply', both.folder, '--yes'])).code).toBe(0)
  both.write({ 'tenant.yaml': tenantYaml, 'more.yaml': '{}\n' })
  const { out } = await cli(['plan', both.folder])
  expect(out).toContain('spf-left-behind')
  expect(out).toContain('fabrikam.com')
})
