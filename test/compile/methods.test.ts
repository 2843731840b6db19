import { describe, expect, test } from 'vitest'
import { compile } from '../../src/compile/compile.js'
import { methods } from '../../src/compile/methods.js'
import { contoso } from '../support/spec.js'

/** The method of one device at one site. */
function methodOf(device: string, site = '{ egress: 203.0.113.10 }', more = '') {
  const spec = contoso(`
sites:
  here: ${site}
${more}
devices:
  it: { site: here, from: it@contoso.com, ${device} }
`)
  const [decision] = compile(spec).decisions
  return decision?.method
}

describe('the decision table', () => {
  test('names each method once, and each requirement once a method, in kebab-case', () => {
    expect(new Set(methods.map(one => one.method)).size).toBe(methods.length)
    for (const { requirements } of methods) {
      const names = requirements.map(one => one.name)
      expect(new Set(names).size).toBe(names.length)
      for (const name of names) expect(name).toMatch(/^[a-z0-9.]+(-[a-z0-9.]+)*$/)
    }
  })

  const dynamic = '{ address: dynamic }'
  const relay =
    'relays: { r: { site: here, software: postfix, via: smtp-relay, host: r.contoso.com } }'
  const signedRelay =
    'relays: { r: { site: here, software: postfix, via: client-submission, host: r.contoso.com, signIn: r@contoso.com, auth: oauth-app } }'
  const modern = 'tls: 1.2, auth: [oauth-app], ports: [25, 587]'
  const cases = [
    ['anyone, behind a static address', 'to: anyone', undefined, '', 'smtp-relay'],
    [
      'anyone, able to sign in, behind a static address',
      `to: anyone, ${modern}`,
      undefined,
      '',
      'smtp-relay',
    ],
    [
      'anyone, naming who signs in',
      `to: anyone, ${modern}, signIn: it@contoso.com`,
      undefined,
      '',
      'client-submission',
    ],
    ['inside, behind a static address', 'to: tenant', undefined, '', 'direct-send'],
    [
      'inside, naming who signs in',
      `to: tenant, ${modern}, signIn: it@contoso.com`,
      undefined,
      '',
      'client-submission',
    ],
    ['inside, from a dynamic address', 'to: tenant', dynamic, '', 'direct-send'],
    ['a list inside', 'to: [contoso.com, x@contoso.com]', undefined, '', 'direct-send'],
    ['a list that reaches out', 'to: [contoso.com, x@example.com]', undefined, '', 'smtp-relay'],
    [
      'anyone, from a dynamic address, able to sign in',
      `to: anyone, ${modern}`,
      dynamic,
      '',
      'client-submission',
    ],
    [
      'anyone, from a shared address, able to sign in',
      `to: anyone, ${modern}`,
      '{ egress: 203.0.113.10, address: shared }',
      '',
      'client-submission',
    ],
    ['anyone, from a dynamic address, unable', 'to: anyone', dynamic, '', null],
    [
      'anyone, unable, with a relay that can sign in',
      'to: anyone',
      dynamic,
      signedRelay,
      'local-relay',
    ],
    ['anyone, unable, with a relay that cannot send either', 'to: anyone', dynamic, relay, null],
    [
      'anyone, naming its relay, though it could relay',
      'to: anyone, relay: r',
      undefined,
      relay,
      'local-relay',
    ],
    [
      'a certificate, from a dynamic address',
      'to: anyone, tls: 1.2, certificate: it.contoso.com',
      dynamic,
      '',
      'smtp-relay',
    ],
    [
      'a certificate that it cannot show',
      'to: anyone, tls: 1.1, certificate: it.contoso.com',
      dynamic,
      '',
      null,
    ],
    ['an own SMTP server', 'to: anyone, ownSmtpServer: true', dynamic, '', 'direct-send'],
    ['bulk mail', `to: anyone, ${modern}, purpose: bulk`, undefined, '', null],
    [
      'in Azure, unable to sign in',
      'to: anyone',
      '{ egress: 203.0.113.10, hosted: azure }',
      '',
      null,
    ],
    [
      'at a hoster, able to sign in',
      `to: anyone, ${modern}`,
      '{ egress: 203.0.113.10, hosted: third-party }',
      '',
      'client-submission',
    ],
    ['port 587 only, unable to sign in', 'to: anyone, ports: [587]', undefined, '', null],
    [
      'port 25 closed, able to sign in on 587',
      `to: anyone, ${modern}`,
      '{ egress: 203.0.113.10, port25: blocked }',
      '',
      'client-submission',
    ],
    [
      'a connector of somebody',
      'to: anyone',
      '{ egress: 203.0.113.10, connector: { existing: Hybrid } }',
      '',
      'smtp-relay',
    ],
  ] as const

  test.each(cases)('%s', (_, device, site, more, expected) => {
    expect(methodOf(device, site, more)).toBe(expected)
  })
})

test('the checks of all methods are told, and what would make each hold', () => {
  const spec = contoso(`
sites: { here: { address: dynamic } }
devices: { it: { site: here, from: it@contoso.com, to: anyone } }
`)
  const [decision] = compile(spec).decisions
  const checks = decision?.checks ?? []
  expect(new Set(checks.map(one => one.method))).toEqual(new Set(methods.map(one => one.method)))
  expect(checks.find(one => one.requirement === 'static-address')).toEqual({
    method: 'smtp-relay',
    requirement: 'static-address',
    holds: false,
    sentence: 'The address of here is dynamic',
    change: 'a static address for here, then `address: static`',
  })
  for (const { holds, change, sentence } of checks) {
    expect(change === null).toBe(holds)
    expect(sentence).not.toMatch(/\.$/)
  }
})
