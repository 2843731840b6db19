/**
 * Two brands in one tenant, each with a printer@. Exchange wants names and
 * aliases to be unique across all domains, so the obvious second mailbox fails;
 * here both work.
 */
import { expect, test } from 'vitest'
import { cli } from '../../support/cli.js'
import { zoneOf } from '../../support/contoso.js'
import { stack } from '../../support/stack.js'

const texts = {
  'tenant.yaml': `
version: 1
tenant: { organization: contoso.onmicrosoft.com, exchange: { driver: simulator } }
domains:
  contoso.com: { dns: { driver: zone-file, file: contoso.com.zone } }
  fabrikam.com: { dns: { driver: zone-file, file: fabrikam.com.zone } }
sites:
  milan: { egress: 203.0.113.10 }
devices:
  milan-copier: { site: milan, from: printer@contoso.com, to: anyone }
  milan-plotter: { site: milan, from: printer@fabrikam.com, to: anyone }
`,
  'contoso.com.zone': zoneOf('contoso.com'),
  'fabrikam.com.zone': zoneOf('fabrikam.com'),
}

test('two mailboxes printer@ in two domains', async () => {
  const contoso = stack(texts)
  expect((await cli(['apply', contoso.folder, '--yes'])).code).toBe(0)

  const world = contoso.tenant()
  const [one, other] = ['printer@contoso.com', 'printer@fabrikam.com'].map(world.mailbox)
  expect(one).toMatchObject({ PrimarySmtpAddress: 'printer@contoso.com' })
  expect(other).toMatchObject({ PrimarySmtpAddress: 'printer@fabrikam.com' })
  expect(one?.Alias).not.toBe(other?.Alias)

  // Each domain's SPF record names the site, since its devices send from both.
  for (const domain of ['contoso.com', 'fabrikam.com'])
    expect(contoso.zone(domain)).toContain('ip4:203.0.113.10')
  expect((await cli(['verify', contoso.folder])).code).toBe(0)
})
