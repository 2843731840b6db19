import { expect, test } from 'vitest'
import { compile, parseSpf, plan, specFrom } from '../src/index.js'

test('a program gets from a spec object to what must exist, without files or a tenant', () => {
  const { spec, findings } = specFrom({
    tenant: { name: 'contoso', exchange: 'simulator' },
    domains: { 'contoso.com': { dns: 'manual' } },
    sites: { milan: { egress: '203.0.113.10' } },
    devices: { copier: { site: 'milan', from: 'printer@contoso.com', to: 'anyone' } },
  })
  expect(findings).toEqual([])
  const compiled = spec && compile(spec)
  expect(compiled?.decisions.map(one => one.method)).toEqual(['smtp-relay'])
  expect(compiled?.wanted.map(one => `${one.kind}:${one.key}`)).toEqual([
    'inbound-connector:milan',
    'shared-mailbox:printer@contoso.com',
    'spf-record:contoso.com',
  ])
})

test('the pure functions of the package stand at its root', () => {
  expect(parseSpf('v=spf1 ip4:203.0.113.10 -all').faults).toEqual([])
  expect(plan).toBeTypeOf('function')
})
