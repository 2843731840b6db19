/** Ctrl-C, time limits, and two runs at once: what is done is told, and nothing is left half known. */
import { describe, expect, it } from 'vitest'
import { cli } from '../support/cli.js'
import { contosoTexts, fabrikamTexts, turinYaml } from '../support/contoso.js'
import { stack, stacks } from '../support/stack.js'
import { receiptShape } from './shapes.js'

const receiptsOf = (json: unknown) =>
  receiptShape.parse(json).receipts.map(one => `${one.kind}:${one.key} ${one.outcome}`)

describe('Ctrl-C', () => {
  it('lets the running call end, starts nothing new, and tells both', async () => {
    const { folder, tenant, read } = stack({ ...contosoTexts, 'turin.yaml': turinYaml })
    const { code, json } = await cli(['apply', folder, '--yes', '--format', 'json'], {
      interruptAfter: 2,
    })
    expect(code).toBe(130)
    expect(receiptsOf(json)).toEqual([
      'inbound-connector:milan written',
      'inbound-connector:turin written',
      'shared-mailbox:fax@contoso.com not-started',
      'shared-mailbox:printer@contoso.com not-started',
      'spf-record:contoso.com not-started',
    ])
    expect(tenant().mailboxes).toEqual([])
    expect(read('.devicemail/lock')).toBeUndefined()
  })

  it('is followed by an apply that goes on where it stopped', async () => {
    const { folder } = stack(contosoTexts)
    await cli(['apply', folder, '--yes'], { interruptAfter: 1 })
    const { code, json } = await cli(['apply', folder, '--yes', '--format', 'json'])
    expect(code).toBe(0)
    expect(receiptsOf(json)).toEqual([
      'shared-mailbox:fax@contoso.com written',
      'shared-mailbox:printer@contoso.com written',
      'spf-record:contoso.com written',
    ])
  })

  it('before anything was looked at is told as well, and is no success', async () => {
    const { folder } = stack(contosoTexts)
    const { code, out } = await cli(['plan', folder], { interruptAfter: 0 })
    expect(code).toBe(130)
    expect(out).toContain('folder-not-started')
  })

  it('between two folders leaves the second alone', async () => {
    const [first, second] = stacks({ contoso: contosoTexts, fabrikam: fabrikamTexts })
    const folders = [first?.folder ?? '', second?.folder ?? '']
    const { code, out } = await cli(['apply', ...folders, '--yes'], { interruptAfter: 4 })
    expect(code).toBe(130)
    expect(out).toContain('All 4 changes are done.')
    expect(out).toContain('folder-not-started')
    expect(second?.read('.simulator/tenant.json')).toBeUndefined()
  })
})

describe('a time limit', () => {
  it('that passes is told with what was not started, and the next run goes on', async () => {
    const { folder } = stack(contosoTexts)
    const argv = ['apply', folder, '--yes', '--format', 'json']
    const { code, json } = await cli([...argv, '--timeout', '60'], { slow: 1 })
    expect(code).toBe(3)
    expect(receiptsOf(json).at(-1)).toBe('spf-record:contoso.com not-started')
    expect(receiptShape.parse(json).findings.map(one => one.code)).toContain('time-limit')
    expect((await cli(argv)).code).toBe(0)
  })

  it('that does not pass changes nothing', async () => {
    const { folder } = stack(contosoTexts)
    expect((await cli(['apply', folder, '--yes', '--timeout', '3600'])).code).toBe(0)
  })
})

describe('two runs at once', () => {
  it('on one folder: the second is told who holds it, and how to go on', async () => {
    const { folder } = stack(contosoTexts)
    const second: Promise<{ code: number; out: string }>[] = []
    const first = await cli(['apply', folder, '--yes'], {
      processId: 100,
      onErr: () => second.push(cli(['apply', folder, '--yes'], { processId: 200, alive: [100] })),
    })
    expect(first.code).toBe(0)
    const seen = await Promise.all(second)
    expect(seen).toHaveLength(4)
    for (const { code, out } of seen) {
      expect(code).toBe(1)
      expect(out).toContain('folder-locked')
      expect(out).toContain('process 100')
    }
  })

  it('do not keep a plan from reading', async () => {
    const { folder } = stack({ ...contosoTexts, '.devicemail/lock': '100\n' })
    expect((await cli(['plan', folder], { alive: [100] })).code).toBe(0)
  })

  it('the lock of a process that is gone is taken over', async () => {
    const { folder, read } = stack({ ...contosoTexts, '.devicemail/lock': '100\n' })
    expect((await cli(['apply', folder, '--yes'])).code).toBe(0)
    expect(read('.devicemail/lock')).toBeUndefined()
  })

  it('in containers, where every run has the same process id, a stale lock is taken over', async () => {
    const { folder } = stack({ ...contosoTexts, '.devicemail/lock': '1\n' })
    expect((await cli(['apply', folder, '--yes'], { processId: 1 })).code).toBe(0)
  })
})
