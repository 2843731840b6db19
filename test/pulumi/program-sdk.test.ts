/** The classes that people use in a program of their own, under mocks. */
import * as pulumi from '@pulumi/pulumi'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import type * as Sdk from '../../src/pulumi/index.js'
import { typeToken } from '../../src/pulumi/type-token.js'
import { everyKind } from '../../src/resources/kinds.js'

interface Asked {
  readonly type: string
  readonly name: string
  readonly inputs: Readonly<Record<string, unknown>>
}

let sdk: typeof Sdk
let asked: Asked[] = []

beforeAll(async () => {
  await pulumi.runtime.setMocks({
    newResource({ type, name, inputs }) {
      asked.push({ type, name, inputs: inputs as Asked['inputs'] })
      return { id: name, state: inputs as Record<string, unknown> }
    },
    call: () => ({}),
  })
  sdk = await import('../../src/pulumi/index.js')
})
beforeEach(() => {
  asked = []
})

/** One of each, with no more than must be written. */
function oneOfEach() {
  return {
    'inbound-connector': new sdk.InboundConnector('milan', {
      site: 'milan',
      name: 'Devices at milan',
      egressIps: ['203.0.113.10'],
    }),
    'shared-mailbox': new sdk.SharedMailbox('printer', {
      address: 'printer@contoso.com',
      displayName: 'Printer',
    }),
    'smtp-auth': new sdk.SmtpAuth('scans', { address: 'scans@contoso.com', enabled: true }),
    'spf-record': new sdk.SpfRecord('contoso.com', {
      domain: 'contoso.com',
      terms: ['ip4:203.0.113.10'],
    }),
    'direct-send-guard': new sdk.DirectSendGuard('guard', {
      organization: 'contoso.onmicrosoft.com',
      rejectDirectSend: true,
    }),
    'exchange-service-principal': new sdk.ExchangeServicePrincipal('payroll', {
      application: 'payroll',
      appId: 'aaaaaaaa-0000-4000-8000-000000000001',
      objectId: 'bbbbbbbb-0000-4000-8000-000000000001',
    }),
    'management-scope': new sdk.ManagementScope('payroll', {
      application: 'payroll',
      mailboxes: ['payroll@contoso.com'],
    }),
    'smtp-send-as-app': new sdk.SmtpSendAsApp('payroll', {
      application: 'payroll',
      objectId: 'bbbbbbbb-0000-4000-8000-000000000001',
    }),
  }
}

async function settled(): Promise<readonly Asked[]> {
  await pulumi.runtime.disconnect()
  return asked
}

function valueOf<Value>(output: pulumi.Output<Value>): Promise<Value> {
  return new Promise(resolve => output.apply(resolve))
}

test('there is a class for every kind, and it asks for every field that is not constant', async () => {
  const things = oneOfEach()
  expect(Object.keys(things)).toEqual(everyKind.map(kind => kind.name))
  const seen = await settled()
  for (const kind of everyKind) {
    const inputs = seen.find(one => one.type === typeToken(kind.name))?.inputs ?? {}
    const fields = Object.entries(kind.fields).filter(([, one]) => one.constant === undefined)
    expect(Object.keys(inputs).sort()).toEqual(fields.map(([path]) => path).sort())
  }
})

test('what is left out has the value that the spec would give it', async () => {
  oneOfEach()
  const seen = await settled()
  const inputsOf = (kind: string) => seen.find(one => one.type === typeToken(kind))?.inputs
  expect(inputsOf('inbound-connector')).toMatchObject({
    certificate: null,
    enabled: true,
    requireTls: false,
  })
  expect(inputsOf('shared-mailbox')).toMatchObject({
    aliases: [],
    members: [],
    hidden: true,
    smtpAuth: false,
  })
  expect(inputsOf('spf-record')).toMatchObject({
    includes: ['include:spf.protection.outlook.com'],
    record: 'v=spf1 ip4:203.0.113.10 include:spf.protection.outlook.com ~all',
  })
})

test('properties are outputs, and no field of the class hides them', async () => {
  const things = oneOfEach()
  expect(await valueOf(things['inbound-connector'].egressIps)).toEqual(['203.0.113.10'])
  expect(await valueOf(things['shared-mailbox'].address)).toBe('printer@contoso.com')
  expect(await valueOf(things['smtp-auth'].enabled)).toBe(true)
  expect(await valueOf(things['spf-record'].record)).toContain('ip4:203.0.113.10')
  expect(await valueOf(things['direct-send-guard'].rejectDirectSend)).toBe(true)
})

test('an address may come from another resource, and consent is a text of the program', async () => {
  new sdk.InboundConnector('milan', {
    site: 'milan',
    name: 'Devices at milan',
    egressIps: [pulumi.output('203.0.113.10')],
    adopt: true,
  })
  const [connector] = await settled()
  expect(connector?.inputs).toMatchObject({ egressIps: ['203.0.113.10'], adopt: true })
})

test('a spec that a program makes gives the same things as a folder, and goes to the provider whole', async () => {
  const spec = {
    version: 1,
    tenant: { organization: 'contoso.onmicrosoft.com', exchange: { driver: 'simulator' } },
    domains: { 'contoso.com': { dns: { driver: 'manual' } } },
    sites: { milan: { egress: '203.0.113.10' } },
    devices: {
      copier: { site: 'milan', tls: 'none', auth: [], from: 'printer@contoso.com', to: 'anyone' },
    },
  }
  const mail = new sdk.MailDevices('contoso', { spec })
  expect(await valueOf(mail.devices)).toMatchObject({
    copier: { method: 'smtp-relay', port: 25, user: null },
  })
  const seen = await settled()
  expect(seen.map(one => `${one.type} ${one.name}`).sort()).toEqual([
    'devicemail:index:InboundConnector contoso/milan',
    'devicemail:index:SharedMailbox contoso/printer@contoso.com',
    'devicemail:index:Site contoso/milan',
    'devicemail:index:Tenant contoso',
    'pulumi:providers:devicemail contoso',
  ])
  const provider = seen.find(one => one.type === 'pulumi:providers:devicemail')
  expect(JSON.parse(String(provider?.inputs.spec))).toEqual(spec)
})

test('two tenants in one program share no name', async () => {
  const tenant = (name: string) => ({
    version: 1,
    tenant: { organization: `${name}.onmicrosoft.com`, exchange: { driver: 'simulator' } },
    domains: { [`${name}.com`]: { dns: { driver: 'manual' } } },
    sites: { milan: { egress: '203.0.113.10' } },
    devices: { copier: { site: 'milan', from: `printer@${name}.com`, to: 'anyone' } },
  })
  new sdk.MailDevices('contoso', { spec: tenant('contoso') })
  new sdk.MailDevices('fabrikam', { spec: tenant('fabrikam') })
  const names = (await settled()).map(one => `${one.type} ${one.name}`)
  expect(new Set(names).size).toBe(names.length)
  expect(names).toContain('devicemail:index:InboundConnector fabrikam/milan')
})
