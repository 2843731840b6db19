/**
 * A domain that may not cost one look-up more, and a site that gets a new line:
 * its four addresses change over a week. Old and new are allowed together first,
 * then the old ones go, two at a time. Three pull requests, three plans to read.
 */
import { expect, test } from 'vitest'
import { parseSpf } from '../../../src/mail/spf.js'
import { cli } from '../../support/cli.js'
import { tenantYaml, zoneOf } from '../../support/contoso.js'
import { stack } from '../../support/stack.js'

const old = ['203.0.113.10', '203.0.113.20', '203.0.113.30', '203.0.113.40']
const fresh = ['198.51.100.10', '198.51.100.20', '198.51.100.30', '198.51.100.40']

const services = Array.from({ length: 9 }, (_, at) => `_spf.service-${String(at + 1)}.example.com`)
const theirs = ['include:spf.protection.outlook.com', ...services.map(name => `include:${name}`)]

const site = (addresses: readonly string[]) => `sites:
  milan: { egress: [${addresses.join(', ')}] }
profiles:
  old-copier: { tls: none, auth: [], ports: [25] }
devices:
  milan-copier: { site: milan, profile: old-copier, from: printer@contoso.com, to: anyone }
`

const scene = `acceptedDomains: [contoso.com]
dns:
  spf.protection.outlook.com: { TXT: ["v=spf1 ip4:192.0.2.0/25 -all"] }
${services.map(name => `  ${name}: { TXT: ["v=spf1 ip4:192.0.2.128/25 -all"] }`).join('\n')}
`

test('four addresses of a domain at ten look-ups change over a week', async () => {
  const contoso = stack({
    'tenant.yaml': tenantYaml,
    'milan.yaml': site(old),
    'simulator.yaml': scene,
    'contoso.com.zone': zoneOf('contoso.com').replace(
      'include:spf.protection.outlook.com',
      theirs.join(' '),
    ),
  })
  const { folder } = contoso
  const record = () =>
    parseSpf(/v=spf1 [^\n]*/.exec(contoso.zone('contoso.com').replace(/" "|"/g, ''))?.[0] ?? '')
  const addresses = () =>
    record()
      .terms.map(({ text }) => text)
      .filter(text => text.startsWith('ip4:'))
      .map(text => text.slice(4))
      .sort()
  const recognised = () =>
    [...(contoso.tenant().connectors[0]?.SenderIPAddresses as readonly string[])].sort()
  /** What the reviewer reads, and then the merge. */
  const pullRequest = async (name: string, wanted: readonly string[]) => {
    contoso.write({ 'milan.yaml': site(wanted) })
    const { code, out } = await cli(['plan', folder, '--format', 'markdown'])
    expect(code).toBe(0)
    await expect(out.replaceAll(folder, 'stacks/contoso')).toMatchFileSnapshot(`golden/${name}.md`)
    expect((await cli(['apply', folder, '--yes'])).code).toBe(0)
    expect(addresses()).toEqual([...wanted].sort())
    expect(recognised()).toEqual([...wanted].sort())
    // Nobody else's term moved, and the budget is as full as before.
    expect(
      record()
        .terms.map(({ text }) => text)
        .filter(text => text.startsWith('include:')),
    ).toEqual(theirs)
    expect((await cli(['verify', folder])).code).toBe(0)
  }

  expect((await cli(['apply', folder, '--yes'])).code).toBe(0)
  expect(addresses()).toEqual(old)

  await pullRequest('1-old-and-new', [...old, ...fresh])
  await pullRequest('2-half-of-the-old-go', [...old.slice(2), ...fresh])
  await pullRequest('3-only-the-new', fresh)
})
