/** A domain that leaves the spec while our terms remain in its record is told, plan after plan. */
import { expect, it } from 'vitest'
import { cli } from '../support/cli.js'
import { contosoTexts } from '../support/contoso.js'
import { stack } from '../support/stack.js'

const scene = (mark: string) => `organization: contoso.onmicrosoft.com
acceptedDomains: [contoso.com, fabrikam.com]
dns:
  _devicemail.fabrikam.com: { TXT: ['${mark}'] }
`
const planned = async (mark: string) => {
  const { folder } = stack({ ...contosoTexts, 'simulator.yaml': scene(mark) })
  return (await cli(['plan', folder])).out
}

it('tells which terms are left, by the mark that names this spec', async () => {
  const out = await planned('v=devicemail1; spec=contoso; terms=ip4:203.0.113.10')
  expect(out).toContain('spf-left-behind')
  expect(out).toContain('ip4:203.0.113.10')
})

it.each(['v=devicemail1; spec=other; terms=ip4:203.0.113.10', 'v=spf1 -all'])(
  'is silent about what is no mark of ours: %s',
  async mark => {
    expect(await planned(mark)).not.toContain('spf-left-behind')
  },
)
