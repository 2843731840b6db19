/**
 * Bad weather: the service asks to wait, and a call gets no answer although it
 * was carried out. Nothing is done twice, and the receipts tell the truth.
 */
import { expect, test } from 'vitest'
import { cli } from '../../support/cli.js'
import { createClock } from '../../support/clock.js'
import { contosoTexts } from '../../support/contoso.js'
import { stack } from '../../support/stack.js'

const withFaults = (...faults: readonly string[]) => ({
  ...contosoTexts,
  'simulator.yaml': ['acceptedDomains: [contoso.com]', 'faults:', ...faults, ''].join('\n'),
})

test('a call that is throttled is made again after the time the service asks for', async () => {
  const contoso = stack(
    withFaults('  - { cmdlet: New-InboundConnector, fault: throttled, retryAfterSeconds: 45 }'),
  )
  const clock = createClock()
  const began = clock.now().getTime()
  const { code } = await cli(['apply', contoso.folder, '--yes'], { clock })
  expect(code).toBe(0)
  expect(clock.now().getTime() - began).toBeGreaterThanOrEqual(45_000)
  expect(contoso.tenant().connectors).toHaveLength(1)
})

test('a write that timed out after it had landed is looked at, not repeated', async () => {
  const contoso = stack(
    withFaults(
      '  - { cmdlet: New-InboundConnector, fault: timeout-after-write }',
      '  - { cmdlet: New-Mailbox, fault: timeout-after-write }',
    ),
  )
  const { folder } = contoso
  const { code, out } = await cli(['apply', folder, '--yes', '--format', 'json'])
  expect(code).toBe(0)
  expect(out.match(/"outcome": "written"/g)).toHaveLength(4)
  expect(contoso.tenant().connectors).toHaveLength(1)
  expect(contoso.tenant().mailboxes).toHaveLength(2)
  expect((await cli(['verify', folder])).code).toBe(0)
})

test('a write that never landed is not told as done, and the next run does it', async () => {
  const contoso = stack(
    withFaults('  - { cmdlet: New-InboundConnector, fault: timeout-before-write }'),
  )
  const { folder } = contoso
  const first = await cli(['apply', folder, '--yes'])
  expect(first.code).toBe(3)
  expect(contoso.tenant().connectors).toEqual([])
  expect((await cli(['apply', folder, '--yes'])).code).toBe(0)
  expect(contoso.tenant().connectors).toHaveLength(1)
})
