/**
 * An address that a person holds already. No mailbox is made beside hers and
 * hers is not touched: the plan names her, and the line to write.
 */
import { expect, test } from 'vitest'
import { cli } from '../../support/cli.js'
import { contosoTexts } from '../../support/contoso.js'
import { stack } from '../../support/stack.js'

const scene = `
acceptedDomains: [contoso.com]
users:
  - { name: Front desk, address: desk@contoso.com, aliases: [fax@contoso.com] }
`

test('fax@ is an alias of the front desk', async () => {
  const contoso = stack({ ...contosoTexts, 'simulator.yaml': scene })
  const { folder } = contoso

  const planned = await cli(['plan', folder])
  expect(planned.code).toBe(1)
  expect(planned.out).toContain('fax@contoso.com is held by the user Front desk (desk@contoso.com)')
  expect(planned.out).toContain('`mailbox: existing`')

  // An apply does the rest, says that not all is done, and leaves the front desk alone.
  const first = await cli(['apply', folder, '--yes'])
  expect(first.code).toBe(3)
  const desk = contoso.tenant().mailbox('desk@contoso.com')
  expect(desk).toMatchObject({ RecipientTypeDetails: 'UserMailbox', CustomAttribute15: '' })

  // The line that the plan named is written, and nothing is left to do.
  contoso.write({ 'senders.yaml': 'senders:\n  fax@contoso.com: { mailbox: existing }\n' })
  const second = await cli(['apply', folder, '--yes'])
  expect(second.code).toBe(0)
  expect(contoso.tenant().mailbox('desk@contoso.com')).toEqual(desk)
  expect(contoso.tenant().mailboxes).toHaveLength(2)
  expect((await cli(['verify', folder])).code).toBe(0)
})
