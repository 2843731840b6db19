/** The approved plan: what `plan --out` wrote is what `apply --plan` does, or it does nothing. */
import { describe, expect, it } from 'vitest'
import { cli } from '../support/cli.js'
import { contosoTexts, turinYaml } from '../support/contoso.js'
import { stack, type TestStack } from '../support/stack.js'
import { planShape, receiptShape } from './shapes.js'

async function saved(texts = contosoTexts): Promise<TestStack & { readonly file: string }> {
  const made = stack(texts)
  const file = made.path('approved.plan')
  const { code } = await cli(['plan', made.folder, '--out', file])
  expect(code).toBe(0)
  return { ...made, file }
}

const applyPlan = (folder: string, file: string, ...more: readonly string[]) =>
  cli(['apply', folder, '--plan', file, '--format', 'json', ...more])

const findingsOf = (json: unknown) => receiptShape.parse(json).findings

describe('an approved plan', () => {
  it('is the JSON of the plan, and is applied without a question', async () => {
    const { folder, file, read, tenant } = await saved()
    const plan = planShape.parse(JSON.parse(read('approved.plan') ?? ''))
    const { code, json, questions } = await applyPlan(folder, file)
    expect({ code, questions }).toEqual({ code: 0, questions: [] })
    const done = receiptShape.parse(json).receipts.map(({ kind, key }) => ({ kind, key }))
    expect(done).toEqual(plan.changes.map(({ kind, key }) => ({ kind, key })))
    expect(tenant().connectors).toHaveLength(1)
  })

  it('goes on when some of it was done meanwhile', async () => {
    const { folder, file } = await saved()
    await cli(['apply', folder, '--yes', '--target', 'inbound-connector'])
    const { code, json } = await applyPlan(folder, file)
    expect(code).toBe(0)
    const kinds = receiptShape.parse(json).receipts.map(one => one.kind)
    expect(kinds).not.toContain('inbound-connector')
  })

  it('is no failure when all of it was done meanwhile', async () => {
    const { folder, file } = await saved()
    await cli(['apply', folder, '--yes'])
    expect((await applyPlan(folder, file)).code).toBe(0)
  })

  it('is not touched by a line that moved in a file', async () => {
    const { folder, file, write } = await saved()
    write({ 'milan.yaml': `# A comment more.\n\n${contosoTexts['milan.yaml'] ?? ''}` })
    expect((await applyPlan(folder, file)).code).toBe(0)
  })
})

describe('an approved plan is refused', () => {
  it('when the spec asks for more than was approved, naming what', async () => {
    const { folder, file, write, read } = await saved()
    write({ 'turin.yaml': turinYaml })
    const { code, json } = await applyPlan(folder, file)
    expect(code).toBe(1)
    const [finding] = findingsOf(json)
    expect(finding).toMatchObject({ code: 'plan-outdated' })
    expect(finding?.message).toContain('connector "Devices at turin" is to be created now')
    expect(read('.simulator/tenant.json')).toBeUndefined()
  })

  it('when the tenant changed between plan and apply, naming what', async () => {
    const { folder, editTenant, write, path } = await saved()
    await cli(['apply', folder, '--yes'])
    write({ 'turin.yaml': turinYaml })
    const file = path('turin.plan')
    await cli(['plan', folder, '--out', file])
    editTenant(tenant => ({
      ...tenant,
      objects: {
        ...tenant.objects,
        InboundConnector: tenant.objects.InboundConnector.map(row => ({ ...row, Enabled: false })),
      },
    }))
    const { code, json } = await applyPlan(folder, file)
    expect(code).toBe(1)
    expect(findingsOf(json)[0]).toMatchObject({ code: 'plan-outdated' })
    expect(findingsOf(json)[0]?.message).toContain('connector "Devices at milan"')
  })

  it('when the zone changed between plan and apply, naming what', async () => {
    const { folder, file, editZone, write, zone } = await saved()
    await cli(['apply', folder, '--yes', '--target', 'inbound-connector'])
    editZone('contoso.com', text => text.replace('v=spf1 ', 'v=spf1 ip4:192.0.2.99 '))
    write({})
    const before = zone('contoso.com')
    const { code, json } = await applyPlan(folder, file)
    expect(code).toBe(1)
    expect(findingsOf(json)[0]?.message).toContain('ip4:192.0.2.99')
    expect(zone('contoso.com')).toBe(before)
  })

  it('when it was made for another tenant', async () => {
    const { file } = await saved()
    const texts = {
      ...contosoTexts,
      'tenant.yaml':
        contosoTexts['tenant.yaml']?.replace('contoso.onmicrosoft', 'fabrikam.onmicrosoft') ?? '',
    }
    const { folder } = stack(texts, 'fabrikam')
    const { code, json } = await applyPlan(folder, file)
    expect(code).toBe(1)
    expect(findingsOf(json)[0]).toMatchObject({ code: 'saved-plan-of-other-tenant' })
    expect(findingsOf(json)[0]?.message).toContain('fabrikam.onmicrosoft.com')
  })

  it('when its changes were altered by hand', async () => {
    const { folder, file, read, write } = await saved()
    const text = read('approved.plan') ?? ''
    write({ 'approved.plan': text.replaceAll('203.0.113.10', '198.51.100.66') })
    const { code, json } = await applyPlan(folder, file)
    expect(code).toBe(1)
    expect(findingsOf(json)[0]).toMatchObject({ code: 'saved-plan-altered' })
  })

  it.each([
    ['is no JSON', 'hello'],
    ['is half of one', '{ "format": "devicemail-plan/1", "dig'],
    ['is another format', '{ "format": "devicemail-plan/2" }'],
    [
      'lacks its changes',
      '{ "format": "devicemail-plan/1", "digest": "0", "tenant": "t", "driver": "d" }',
    ],
    ['is empty', ''],
  ])('when the file %s', async (_, text) => {
    const { folder, file, write } = await saved()
    write({ 'approved.plan': text })
    const { code, json } = await applyPlan(folder, file)
    expect(code).toBe(1)
    expect(findingsOf(json)[0]).toMatchObject({ code: 'saved-plan-unreadable' })
  })

  it('when there is no such file, saying so', async () => {
    const { folder } = stack(contosoTexts)
    const { json } = await applyPlan(folder, `${folder}/missing.plan`)
    expect(findingsOf(json)[0]?.message).toContain('ENOENT')
  })

  it('for several folders at once: a plan is of one', async () => {
    const { folder, file } = await saved()
    for (const argv of [
      ['apply', folder, 'other', '--plan', file],
      ['plan', folder, 'other', '--out', file],
      ['plan', folder, 'other', '--expect', '0123456789abcdef'],
    ]) {
      const { code, err } = await cli(argv)
      expect(code).toBe(1)
      expect(err).toContain('one folder at a time')
    }
  })
})

describe('plan --expect', () => {
  it('passes for the digest that was approved, and fails for another', async () => {
    const { folder } = stack(contosoTexts)
    const { json } = await cli(['plan', folder, '--format', 'json'])
    const { digest } = planShape.parse(json)
    expect((await cli(['plan', folder, '--expect', digest])).code).toBe(0)
    const other = await cli(['plan', folder, '--expect', '0123456789abcdef'])
    expect(other.code).toBe(1)
    expect(other.out).toContain('plan-not-expected')
    expect(other.out).toContain('0123456789abcdef')
  })

  it('outweighs --detailed-exitcode', async () => {
    const { folder } = stack(contosoTexts)
    const argv = ['plan', folder, '--expect', '0123456789abcdef', '--detailed-exitcode']
    expect((await cli(argv)).code).toBe(1)
  })
})

describe('plan --out', () => {
  it('tells the plan and fails where the file cannot be written', async () => {
    const { folder, path } = stack(contosoTexts)
    const { code, out } = await cli(['plan', folder, '--out', path('missing/approved.plan')])
    expect(code).toBe(1)
    expect(out).toContain('+ connector "Devices at milan"')
    expect(out).toContain('file-not-written')
    expect(out).not.toContain('--plan')
  })
})
