/** DNS that is kept by hand is no resource; what a person must write there is told all the same. */
import { expect, test } from 'vitest'
import { provider } from '../support/provider.js'
import { stack } from '../support/stack.js'

const spec = (domain: string) => `
version: 1
tenant: { name: contoso, organization: contoso.onmicrosoft.com, exchange: simulator }
domains: { contoso.com: ${domain} }
sites: { milan: { egress: 203.0.113.10 } }
devices: { copier: { site: milan, tls: none, from: printer@contoso.com, to: anyone } }
`

const scene = (record: string) => `acceptedDomains: [contoso.com]
dns:
  contoso.com:
    MX: ['0 contoso-com.mail.protection.outlook.com']
    TXT: ['${record}']
`

const strict = 'v=spf1 include:spf.protection.outlook.com -all'
const whole = 'v=spf1 ip4:203.0.113.10 include:spf.protection.outlook.com -all'

async function tenantWith(domain: string, record: string) {
  const there = stack({ 'tenant.yaml': spec(domain), 'simulator.yaml': scene(record) })
  const { client } = await provider(there)
  return client.invoke('devicemail:index:getTenant')
}

const waits = expect.objectContaining({ code: 'to-be-done-by-hand', severity: 'warning' }) as object

test('the record is told whole, and ends as it ended before', async () => {
  const { spfRecords, findings } = await tenantWith('{}', strict)
  expect(spfRecords).toEqual({ 'contoso.com': whole })
  expect(findings).toContainEqual(waits)
})

test('once it is there, nobody is asked for it any more', async () => {
  const { spfRecords, findings } = await tenantWith('{}', whole)
  expect(spfRecords).toEqual({ 'contoso.com': whole })
  expect(findings).not.toContainEqual(waits)
})

test('one that the program hands to another provider waits for nobody', async () => {
  const { spfRecords, findings } = await tenantWith('{ spf: { manage: false } }', strict)
  expect(spfRecords).toEqual({})
  expect(findings).not.toContainEqual(waits)
})
