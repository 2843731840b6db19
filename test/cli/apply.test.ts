/** `devicemail apply`: plan, approval, change, and a look whether it is so. */
import { describe, expect, it } from 'vitest'
import { cli } from '../support/cli.js'
import { contosoTexts, turinYaml } from '../support/contoso.js'
import { stack } from '../support/stack.js'
import { receiptShape } from './shapes.js'

const outcomesOf = (json: unknown) => receiptShape.parse(json).receipts.map(one => one.outcome)

describe('approval', () => {
  it('is asked for after the plan was shown, and "yes" is it', async () => {
    const { folder, tenant } = stack(contosoTexts)
    const { code, out, err, questions } = await cli(['apply', folder], { answers: [' Yes '] })
    expect(code).toBe(0)
    expect(questions).toEqual(['Apply these 4 changes? Only "yes" does it: '])
    expect(err).toContain('+ connector "Devices at milan"')
    expect(out).toContain('All 4 changes are done.')
    expect(tenant().connector('Devices at milan')).toMatchObject({ Enabled: true })
  })

  it.each(['no', 'y', ''])('is not given by "%s": nothing is changed', async answer => {
    const { folder, read } = stack(contosoTexts)
    const { code, out } = await cli(['apply', folder], { answers: [answer] })
    expect(code).toBe(1)
    expect(out).toContain('not-approved')
    expect(out).toContain('0 of 4 changes done')
    expect(read('.simulator/tenant.json')).toBeUndefined()
  })

  it('is missing where nobody can be asked, and that is told as a receipt', async () => {
    const { folder } = stack(contosoTexts)
    const { code, json, err } = await cli(['apply', folder, '--format', 'json'])
    expect(code).toBe(1)
    const { receipts, findings } = receiptShape.parse(json)
    expect(receipts).toEqual([])
    expect(findings.map(one => one.code)).toContain('not-approved')
    expect(err).toContain('devicemail plan')
  })

  it('is no question when there is nothing to do', async () => {
    const { folder } = stack(contosoTexts)
    await cli(['apply', folder, '--yes'])
    const { code, questions, out } = await cli(['apply', folder], { answers: ['no'] })
    expect({ code, questions }).toEqual({ code: 0, questions: [] })
    expect(out).toContain('Nothing to do')
  })
})

describe('a second apply', () => {
  it('finds nothing to do and makes no write call', async () => {
    const { folder, path, read } = stack(contosoTexts)
    await cli(['apply', folder, '--yes'])
    const before = read('.simulator/tenant.json')
    const { code, json } = await cli([
      ...['apply', folder, '--yes', '--format', 'json'],
      ...['--log-file', path('ledger.jsonl')],
    ])
    expect(code).toBe(0)
    expect(outcomesOf(json)).toEqual([])
    expect(read('.simulator/tenant.json')).toBe(before)
    expect(cmdletsIn(read('ledger.jsonl')).filter(one => !one.startsWith('Get-'))).toEqual([])
  })
})

describe('the ledger', () => {
  it('has a line for every call, with outcome and time, and no secret', async () => {
    const { folder, path, read } = stack(contosoTexts)
    await cli(['apply', folder, '--yes', '--log-file', path('ledger.jsonl')])
    const text = read('ledger.jsonl') ?? ''
    const lines = text.trimEnd().split('\n').map(parsed)
    expect(cmdletsIn(text)).toEqual(
      expect.arrayContaining(['Get-AcceptedDomain', 'New-InboundConnector', 'New-Mailbox']),
    )
    for (const line of lines)
      expect(line).toMatchObject({
        driver: 'simulator',
        cmdlet: expect.any(String) as unknown,
        outcome: 'done',
        time: expect.stringMatching(/^\d{4}-\d\d-\d\dT/) as unknown,
        milliseconds: expect.any(Number) as unknown,
      })
    expect(text).not.toMatch(/"(?:Password|Token|Secret)":"(?!\*\*\*)/i)
  })

  it('is appended to, so that one file tells a whole pipeline', async () => {
    const { folder, path, read } = stack(contosoTexts)
    const file = path('ledger.jsonl')
    await cli(['plan', folder, '--log-file', file])
    const before = read('ledger.jsonl') ?? ''
    await cli(['plan', folder, '--log-file', file])
    expect(read('ledger.jsonl')).toHaveLength(2 * before.length)
  })

  it('is tried before the first call: where it cannot be written, nothing is done', async () => {
    const { folder, path, read } = stack(contosoTexts)
    const { code, out, err } = await cli([
      ...['apply', folder, '--yes', '--log-file', path('missing/ledger.jsonl')],
    ])
    expect({ code, out }).toEqual({ code: 1, out: '' })
    expect(err).toContain('--log-file')
    expect(read('.simulator/tenant.json')).toBeUndefined()
  })
})

describe('what of an apply was not done', () => {
  it('is told with exit code 3 when something else was done', async () => {
    const { folder, tenant } = stack({
      ...contosoTexts,
      'simulator.yaml':
        'acceptedDomains: [contoso.com]\nfaults: [{ cmdlet: New-Mailbox, call: every, fault: denied }]\n',
    })
    const { code, json } = await cli(['apply', folder, '--yes', '--format', 'json'])
    expect(code).toBe(3)
    expect(outcomesOf(json).sort()).toEqual(['failed', 'failed', 'written', 'written'])
    expect(tenant().mailboxes).toEqual([])
  })

  it('is told with exit code 1 when nothing could be done', async () => {
    const { folder } = stack({
      ...contosoTexts,
      'simulator.yaml':
        'acceptedDomains: [contoso.com]\nfaults: [{ cmdlet: New-InboundConnector, call: every, fault: denied }]\n',
    })
    const target = ['--target', 'inbound-connector']
    const { code, json } = await cli(['apply', folder, '--yes', '--format', 'json', ...target])
    expect(code).toBe(1)
    expect(outcomesOf(json)).toEqual(['failed'])
    const [receipt] = receiptShape.parse(json).receipts
    expect(receipt?.finding).toMatchObject({ code: 'world-denied' })
  })

  it('is told with exit code 3 while Microsoft does not show it yet', async () => {
    const { folder } = stack({
      ...contosoTexts,
      'simulator.yaml': 'acceptedDomains: [contoso.com]\ndelays: { visibilitySeconds: 100000 }\n',
    })
    const { code, json } = await cli(['apply', folder, '--yes', '--format', 'json'])
    expect(code).toBe(3)
    expect(outcomesOf(json)).toContain('waiting')
  })

  it('is done by the next run, which goes on where this one stopped', async () => {
    const { folder } = stack({
      ...contosoTexts,
      'simulator.yaml':
        'acceptedDomains: [contoso.com]\nfaults: [{ cmdlet: New-Mailbox, call: 2, fault: denied }]\n',
    })
    expect((await cli(['apply', folder, '--yes'])).code).toBe(3)
    const { code, json } = await cli(['apply', folder, '--yes', '--format', 'json'])
    expect(code).toBe(0)
    expect(outcomesOf(json)).toEqual(['written'])
  })
})

describe('warnings of the plan', () => {
  it('are told by an apply that was approved beforehand, too', async () => {
    const { folder } = stack(contosoTexts)
    const { out } = await cli(['apply', folder, '--yes'])
    expect(out).toContain('egress-is-example')
  })
})

describe('progress', () => {
  it('is a line for each change on stderr', async () => {
    const { folder } = stack({ ...contosoTexts, 'turin.yaml': turinYaml })
    const { err } = await cli(['apply', folder, '--yes'])
    expect(err.trimEnd().split('\n')).toEqual([
      'create connector "Devices at milan": done',
      'create connector "Devices at turin": done',
      'create mailbox fax@contoso.com: done',
      'create mailbox printer@contoso.com: done',
      'change SPF contoso.com: done',
    ])
  })
})

function cmdletsIn(text: string | undefined): readonly string[] {
  return (text ?? '')
    .trimEnd()
    .split('\n')
    .map(line => String(parsed(line).cmdlet))
}

function parsed(line: string): Readonly<Record<string, unknown>> {
  return JSON.parse(line) as Readonly<Record<string, unknown>>
}
