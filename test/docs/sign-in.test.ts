/** Every example of the page on signing in is a spec that loads. */
import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { catalogue } from '../../src/findings.js'
import { load } from '../../src/spec/load.js'
import { folderOf } from '../spec/texts.js'

const page = readFileSync(new URL('../../docs/sign-in.md', import.meta.url), 'utf8')
const blocks = [...page.matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, text = '']) => text)
const specs = blocks.filter(text => /^(tenant|auth):/.test(text))

const things = [
  'domains: { contoso.com: }',
  'sites: { milan: { egress: 203.0.113.10 } }',
  'devices: { printer: { site: milan, from: p@contoso.com, to: anyone } }',
].join('\n')

/** A sign-in alone, put where it belongs. */
function whole(text: string): string {
  if (text.startsWith('tenant:')) return text + things
  const indented = text.replace(/^(?=.)/gm, '    ')
  const head =
    'tenant:\n  organization: contoso.onmicrosoft.com\n  exchange:\n    driver: powershell\n'
  return head + indented + things
}

it.each(specs)('loads %j', text => {
  const { findings, spec } = load(folderOf({ 'tenant.yaml': whole(text) }))
  expect(findings).toEqual([])
  expect(spec?.tenant.exchange.auth).not.toBeNull()
})

it('shows every way', () => {
  expect(specs.length).toBeGreaterThanOrEqual(7)
  const about = catalogue['sign-in-not-given'].remedy
  for (const way of ['workload-identity', 'certificate', 'managed-identity', 'access-token']) {
    expect(about).toContain(way)
    expect(page).toContain(`## ${way}`)
  }
})
