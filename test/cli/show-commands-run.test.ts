/** The PowerShell that a plan shows, run by a real PowerShell, makes the world that an apply makes. */
import { execFile } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, test } from 'vitest'
import { contosoTexts, milanYaml, turinYaml } from '../support/contoso.js'
import { liveStack, type LiveStack } from '../support/live-tenant.js'
import { noPwsh, pwsh, withPwsh } from '../support/pwsh.js'
import { planShape } from './shapes.js'

const texts = {
  ...contosoTexts,
  'milan.yaml': milanYaml.replace(
    'egress: 203.0.113.10',
    `egress: 203.0.113.10, connector: { name: "Milan's ‘devices’; $(exit) \`n" }`,
  ),
  'senders.yaml': `senders:
  printer@contoso.com: { displayName: "O'Hara\\u202e “x” $env:PATH", members: [it@contoso.com] }
`,
  'simulator.yaml': `organization: contoso.onmicrosoft.com
acceptedDomains: [contoso.com]
users: [{ name: Anna, address: it@contoso.com }]
`,
}

/** Plans, and runs what is shown as a person would who copies it. */
async function runByHand({ cli, folder, env }: LiveStack): Promise<void> {
  const { json } = await cli(['plan', folder, '--show-commands', '--format', 'json'])
  const lines = planShape.parse(json).commands?.flatMap(one => one.lines) ?? []
  const script = join(folder, 'shown.ps1')
  const connect = "Connect-ExchangeOnline -AccessToken 'x' -Organization 'contoso.onmicrosoft.com'"
  const head = ["$ErrorActionPreference = 'Stop'", connect]
  writeFileSync(script, [...head, ...lines, ''].join('\n'))
  const options = { env: { ...process.env, ...env } }
  await promisify(execFile)(pwsh ?? 'pwsh', ['-NoLogo', '-NoProfile', '-File', script], options)
}

const tenantOf = ({ tenant }: LiveStack) => ({ ...tenant(), calls: undefined })

describe.skipIf(noPwsh)(withPwsh, () => {
  test('a rollout and a change of it, run from what the plans show, leave what applies leave', async () => {
    const [shown, applied] = [await liveStack('powershell', texts), await liveStack('rest', texts)]
    const changed = { 'turin.yaml': turinYaml, 'senders.yaml': null }
    for (const change of [{}, changed]) {
      shown.write(change)
      applied.write(change)
      await runByHand(shown)
      await applied.cli(['apply', applied.folder, '--yes'])
      expect(tenantOf(shown)).toEqual(tenantOf(applied))
    }
    expect(shown.tenant().objects.InboundConnector[0]?.Name).toBe("Milan's ‘devices’; $(exit) `n")
  }, 60_000)
})
