/** The real process: what a shell and a pipeline see of it. Few tests, for each starts Node. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync } from 'node:fs'
import { execPath } from 'node:process'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildProgram, cleanEnvironment, type BuiltProgram } from '../support/built-program.js'
import { contosoTexts } from '../support/contoso.js'
import { stack } from '../support/stack.js'
import { planShape, receiptShape } from './shapes.js'

let devicemail: BuiltProgram
beforeAll(async () => {
  devicemail = await buildProgram()
}, 60_000)
afterAll(() => {
  devicemail.remove()
})

const escape = '\u001b['

describe('the process', { timeout: 60_000 }, () => {
  it('gives the exit code of the command', () => {
    const { folder } = stack(contosoTexts)
    expect(devicemail.run(['plan', folder, '--detailed-exitcode']).code).toBe(2)
    expect(devicemail.run(['plan', `${folder}-typo`]).code).toBe(1)
    expect(devicemail.run(['--version'])).toMatchObject({ code: 0, err: '' })
  })

  it('has JSON alone on stdout, whole also when it is read slowly', () => {
    const { folder } = stack(contosoTexts)
    const { out, err } = devicemail.run(['plan', folder, '--format', 'json'])
    expect(err).toBe('')
    expect(() => planShape.parse(JSON.parse(out))).not.toThrow()
  })

  it('leaves nothing in the folder for temporary files, which all users of a machine share', () => {
    const { folder, path } = stack({ ...contosoTexts, 'temporary/.kept': '' })
    const TMPDIR = path('temporary')
    expect(devicemail.run(['plan', folder], { TMPDIR }).code).toBe(0)
    expect(readdirSync(TMPDIR)).toEqual(['.kept'])
  })

  it('asks nobody where stdin is no terminal, and changes nothing', () => {
    const { folder, read } = stack(contosoTexts)
    const { code, out } = devicemail.run(['apply', folder])
    expect(code).toBe(1)
    expect(out).toContain('not-approved')
    expect(read('.simulator/tenant.json')).toBeUndefined()
  })

  it('colours nothing in a pipe, unless asked to; NO_COLOR wins over all', () => {
    const { folder } = stack(contosoTexts)
    const outWith = (env: Readonly<Record<string, string>>) =>
      devicemail.run(['plan', folder], env).out
    expect(outWith({})).not.toContain(escape)
    expect(outWith({ CI: 'true' })).not.toContain(escape)
    expect(outWith({ FORCE_COLOR: '1' })).toContain(escape)
    expect(outWith({ FORCE_COLOR: '1', NO_COLOR: '1' })).not.toContain(escape)
    const checkWith = (env: Readonly<Record<string, string>>) =>
      devicemail.run(['spf', 'check', 'v=spf1 -all', '--ip', '192.0.2.1'], env).out
    expect(checkWith({})).not.toContain(escape)
    expect(checkWith({ FORCE_COLOR: '1' })).toContain(`${escape}1m${escape}32m-all`)
    expect(checkWith({ FORCE_COLOR: '1', NO_COLOR: '1' })).not.toContain(escape)
  })

  it('ends at a signal after the running call, with 130 and a receipt of what was done', async () => {
    const { folder, tenant, read } = stack({
      ...contosoTexts,
      // The first connector is not visible for a minute, so the run waits there.
      'simulator.yaml':
        'acceptedDomains: [contoso.com]\ndelays: { visibilitySeconds: { InboundConnector: 60 } }\n',
    })
    const argv = [devicemail.shim, 'apply', folder, '--yes', '--format', 'json']
    const child = spawn(execPath, argv, { env: cleanEnvironment() })
    let out = ''
    child.stdout.on('data', (data: Buffer) => {
      out += data.toString()
    })
    const ended = once(child, 'close')
    await until(() => read('.simulator/tenant.json')?.includes('Devices at milan') === true)
    child.kill('SIGINT')
    const [code] = (await ended) as [number]
    expect(code).toBe(130)
    const outcomes = receiptShape.parse(JSON.parse(out)).receipts.map(one => one.outcome)
    expect(outcomes).toEqual(['waiting', 'not-started', 'not-started', 'not-started'])
    expect(tenant().mailboxes).toEqual([])
    expect(read('.devicemail/lock')).toBeUndefined()
  })
})

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise(resolve => setTimeout(resolve, 5))
}
