/** JSON for scripts and pipelines: exactly these shapes, alone on stdout. */
import { describe, expect, it } from 'vitest'
import type { z } from 'zod'
import { cli } from '../support/cli.js'
import { contosoTexts, fabrikamTexts } from '../support/contoso.js'
import { stack, stacks, type TestStack } from '../support/stack.js'
import * as shapes from './shapes.js'

const commands: readonly [string, readonly string[], z.ZodType][] = [
  ['validate', [], shapes.validateShape],
  ['plan', [], shapes.planShape],
  ['explain', [], shapes.explainShape],
  ['apply', ['--yes'], shapes.receiptShape],
  ['verify', [], shapes.verifyShape],
  ['status', [], shapes.statusShape],
  ['destroy', ['--yes'], shapes.receiptShape],
]

describe('the JSON of', () => {
  it.each(commands)(
    '%s has the documented shape, before and after an apply',
    async (name, flags, shape) => {
      const { folder } = stack(contosoTexts)
      const argv = [name, folder, ...flags, '--format', 'json']
      for (let times = 0; times < 2; times += 1) {
        const { json, out } = await cli(argv)
        expect(() => shape.parse(json)).not.toThrow()
        expect(out.startsWith('{\n')).toBe(true)
        expect(out.endsWith('}\n')).toBe(true)
        await cli(['apply', folder, '--yes'])
      }
    },
  )

  it('a faulty spec has the shape of validate, whichever command was asked', async () => {
    const { folder } = stack({ 'tenant.yaml': 'version: 7\n' })
    for (const [name, flags] of commands) {
      const { code, json } = await cli([name, folder, ...flags, '--format', 'json'])
      expect(code).toBe(1)
      const { findings } = shapes.validateShape.parse(json)
      expect(findings).toContainEqual(
        expect.objectContaining({ severity: 'error', file: 'tenant.yaml', line: 1 }),
      )
    }
  })

  it('a sheet is that of explain: the same, as data', async () => {
    const { folder } = stack(contosoTexts)
    const { json } = await cli(['explain', folder, '--sheet', '--format', 'json'])
    expect(shapes.explainShape.parse(json).devices).toHaveLength(2)
  })
})

describe('JSON', () => {
  it('is sorted and has no time stamps', async () => {
    const { folder } = stack(contosoTexts)
    const { out, json } = await cli(['plan', folder, '--format', 'json'])
    expect(out).not.toMatch(/\d{4}-\d\d-\d\dT/)
    const plan = shapes.planShape.parse(json)
    expect(plan.changes.map(one => `${one.kind}:${one.key}`)).toEqual([
      'inbound-connector:milan',
      'shared-mailbox:fax@contoso.com',
      'shared-mailbox:printer@contoso.com',
      'spf-record:contoso.com',
    ])
    expect(plan.counts).toEqual({
      create: 3,
      update: 1,
      remove: 0,
      unchanged: 0,
      unknown: 0,
      refused: 0,
    })
  })

  it('stands alone on stdout: progress and the plan to approve go to stderr', async () => {
    const { folder } = stack(contosoTexts)
    const { json, err } = await cli(['apply', folder, '--format', 'json'], { answers: ['yes'] })
    expect(shapes.receiptShape.parse(json).receipts).toHaveLength(4)
    expect(err).toContain('In words:')
    expect(err).toContain('create connector "Devices at milan": done')
  })

  it('of several folders is one value that holds them all, each with its folder', async () => {
    const folders = stacks({
      contoso: contosoTexts,
      fabrikam: fabrikamTexts,
      broken: { 'a.yaml': 'a: 1\n' },
    }).map((one: TestStack) => one.folder)
    const { code, json } = await cli(['plan', ...folders, '--format', 'json'])
    expect(code).toBe(1)
    expect(json).toMatchObject({
      format: 'devicemail-plans/1',
      plans: [
        { folder: folders[0], format: 'devicemail-plan/1' },
        { folder: folders[1], format: 'devicemail-plan/1' },
        { folder: folders[2], format: 'devicemail-validate/1' },
      ],
    })
  })
})

describe('a simulated tenant says SIMULATED', () => {
  it.each(commands.filter(([name]) => name !== 'validate'))(
    'in %s, in every format',
    async (name, flags) => {
      for (const format of ['terminal', 'json', 'markdown', 'html']) {
        const { folder } = stack(contosoTexts)
        const { out } = await cli([name, folder, ...flags, '--format', format])
        expect(out).toContain('SIMULATED')
      }
    },
  )

  it('also where an apply was refused, and on device sheets', async () => {
    const { folder } = stack(contosoTexts)
    expect((await cli(['apply', folder], { answers: ['no'] })).out).toContain('SIMULATED')
    expect((await cli(['explain', folder, '--sheet'])).out).toContain('SIMULATED')
  })
})
