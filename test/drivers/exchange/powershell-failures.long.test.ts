/**
 * A real PowerShell that is disturbed, killed, or hangs while it works: what is
 * known of each call afterwards, and that the next one starts afresh.
 */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Call, Outcome } from '../../../src/drivers/drivers.js'
import type { PowerShellLimits } from '../../../src/drivers/exchange/powershell.js'
import { bridged, type Bridged, type BridgedOptions } from '../../support/bridged.js'
import type { Disturbance, Interference } from '../../support/cmdlet-server.js'
import { areGone, isAlive, processesAreHidden, processesWith } from '../../support/processes.js'
import { noPwsh, withPwsh } from '../../support/pwsh.js'
import { world, type World } from '../../support/world.js'

const read: Call = { cmdlet: 'Get-InboundConnector', parameters: {} }
const write = (name: string): Call => ({
  cmdlet: 'New-InboundConnector',
  parameters: { Name: name, SenderDomains: ['*'], ConnectorType: 'OnPremises' },
})

/** `done`, or the kind of the fault and the code of its finding. */
function short(outcome: Outcome | undefined): string {
  if (!outcome) return 'missing'
  if (outcome.status === 'done') return 'done'
  const { kind, finding } = outcome.fault
  return finding ? `${kind} ${finding.code}` : kind
}

describe.skipIf(noPwsh || processesAreHidden)(withPwsh, { timeout: 60_000 }, () => {
  let scene: World
  let tenant: Bridged | undefined

  beforeEach(() => {
    scene = world().domain('contoso.com').connector('Milan').build()
  })
  afterEach(async () => {
    await tenant?.close()
    tenant = undefined
  })

  async function open(options: BridgedOptions = {}, limits: Partial<PowerShellLimits> = {}) {
    tenant = await bridged(scene.port, { ...options, driver: { limits, ...options.driver } })
    return tenant
  }

  /** Something happens to the second call, once. */
  const second = (interference: Interference): BridgedOptions => ({
    interfere: (_, number) => (number === 2 ? interference : undefined),
  })
  const names = () => scene.state().connectors.map(one => one.Name)
  const pwshOf = ({ modulePath }: Bridged) => processesWith(modulePath).map(one => one.id)
  const killed = (which: () => Bridged | undefined) => () => {
    const seen = which()
    for (const id of seen ? pwshOf(seen) : []) process.kill(id, 'SIGKILL')
  }

  describe('noise', () => {
    test.each<Disturbance>(['noise', 'garbage', 'flood'])(
      '%s neither breaks nor forges a reply, and the process goes on',
      async disturbance => {
        const { port } = await open({ interfere: () => ({ disturb: [disturbance] }) })
        const outcomes = await port.run([read, write('Turin'), read])
        expect(outcomes.map(short)).toEqual(['done', 'done', 'done'])
        expect(outcomes[2]).toMatchObject({ rows: [{ Name: 'Milan' }, { Name: 'Turin' }] })
        expect(await port.run([read])).toEqual([outcomes[2]])
      },
    )

    test('warnings come as data, also those of a call that fails', async () => {
      const warnings = ['Micro delay applied.', 'Zweite "Warnung"\nüber zwei Zeilen.']
      const error = { text: 'Ex1|A.NotAcceptedDomainException|No.', reason: 'Exception' }
      const { port } = await open({
        interfere: (_, number) =>
          number === 1 ? { outcome: { status: 'done', rows: [], warnings } } : { error, warnings },
      })
      expect(await port.run([read, write('Turin')])).toMatchObject([
        { status: 'done', rows: [], warnings },
        { status: 'failed', fault: { kind: 'rejected' }, warnings },
      ])
    })

    test('a cmdlet that asks a person gets no answer, and does not wait for one', async () => {
      const { port } = await open(second({ disturb: ['read-host'] }))
      expect((await port.run([read, read, read])).map(short)).toEqual(['done', 'done', 'done'])
    })
  })

  describe('a process that is lost', () => {
    test('before a write: nothing is lost, and the write is done by a new process', async () => {
      const opened = await open()
      await opened.port.run([read])
      killed(() => opened)()
      await areGone(opened.modulePath)
      expect((await opened.port.run([write('Turin')])).map(short)).toEqual(['done'])
      expect(names()).toEqual(['Milan', 'Turin'])
    })

    test('before a write lands: its outcome is unknown, the calls behind it never began', async () => {
      const opened = await open(second({ before: killed(() => tenant) }))
      const outcomes = await opened.port.run([read, write('Turin'), write('Rome'), read])
      expect(outcomes.map(short)).toEqual([
        'done',
        'unknown-outcome powershell-ended',
        'transient',
        'transient',
      ])
      expect(opened.server.calls().map(one => one.cmdlet)).toEqual([
        'Get-InboundConnector',
        'New-InboundConnector',
      ])
    })

    test('after a write landed: its outcome is unknown, and a look shows it, once', async () => {
      const opened = await open(second({ after: killed(() => tenant) }))
      const outcomes = await opened.port.run([read, write('Turin')])
      expect(outcomes.map(short)).toEqual(['done', 'unknown-outcome powershell-ended'])
      expect(await opened.port.run([read])).toMatchObject([
        { status: 'done', rows: [{ Name: 'Milan' }, { Name: 'Turin' }] },
      ])
    })

    test('while it reads: the read may simply be asked again', async () => {
      const opened = await open(second({ before: killed(() => tenant) }))
      expect((await opened.port.run([read, read])).map(short)).toEqual([
        expect.stringMatching(/^(done|transient)/) as string,
        expect.stringMatching(/^transient/) as string,
      ])
      expect((await opened.port.run([read])).map(short)).toEqual(['done'])
    })

    test('by an exit of its own: the finding tells the code', async () => {
      const { port } = await open(second({ disturb: ['exit'] }))
      const [, lost] = await port.run([write('Turin'), write('Rome')])
      expect(short(lost)).toBe('unknown-outcome powershell-ended')
      expect(lost).toMatchObject({
        fault: { finding: { message: expect.stringContaining('with code 9') as string } },
      })
      expect(names()).toEqual(['Milan', 'Turin', 'Rome'])
    })

    test('out of memory: it is told, and the next call has a new process', async () => {
      const opened = await open(second({ disturb: ['out-of-memory'] }))
      const [, full] = await opened.port.run([read, write('Turin')])
      expect(short(full)).toBe('unknown-outcome powershell-out-of-memory')
      const before = opened.server.sessions().length
      expect((await opened.port.run([read])).map(short)).toEqual(['done'])
      expect(opened.server.sessions().length).toBe(before + 1)
    })
  })

  describe('a call that hangs', () => {
    test('a write is killed in time, its outcome unknown, and the next call starts afresh', async () => {
      const opened = await open(second({ disturb: ['hang'] }), { writeSeconds: 1 })
      const outcomes = await opened.port.run([read, write('Turin'), read])
      expect(outcomes.map(short)).toEqual(['done', 'unknown-outcome cmdlet-timed-out', 'transient'])
      expect(await areGone(opened.modulePath)).toBe(true)
      expect((await opened.port.run([read])).map(short)).toEqual(['done'])
      expect(names()).toEqual(['Milan', 'Turin'])
    })

    test('a read is killed in time, and may be asked again', async () => {
      const { port } = await open(second({ disturb: ['hang'] }), { readSeconds: 1 })
      expect((await port.run([read, read])).map(short)[1]).toBe('transient cmdlet-timed-out')
    })

    test('what it started dies with it', async () => {
      const opened = await open(second({ disturb: ['hang-with-child'] }), { writeSeconds: 2 })
      await opened.port.run([read, write('Turin')])
      const [child = 0] = opened.server.children()
      expect(child).toBeGreaterThan(0)
      expect(isAlive(child)).toBe(false)
    })

    test('many short calls may take longer together than one may alone', async () => {
      const slow = () => new Promise<void>(resolve => setTimeout(resolve, 300))
      const { port } = await open({ interfere: () => ({ before: slow }) }, { writeSeconds: 1 })
      const calls = ['a', 'b', 'c', 'd', 'e'].map(write)
      expect((await port.run(calls)).map(short)).toEqual(calls.map(() => 'done'))
    })
  })

  test('Ctrl-C in the terminal does not break off a cmdlet half-way', async () => {
    const interrupted = () => {
      for (const id of tenant ? pwshOf(tenant) : []) process.kill(id, 'SIGINT')
      return new Promise<void>(resolve => setTimeout(resolve, 300))
    }
    const { port } = await open(second({ before: interrupted }))
    expect((await port.run([read, write('Turin'), write('Rome')])).map(short)).toEqual([
      'done',
      'done',
      'done',
    ])
    expect((await port.run([read])).map(short)).toEqual(['done'])
  })

  test('calls from several sides take turns, in order', async () => {
    const { port, server } = await open()
    const cities = ['a', 'b', 'c', 'd']
    await Promise.all(cities.map(city => port.run([write(city)])))
    expect(server.calls().map(one => one.parameters.Name)).toEqual(cities)
    expect(server.sessions()).toHaveLength(1)
  })

  test('two thousand calls leave nothing behind in memory', async () => {
    const { port } = await open()
    const many = async (count: number) => {
      for (let index = 0; index < count; index++) await port.run([read])
    }
    await many(300)
    const before = process.memoryUsage().heapUsed
    await many(2000)
    // Ten times less than what node-powershell would keep; the collector may still have work to do.
    expect(process.memoryUsage().heapUsed - before).toBeLessThan(40_000_000)
  })
})
