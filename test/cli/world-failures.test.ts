/** What commands make of a world that is broken: told with a way on, and never taken for an empty one. */
import { describe, expect, it } from 'vitest'
import { cli } from '../support/cli.js'
import { contosoTexts, tenantYaml } from '../support/contoso.js'
import { stack } from '../support/stack.js'
import { planShape, receiptShape, validateShape } from './shapes.js'

describe('a tenant.json that cannot be read is never an empty tenant', () => {
  it.each([
    ['garbage', 'hello'],
    ['half of one', '{ "format": "devicemail-simulator/1", "objects": {'],
    ['an empty file', ''],
    ['another format', '{ "format": "devicemail-simulator/0" }'],
    ['an empty object', '{}'],
  ])('%s: nothing is planned, nothing written', async (_, text) => {
    const { folder, write, read } = stack(contosoTexts)
    write({ '.simulator/tenant.json': text })
    const planned = await cli(['plan', folder, '--format', 'json', '--detailed-exitcode'])
    expect(planned.code).toBe(1)
    const { changes, counts } = planShape.parse(planned.json)
    expect(changes.filter(one => one.kind !== 'spf-record')).toEqual([])
    expect(counts.unknown).toBeGreaterThan(0)
    expect(planned.out).toContain('tenant.json')
    const applied = await cli(['apply', folder, '--yes', '--format', 'json'])
    expect(applied.code).not.toBe(0)
    expect(read('.simulator/tenant.json')).toBe(text)
  })
})

describe('a faulty simulator.yaml', () => {
  it.each([
    ['that is no YAML', 'acceptedDomains: [contoso.com', 'scene-faulty'],
    ['with a mistyped key', 'acceptedDomain: [contoso.com]', 'scene-key-unknown'],
    ['with a value of the wrong sort', 'acceptedDomains: contoso.com', 'scene-value-wrong'],
    [
      'with an unknown fault',
      'faults: [{ cmdlet: New-Mailbox, fault: late }]',
      'scene-word-unknown',
    ],
  ])('%s is told before anything is done', async (_, text, code) => {
    const { folder, read } = stack({ ...contosoTexts, 'simulator.yaml': text })
    const result = await cli(['apply', folder, '--yes', '--format', 'json'])
    expect(result.code).toBe(1)
    const codes = validateShape.parse(result.json).findings.map(one => one.code)
    expect(codes).toContain(code)
    expect(read('.simulator/tenant.json')).toBeUndefined()
  })

  it('is read in its folder only: the spec does not take it for a part of itself', async () => {
    const { folder } = stack({
      ...contosoTexts,
      'simulator.yaml': 'acceptedDomains: [contoso.com]',
    })
    expect((await cli(['validate', folder])).code).toBe(0)
  })
})

describe('a zone file', () => {
  const spfOf = (json: unknown) =>
    planShape.parse(json).changes.filter(one => one.kind === 'spf-record')

  it('that is missing makes its SPF record unknown, and only that', async () => {
    const { folder } = stack({ ...contosoTexts, 'contoso.com.zone': null })
    const { code, json, out } = await cli(['plan', folder, '--format', 'json'])
    expect(code).toBe(1)
    expect(spfOf(json)).toEqual([])
    expect(planShape.parse(json).changes.map(one => one.kind)).toContain('inbound-connector')
    expect(out).toContain('contoso.com.zone')
  })

  it.each([
    ['includes another file', '$INCLUDE more.zone\n'],
    ['is no zone file', 'this is not (a zone\n'],
    ['holds the SPF record twice', '@ IN TXT "v=spf1 -all"\n'],
  ])('that %s is not guessed at', async (_, line) => {
    const { folder, read } = stack({
      ...contosoTexts,
      'contoso.com.zone': `${contosoTexts['contoso.com.zone'] ?? ''}${line}`,
    })
    const { code, json } = await cli(['plan', folder, '--format', 'json'])
    expect(code).toBe(1)
    expect(spfOf(json)).toEqual([])
    const before = read('contoso.com.zone')
    const applied = await cli(['apply', folder, '--yes', '--format', 'json'])
    expect(applied.code).toBe(3)
    expect(receiptShape.parse(applied.json).receipts.map(one => one.kind)).not.toContain(
      'spf-record',
    )
    expect(read('contoso.com.zone')).toBe(before)
  })
})

describe('a fault of the service', () => {
  const withFault = (fault: string) => ({
    ...contosoTexts,
    'simulator.yaml': `acceptedDomains: [contoso.com]\nfaults: [{ ${fault} }]\n`,
  })

  it('while reading makes unknown what was not read, never absent', async () => {
    const { folder } = stack(withFault('cmdlet: Get-InboundConnector, call: every, fault: denied'))
    const { code, json } = await cli(['plan', folder, '--format', 'json'])
    expect(code).toBe(1)
    const { changes, counts } = planShape.parse(json)
    expect(changes.map(one => one.kind)).not.toContain('inbound-connector')
    expect(counts.unknown).toBeGreaterThan(0)
  })

  it('that passes is waited for, without a word to anybody', async () => {
    const { folder } = stack(
      withFault('cmdlet: Get-InboundConnector, fault: throttled, retryAfterSeconds: 30'),
    )
    expect((await cli(['plan', folder])).code).toBe(0)
  })
})

describe('a zone that a service keeps, in a simulated world', () => {
  it('is a file of that world, and no secret is asked for', async () => {
    const { folder, read } = stack({
      ...contosoTexts,
      'tenant.yaml': tenantYaml.replace(
        'dns: { driver: zone-file, file: contoso.com.zone }',
        'dns: { driver: cloudflare, token: env:NO_SUCH_VARIABLE }',
      ),
    })
    expect((await cli(['apply', folder, '--yes'])).code).toBe(0)
    expect(read('.simulator/zones/contoso.com.zone')).toContain('_devicemail')
  })
})

describe('a lock that cannot be written', () => {
  it('is told by an apply before anything is done', async () => {
    const { folder, read } = stack({
      ...contosoTexts,
      '.devicemail': 'a file, where a folder is needed',
    })
    const { code, out } = await cli(['apply', folder, '--yes'])
    expect(code).toBe(1)
    expect(out).toContain('lock-not-written')
    expect(read('.simulator/tenant.json')).toBeUndefined()
  })
})
