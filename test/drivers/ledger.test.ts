/** The ledger tells every call and no secret. */
import { describe, expect, test } from 'vitest'
import type { Outcome, Parameters } from '../../src/drivers/drivers.js'
import { Fault } from '../../src/drivers/fault.js'
import { createLedger, noLedger } from '../../src/drivers/ledger.js'
import { createPowerShellLedger } from '../../src/drivers/ledger-powershell.js'

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

describe('the ledger as PowerShell', () => {
  const text = (parameters: Parameters, outcome: Outcome = done) => {
    const texts: string[] = []
    createPowerShellLedger(one => texts.push(one)).record({
      driver: 'simulator',
      call: { cmdlet: 'Set-Mailbox', parameters },
      outcome,
      attempt: 2,
      started: new Date('2026-11-24T08:00:00.000Z'),
      ended: new Date('2026-11-24T08:00:00.250Z'),
    })
    return texts.join('\n')
  }

  test('has each call as a person would type it, under what came of it', () => {
    expect(text({ Identity: "O'Hara", Enabled: true })).toBe(
      '# 2026-11-24T08:00:00.000Z simulator: done, rows 2, 250 ms, attempt 2\n' +
        "Set-Mailbox -Identity 'O''Hara' -Enabled:$true",
    )
  })

  test('tells a fault and warnings in comments that cannot become commands', () => {
    const fault = new Fault({ kind: 'conflict', text: 'taken\nby it', operation: 'x', type: 'T' })
    expect(text({}, { status: 'failed', fault, warnings: ['a\nb'] })).toBe(
      '# 2026-11-24T08:00:00.000Z simulator: conflict (T: taken\\u{a}by it), 250 ms, attempt 2\n' +
        '# WARNING: a\\u{a}b\n' +
        'Set-Mailbox',
    )
  })

  test('keeps long values whole, and secrets to itself', () => {
    const shown = text({ Filter: 'x'.repeat(500), Password: 'hunter2' })
    expect(shown).toContain('x'.repeat(500))
    expect(shown).toContain("-Password '***'")
    expect(shown).not.toContain('hunter2')
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
