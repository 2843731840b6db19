/**
 * A tenant with an Exchange server of its own: the hybrid wizard made a
 * connector that knows the site's address already. Nothing has to be made.
 */
import { expect, test } from 'vitest'
import { cli } from '../../support/cli.js'
import { contosoTexts, milanYaml } from '../../support/contoso.js'
import { stack } from '../../support/stack.js'

const scene = `
acceptedDomains: [contoso.com]
objects:
  InboundConnector:
    - Name: Inbound from 7c1e
      ConnectorType: OnPremises
      ConnectorSource: HybridWizard
      SenderIPAddresses: [203.0.113.10]
      Enabled: true
`

test('a hybrid connector covers the address: lean on it instead of making another', async () => {
  const contoso = stack({ ...contosoTexts, 'simulator.yaml': scene })
  const { folder } = contoso
  const line = 'connector: { existing: "Inbound from 7c1e" }'

  // The plan refuses a second connector for the same address, and shows the line to write.
  const planned = await cli(['plan', folder])
  expect(planned.code).toBe(1)
  expect(planned.out).toContain('hybrid-connector-covers')
  expect(planned.out).toContain(line)
  expect(planned.out).toContain('Not touched')

  contoso.write({
    'milan.yaml': milanYaml.replace('egress: 203.0.113.10', `egress: 203.0.113.10, ${line}`),
  })
  const applied = await cli(['apply', folder, '--yes'])
  expect(applied.code).toBe(0)

  // No connector was made, the hybrid one is as it was, and mail flows through it.
  const [connector, ...others] = contoso.tenant().connectors
  expect(others).toEqual([])
  expect(connector).toMatchObject({
    Name: 'Inbound from 7c1e',
    SenderIPAddresses: ['203.0.113.10'],
  })
  expect(connector?.Comment ?? '').not.toContain('devicemail')
  const message = {
    sourceAddress: '203.0.113.10',
    mailFrom: 'fax@contoso.com',
    recipient: 'customer@example.com',
  }
  expect(contoso.deliver(message)).toMatchObject({ accepted: true, via: 'Inbound from 7c1e' })
})
