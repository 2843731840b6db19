/** `plan --show-commands` and `--log-format powershell`: what is run, for people who know PowerShell. */
import { expect, it } from 'vitest'
import { cli } from '../support/cli.js'
import { contosoTexts } from '../support/contoso.js'
import { stack } from '../support/stack.js'
import { planShape } from './shapes.js'

const calls = (text = '') => text.split('\n').filter(line => /^(New|Set|Add|Remove)-/.test(line))

it('a plan shows the PowerShell of each change, ready to be copied', async () => {
  const { folder, tenant } = stack(contosoTexts)
  const { code, out } = await cli(['plan', folder, '--show-commands'])
  expect(code).toBe(0)
  expect(out).toContain('# create connector "Devices at milan"\nNew-InboundConnector `\n')
  expect(out).toContain("    -SenderIPAddresses @('203.0.113.10') `\n")
  expect(out).toContain('# contoso.com TXT, in the DNS:\n')
  expect(out).toContain('#   + "v=spf1 ip4:203.0.113.10 include:spf.protection.outlook.com -all"\n')
  expect(tenant().connectors).toEqual([])
})

it('it does so only when asked, and the digest is the same', async () => {
  const { folder } = stack(contosoTexts)
  const asked = await cli(['plan', folder, '--show-commands', '--format', 'json'])
  const plain = await cli(['plan', folder, '--format', 'json'])
  const { commands, ...rest } = planShape.parse(asked.json)
  expect(rest).toEqual(plain.json)
  expect(commands?.map(({ kind, key }) => `${kind}:${key}`)).toEqual(
    rest.changes.map(({ kind, key }) => `${kind}:${key}`),
  )
})

it('in a pull request they are folded away, in a fence that nothing in them can end', async () => {
  const { folder } = stack({
    ...contosoTexts,
    'senders.yaml': 'senders:\n  printer@contoso.com: { displayName: "````x" }\n',
  })
  const { out } = await cli(['plan', folder, '--show-commands', '--format', 'markdown'])
  expect(out).toContain('<details><summary>PowerShell that will run</summary>\n\n`````powershell\n')
})

it('a page has them as they stand', async () => {
  const { folder } = stack(contosoTexts)
  const { out } = await cli(['plan', folder, '--show-commands', '--format', 'html'])
  expect(out).toContain(
    '<pre># create connector &quot;Devices at milan&quot;\nNew-InboundConnector',
  )
})

it('an apply runs no more cmdlets that write than the plan showed', async () => {
  const { folder, read, path } = stack(contosoTexts)
  const { out } = await cli(['plan', folder, '--show-commands'])
  const log = ['--log-file', path('run.ps1'), '--log-format', 'powershell']
  expect((await cli(['apply', folder, '--yes', ...log])).code).toBe(0)
  const shown = calls(out).map(line => line.split(' ')[0])
  const made = calls(read('run.ps1')).map(line => line.split(' ')[0])
  expect(made.length).toBeGreaterThan(0)
  expect([...made].sort()).toEqual([...shown].sort())
})

it('the log as PowerShell tells of every call when it was made and what came of it', async () => {
  const { folder, read, path } = stack(contosoTexts)
  await cli(['plan', folder, '--log-file', path('run.ps1'), '--log-format', 'powershell'])
  const [first, second] = read('run.ps1')?.split('\n') ?? []
  expect(first).toMatch(/^# 2026-11-24T08:00:00.000Z simulator: done, rows \d+, \d+ ms$/)
  expect(second).toBe("Get-AcceptedDomain -ResultSize 'Unlimited'")
})
