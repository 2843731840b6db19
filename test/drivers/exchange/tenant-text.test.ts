/** The text of the tenant: printed piece by piece, and the same as if printed at once. */
import { expect, test } from 'vitest'
import { parseTenant, printTenant } from '../../../src/drivers/exchange/simulator/tenant-text.js'
import { openedTenant } from '../../../src/drivers/exchange/simulator/opening.js'

const tenant = openedTenant(
  {
    acceptedDomains: ['contoso.com'],
    users: [
      { name: 'Ada', address: 'ada@contoso.com', aliases: ['a@contoso.com'] },
      // Line separators that are no line breaks in JSON.
      { name: 'Ink\u2028and\u2029paper\n', address: 'ink@contoso.com' },
    ],
  },
  new Date('2026-11-24T00:00:00Z'),
)

test('is what JSON makes of it, with two blanks for each level', () => {
  for (const one of [tenant, { ...tenant, recipients: [] }])
    expect(printTenant(one)).toBe(`${JSON.stringify(one, null, 2)}\n`)
})

test('is read as it was', () => {
  expect(parseTenant(printTenant(tenant), 'tenant.json')).toEqual(tenant)
})

test('holds a change of one recipient, and the others as they were', () => {
  printTenant(tenant)
  const [ada, ...others] = tenant.recipients
  const recipients = [...others, ...(ada ? [{ ...ada, DisplayName: 'Ada L.' }] : [])]
  const changed = { ...tenant, recipients }
  expect(parseTenant(printTenant(changed), 'tenant.json')).toEqual(changed)
})
