/**
 * Values that came from a person or a tenant cannot break out of where they are
 * drawn. The report has its own tests for every painter; these go the whole way,
 * from the YAML of a pull request and the objects of a tenant to stdout.
 */
import { describe, expect, it } from 'vitest'
import { cli } from '../support/cli.js'
import { contosoTexts } from '../support/contoso.js'
import { stack } from '../support/stack.js'
import { planShape } from './shapes.js'

const evil = '\u001b[2J`|@everyone <img src=x onerror=alert(1)> [x](http://example.com) \u202etxet'

const texts = {
  ...contosoTexts,
  'milan.yaml': `sites:
  milan:
    egress: 203.0.113.10
    notes: ${JSON.stringify(evil)}
    labels: { owner: ${JSON.stringify(evil)} }
    connector: { name: ${JSON.stringify(`Devices ${evil}`.slice(0, 60))} }
senders:
  printer@contoso.com: { displayName: ${JSON.stringify(evil.slice(0, 40))} }
devices:
  milan-copier: { site: milan, from: printer@contoso.com, to: anyone, notes: ${JSON.stringify(evil)} }
`,
  'simulator.yaml': `acceptedDomains: [contoso.com]
objects:
  InboundConnector:
    - { Name: ${JSON.stringify(evil)}, SenderIPAddresses: [192.0.2.7] }
`,
}

it('reaches the plan: none of it is refused beforehand', async () => {
  const { folder } = stack(texts)
  const { code, json } = await cli(['plan', folder, '--format', 'json'])
  expect(code).toBe(0)
  expect(JSON.stringify(planShape.parse(json).changes)).toContain('@everyone')
})

const commands: readonly (readonly string[])[] = [
  ['validate'],
  ['plan', '--verbose'],
  ['explain', '--sheet'],
  ['apply', '--yes'],
  ['verify', '--verbose'],
  ['status'],
]

const controls = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/u

describe.each(commands)('%s', (name = '', ...flags) => {
  const drawn = async (format: string) => {
    const { folder } = stack(texts)
    const { out, err } = await cli([name, folder, ...flags, '--format', format])
    return { out, all: out + err }
  }

  it.each(['terminal', 'markdown', 'html', 'json'])(
    'prints no control character as %s',
    async format => {
      const { all } = await drawn(format)
      expect(all).not.toMatch(controls)
    },
  )

  it('makes no mention, link, image or cell of it in Markdown', async () => {
    const { out } = await drawn('markdown')
    expect(out).not.toContain('@everyone')
    expect(out).not.toContain('<img')
    expect(out).not.toMatch(/(?<!\\)\[x\]\(http/)
  })

  it('makes no element of it in HTML', async () => {
    const { out } = await drawn('html')
    expect(out).not.toContain('<img')
  })

  it('gives JSON that reads back', async () => {
    const { out } = await drawn('json')
    expect(() => JSON.parse(out) as unknown).not.toThrow()
  })
})
