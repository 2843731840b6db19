/**
 * A run is killed in the worst moment: after a mailbox was made, before it got
 * its mark. The next run must know it for ours, mend it, and make no twin.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { execPath } from 'node:process'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildProgram, cleanEnvironment, type BuiltProgram } from '../../support/built-program.js'
import { cli } from '../../support/cli.js'
import { createClock } from '../../support/clock.js'
import { contosoTexts } from '../../support/contoso.js'
import { stack } from '../../support/stack.js'

let devicemail: BuiltProgram
beforeAll(async () => {
  devicemail = await buildProgram()
}, 60_000)
afterAll(() => {
  devicemail.remove()
})

// A new mailbox is not visible for ten minutes, so the run waits between making and marking it.
const scene = 'acceptedDomains: [contoso.com]\ndelays: { visibilitySeconds: { Mailbox: 600 } }\n'

test('what a killed run left behind is found, named and mended', { timeout: 60_000 }, async () => {
  const contoso = stack({ ...contosoTexts, 'simulator.yaml': scene })
  const { folder } = contoso
  const run = spawn(execPath, [devicemail.shim, 'apply', folder, '--yes'], {
    env: cleanEnvironment(),
    stdio: 'ignore',
  })
  const ended = once(run, 'exit')
  while (contoso.read('.simulator/tenant.json')?.includes('printer@contoso.com') !== true)
    await new Promise(resolve => setTimeout(resolve, 5))
  run.kill('SIGKILL')
  await ended

  // The orphan: it is there, it bears no mark, and the lock of the dead run lies about.
  const orphan = contoso.tenant().mailbox('printer@contoso.com')
  expect(orphan).toMatchObject({ CustomAttribute15: '' })
  expect(contoso.read('.devicemail/lock')).toMatch(/^\d+\n$/)

  // The next morning the plan names it: not to be created, but to get its mark.
  const clock = createClock(new Date(Date.now() + 86_400_000).toISOString())
  const planned = await cli(['plan', folder, '--format', 'json'], { clock })
  expect(planned.json).toMatchObject({
    changes: expect.arrayContaining([
      expect.objectContaining({
        key: 'printer@contoso.com',
        verb: 'update',
        fields: expect.arrayContaining([
          {
            path: 'mark',
            before: null,
            after: '[devicemail:contoso/printer@contoso.com]',
          },
        ]) as unknown,
      }),
    ]) as unknown,
  })

  // It is mended: the same mailbox, no twin, and then nothing is left to do.
  expect((await cli(['apply', folder, '--yes'], { clock })).code).toBe(0)
  const mended = contoso.tenant().mailbox('printer@contoso.com')
  expect(mended?.Guid).toBe(orphan?.Guid)
  expect(mended).toMatchObject({ CustomAttribute15: '[devicemail:contoso/printer@contoso.com]' })
  expect(contoso.tenant().mailboxes).toHaveLength(2)
  expect((await cli(['verify', folder], { clock })).code).toBe(0)
})
