/**
 * The DNS is kept by a provider whose web form somebody must fill in. The plan
 * gives the record ready to paste, and verify waits until everybody sees it.
 */
import { expect, test } from 'vitest'
import { cli } from '../../support/cli.js'
import { milanYaml, tenantYaml } from '../../support/contoso.js'
import { stack } from '../../support/stack.js'

const tenant = tenantYaml.replace('{ driver: zone-file, file: contoso.com.zone }', 'manual')

/** What the DNS of the simulated world answers. */
const dns = (spf: string) => `
acceptedDomains: [contoso.com]
dns:
  contoso.com:
    MX: 0 contoso-com.mail.protection.outlook.com
    TXT: ["${spf}"]
`
const before = 'v=spf1 include:spf.protection.outlook.com -all'
const after = 'v=spf1 ip4:203.0.113.10 include:spf.protection.outlook.com -all'

test('a record that a person must paste', async () => {
  const contoso = stack({
    'tenant.yaml': tenant,
    'milan.yaml': milanYaml,
    'simulator.yaml': dns(before),
  })
  const { folder } = contoso

  // The plan shows the whole record on a line of its own.
  const planned = await cli(['plan', folder])
  expect(planned.code).toBe(0)
  expect(planned.out).toContain('SPF contoso.com waits for a person')
  expect(planned.out.split('\n').map(line => line.trim())).toContain(after)

  // An apply does what it can; that a person is needed is no failure of it.
  const applied = await cli(['apply', folder, '--yes'])
  expect(applied.code).toBe(0)
  expect(contoso.tenant().connectors).toHaveLength(1)

  // Verify tells, as often as it is asked, that the record is not there yet.
  const waiting = await cli(['verify', folder])
  expect(waiting.code).toBe(3)
  expect(waiting.out).toContain(after)

  // The person pastes it.
  contoso.write({ 'simulator.yaml': dns(after) })
  const done = await cli(['verify', folder])
  expect(done.code).toBe(0)
  expect(done.out).toContain('Everything stands as the spec asks')
})
