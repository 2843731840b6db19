/**
 * Whatever the command's plan tells of SPF reaches whoever uses Pulumi: by the
 * answer to `getTenant`, or under the record that a preview writes. The words
 * are the same; a refusal of the plan may be a warning until it is written.
 */
import { expect, test } from 'vitest'
import { noLedger } from '../../src/drivers/ledger.js'
import type { Plan } from '../../src/engine/plan-data.js'
import { SpfRecord } from '../../src/resources/spf-record.js'
import { connect } from '../../src/run/connect.js'
import { planStack } from '../../src/run/plan-stack.js'
import { openStack } from '../../src/run/stack.js'
import { provider } from '../support/provider.js'
import { spfInputs } from '../support/provider-inputs.js'
import { quietWorld } from '../support/quiet-world.js'
import { stack, type Texts } from '../support/stack.js'

const microsoft = 'include:spf.protection.outlook.com'
const milan = '203.0.113.10'

const spec = (dns: string, domains = '') => `version: 1
tenant: { name: contoso, organization: contoso.onmicrosoft.com, exchange: simulator }
domains:
  contoso.com: { ${dns} }
${domains}
sites: { milan: { egress: ${milan} } }
devices: { copier: { site: milan, tls: none, from: printer@contoso.com, to: anyone } }
`
const inZoneFile = 'dns: { driver: zone-file, file: contoso.com.zone }'
const zone = (...values: readonly string[]) => `$ORIGIN contoso.com.
$TTL 3600
@ IN SOA ns1.contoso.com. hostmaster.contoso.com. ( 1 7200 3600 1209600 3600 )
@ IN NS ns1.contoso.com.
@ IN MX 0 contoso-com.mail.protection.outlook.com.
${values.map(one => (one.startsWith('_') ? one : `@ IN TXT "${one}"`)).join('\n')}
`
const mark = `_devicemail IN TXT "v=devicemail1; spec=contoso; terms=ip4:${milan}"`
const scene = (dns = '', accepted = 'contoso.com') => `acceptedDomains: [${accepted}]
dns:
  _dmarc.contoso.com: { TXT: ['v=DMARC1; p=reject'] }
${dns}
`
const manual = (record: string, more = '') =>
  scene(`  contoso.com: { MX: 0 contoso-com.mail.protection.outlook.com, TXT: ["${record}"] }
  _devicemail.contoso.com: { TXT: [] }
${more}`)
const eleven = [...Array(11).keys()].map(n => `include:spf${String(n)}.example.com`)
const elevenAnswer = eleven
  .map(term => `  ${term.slice('include:'.length)}: { TXT: ['v=spf1 ip4:192.0.2.1 -all'] }`)
  .join('\n')

const cases: readonly (readonly [what: string, code: string, texts: Texts])[] = [
  [
    'a term of ours that stood there before us, in a record that stands as it must',
    'spf-term-of-others',
    { 'contoso.com.zone': zone(`v=spf1 ip4:${milan} ${microsoft} -all`) },
  ],
  [
    'a record that stands, behind which a name server keeps silent',
    'spf-lookups-unknown',
    {
      'contoso.com.zone': zone(
        `v=spf1 ip4:${milan} include:silent.example.com ${microsoft} -all`,
        mark,
      ),
    },
  ],
  [
    'a record to be written, behind which a name server keeps silent',
    'spf-lookups-unknown',
    { 'contoso.com.zone': zone(`v=spf1 include:silent.example.com ${microsoft} -all`) },
  ],
  [
    'a record that stands and asks too much by now',
    'spf-lookup-budget',
    {
      'contoso.com.zone': zone(`v=spf1 ip4:${milan} ${eleven.join(' ')} ${microsoft} -all`, mark),
      'simulator.yaml': scene(elevenAnswer),
    },
  ],
  [
    'two records',
    'spf-several-records',
    { 'contoso.com.zone': zone('v=spf1 -all', `v=spf1 ${microsoft} -all`) },
  ],
  [
    'a record with faults',
    'spf-unreadable',
    { 'contoso.com.zone': zone('v=spf1 ip4:256.1.1.1 -all') },
  ],
  [
    'a record that a person is to write',
    'to-be-done-by-hand',
    { 'tenant.yaml': spec(''), 'simulator.yaml': manual(`v=spf1 ${microsoft} -all`) },
  ],
  [
    'a record that a person keeps and wrote, behind which a name server keeps silent',
    'spf-lookups-unknown',
    {
      'tenant.yaml': spec(''),
      'simulator.yaml': manual(`v=spf1 ip4:${milan} include:silent.example.com ${microsoft} -all`),
    },
  ],
  [
    'a record that a person keeps and the DNS did not give',
    'dns-no-answer',
    { 'tenant.yaml': spec(''), 'simulator.yaml': scene() },
  ],
  [
    'a domain kept by hand that nothing is sent from any more',
    'to-be-done-by-hand',
    {
      'tenant.yaml': spec(inZoneFile, '  example.com: {}'),
      'contoso.com.zone': zone(`v=spf1 ip4:${milan} ${microsoft} -all`, mark),
      'simulator.yaml': scene(
        `  example.com: { TXT: ["v=spf1 ip4:${milan} -all"] }
  _devicemail.example.com: { TXT: ["v=devicemail1; spec=contoso; terms=ip4:${milan}"] }`,
        'contoso.com, example.com',
      ),
    },
  ],
  [
    'a domain that left the spec',
    'spf-left-behind',
    {
      'simulator.yaml': scene(
        `  _devicemail.example.com: { TXT: ["v=devicemail1; spec=contoso; terms=ip4:${milan}"] }`,
        'contoso.com, example.com',
      ),
    },
  ],
  [
    'a domain outside the spec of which the DNS says nothing',
    'spf-left-unread',
    { 'simulator.yaml': scene('', 'contoso.com, example.com') },
  ],
]

const usual: Texts = {
  'tenant.yaml': spec(inZoneFile),
  'contoso.com.zone': zone(`v=spf1 ${microsoft} -all`),
  'simulator.yaml': scene(),
}

interface Told {
  readonly code: string
  readonly message: string
}

async function planOf(folder: string): Promise<Plan> {
  const opened = openStack(folder, false)
  if (opened.state === 'faulty') throw new Error(opened.findings.map(one => one.message).join())
  const { stack } = opened
  const connection = connect(folder, stack.spec, quietWorld(), { ledger: noLedger })
  if (!('drivers' in connection)) throw new Error(connection.map(one => one.message).join())
  const options = { mode: 'full', targets: [], maxRemovals: null, strict: false } as const
  return (await planStack(stack, connection, quietWorld(), options)).plan
}

test.each(cases)('%s', async (_, code, texts) => {
  const there = stack({ ...usual, ...texts })
  const { findings, held } = await planOf(there.folder)
  const refusals = held.filter(one => one.kind === SpfRecord.name).flatMap(one => one.why)
  const ofSpf = [...findings, ...refusals].filter(one => /^(?:spf|dns|to-be|kind)-/.test(one.code))
  expect(ofSpf.map(one => one.code)).toContain(code)

  const { client, log } = await provider(there)
  const answer = await client.invoke('devicemail:index:getTenant')
  const asked = answer.findings as unknown as readonly Told[]
  const wanted = spfInputs({ includes: [microsoft], terms: [`ip4:${milan}`] })
  await client.create('SpfRecord', wanted, true).catch(() => undefined)
  const told = [...asked, ...log].map(one => one.message).join('\n')
  for (const { message } of ofSpf) expect(told).toContain(message)
})
