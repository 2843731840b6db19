import { expect, test } from 'vitest'
import type { Receipt } from '../../src/engine/plan-data.js'
import { applyReport } from '../../src/report/report.js'
import { becauseOf, decision, plan } from './build.js'
import { newConnector, newMailbox, spf } from './tellings.js'

const copier = decision('copier')
const payroll = decision('payroll', { method: 'client-submission' })
const changes = [
  newConnector('milan', ['203.0.113.10'], becauseOf([copier], 'm.yaml')),
  newMailbox('payroll@contoso.com', becauseOf([payroll], 'm.yaml')),
  spf('contoso.com', null, 'v=spf1 ip4:203.0.113.10 ~all', becauseOf([copier], 'm.yaml'), [
    '203.0.113.10',
  ]),
]

function applied(outcomes: readonly Receipt['outcome'][], verified = plan({})) {
  return applyReport({
    command: 'apply',
    folder: 'stacks/contoso',
    plan: plan({ changes }),
    decisions: [copier, payroll],
    receipts: changes.map(({ kind, key }, index) => ({
      kind,
      key,
      outcome: outcomes[index] ?? 'not-started',
    })),
    verified,
    findings: [],
  })
}

test('what is done is told as what devices can do now', () => {
  const { inWords, secondLook, typeInto } = applied(['written', 'written', 'written'])
  expect(inWords).toEqual(['All 3 changes are done.', 'copier and payroll can now send to anyone.'])
  expect(secondLook).toBe('Read again: nothing differs.')
  expect(typeInto.flatMap(one => one.devices)).toEqual(['copier', 'payroll'])
})

test('a device whose connector is waiting is not told to be able to send', () => {
  const { inWords, headline, typeInto } = applied(['waiting', 'written', 'written'])
  expect(inWords).toEqual([
    '2 of 3 changes done; 1 not.',
    'payroll can now send to anyone.',
    'The next apply goes on where this one stopped.',
  ])
  expect(headline).toBe('1 of 3 not done')
  expect(typeInto.flatMap(one => one.devices)).toEqual(['payroll'])
})

test('what differs after the apply is told', () => {
  expect(applied(['written'], plan({ changes })).secondLook).toBe(
    'Read again: 3 things still differ.',
  )
})
