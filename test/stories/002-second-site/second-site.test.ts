/**
 * A second site: somebody adds one file, and the reviewer of the pull request
 * sees that nothing changes for those who send already.
 */
import { expect, test } from 'vitest'
import { cli } from '../../support/cli.js'
import { contosoTexts } from '../../support/contoso.js'
import { stack } from '../../support/stack.js'

const turin = `
sites:
  turin: { egress: 198.51.100.7, notes: "ISP letter of 3 November, ticket 4711" }
devices:
  turin-copier: { site: turin, profile: old-copier, from: printer@contoso.com, to: anyone }
`

test('one file more, and only what it asks for is made', async () => {
  const contoso = stack(contosoTexts)
  const { folder } = contoso
  await cli(['apply', folder, '--yes'])
  const before = contoso.tenant()

  contoso.write({ 'turin.yaml': turin })

  // The comment under the pull request says it in words first.
  const comment = await cli(['plan', folder, '--format', 'markdown'])
  expect(comment.out).toContain('turin-copier')
  expect(comment.out).toContain('Nothing changes for')
  expect(comment.out).toContain('ISP letter of 3 November')

  const { code, err } = await cli(['apply', folder, '--yes'])
  expect(code).toBe(0)
  expect(err.trimEnd().split('\n')).toEqual([
    'create connector "Devices at turin": done',
    'change SPF contoso.com: done',
  ])

  // Milan's connector and both mailboxes are as they were, to the last property.
  const after = contoso.tenant()
  expect(after.connector('Devices at milan')).toEqual(before.connector('Devices at milan'))
  expect(after.mailboxes).toEqual(before.mailboxes)
  expect(contoso.zone('contoso.com')).toContain('ip4:203.0.113.10 ip4:198.51.100.7 ')

  // What stood in the zone beside the SPF record stands there still.
  expect(contoso.zone('contoso.com')).toContain('@    IN TXT "some-verification=1234"')
})
