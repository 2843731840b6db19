/**
 * The public address of a site changes. With an overlap nobody notices; without
 * one the plan starts with what breaks.
 */
import { expect, test } from 'vitest'
import { cli } from '../../support/cli.js'
import { createClock } from '../../support/clock.js'
import { contosoTexts, milanYaml } from '../../support/contoso.js'
import { stack } from '../../support/stack.js'

const withEgress = (egress: string) =>
  milanYaml.replace('egress: 203.0.113.10', `egress: ${egress}`)

const from = (sourceAddress: string) => ({
  sourceAddress,
  mailFrom: 'fax@contoso.com',
  recipient: 'customer@example.com',
})

test('with an overlap, devices send before, during and after the switch', async () => {
  const contoso = stack(contosoTexts)
  const { folder } = contoso
  const clock = createClock('2026-11-24T08:00:00.000Z')
  await cli(['apply', folder, '--yes'], { clock })
  const guid = contoso.tenant().connector('Devices at milan')?.Guid

  // Both addresses stand in the spec until the line is switched.
  contoso.write({
    'milan.yaml': withEgress('[{ range: 203.0.113.10, until: 2026-12-31 }, 198.51.100.20]'),
  })
  const planned = await cli(['plan', folder], { clock })
  expect(planned.out).toContain('milan-copier and milan-fax keep sending to anyone')
  await cli(['apply', folder, '--yes'], { clock })
  expect(contoso.deliver(from('203.0.113.10')).accepted).toBe(true)
  expect(contoso.deliver(from('198.51.100.20')).accepted).toBe(true)

  // When the day is over, plans say so until somebody takes the old address out.
  clock.set('2027-01-02T08:00:00.000Z')
  const later = await cli(['plan', folder, '--detailed-exitcode'], { clock })
  expect(later.code).toBe(0)
  expect(later.out).toContain('egress-day-is-over')
  contoso.write({ 'milan.yaml': withEgress('198.51.100.20') })
  const shrunk = await cli(['apply', folder, '--yes'], { clock })
  expect(shrunk.code).toBe(0)
  expect(contoso.deliver(from('203.0.113.10')).accepted).toBe(false)
  expect(contoso.deliver(from('198.51.100.20')).accepted).toBe(true)
  expect(contoso.zone('contoso.com')).not.toContain('203.0.113.10')

  // It was the same connector all along: one that is made anew could be born disabled.
  expect(contoso.tenant().connector('Devices at milan')?.Guid).toBe(guid)
})

test('without an overlap, the plan starts with who stops, and with the way out', async () => {
  const contoso = stack(contosoTexts)
  await cli(['apply', contoso.folder, '--yes'])
  contoso.write({ 'milan.yaml': withEgress('198.51.100.20') })
  const { out } = await cli(['plan', contoso.folder])
  const [, alarm = ''] = out.split('\n')
  expect(alarm).toMatch(/^! milan-copier and milan-fax stop/)
  expect(out).toContain('`until:`')
})
