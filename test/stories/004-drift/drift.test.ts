/**
 * Drift: somebody deletes a connector in the admin centre, somebody else edits
 * the zone. The nightly plan names both, with the devices that suffer.
 */
import { expect, test } from 'vitest'
import { cli } from '../../support/cli.js'
import { contosoTexts } from '../../support/contoso.js'
import { stack } from '../../support/stack.js'

test('what others changed is named, and mended by an apply', async () => {
  const contoso = stack(contosoTexts)
  const { folder } = contoso
  await cli(['apply', folder, '--yes'])

  contoso.editTenant(tenant => ({
    ...tenant,
    objects: { ...tenant.objects, InboundConnector: [] },
  }))
  contoso.editZone('contoso.com', zone => zone.replace('ip4:203.0.113.10 ', 'ip4:192.0.2.200 '))

  const nightly = await cli(['plan', folder, '--detailed-exitcode', '--format', 'json'])
  expect(nightly.code).toBe(2)
  expect(nightly.json).toMatchObject({
    changes: [
      { kind: 'inbound-connector', key: 'milan', verb: 'create' },
      { kind: 'spf-record', key: 'contoso.com', verb: 'update' },
    ],
  })
  for (const device of ['milan-copier', 'milan-fax'])
    expect(nightly.out.match(new RegExp(`"device": "${device}"`, 'g'))).toHaveLength(2)
  expect((await cli(['verify', folder])).code).toBe(1)

  const { code } = await cli(['apply', folder, '--yes'])
  expect(code).toBe(0)
  expect(contoso.tenant().connector('Devices at milan')).toMatchObject({ Enabled: true })
  // Our term is there again. The one that somebody wrote is not ours, so it stays.
  expect(contoso.zone('contoso.com')).toContain('ip4:203.0.113.10')
  expect(contoso.zone('contoso.com')).toContain('ip4:192.0.2.200')
  expect((await cli(['verify', folder])).code).toBe(0)
})

test('a mark that was overwritten by hand means: no longer ours, so it is not touched', async () => {
  const contoso = stack(contosoTexts)
  await cli(['apply', contoso.folder, '--yes'])
  contoso.editTenant(tenant => ({
    ...tenant,
    objects: {
      ...tenant.objects,
      InboundConnector: tenant.objects.InboundConnector.map(row => ({
        ...row,
        Comment: 'Ours now. The network team',
        SenderIPAddresses: ['192.0.2.1'],
      })),
    },
  }))
  const { code, out } = await cli(['apply', contoso.folder, '--yes'])
  expect(code).toBe(1)
  expect(out).toContain('adopt: true')
  expect(contoso.tenant().connector('Devices at milan')).toMatchObject({
    Comment: 'Ours now. The network team',
    SenderIPAddresses: ['192.0.2.1'],
  })
})
