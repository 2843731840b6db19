/** A company gives devicemail up. What it made goes, what may hold letters stays, what was there before is as before. */
import { expect, test } from 'vitest'
import { cli } from '../../support/cli.js'
import { contosoTexts, turinYaml } from '../../support/contoso.js'
import { stack } from '../../support/stack.js'

const scene = `
acceptedDomains: [contoso.com]
objects:
  InboundConnector: [{ Name: Filter of a partner, ConnectorType: Partner, SenderDomains: ["smtp:example.com;1"] }]
`

test('destroy takes away connectors and SPF terms, and keeps mailboxes', async () => {
  const contoso = stack({ ...contosoTexts, 'turin.yaml': turinYaml, 'simulator.yaml': scene })
  const { folder } = contoso
  await cli(['apply', folder, '--yes'])

  // Two connectors at once are more than the usual limit: nothing is done, not even half of it.
  const refused = await cli(['destroy', folder, '--yes'])
  expect(refused.code).toBe(1)
  expect(refused.out).toContain('--max-removals 2')
  expect(contoso.tenant().connectors).toHaveLength(3)
  expect(contoso.zone('contoso.com')).toContain('ip4:203.0.113.10')

  // Without consent nothing is done either.
  const unasked = await cli(['destroy', folder, '--max-removals', '2'], { answers: ['no'] })
  expect(unasked.code).toBe(1)
  expect(unasked.err).toContain('- connector "Devices at milan"')

  const { code } = await cli(['destroy', folder, '--max-removals', '2'], { answers: ['yes'] })
  expect(code).toBe(0)
  expect(contoso.tenant().connectors.map(one => one.Name)).toEqual(['Filter of a partner'])
  expect(contoso.tenant().mailboxes).toHaveLength(2)
  expect(contoso.zone('contoso.com')).toContain('"v=spf1 include:spf.protection.outlook.com -all"')
  expect(contoso.zone('contoso.com')).not.toContain('_devicemail')

  // Again: nothing is left to take away.
  expect((await cli(['destroy', folder, '--yes'])).code).toBe(0)
})

test('what the spec protects stays, and its address in SPF, without which its mail is junk', async () => {
  const contoso = stack({
    ...contosoTexts,
    'milan.yaml':
      contosoTexts['milan.yaml']?.replace(
        'egress: 203.0.113.10',
        'egress: 203.0.113.10, protect: true',
      ) ?? null,
  })
  await cli(['apply', contoso.folder, '--yes'])
  const record = contoso.zone('contoso.com')
  const { out } = await cli(['destroy', contoso.folder, '--yes'])
  expect(out).toContain('devicemail destroy')
  expect(out).toContain('protected-from-removal')
  expect(contoso.zone('contoso.com')).toBe(record)
  expect(contoso.tenant().connectors).toHaveLength(1)
})
