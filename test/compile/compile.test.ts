import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { clashes } from '../../src/compile/clashes.js'
import { compile } from '../../src/compile/compile.js'
import { createSenderRules } from '../../src/compile/sender-rules.js'
import { wantedOf } from '../../src/compile/wanted-kinds.js'
import { printRange } from '../../src/mail/ip-range.js'
import { kinds } from '../../src/resources/kinds.js'
import type { Spec } from '../../src/spec/spec.js'
import { contoso, specOf } from '../support/spec.js'
import { specData, specOfData } from './arbitrary-spec.js'

describe('for every spec', () => {
  const forEverySpec = (law: (spec: Spec) => void) => {
    fc.assert(
      fc.property(specData, data => {
        law(specOfData(data))
      }),
      { numRuns: 150 },
    )
  }

  test('the order of files and keys does not matter', () => {
    fc.assert(
      fc.property(specData, data => {
        const plain = (spec: Spec) =>
          JSON.stringify(compile(spec), (_, value: unknown) =>
            typeof value === 'bigint' ? String(value) : value,
          )
        expect(plain(specOfData(data, true))).toBe(plain(specOfData(data)))
      }),
      { numRuns: 100 },
    )
  })

  test('a device gets a method whose requirements all hold, or none', () => {
    forEverySpec(spec => {
      for (const { method, checks, relaysAnyway } of compile(spec).decisions) {
        const failed = checks.filter(one => one.method === method && !one.holds)
        expect(failed).toEqual([])
        if (relaysAnyway) expect(method).toBe('direct-send')
      }
    })
  })

  test('a method in the spec is obeyed, or refused with an error, and never replaced', () => {
    forEverySpec(spec => {
      const { decisions, findings } = compile(spec)
      const refused = findings.filter(one => one.code.startsWith('method-')).length > 0
      for (const device of spec.devices) {
        if (device.method === null) continue
        const method = decisions.find(one => one.device === device.name)?.method ?? null
        expect([device.method, null]).toContain(method)
        if (method === null) expect(refused).toBe(true)
      }
    })
  })

  test('a device without method says what would help, and asks for nothing', () => {
    forEverySpec(spec => {
      const { decisions, wanted } = compile(spec)
      for (const { device, method, findings } of decisions.filter(one => one.method === null)) {
        expect(method).toBeNull()
        expect(findings.map(one => one.code)).toEqual(
          expect.arrayContaining([expect.stringMatching(/^(device-cannot|method-)/)]),
        )
        expect(wanted.flatMap(one => one.because).map(one => one.device)).not.toContain(device)
      }
    })
  })

  test('every thing says why it is wanted, and has the key that its kind gives it', () => {
    forEverySpec(spec => {
      const { wanted } = compile(spec)
      const names = wanted.map(one => `${one.kind} ${one.key}`)
      expect(new Set(names).size).toBe(names.length)
      for (const { kind, key, desired, because, needs } of wanted) {
        expect(because.length).toBeGreaterThan(0)
        expect(new Set(because).size).toBe(because.length)
        expect(kinds.find(one => one.name === kind)?.keyOf(desired)).toBe(key)
        for (const need of needs) expect(names).toContain(`${need.kind} ${need.key}`)
      }
    })
  })

  test('a connector knows addresses or a certificate, and its kind finds no fault', () => {
    forEverySpec(spec => {
      for (const { desired } of wantedOf(compile(spec).wanted, 'inbound-connector')) {
        expect(kinds.find(one => one.name === 'inbound-connector')?.check(desired)).toEqual([])
        expect(desired.egressIps.length > 0).toBe(desired.certificate === null)
        expect(desired.requireTls).toBe(desired.certificate !== null)
      }
    })
  })

  test('every address that may relay stands in the SPF record of some sender', () => {
    forEverySpec(spec => {
      const { wanted, decisions } = compile(spec)
      const terms = new Set(wantedOf(wanted, 'spf-record').flatMap(one => one.desired.terms))
      const relaying = new Set(
        decisions.filter(one => one.method === 'smtp-relay').map(one => one.site),
      )
      for (const { desired } of wantedOf(wanted, 'inbound-connector'))
        if (relaying.has(desired.site))
          for (const range of desired.egressIps) expect(terms).toContain(`ip4:${printRange(range)}`)
    })
  })

  test('SMTP AUTH is on just where something signs in', () => {
    forEverySpec(spec => {
      const { wanted, decisions } = compile(spec)
      const signIns = new Set<string | null>(decisions.map(one => one.signIn))
      const rules = createSenderRules(spec.senders)
      for (const { signIn } of spec.relays)
        if (signIn !== null) signIns.add(signIn).add(rules.mailboxOf(signIn).address)
      for (const { desired } of wantedOf(wanted, 'shared-mailbox'))
        if (desired.smtpAuth === true) expect(signIns).toContain(desired.address)
      for (const { desired } of wantedOf(wanted, 'smtp-auth'))
        expect(signIns).toContain(desired.address)
    })
  })

  test('a mailbox that a person signs in to is never made by us', () => {
    forEverySpec(spec => {
      const { wanted } = compile(spec)
      const boxes = wantedOf(wanted, 'shared-mailbox').map(one => one.key)
      for (const { key } of wantedOf(wanted, 'smtp-auth')) expect(boxes).not.toContain(key)
    })
  })

  test('every finding has its words filled in and a remedy', () => {
    forEverySpec(spec => {
      for (const { message, remedy } of compile(spec).findings) {
        expect(message).toMatch(/\.$/)
        expect(remedy).toMatch(/\.$/)
        expect(`${message} ${remedy}`).not.toMatch(/\{\w+\}|undefined|null|\[object/)
      }
    })
  })

  test('a spec clashes with itself under another name, wherever it has a connector', () => {
    forEverySpec(spec => {
      const compiled = compile(spec)
      const connectors = wantedOf(compiled.wanted, 'inbound-connector')
      const found = clashes([
        { name: 'one', compiled },
        { name: 'other', compiled },
      ])
      expect(found.length > 0).toBe(connectors.length > 0)
      expect(clashes([{ name: 'one', compiled }])).toEqual([])
    })
  })
})

test('things stand in one order, and what is handed out is frozen', () => {
  const compiled = compile(
    contoso(`
sites:
  milan: { egress: 203.0.113.10 }
devices:
  copier: { site: milan, from: [z@contoso.com, a@contoso.com], to: anyone }
`),
  )
  expect(compiled.wanted.map(one => one.key)).toEqual([
    'milan',
    'a@contoso.com',
    'z@contoso.com',
    'contoso.com',
  ])
  expect(Object.isFrozen(compiled)).toBe(true)
  expect(Object.isFrozen(compiled.wanted[0]?.desired)).toBe(true)
})

test('a finding carries its line as it was written, for the caret', () => {
  const { findings } = compile(
    contoso(`
sites:
  milan: { egress: 192.168.0.1 }
devices:
  copier: { site: milan, from: a@contoso.com, to: anyone }
`),
  )
  const private_ = findings.find(one => one.code === 'egress-is-not-public')
  expect(private_?.line).toBe('  milan: { egress: 192.168.0.1 }')
})

test('ten times the devices take about ten times as long, not a hundred times', () => {
  const [few = 0, many = 0] = [500, 5_000].map(count => {
    const spec = specOf(largeSpec(count))
    const times = [1, 2, 3, 4].map(() => {
      const start = performance.now()
      compile(spec)
      return performance.now() - start
    })
    return Math.min(...times)
  })
  expect(many / few).toBeLessThan(50)
})

/** Forty sites, a mailbox for each seventh device, a third of them writing inside only. */
function largeSpec(count: number): string {
  const sites = Array.from(
    { length: 40 },
    (_, index) => `  site-${String(index)}: { egress: 203.0.113.${String(index)} }`,
  )
  const devices = Array.from({ length: count }, (_, index) => {
    const to = index % 3 === 0 ? 'tenant' : 'anyone'
    const from = `printer-${String(index % Math.ceil(count / 7))}@contoso.com`
    return `  device-${String(index)}: { site: site-${String(index % 40)}, from: ${from}, to: ${to} }`
  })
  return `
version: 1
tenant: { organization: contoso.onmicrosoft.com, exchange: { driver: simulator } }
domains: { contoso.com: {} }
sites:
${sites.join('\n')}
devices:
${devices.join('\n')}
`
}
