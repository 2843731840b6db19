/** The simulated tenant in a file: it lasts, it is whole, and two processes see each other. */
import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pid, ppid } from 'node:process'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { fileStore } from '../../../src/drivers/exchange/simulator/file-store.js'
import { textLike } from '../../support/text-like.js'
import { world } from '../../support/world.js'

let folder = ''
let path = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'simulator-'))
  path = join(folder, '.simulator', 'tenant.json')
})
afterEach(() => {
  chmodSync(folder, 0o700)
  rmSync(folder, { recursive: true })
})

const patience = { attempts: 3, pauseMilliseconds: 1 }
const open = () =>
  world()
    .domain('contoso.com')
    .build({ store: fileStore(path, patience) })
const create = (name: string) => ({
  cmdlet: 'New-InboundConnector',
  parameters: { Name: name, SenderDomains: ['*'] },
})

describe('a tenant in a file', () => {
  test('is not written by reads alone', async () => {
    await open().exchange().run('Get-InboundConnector')
    expect(existsSync(path)).toBe(false)
  })

  test('lasts from run to run', async () => {
    await open().port.run([create('Milan')])
    expect(open().state().connectors).toMatchObject([{ Name: 'Milan' }])
  })

  test('is for its owner only, and leaves no lock and no half file', async () => {
    await open().port.run([create('Milan')])
    expect(statSync(path).mode & 0o777).toBe(0o600)
    expect(existsSync(`${path}.lock`)).toBe(false)
    expect(existsSync(`${path}.new`)).toBe(false)
  })

  test('two that are open at once see what the other wrote', async () => {
    const one = open()
    const other = open()
    await one.port.run([create('Milan')])
    await other.port.run([create('Turin')])
    await Promise.all([one.port.run([create('Oslo')]), other.port.run([create('Bergen')])])
    const names = one.state().connectors.map(row => row.Name)
    expect([...names].sort()).toEqual(['Bergen', 'Milan', 'Oslo', 'Turin'])
    expect(other.state()).toMatchObject({ connectors: one.state().connectors })
  })

  test('an edit by hand counts', async () => {
    const running = open()
    await running.port.run([create('Milan')])
    const tenant = JSON.parse(readFileSync(path, 'utf8')) as { objects: object }
    writeFileSync(
      path,
      JSON.stringify({ ...tenant, objects: { ...tenant.objects, InboundConnector: [] } }),
    )
    expect(running.state().connectors).toEqual([])
  })

  test('a domain that the scene accepts later is accepted', async () => {
    await open().port.run([create('Milan')])
    const later = world({ acceptedDomains: ['contoso.com', 'fabrikam.com'] }).build({
      store: fileStore(path),
    })
    const names = later.state().domains.map(row => row.DomainName)
    expect(names).toEqual(['contoso.com', 'contoso.onmicrosoft.com', 'fabrikam.com'])
    expect(later.state().domains.filter(row => row.Default === true)).toHaveLength(1)
  })

  test.each([
    ['cut off in the middle', '{"format": "devicemail-simulator/1", "min'],
    ['empty', ''],
    ['of another format', '{"format": "devicemail-simulator/9"}'],
    ['without its lists', '{"format": "devicemail-simulator/1"}'],
    ['no object', '[]'],
  ])('one that is %s is told, never taken for an empty tenant', async (_, text) => {
    await open().port.run([create('Milan')])
    writeFileSync(path, text)
    const running = open()
    const outcomes = await running.port.run([
      { cmdlet: 'Get-InboundConnector', parameters: {} },
      create('Turin'),
    ])
    expect(outcomes).toHaveLength(2)
    for (const outcome of outcomes)
      expect(outcome).toMatchObject({
        status: 'failed',
        fault: {
          kind: 'rejected',
          operation: 'open the simulated tenant',
          text: textLike(/tenant\.json cannot be read: .* delete it to start again/),
        },
      })
    expect(readFileSync(path, 'utf8')).toBe(text)
  })
})

test('a place where no file can be is told for each call, and breaks nothing', async () => {
  writeFileSync(join(folder, '.simulator'), 'a file where a folder must be')
  const outcomes = await open().port.run([
    { cmdlet: 'Get-InboundConnector', parameters: {} },
    create('Turin'),
  ])
  expect(outcomes.map(one => one.status)).toEqual(['failed', 'failed'])
  expect(outcomes[1]).toMatchObject({
    fault: { kind: 'rejected', text: textLike(/tenant\.json cannot be used/) },
  })
})

describe('the lock', () => {
  test('of a process that is gone is taken away', async () => {
    await open().port.run([create('Milan')])
    // No process has this id: it is above what Linux and macOS give.
    writeFileSync(`${path}.lock`, '99999999')
    await open().port.run([create('Turin')])
    expect(open().state().connectors).toHaveLength(2)
  })

  test.each([
    ['of another process', String(ppid)],
    ['of this one', String(pid)],
    ['whose holder is not written yet', ''],
  ])('%s is waited for, and then told', async (_, holder) => {
    await open().port.run([create('Milan')])
    writeFileSync(`${path}.lock`, holder)
    const [outcome] = await open().port.run([create('Turin')])
    expect(outcome).toMatchObject({ status: 'failed', fault: { kind: 'transient' } })
    expect(readFileSync(`${path}.lock`, 'utf8')).toBe(holder)
    expect(open().state().connectors).toHaveLength(1)
  })
})

test('300 mailboxes are opened in a few milliseconds', async () => {
  const users = Array.from({ length: 300 }, (_, index) => ({
    name: `Printer ${index}`,
    address: `printer-${index}@contoso.com`,
  }))
  const scene = { acceptedDomains: ['contoso.com'], users }
  await world(scene)
    .build({ store: fileStore(path) })
    .port.run([create('Milan')])
  fileStore(path).read()
  const started = performance.now()
  expect(fileStore(path).read()?.recipients).toHaveLength(300)
  expect(performance.now() - started).toBeLessThan(50)
})
