/**
 * Values on their way through a real PowerShell: what goes in arrives, what a
 * cmdlet gives comes back, and nothing of it is ever run.
 */
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Outcome, ParameterValue, Row } from '../../../src/drivers/drivers.js'
import { bridged, type Bridged } from '../../support/bridged.js'
import { hostileValues } from '../../support/hostile-values.js'
import { noPwsh, withPwsh } from '../../support/pwsh.js'
import { world } from '../../support/world.js'

describe.skipIf(noPwsh)(withPwsh, { timeout: 120_000 }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'devicemail-canary-'))
  const canary = join(folder, 'canary')
  let tenant: Bridged
  let given: Outcome | undefined

  beforeAll(async () => {
    tenant = await bridged(world().domain('contoso.com').build().port, {
      // Whatever is sent is kept, and what is asked for is given.
      interfere: () => ({ outcome: given ?? { status: 'done', rows: [], warnings: [] } }),
    })
  }, 60_000)
  afterAll(async () => {
    await tenant.close()
    rmSync(folder, { recursive: true, force: true })
  })

  async function arrived(
    parameter: string,
    value: ParameterValue,
    cmdlet = 'Set-InboundConnector',
  ) {
    const [outcome] = await tenant.port.run([{ cmdlet, parameters: { [parameter]: value } }])
    expect(outcome).toMatchObject({ status: 'done' })
    return tenant.server.calls().at(-1)?.parameters[parameter]
  }

  async function rowsFor(rows: readonly Row[], select?: readonly string[]) {
    given = { status: 'done', rows, warnings: [] }
    const call = { cmdlet: 'Get-Mailbox', parameters: {} }
    const [outcome] = await tenant.port.run([select ? { ...call, select } : call])
    given = undefined
    if (outcome?.status !== 'done') throw new Error('The read failed.')
    return outcome.rows
  }

  const texts: readonly (readonly [string, string])[] = [
    ['an ordinary text', 'Devices at Milan'],
    ['an empty text', ''],
    ['single quotes', "O'Hara's"],
    ['double quotes', 'the "big" one'],
    ['typographic quotes', '‘a’ ‚b‛ “c” „d”'],
    ['a subexpression', '$(Get-Date)'],
    ['a variable', '$env:PATH and ${HOME}'],
    ['backticks', '`n `t `` `0'],
    ['line ends', 'one\ntwo\r\nthree\rfour'],
    ['other line ends of Unicode', 'a\u2028b\u2029c\u0085d'],
    ['tabs and NUL', 'a\tb\0c'],
    ['Unicode of every width', 'Zürich, 東京, Ελλάδα, 🖨️ 👩‍💻'],
    ['combining marks, kept as they are', 'e\u0301 is not \u00e9'],
    ['right-to-left text', 'שלום \u202e abc'],
    ['a text like a number', '007'],
    ['a text like a date', '2026-11-24T08:00:00Z'],
    ['a text like a truth', 'true'],
    ['a text like JSON', '{"a":[1,2]}'],
    ['64 KB of text', 'xy"$`\n'.repeat(11_000)],
    ['spaces at both ends', '  two  '],
    ['a dash in front', '-Verbose'],
    ['an at sign in front', '@{ a = 1 }'],
    ['a semicolon and a pipe', 'a; b | c & d'],
  ]
  test.each(texts)('%s arrives as it is', async (_, text) => {
    expect(await arrived('Comment', text)).toBe(text)
  })

  const values: readonly (readonly [string, string, ParameterValue])[] = [
    ['true', 'Enabled', true],
    ['false', 'Enabled', false],
    ['a list of several', 'SenderIPAddresses', ['203.0.113.1', '203.0.113.2']],
    ['a list of one, still a list', 'SenderIPAddresses', ['203.0.113.1']],
    ['an empty list', 'SenderIPAddresses', []],
    ['a list with strange texts', 'SenderDomains', ['$(1)', "it's", 'a,b', '']],
    ['null', 'TlsSenderCertificateName', null],
    ['an edit of a list', 'SenderIPAddresses', { add: ['203.0.113.3'], remove: ['203.0.113.4'] }],
    ['an edit that only adds', 'SenderIPAddresses', { add: ['203.0.113.3'] }],
  ]
  test.each(values)('%s arrives as it is', async (_, parameter, value) => {
    expect(await arrived(parameter, value)).toEqual(value)
  })

  test('a whole number arrives as a number', async () => {
    expect(await arrived('ResultSize', 250, 'Get-Mailbox')).toBe(250)
  })

  test('a switch is a switch, set and unset', async () => {
    expect(await arrived('Shared', true, 'New-Mailbox')).toBe(true)
    expect(await arrived('WhatIf', false, 'New-Mailbox')).toBe(false)
  })

  test('half a character is refused before anything is sent, and its neighbours are done', async () => {
    const before = tenant.server.calls().length
    const good = { cmdlet: 'Set-InboundConnector', parameters: { Comment: 'good' } }
    const outcomes = await tenant.port.run([
      good,
      { cmdlet: 'Set-InboundConnector', parameters: { Comment: 'half \ud83d' } },
      good,
    ])
    expect(outcomes.map(one => one.status)).toEqual(['done', 'failed', 'done'])
    expect(outcomes[1]).toMatchObject({ fault: { kind: 'rejected', type: 'text-not-unicode' } })
    expect(tenant.server.calls().length - before).toBe(2)
  })

  test('what a cmdlet gives comes back: texts, numbers, truths, nothing, lists, objects', async () => {
    const row = {
      Text: 'Zürich "quoted" \n 🖨️',
      Empty: '',
      Whole: 42,
      Large: 9_007_199_254_740_991,
      Negative: -7,
      Fraction: 0.25,
      Yes: true,
      No: false,
      Nothing: null,
      None: [],
      One: ['only'],
      Many: ['a', 'b'],
      Numbers: [1, 2],
      Mixed: ['a', null, true],
      Nested: { Inner: { Deep: ['x'] }, Flag: true },
      Rows: [{ Name: 'a' }, { Name: 'b' }],
    }
    expect(await rowsFor([row])).toEqual([row])
  })

  test('a moment comes back as the same moment', async () => {
    const [row] = await rowsFor([{ WhenCreatedUTC: '2026-11-24T08:00:00.1230000Z' }])
    expect(new Date(String(row?.WhenCreatedUTC)).toISOString()).toBe('2026-11-24T08:00:00.123Z')
  })

  test('no row, one row and many rows are lists of rows', async () => {
    for (const count of [0, 1, 2, 500]) {
      const rows = Array.from({ length: count }, (_, index) => ({ Name: `row ${index}` }))
      expect(await rowsFor(rows)).toEqual(rows)
    }
  })

  test('only the properties that are asked for come, and those that are not there do not', async () => {
    const rows = [
      { Name: 'a', Guid: '1', Other: 'x' },
      { Name: 'b', Other: 'y' },
    ]
    expect(await rowsFor(rows, ['Name', 'Guid'])).toEqual([{ Name: 'a', Guid: '1' }, { Name: 'b' }])
  })

  test(`none of ${hostileValues('x').length} hostile texts is run, and each arrives unchanged in each text parameter`, async () => {
    const hostile = hostileValues(canary)
    expect(hostile.length).toBeGreaterThanOrEqual(200)
    const parameters = ['Name', 'Comment', 'TlsSenderCertificateName', 'Identity'] as const
    const calls = hostile.flatMap(text => [
      ...parameters.map(name => ({
        cmdlet: 'Set-InboundConnector',
        parameters: { [name]: text },
      })),
      { cmdlet: 'Set-InboundConnector', parameters: { SenderDomains: [text, text] } },
      { cmdlet: 'Set-Mailbox', parameters: { EmailAddresses: { add: [text], remove: [text] } } },
    ])
    const before = tenant.server.calls().length
    const outcomes = await tenant.port.run(calls)
    expect(outcomes.filter(one => one.status === 'failed')).toEqual([])
    expect(tenant.server.calls().slice(before)).toEqual(calls)
    expect(existsSync(canary)).toBe(false)
  })

  test('a hostile name of a cmdlet or parameter is refused and not run', async () => {
    for (const text of hostileValues(canary).filter(one => one !== '')) {
      const [cmdlet, parameter] = await tenant.port.run([
        { cmdlet: text, parameters: {} },
        { cmdlet: 'Get-Mailbox', parameters: { [text]: 'x' } },
      ])
      expect(cmdlet).toMatchObject({ status: 'failed', fault: { kind: 'denied' } })
      expect(parameter).toMatchObject({ status: 'failed', fault: { kind: 'rejected' } })
    }
    expect(existsSync(canary)).toBe(false)
  })
})
