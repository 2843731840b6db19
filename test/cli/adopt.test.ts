/** `devicemail adopt` and `release`: the mark and nothing else, after showing what the thing is. */
import { describe, expect, it, test } from 'vitest'
import { cli } from '../support/cli.js'
import { contosoTexts, milanYaml, turinYaml } from '../support/contoso.js'
import { stack, type TestStack } from '../support/stack.js'
import { markShape } from './shapes.js'

const scene = `
acceptedDomains: [contoso.com]
objects:
  InboundConnector:
    - Name: Milan copiers
      ConnectorType: OnPremises
      SenderDomains: ['smtp:*;1']
      SenderIPAddresses: [203.0.113.10]
      Comment: asked for by facilities
      Enabled: true
`
const named = milanYaml.replace(
  'egress: 203.0.113.10',
  'egress: 203.0.113.10, connector: { name: Milan copiers }',
)
const texts = { ...contosoTexts, 'milan.yaml': named, 'simulator.yaml': scene }
const thing = ['inbound-connector', 'milan']

/** All of the connector but its comment, which bears the mark. */
function withoutComment(contoso: TestStack) {
  const row = contoso.tenant().connector('Milan copiers')
  return { ...row, Comment: null, WhenChanged: null, WhenChangedUTC: null }
}

function commentOf(contoso: TestStack) {
  return contoso.tenant().connector('Milan copiers')?.Comment
}

test('adopt shows the thing, asks, and changes its mark and nothing else', async () => {
  const contoso = stack(texts)
  const before = withoutComment(contoso)
  const { code, out, err, questions } = await cli(['adopt', contoso.folder, ...thing], {
    answers: ['yes'],
  })

  expect(questions).toEqual(['Take over connector "Milan copiers"? Only "yes" does it: '])
  expect(err).toContain('SIMULATED')
  expect(err).toContain('nobody: it bears no mark')
  expect(err).toContain('203.0.113.10')
  expect(err.replace(/\s+/g, ' ')).toContain('The next plan has nothing to change in it.')
  expect(code).toBe(0)
  expect(out).toContain('taken over')
  expect(commentOf(contoso)).toBe('[devicemail:contoso/milan] asked for by facilities')
  expect(withoutComment(contoso)).toEqual(before)

  const plan = await cli(['plan', contoso.folder, '--target', 'inbound-connector:milan'])
  expect(plan.out).not.toContain('not-ours')
})

test('release takes the mark off and leaves what an administrator wrote', async () => {
  const contoso = stack(texts)
  await cli(['adopt', contoso.folder, ...thing, '--yes'])
  contoso.write({ 'milan.yaml': turinYaml.replace('profile: old-copier, ', '') })
  const before = withoutComment(contoso)

  const { code, out } = await cli(['release', contoso.folder, ...thing, '--yes'])

  expect(code).toBe(0)
  expect(out).toContain('let go')
  expect(commentOf(contoso)).toBe('asked for by facilities')
  expect(withoutComment(contoso)).toEqual(before)
  // Nothing asks for it and nobody owns it: no apply takes it away.
  expect((await cli(['apply', contoso.folder, '--yes'])).code).toBe(0)
  expect(withoutComment(contoso)).toEqual(before)
})

test('both are safe to repeat', async () => {
  const contoso = stack(texts)
  for (const command of ['adopt', 'adopt', 'release', 'release']) {
    const { code } = await cli([command, contoso.folder, ...thing, '--yes'])
    expect(code).toBe(0)
  }
  const { json } = await cli(['release', contoso.folder, ...thing, '--yes', '--format', 'json'])
  expect(markShape.parse(json)).toMatchObject({ outcome: 'unchanged', ownedBy: null })
})

test('what the spec wants otherwise is shown, and left for the next apply', async () => {
  const contoso = stack({
    ...texts,
    'simulator.yaml': scene.replace('Enabled: true', 'Enabled: false'),
  })
  const { json } = await cli(['adopt', contoso.folder, ...thing, '--yes', '--format', 'json'])

  expect(markShape.parse(json)).toMatchObject({
    format: 'devicemail-mark/1',
    command: 'adopt',
    reading: 'SIMULATED',
    title: 'connector "Milan copiers"',
    outcome: 'done',
    ownedBy: null,
    values: { name: 'Milan copiers', egressIps: ['203.0.113.10'] },
    differences: [{ path: 'enabled', before: false, after: true }],
  })
  expect(contoso.tenant().connector('Milan copiers')).toMatchObject({ Enabled: false })
  const plan = await cli(['plan', contoso.folder, '--format', 'json'])
  expect(plan.json).toMatchObject({
    changes: expect.arrayContaining([
      expect.objectContaining({
        key: 'milan',
        verb: 'update',
        fields: [{ path: 'enabled', before: false, after: true }],
      }),
    ]) as unknown,
  })
})

test('a mailbox is taken over and let go by its attribute alone', async () => {
  const contoso = stack({
    ...contosoTexts,
    'simulator.yaml': `
acceptedDomains: [contoso.com]
objects:
  Mailbox:
    - { Name: Printers, Alias: printers, PrimarySmtpAddress: printer@contoso.com, RecipientTypeDetails: SharedMailbox }
`,
  })
  const box = ['shared-mailbox', 'Printer@contoso.com']
  const adopted = await cli(['adopt', contoso.folder, ...box, '--yes'])
  expect(adopted.code, adopted.out + adopted.err).toBe(0)
  const plan = await cli(['plan', contoso.folder, '--target', 'shared-mailbox:printer@contoso.com'])
  expect(plan.out).not.toContain('not-ours')

  const released = await cli(['release', contoso.folder, ...box, '--yes'])
  expect(released.code).toBe(0)
  expect(released.out).toContain('released-though-wanted')
  expect((await cli(['status', contoso.folder])).out).not.toContain('printer@contoso.com')
})

describe('refused, with the way out and nothing changed:', () => {
  const refusals: readonly (readonly [
    what: string,
    change: Readonly<Record<string, string>>,
    words: readonly string[],
    code: string,
    wayOut: string,
  ])[] = [
    [
      'what the spec does not ask for',
      {},
      ['inbound-connector', 'milano'],
      'not-in-spec',
      'Did you mean milan?',
    ],
    [
      'what bears the mark of another spec',
      { 'simulator.yaml': scene.replace('asked for', "'[devicemail:group/milan]' #") },
      thing,
      'marked-by-other-spec',
      'takeFrom: group',
    ],
    [
      'a mailbox whose attribute for the mark is taken',
      {
        'simulator.yaml': `
acceptedDomains: [contoso.com]
objects:
  Mailbox:
    - { Name: P, Alias: p, PrimarySmtpAddress: printer@contoso.com, RecipientTypeDetails: SharedMailbox, CustomAttribute15: cost centre 4711 }
`,
      },
      ['shared-mailbox', 'printer@contoso.com'],
      'mark-attribute-taken',
      'markAttribute',
    ],
    [
      'an address that a person holds',
      {
        'simulator.yaml':
          'acceptedDomains: [contoso.com]\nusers: [{ name: Ann, address: printer@contoso.com }]\n',
      },
      ['shared-mailbox', 'printer@contoso.com'],
      'mailbox-address-held',
      'mailbox: existing',
    ],
    [
      'what is not there',
      { 'simulator.yaml': 'acceptedDomains: [contoso.com]\n' },
      thing,
      'nothing-to-adopt',
      'under another name',
    ],
    ['a part of something', {}, ['spf-record', 'contoso.com'], 'kind-is-a-part', 'into the spec'],
    ['no kind at all', {}, ['connector', 'milan'], 'unknown-kind', 'inbound-connector'],
  ]

  it.each(refusals)('%s', async (_, change, words, code, wayOut) => {
    const contoso = stack({ ...texts, ...change })
    const before = contoso.tenant()
    const { code: exit, out } = await cli(['adopt', contoso.folder, ...words, '--yes'])

    expect(exit).toBe(1)
    expect(out).toContain(code)
    expect(out.replace(/\s+/g, ' ')).toContain(wayOut)
    expect(out).toContain('Nothing was changed.')
    expect(contoso.tenant().connectors).toEqual(before.connectors)
  })

  it('where nobody agrees, and where nobody can be asked', async () => {
    const contoso = stack(texts)
    for (const answers of [['no'], ['y'], []]) {
      const { code, out } = await cli(['adopt', contoso.folder, ...thing], { answers })
      expect(code).toBe(1)
      expect(out).toContain('mark-not-agreed')
    }
    expect(commentOf(contoso)).toBe('asked for by facilities')
  })

  it('what changed while a person was asked', async () => {
    const contoso = stack(texts)
    await cli(['adopt', contoso.folder, ...thing, '--yes'])
    await cli(['release', contoso.folder, ...thing, '--yes'])
    const { code, out } = await cli(['adopt', contoso.folder, ...thing], {
      answers: ['yes'],
      onErr: () => {
        contoso.editTenant(tenant => ({
          ...tenant,
          objects: {
            ...tenant.objects,
            InboundConnector: tenant.objects.InboundConnector.map(one => ({
              ...one,
              Comment: 'hands off',
            })),
          },
        }))
      },
    })
    expect({ code, out }).toMatchObject({
      code: 1,
      out: expect.stringContaining('thing-changed-meanwhile') as string,
    })
    expect(commentOf(contoso)).toBe('hands off')
  })

  it('the release of what another spec owns', async () => {
    const contoso = stack({
      ...texts,
      'simulator.yaml': scene.replace('asked for', "'[devicemail:group/milan]' #"),
    })
    const { code, out } = await cli(['release', contoso.folder, ...thing, '--yes'])
    expect(code).toBe(1)
    expect(out).toContain('not-ours-to-release')
  })

  it('the release of what is not there', async () => {
    const contoso = stack(texts)
    const { code, out } = await cli([
      'release',
      contoso.folder,
      'inbound-connector',
      'oslo',
      '--yes',
    ])
    expect(code).toBe(1)
    expect(out).toContain('nothing-to-release')
  })
})

test('another spec’s thing is taken over where the spec says so', async () => {
  const contoso = stack({
    ...texts,
    'milan.yaml': named.replace('name: Milan', 'takeFrom: group, name: Milan'),
    'simulator.yaml': scene.replace('asked for', "'[devicemail:group/milan] asked for' #"),
  })
  const { code } = await cli(['adopt', contoso.folder, ...thing, '--yes'])
  expect(code).toBe(0)
  expect(commentOf(contoso)).toBe('[devicemail:contoso/milan] asked for')
})

test('a time limit that passes before the write: nothing is changed, and that is told', async () => {
  const contoso = stack(texts)
  // Each look at the clock takes 40 s: the folder is begun in time, and the write is not.
  const { code, out } = await cli(
    ['adopt', contoso.folder, ...thing, '--yes', '--timeout', '100'],
    {
      slow: 40,
    },
  )
  expect(code).toBe(3)
  expect(out).toContain('mark-not-changed')
  expect(commentOf(contoso)).toBe('asked for by facilities')
})

describe('where the world fails:', () => {
  const failing = (fault: string) => ({
    ...texts,
    'simulator.yaml': `${scene}faults: [{ cmdlet: Set-InboundConnector, call: 1, fault: ${fault} }]\n`,
  })

  it('a write that is refused is told, with the role that is missing', async () => {
    const contoso = stack(failing('denied'))
    const { code, out } = await cli(['adopt', contoso.folder, ...thing, '--yes'])
    expect(code).toBe(1)
    expect(out).toContain('world-denied')
    expect(commentOf(contoso)).toBe('asked for by facilities')
  })

  it('a write that landed though no answer came is found, and not repeated', async () => {
    const contoso = stack(failing('timeout-after-write'))
    const { code } = await cli(['adopt', contoso.folder, ...thing, '--yes'])
    expect(code).toBe(0)
    expect(commentOf(contoso)).toBe('[devicemail:contoso/milan] asked for by facilities')
  })

  it('a write of which nothing shows ends in waiting, and the next run goes on', async () => {
    const contoso = stack(failing('timeout-before-write'))
    const { code, out } = await cli(['adopt', contoso.folder, ...thing, '--yes'])
    expect(code).toBe(3)
    expect(out).toContain('world-unknown-outcome')
    expect((await cli(['adopt', contoso.folder, ...thing, '--yes'])).code).toBe(0)
  })
})
