/**
 * Runs that end in the middle, with the real command line: the provider is
 * killed, the command is killed, a person presses Ctrl-C. Whatever was asked of
 * the tenant by then is there or not; what follows must make no twin, leave no
 * orphan and lose no mailbox, and end in a preview that shows nothing.
 */
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { processesAreHidden } from '../support/processes.js'
import { pulumiFolder, withPulumi } from '../support/pulumi-cli.js'
import { buildPulumi, type BuiltPulumi } from '../support/pulumi-project.js'
import { settledStack, site, type SettledStack } from '../support/settled-stack.js'

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })
const missing = pulumiFolder === undefined || processesAreHidden
const testPulumi = test.skipIf(missing)

let built: BuiltPulumi
let there: SettledStack

beforeAll(async () => {
  built = await buildPulumi()
  if (missing) return
  there = settledStack(built, {
    ...site('milan', '203.0.113.10'),
    ...site('turin', '203.0.113.20'),
  })
})
afterEach(() => {
  if (missing) return
  there.killProviders()
  there.restore()
})
afterAll(() => {
  built.remove()
})

const rome = site('rome', '203.0.113.30')
const names = () => there.tenant().connectors.map(row => String(row.Name))
const addresses = () => there.tenant().mailboxes.map(row => String(row.PrimarySmtpAddress))

/** No twin, no orphan, no lost mailbox, and nothing left to do. */
function expectWhole(connectors: readonly string[], mailboxes: readonly string[]): void {
  const boxes = mailboxes.map(one => `${one}@contoso.com`)
  expect(names().sort()).toEqual(connectors.map(one => `Devices at ${one}`))
  expect(addresses().sort()).toEqual(boxes)
  expect(there.tenant().softDeleted).toEqual([])
  const { things, unwell, pending } = there.state()
  expect({ unwell, pending }).toEqual({ unwell: [], pending: 0 })
  expect(things.filter(one => one.startsWith('InboundConnector'))).toEqual(
    connectors.map(one => `InboundConnector contoso/${one}`),
  )
  expect(there.previewed()).toBe(0)
}

async function killedWhen(isSo: () => boolean): Promise<string> {
  const run = there.startUp()
  await there.until(isSo)
  there.killProviders()
  const { code, text } = await run.ended
  expect(code).toBe(1)
  return text
}

testPulumi(withPulumi('the provider is killed at all that it does: `up` goes on'), async () => {
  // Before anything is written: the tenant's file is held, so that no cmdlet can land.
  there.write(rome)
  const held = join(there.folder, 'stacks/contoso/.simulator/tenant.json.lock')
  writeFileSync(held, String(process.pid))
  const text = await killedWhen(() => there.isWriting())
  rmSync(held)
  // The engine speaks then, and not we: docs/pulumi.md says what to type.
  expect(text).toContain('exited prematurely')
  expect(addresses()).not.toContain('rome@contoso.com')

  // Between New-Mailbox and the mark: only its birth sign tells whose the mailbox is.
  there.behave('delays: { answerSeconds: { New-Mailbox: 60 } }')
  await killedWhen(() => addresses().includes('rome@contoso.com'))
  expect(there.tenant().mailbox('rome@contoso.com')?.CustomAttribute15 ?? '').toBe('')
  expect(there.state().things).not.toContain('SharedMailbox contoso/rome@contoso.com')

  // An update, and then a removal, that landed and was not answered.
  there.behave('delays: { answerSeconds: { Set-InboundConnector: 60 } }')
  there.write(site('milan', '203.0.113.11'))
  await killedWhen(() => JSON.stringify(there.tenant().connectors).includes('203.0.113.11'))
  there.behave('delays: { answerSeconds: { Remove-InboundConnector: 60 } }')
  there.write({ 'turin.yaml': null })
  await killedWhen(() => !names().includes('Devices at turin'))
  expect(there.state().things).toContain('InboundConnector contoso/turin')

  there.behave('')
  expect(there.up().code).toBe(0)
  // The mailbox in Turin left the spec as well, and is kept.
  expectWhole(['milan', 'rome'], ['milan', 'rome', 'turin'])
})

testPulumi(withPulumi('the command is killed: `pulumi cancel`, then `up` goes on'), async () => {
  there.behave('delays: { answerSeconds: { New-Mailbox: 1 } }')
  there.write(rome)
  const killed = there.startUp()
  await there.until(() => addresses().includes('rome@contoso.com'))
  killed.process.kill('SIGKILL')
  await killed.ended
  // Its provider finishes what it is at, and ends: else it would keep the folder locked for ever.
  await there.until(() => there.providers() === 0)

  there.behave('')
  const locked = there.up()
  expect(locked.code).not.toBe(0)
  expect(locked.text).toContain('pulumi cancel')
  expect(there.pulumi.run('cancel', '--yes').code).toBe(0)
  expect(there.up().code).toBe(0)
  // Creations that were cut short are remembered until somebody says that they may be forgotten.
  expect(there.state().pending).toBeGreaterThan(0)
  const words = ['--clear-pending-creates', '--yes', '--skip-preview']
  expect(there.pulumi.run('refresh', ...words).code).toBe(0)
  expectWhole(['milan', 'rome', 'turin'], ['milan', 'rome', 'turin'])
})

testPulumi(withPulumi('Ctrl-C, once and twice: what runs is finished and not lost'), async () => {
  there.behave('delays: { answerSeconds: { New-Mailbox: 2 } }')
  there.write(rome)
  const once = there.startUp()
  await there.until(() => addresses().includes('rome@contoso.com'))
  // The next thing waits behind the mailbox: else there is none that was not started.
  await there.until(() => once.text().includes('InboundConnector contoso/rome creating'))
  once.process.kill('SIGINT')
  const first = await once.ended
  expect(first.code).not.toBe(0)
  expect(first.text).toContain('not started: the run was cancelled. Run `pulumi up` again')
  expect(there.state().things).toContain('SharedMailbox contoso/rome@contoso.com')

  there.write(site('genoa', '203.0.113.40'))
  const twice = there.startUp()
  await there.until(() => addresses().includes('genoa@contoso.com'))
  twice.process.kill('SIGINT')
  await there.until(() => twice.text().includes('press ^C again'))
  twice.process.kill('SIGINT')
  const second = await twice.ended
  expect(second.code).not.toBe(0)
  await there.until(() => there.providers() === 0)

  there.behave('')
  expect(there.up().code).toBe(0)
  const words = ['--clear-pending-creates', '--yes', '--skip-preview']
  expect(there.pulumi.run('refresh', ...words).code).toBe(0)
  const all = ['genoa', 'milan', 'rome', 'turin']
  expectWhole(all, all)
})
