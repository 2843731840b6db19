/**
 * The first rollout: an office with two devices that cannot sign in. Its
 * administrator writes what is there, looks at the plan, applies it, and the
 * devices send.
 */
import { expect, test } from 'vitest'
import { cli } from '../../support/cli.js'
import { zoneOf } from '../../support/contoso.js'
import { stack } from '../../support/stack.js'

// Which tenant this is about, and who serves the DNS of its domain.
const tenant = `
version: 1
tenant:
  name: contoso
  organization: contoso.onmicrosoft.com
  exchange: { driver: simulator }
domains:
  contoso.com: { dns: { driver: zone-file, file: contoso.com.zone } }
`

// One place with its public address, and what stands there.
const milan = `
sites:
  milan: { egress: 203.0.113.10 }
profiles:
  old-copier: { tls: none, auth: [], ports: [25] }
devices:
  milan-copier: { site: milan, profile: old-copier, from: printer@contoso.com, to: anyone }
  milan-fax: { site: milan, profile: old-copier, from: fax@contoso.com, to: anyone }
`

const scanToACustomer = {
  sourceAddress: '203.0.113.10',
  mailFrom: 'printer@contoso.com',
  recipient: 'customer@example.com',
}

test('from a few lines of YAML to devices that send', async () => {
  const contoso = stack({
    'tenant.yaml': tenant,
    'milan.yaml': milan,
    'contoso.com.zone': zoneOf('contoso.com'),
  })
  const { folder } = contoso

  // Before anything is done, Microsoft takes no mail to the outside from this address.
  expect(contoso.deliver(scanToACustomer)).toMatchObject({ accepted: false, code: '550 5.7.64' })

  // The text is sound, and it says how each device will send, and why.
  expect((await cli(['validate', folder])).code).toBe(0)
  const explained = await cli(['explain', folder, 'milan-copier'])
  expect(explained.out).toContain('milan-copier sends by SMTP relay from milan')
  expect(explained.out).toContain('✗ It speaks no TLS.')

  // The plan shows what will be, in words first. Nothing is changed by looking.
  const planned = await cli(['plan', folder, '--detailed-exitcode'])
  expect(planned.code).toBe(2)
  expect(planned.out).toContain('milan-copier and milan-fax will be able to send to anyone.')
  expect(planned.out).toContain('{+ip4:203.0.113.10+}')
  expect(contoso.deliver(scanToACustomer).accepted).toBe(false)

  // The plan is approved, and done.
  const applied = await cli(['apply', folder], { answers: ['yes'] })
  expect(applied.code).toBe(0)
  expect(applied.out).toContain('All 4 changes are done.')
  expect(applied.out).toContain('contoso-com.mail.protection.outlook.com, port 25, no sign-in')

  // Now there is a connector for the address, a mailbox for each sender, and the SPF term.
  const world = contoso.tenant()
  expect(world.connector('Devices at milan')).toMatchObject({
    ConnectorType: 'OnPremises',
    Enabled: true,
    SenderIPAddresses: ['203.0.113.10'],
    Comment: expect.stringMatching(/^\[devicemail:contoso\/milan\]/) as unknown,
  })
  expect(world.mailbox('printer@contoso.com')).toMatchObject({
    RecipientTypeDetails: 'SharedMailbox',
    HiddenFromAddressListsEnabled: true,
    CustomAttribute15: '[devicemail:contoso/printer@contoso.com]',
  })
  expect(contoso.zone('contoso.com')).toContain(
    '"v=spf1 ip4:203.0.113.10 include:spf.protection.outlook.com -all"',
  )

  // And the same message is taken, by that connector; a stranger's is not.
  expect(contoso.deliver(scanToACustomer)).toMatchObject({
    accepted: true,
    via: 'Devices at milan',
  })
  const stranger = { ...scanToACustomer, sourceAddress: '198.51.100.99' }
  expect(contoso.deliver(stranger).accepted).toBe(false)

  // A second apply finds nothing to do, and the check that follows every night is clean.
  expect((await cli(['apply', folder], { answers: [] })).out).toContain('Nothing to do')
  expect((await cli(['verify', folder])).code).toBe(0)

  // Everything that was made can be found by its mark.
  const { out } = await cli(['status', folder])
  for (const thing of ['Devices at milan', 'printer@contoso.com', 'SPF contoso.com'])
    expect(out).toContain(thing)
})
