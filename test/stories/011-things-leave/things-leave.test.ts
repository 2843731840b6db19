/** A device is scrapped; later its whole site is closed. What goes, what is kept, and what is told. */
import { expect, test } from 'vitest'
import { cli } from '../../support/cli.js'
import { contosoTexts, milanYaml, turinYaml } from '../../support/contoso.js'
import { stack } from '../../support/stack.js'

test('a device leaves: its mailbox is kept and named, since people may still need what is in it', async () => {
  const contoso = stack(contosoTexts)
  const { folder } = contoso
  await cli(['apply', folder, '--yes'])
  const before = contoso.tenant()

  contoso.write({ 'milan.yaml': milanYaml.replace(/ {2}milan-fax: .*\n/, '') })
  const planned = await cli(['plan', folder, '--detailed-exitcode'])
  expect(planned.code).toBe(0)
  expect(planned.out).toContain('is kept, though nothing asks for it any more')
  expect(planned.out).toContain('mailbox fax@contoso.com')

  expect((await cli(['apply', folder, '--yes'])).code).toBe(0)
  expect(contoso.tenant().mailboxes).toEqual(before.mailboxes)
  expect(contoso.tenant().connectors).toEqual(before.connectors)
})

test('a site leaves: its connector and its SPF term go, and nobody else notices', async () => {
  const contoso = stack({ ...contosoTexts, 'turin.yaml': turinYaml })
  const { folder } = contoso
  await cli(['apply', folder, '--yes'])
  const scan = (sourceAddress: string) => ({
    sourceAddress,
    mailFrom: 'printer@contoso.com',
    recipient: 'customer@example.com',
  })
  expect(contoso.deliver(scan('198.51.100.7')).accepted).toBe(true)

  contoso.write({ 'turin.yaml': null })
  const planned = await cli(['plan', folder])
  expect(planned.out).toContain('Connector "Devices at turin" goes')
  expect(planned.out).toContain('Nothing changes for milan-copier and milan-fax.')

  expect((await cli(['apply', folder, '--yes'])).code).toBe(0)
  expect(contoso.deliver(scan('198.51.100.7')).accepted).toBe(false)
  expect(contoso.deliver(scan('203.0.113.10')).accepted).toBe(true)
  expect(contoso.zone('contoso.com')).toContain(
    '"v=spf1 ip4:203.0.113.10 include:spf.protection.outlook.com -all"',
  )
  // printer@ is Milan's too, so its mailbox is wanted as before.
  expect(contoso.tenant().mailbox('printer@contoso.com')).toBeDefined()
})
