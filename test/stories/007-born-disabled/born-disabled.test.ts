/**
 * Microsoft makes some new connectors disabled, whatever was asked for, until
 * its support has heard why they are needed.
 */
import { expect, test } from 'vitest'
import { cli } from '../../support/cli.js'
import { contosoTexts } from '../../support/contoso.js'
import { stack } from '../../support/stack.js'

const scene = (line: string) => `acceptedDomains: [contoso.com]\n${line}\n`

test('a connector that is born disabled is switched on in the same run', async () => {
  const contoso = stack({
    ...contosoTexts,
    'simulator.yaml': scene('connectorsBornDisabled: true'),
  })
  const { code } = await cli(['apply', contoso.folder, '--yes'])
  expect(code).toBe(0)
  expect(contoso.tenant().connectors).toHaveLength(1)
  expect(contoso.tenant().connector('Devices at milan')).toMatchObject({ Enabled: true })
})

test('one that may not be switched on is told as waiting, never as done', async () => {
  const locked = 'connectorsBornDisabled: true\nconnectorsCannotBeEnabled: true'
  const contoso = stack({ ...contosoTexts, 'simulator.yaml': scene(locked) })
  const { folder } = contoso
  const first = await cli(['apply', folder, '--yes', '--format', 'json'])
  expect(first.code).toBe(3)
  expect(first.json).toMatchObject({
    receipts: expect.arrayContaining([
      expect.objectContaining({
        kind: 'inbound-connector',
        key: 'milan',
        finding: expect.objectContaining({
          message: expect.stringContaining('enabled') as unknown,
        }) as unknown,
      }),
    ]) as unknown,
  })

  // Once Microsoft has allowed it, the next run goes on with the same connector.
  contoso.write({ 'simulator.yaml': scene('') })
  expect((await cli(['apply', folder, '--yes'])).code).toBe(0)
  expect(contoso.tenant().connectors).toHaveLength(1)
  expect((await cli(['verify', folder])).code).toBe(0)
})
