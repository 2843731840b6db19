/**
 * The environments that containers and pipelines give: variables that are not
 * set, a TMPDIR that cannot be used. A real PowerShell comes up in each, or a
 * finding says what to set.
 */
import { mkdirSync, readdirSync, utimesSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { Environment } from '../../../src/drivers/exchange/powershell/environment.js'
import { openChannel } from '../../../src/drivers/exchange/powershell/channel.js'
import { foldersFor } from '../../../src/drivers/exchange/powershell/private-place.js'
import { bridged } from '../../support/bridged.js'
import { processesAreHidden, processesWith } from '../../support/processes.js'
import { noPwsh, withPwsh } from '../../support/pwsh.js'
import { temporaryFolder } from '../../support/stack.js'
import { world } from '../../support/world.js'

/** A folder that is there, and too deep for a socket. */
function deepFolder(): string {
  const folder = join(temporaryFolder(), 'deep'.repeat(30))
  mkdirSync(folder)
  return folder
}

describe.skipIf(noPwsh || processesAreHidden)(withPwsh, { timeout: 30_000 }, () => {
  /** What PowerShell was given, after it has answered. */
  async function environmentIn(env: Environment): Promise<readonly string[]> {
    const scene = world().domain('contoso.com').connector('Milan').build()
    const { port, modulePath, close } = await bridged(scene.port, { driver: { env } })
    onTestFinished(close)
    const outcomes = await port.run([{ cmdlet: 'Get-InboundConnector', parameters: {} }])
    expect(outcomes).toMatchObject([{ status: 'done', rows: [{ Name: 'Milan' }] }])
    return processesWith(modulePath).flatMap(one => one.environment.split('\0'))
  }

  test('without PATH, HOME and a name for the user it works', async () => {
    const gone = { PATH: undefined, HOME: undefined, USER: undefined, LOGNAME: undefined }
    const given = await environmentIn({ ...gone, TMPDIR: temporaryFolder() })
    expect(given.filter(one => /^(PATH|HOME)=/.test(one))).toEqual([])
  })

  test.each([
    ['is not there', '/nowhere/at/all'],
    ['cannot be written, not even by root', '/proc'],
  ])('where TMPDIR %s, another folder serves the pipe and the module', async (_, TMPDIR) => {
    expect(await environmentIn({ TMPDIR })).toContain('TMPDIR=/tmp')
  })

  test('where TMPDIR is too deep for a socket, only the pipe lies elsewhere', async () => {
    const TMPDIR = deepFolder()
    expect(await environmentIn({ TMPDIR })).toContain(`TMPDIR=${TMPDIR}`)
    expect(readdirSync(TMPDIR)).toEqual([])
  })
})

describe.skipIf(process.platform === 'win32')('the folder of the pipe', () => {
  test('is looked for where the environment says, and then where it nearly always can be', () => {
    expect(foldersFor({})).toEqual(['/tmp'])
    expect(foldersFor({ TMPDIR: '/tmp', XDG_RUNTIME_DIR: '/run/user/1000' })).toEqual([
      '/tmp',
      '/run/user/1000',
    ])
    expect(foldersFor({ TMPDIR: '' })).toEqual(['/tmp'])
  })

  test('that is nowhere to be had is told with each that was tried and why', async () => {
    const deep = deepFolder()
    await expect(openChannel(['/nowhere/at/all', deep])).rejects.toMatchObject({
      kind: 'unreachable',
      finding: {
        code: 'bridge-folder-missing',
        message: `No folder will do for the private pipe to PowerShell: /nowhere/at/all (ENOENT), ${deep} (its path is too long).`,
        remedy: expect.stringContaining('TMPDIR') as string,
      },
    })
    expect(readdirSync(deep)).toEqual([])
  })

  test('that someone listens in is left alone, however old it is', async () => {
    const base = temporaryFolder()
    const first = await openChannel([base])
    const [name = ''] = readdirSync(base)
    utimesSync(join(base, name), 0, 0)
    const second = await openChannel([base])
    expect(readdirSync(base)).toHaveLength(2)
    first.close()
    second.close()
    expect(readdirSync(base)).toEqual([])
  })
})
