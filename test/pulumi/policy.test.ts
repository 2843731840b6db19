/** The rules of the policy pack, as functions: what each of them finds, and what it lets pass. */
import { describe, expect, test } from 'vitest'
import { policies, type Judged, type Settings } from '../../src/pulumi/policy.js'
import { typeToken } from '../../src/pulumi/type-token.js'

const resource = (kind: string, properties: Judged['properties'], parents = ''): Judged => {
  const type = typeToken(kind)
  return { type, urn: `urn:pulumi:dev::own::${parents}${type}::one`, properties }
}

const codes = (name: string, one: Judged, settings: Settings = {}) => {
  const policy = policies.find(each => each.name === name)
  if (policy?.of !== 'resource') throw new Error(`There is no policy ${name} of a resource.`)
  return policy.judge(one, settings).map(({ code }) => code)
}

const connector = (...egressIps: readonly string[]) =>
  resource('inbound-connector', { site: 'milan', name: 'Devices at milan', egressIps })

describe('addresses of a connector', () => {
  test('are public', () => {
    const of = (address: string) => codes('connector-addresses-are-public', connector(address))
    expect(of('20.0.0.1')).toEqual([])
    expect(of('203.0.113.10')).toEqual([])
    expect(of('192.168.0.10')).toEqual(['egress-is-not-public'])
    expect(of('100.64.0.1')).toEqual(['egress-is-carrier-shared'])
  })

  test('are few, and how few can be set', () => {
    const of = (address: string, settings?: Settings) =>
      codes('connector-range-is-narrow', connector(address), settings)
    expect(of('20.0.0.0/28')).toEqual([])
    expect(of('20.0.0.0/27')).toEqual(['policy-range-too-wide'])
    expect(of('20.0.0.0/27', { widest: 24 })).toEqual([])
    expect(of('20.0.0.0/31', { widest: 32 })).toEqual(['policy-range-too-wide'])
  })

  test('belong to one connector of the stack', () => {
    const policy = policies.find(one => one.name === 'connectors-share-no-address')
    if (policy?.of !== 'stack') throw new Error('It is no policy of a stack.')
    const turin = { ...connector('20.0.0.5'), urn: 'urn:turin' }
    expect(policy.judge([connector('20.0.0.1', '20.0.0.1'), turin])).toEqual([])
    expect(policy.judge([connector('20.0.0.0/29'), turin])).toMatchObject([
      { urn: 'urn:turin', why: { code: 'egress-claimed-twice' } },
    ])
  })
})

describe('SMTP AUTH', () => {
  const printer = { address: 'Printer@contoso.com', smtpAuth: true }

  test('is on only where somebody says what for', () => {
    const of = (settings: Settings) =>
      codes('smtp-auth-is-needed', resource('shared-mailbox', printer), settings)
    expect(of({})).toEqual(['policy-smtp-auth-not-needed'])
    expect(of({ neededFor: ['printer@contoso.com'] })).toEqual([])
  })

  test('is asked for by a spec where a device signs in, so what a spec made passes', () => {
    const made = resource('shared-mailbox', printer, 'devicemail:index:Tenant$')
    expect(codes('smtp-auth-is-needed', made)).toEqual([])
  })

  test('is looked at on mailboxes of others too', () => {
    const other = resource('smtp-auth', { address: 'it@contoso.com', enabled: true })
    expect(codes('smtp-auth-is-needed', other)).toEqual(['policy-smtp-auth-not-needed'])
    const off = resource('smtp-auth', { address: 'it@contoso.com', enabled: false })
    expect(codes('smtp-auth-is-needed', off)).toEqual([])
  })
})

test('a mailbox in address lists is told', () => {
  const of = (properties: Judged['properties']) =>
    codes('mailbox-is-hidden', resource('shared-mailbox', properties))
  expect(of({ address: 'printer@contoso.com', hidden: true })).toEqual([])
  expect(of({ address: 'printer@contoso.com', hidden: false })).toEqual([
    'policy-mailbox-is-visible',
  ])
})

test('an SPF record may not be weakened, and ends in a refusal of strangers', () => {
  const of = (record: string, weaken: string | null = null) =>
    codes('spf-is-not-weakened', resource('spf-record', { domain: 'contoso.com', record, weaken }))
  expect(of('v=spf1 ip4:20.0.0.1 -all')).toEqual([])
  expect(of('v=spf1 ip4:20.0.0.1 ~all')).toEqual([])
  expect(of('v=spf1 ip4:20.0.0.1 ~all', 'we are testing')).toEqual(['policy-spf-may-weaken'])
  expect(of('v=spf1 ip4:20.0.0.1 +all')).toEqual(['spf-lets-everyone'])
  expect(of('v=spf1 ip4:20.0.0.1')).toEqual(['spf-without-all'])
})

test('what is no business of a policy passes it', () => {
  const other = {
    type: 'aws:s3:Bucket',
    urn: 'urn:bucket',
    properties: { egressIps: ['10.0.0.1'] },
  }
  for (const policy of policies) {
    const found = policy.of === 'stack' ? policy.judge([other]) : policy.judge(other, {})
    expect(found).toEqual([])
  }
})
