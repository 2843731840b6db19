/**
 * Two specs in one tenant: a group company keeps its own folder. Neither
 * touches what the other made, both are seen, and a site can change hands.
 */
import { cpSync } from 'node:fs'
import { expect, test } from 'vitest'
import { cli } from '../../support/cli.js'
import { contosoTexts, tenantYaml, zoneOf } from '../../support/contoso.js'
import { stacks, type TestStack } from '../../support/stack.js'

const group = {
  'tenant.yaml': tenantYaml.replace('name: contoso', 'name: group'),
  'contoso.com.zone': zoneOf('contoso.com'),
  'oslo.yaml': `
sites:
  oslo: { egress: 198.51.100.7 }
devices:
  oslo-copier: { site: oslo, from: oslo@contoso.com, to: anyone }
`,
}

/** The tenant is one: each folder's simulator gets what the other has done. */
function sameTenant(from: TestStack, to: TestStack): void {
  cpSync(from.path('.simulator'), to.path('.simulator'), { recursive: true })
}

test('each keeps to its own, and status lists both', async () => {
  const [contoso, other] = stacks({ contoso: contosoTexts, group })
  if (!contoso || !other) throw new Error('Two stacks were asked for.')
  await cli(['apply', contoso.folder, '--yes'])
  sameTenant(contoso, other)

  // For the second spec, the things of the first are simply not its business.
  const { code, err } = await cli(['apply', other.folder, '--yes'])
  expect(code).toBe(0)
  expect(err).not.toContain('remove')
  expect(
    other
      .tenant()
      .connectors.map(one => one.Name)
      .sort(),
  ).toEqual(['Devices at milan', 'Devices at oslo'])
  expect(other.zone('contoso.com')).toContain('ip4:203.0.113.10')
  expect(other.zone('contoso.com')).toContain('ip4:198.51.100.7')

  const status = await cli(['status', other.folder])
  expect(status.out).toMatch(/contoso +inbound-connector +milan/)
  expect(status.out).toMatch(/group +inbound-connector +oslo/)

  // And the first finds everything of its own as it left it.
  sameTenant(other, contoso)
  expect((await cli(['verify', contoso.folder])).code).toBe(0)
})

test('a site changes hands only where the new spec says so', async () => {
  const [contoso, other] = stacks({ contoso: contosoTexts, group })
  if (!contoso || !other) throw new Error('Two stacks were asked for.')
  await cli(['apply', contoso.folder, '--yes'])
  sameTenant(contoso, other)
  const guid = contoso.tenant().connector('Devices at milan')?.Guid
  const milan = (connector: string) => `
sites:
  milan: { egress: 203.0.113.10${connector} }
devices:
  milan-copier: { site: milan, from: milan@contoso.com, to: anyone }
`
  other.write({ 'oslo.yaml': milan('') })
  const refused = await cli(['plan', other.folder])
  expect(refused.code).toBe(1)
  expect(refused.out).toContain('takeFrom')

  other.write({ 'oslo.yaml': milan(', connector: { takeFrom: contoso }') })
  const { code } = await cli(['apply', other.folder, '--yes'])
  expect(code).toBe(0)
  expect(other.tenant().connector('Devices at milan')).toMatchObject({
    Guid: guid,
    Comment: expect.stringMatching(/^\[devicemail:group\/milan\]/) as unknown,
  })
})
