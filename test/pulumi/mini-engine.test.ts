/**
 * What our program registers, seen by an engine of a page: the tree, the
 * options that the state must know, what is told and what is put out.
 */
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { contosoTexts, milanYaml, tenantYaml, turinYaml } from '../support/contoso.js'
import { runProgram, type ProgramOptions, type ProgramRun } from '../support/mini-engine.js'
import { buildPulumi, inStack, type BuiltPulumi } from '../support/pulumi-project.js'
import type { Texts } from '../support/stack.js'

vi.setConfig({ testTimeout: 60_000 })

let built: BuiltPulumi
/** The example as it is, which most tests look at. */
let usual: ProgramRun
beforeAll(async () => {
  built = await buildPulumi()
  usual = await run(contosoTexts)
}, 60_000)
afterAll(() => {
  built.remove()
})

function run(texts: Texts, options: Partial<ProgramOptions> = {}): Promise<ProgramRun> {
  const { folder } = built.project(inStack('contoso', texts))
  return runProgram({ folder, program: 'dist/program/program.js', stack: 'contoso', ...options })
}

/** `InboundConnector contoso/milan under contoso/milan`. */
function treeOf({ registrations }: ProgramRun): readonly string[] {
  return registrations
    .map(({ type, name, parent }) => `${type.split(':').at(-1) ?? ''} ${name} under ${parent}`)
    .sort()
}

function thing({ registrations }: ProgramRun, type: string, name: string) {
  const found = registrations.find(
    one => one.type === `devicemail:index:${type}` && one.name === name,
  )
  if (!found) throw new Error(`${type} ${name} was not registered.`)
  return found
}

function inputsOf({ registrations }: ProgramRun): readonly string[] {
  return registrations.map(one => JSON.stringify([one.name, one.inputs])).sort()
}

/** What a person sees; the SDK's own debug lines are not for people. */
function toldOf({ told }: ProgramRun) {
  // Nor is the warning that the example's addresses are those of examples.
  return told.filter(one => one.severity !== 'debug' && !one.message.includes('for examples'))
}

test('connectors stand under their site, all else under the tenant', async () => {
  const seen = await run({ ...contosoTexts, 'turin.yaml': turinYaml })
  expect(treeOf(seen)).toEqual([
    'InboundConnector contoso/milan under contoso/milan',
    'InboundConnector contoso/turin under contoso/turin',
    'SharedMailbox contoso/fax@contoso.com under contoso',
    'SharedMailbox contoso/printer@contoso.com under contoso',
    'Site contoso/milan under contoso',
    'Site contoso/turin under contoso',
    'SpfRecord contoso/contoso.com under contoso',
    'Stack devicemail-contoso under ',
    'Tenant contoso under devicemail-contoso',
    'devicemail contoso under contoso',
  ])
  expect(toldOf(seen)).toEqual([])
})

test('inputs are the fields as plain data: no reasons, no constants, no lines of files, and nothing that is none', async () => {
  expect(thing(usual, 'InboundConnector', 'contoso/milan').inputs).toEqual({
    site: 'milan',
    name: 'Devices at milan',
    enabled: true,
    egressIps: ['203.0.113.10'],
    requireTls: false,
  })
  const moved = await run({ ...contosoTexts, 'milan.yaml': `# A line more.\n\n${milanYaml}` })
  expect(treeOf(moved)).toEqual(treeOf(usual))
  expect(inputsOf(moved)).toEqual(inputsOf(usual))
})

test('the provider is told where the spec is, in relative words', () => {
  const provider = usual.registrations.find(one => one.type === 'pulumi:providers:devicemail')
  expect(provider?.inputs).toEqual({
    spec: 'stacks/contoso',
    organization: 'contoso.onmicrosoft.com',
  })
  const things = usual.registrations.filter(one => one.provider !== '')
  expect(things.map(one => one.provider)).toEqual(
    things.map(() => `${provider?.urn ?? ''}::contoso`),
  )
  expect(things).toHaveLength(4)
})

test('mailboxes stay when they leave the spec, and nothing is protected unless it says so', async () => {
  const seen = await run({
    ...contosoTexts,
    'turin.yaml': turinYaml.replace('egress: 198.51.100.7', 'egress: 198.51.100.7, protect: true'),
  })
  const retained = seen.registrations.filter(one => one.retainOnDelete).map(one => one.name)
  expect(retained).toEqual(['contoso/fax@contoso.com', 'contoso/printer@contoso.com'])
  const protectedOnes = seen.registrations.filter(one => one.protect)
  expect(protectedOnes.map(one => [one.type, one.name])).toEqual([
    ['devicemail:index:InboundConnector', 'contoso/turin'],
  ])
})

test('what needs another thing depends on it', async () => {
  const seen = await run({
    ...contosoTexts,
    'tenant.yaml': tenantYaml.replace('  exchange:', '  rejectDirectSend: true\n  exchange:'),
  })
  const guard = thing(seen, 'DirectSendGuard', 'contoso/contoso.onmicrosoft.com')
  expect(guard.dependencies).toEqual(['contoso/milan'])
  expect(guard.retainOnDelete).toBe(true)
})

test('what the spec takes over is imported under its key, with the consent as an input', async () => {
  const seen = await run({
    ...contosoTexts,
    'milan.yaml': milanYaml.replace(
      'egress: 203.0.113.10',
      'egress: 203.0.113.10, connector: { name: Old relay, adopt: true }',
    ),
    'senders.yaml': 'senders:\n  fax@contoso.com: { adopt: true }\n',
  })
  const connector = thing(seen, 'InboundConnector', 'contoso/milan')
  expect(connector).toMatchObject({ importId: 'milan', inputs: { name: 'Old relay', adopt: true } })
  const mailbox = thing(seen, 'SharedMailbox', 'contoso/fax@contoso.com')
  expect(mailbox).toMatchObject({ importId: 'fax@contoso.com', inputs: { adopt: true } })
  expect(thing(seen, 'SharedMailbox', 'contoso/printer@contoso.com').importId).toBe('')
})

test('a renamed site stays the same resource', async () => {
  const seen = await run({
    ...contosoTexts,
    'milan.yaml': milanYaml
      .replace('milan: { egress: 203.0.113.10 }', 'rho: { egress: 203.0.113.10, formerly: milan }')
      .replaceAll('site: milan', 'site: rho'),
  })
  expect(thing(seen, 'Site', 'contoso/rho').aliases).toContain('contoso/milan')
  const connector = thing(seen, 'InboundConnector', 'contoso/rho')
  expect(connector.aliases).toContain('contoso/milan')
  expect(connector.inputs).toMatchObject({ site: 'rho', formerly: 'milan' })
})

test('each device is put out with what to type into it, and why', async () => {
  const seen = await run(contosoTexts, {
    answer: { mxEndpoints: { 'contoso.com': 'contoso-com.mail.protection.outlook.com' } },
  })
  expect(seen.invoked).toEqual(['devicemail:index:getTenant'])
  expect(seen.outputs['devicemail-contoso']).toMatchObject({
    devices: {
      'milan-copier': {
        host: 'contoso-com.mail.protection.outlook.com',
        port: 25,
        tls: 'none',
        user: null,
        method: 'smtp-relay',
        why: 'SMTP relay from milan. Not direct send: it must reach anyone. Not client submission: it speaks no TLS.',
      },
    },
  })
})

test('a record that a person writes is an output, and no resource', async () => {
  const seen = await run({
    ...contosoTexts,
    'tenant.yaml': tenantYaml.replace('} }\n', '}, spf: { manage: false } }\n'),
  })
  expect(treeOf(seen).filter(one => one.startsWith('SpfRecord'))).toEqual([])
  expect(seen.outputs['devicemail-contoso']).toMatchObject({
    spfRecords: {
      'contoso.com': {
        record: 'v=spf1 ip4:203.0.113.10 include:spf.protection.outlook.com ~all',
        terms: ['ip4:203.0.113.10'],
        managed: false,
      },
    },
  })
})

test('a record that is kept by hand is put out as the tenant’s DNS asks for it', async () => {
  const record = 'v=spf1 ip4:203.0.113.10 include:spf.protection.outlook.com -all'
  const texts = {
    ...contosoTexts,
    'tenant.yaml': tenantYaml.replace(/dns: \{.*\}/u, 'dns: manual }'),
  }
  const seen = await run(texts, { answer: { spfRecords: { 'contoso.com': record } } })
  expect(seen.outputs['devicemail-contoso']).toMatchObject({
    spfRecords: { 'contoso.com': { record, managed: false } },
  })
})

test('a finding is told at the resource that its line asks for, with file and line', async () => {
  const seen = await run({
    ...contosoTexts,
    'news.yaml':
      'devices:\n  news: { site: milan, tls: 1.3, from: news@contoso.com, to: anyone, purpose: bulk }\n',
  })
  const told = toldOf(seen)
  expect(told.map(one => one.severity)).toEqual(['warning'])
  expect(told[0]?.message).toMatch(/^stacks\/contoso\/news\.yaml:2:\d+: .*news/)
  expect(seen.code).toBe(0)
})

test('what the tenant says to a line of the spec is told as well, at what the line asks for', async () => {
  const seen = await run(contosoTexts, {
    answer: {
      findings: [
        {
          code: 'x',
          severity: 'warning',
          message: 'contoso.com is not accepted.',
          remedy: 'Accept it.',
          place: { file: 'tenant.yaml', line: 7, column: 3 },
        },
      ],
    },
  })
  const [told] = toldOf(seen)
  expect(told?.message).toBe(
    'stacks/contoso/tenant.yaml:7:3: contoso.com is not accepted. Accept it.',
  )
  expect(told?.urn).toContain('SpfRecord::contoso/contoso.com')
})

test('a faulty spec registers nothing of the tenant, and tells all its faults with their lines', async () => {
  const seen = await run({
    ...contosoTexts,
    'milan.yaml': milanYaml.replace('203.0.113.10', '203.0.113.300').replace('to: anyone', 'to: 7'),
  })
  expect(seen.code).not.toBe(0)
  expect(seen.registrations.map(one => one.type)).toEqual([
    'pulumi:pulumi:Stack',
    'devicemail:index:Tenant',
  ])
  const errors = toldOf(seen).filter(one => one.severity === 'error')
  expect(errors.map(one => one.message)).toEqual([
    expect.stringMatching(/^stacks\/contoso\/milan\.yaml:2:\d+: .*203\.0\.113\.300/),
    expect.stringMatching(/^stacks\/contoso\/milan\.yaml:6:\d+: /),
    'The spec stacks/contoso has 2 faults; nothing was changed.',
  ])
})

test('the stack says where its spec is, if it is not in the folder of its name', async () => {
  const { folder } = built.project(inStack('emea', contosoTexts))
  const seen = await runProgram({
    folder,
    program: 'dist/program/program.js',
    stack: 'contoso',
    config: { 'devicemail:spec': 'stacks/emea' },
  })
  const provider = seen.registrations.find(one => one.type === 'pulumi:providers:devicemail')
  expect(provider?.inputs).toMatchObject({ spec: 'stacks/emea' })
})

test('a stack without a folder says what is missing', async () => {
  const { folder } = built.project({})
  const seen = await runProgram({ folder, program: 'dist/program/program.js', stack: 'nowhere' })
  expect(seen.code).not.toBe(0)
  expect(
    toldOf(seen)
      .map(one => one.message)
      .join('\n'),
  ).toContain('stacks/nowhere')
})
