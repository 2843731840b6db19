/** The ledger tells every call and no secret. */
import { describe, expect, test } from 'vitest'
import type { Outcome, Parameters } from '../../src/drivers/drivers.js'
import { Fault } from '../../src/drivers/fault.js'
import { createLedger, noLedger } from '../../src/drivers/ledger.js'

const done: Outcome = { status: 'done', rows: [{}, {}], warnings: [] }

function line(parameters: Parameters, outcome: Outcome = done): unknown {
  const lines: string[] = []
  createLedger(one => lines.push(one)).record({
    driver: 'simulator',
    call: { cmdlet: 'Set-Mailbox', parameters },
    outcome,
    attempt: 2,
    started: new Date('2026-11-24T08:00:00.000Z'),
    ended: new Date('2026-11-24T08:00:00.250Z'),
  })
  expect(lines).toHaveLength(1)
  expect(lines[0]).not.toMatch(/[\r\n]/)
  return JSON.parse(lines[0] ?? '')
}

describe('a line of the ledger', () => {
  test('tells when, what, with which values, how it ended and how long it took', () => {
    expect(line({ Identity: 'printer', Enabled: true })).toEqual({
      time: '2026-11-24T08:00:00.000Z',
      driver: 'simulator',
      cmdlet: 'Set-Mailbox',
      parameters: { Identity: 'printer', Enabled: true },
      attempt: 2,
      outcome: 'done',
      rows: 2,
      milliseconds: 250,
    })
  })

  test('tells a fault by its kind, with warnings', () => {
    const fault = new Fault({ kind: 'conflict', text: 'taken', operation: 'x', type: 'T' })
    expect(line({}, { status: 'failed', fault, warnings: ['careful'] })).toMatchObject({
      outcome: 'conflict',
      text: 'taken',
      type: 'T',
      warnings: ['careful'],
    })
  })

  test.each(['Password', 'RoomMailboxPassword', 'ClientSecret', 'AccessToken', 'Credential'])(
    'never tells the value of %s',
    name => {
      expect(line({ [name]: 'hunter2' })).toMatchObject({ parameters: { [name]: '***' } })
    },
  )

  test('shortens long values, in lists and edits too', () => {
    const long = 'x'.repeat(500)
    const shortened = `${'x'.repeat(200)}… (500 characters)`
    const given = { Filter: long, List: [long], Edit: { add: [long] } }
    expect(line(given)).toMatchObject({
      parameters: { Filter: shortened, List: [shortened], Edit: { add: [shortened] } },
    })
  })

  test('is one line, whatever a value holds', () => {
    expect(line({ Comment: 'a\nb\r\u2028c' })).toMatchObject({
      parameters: { Comment: 'a\nb\r\u2028c' },
    })
  })
})

test('no ledger keeps nothing', () => {
  const started = new Date(0)
  const call = { cmdlet: 'Get-Mailbox', parameters: {} }
  const entry = { driver: 'x', call, outcome: done, attempt: 1, started, ended: started }
  expect(() => {
    noLedger.record(entry)
  }).not.toThrow()
})
