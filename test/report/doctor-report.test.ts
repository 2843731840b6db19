/** How a doctor's report reads: for one folder, and for several. */
import picocolors from 'picocolors'
import { describe, expect, test } from 'vitest'
import { finding } from '../../src/findings.js'
import { doctorReport, type DoctorCheck, type DoctorInput } from '../../src/report/doctor-report.js'
import { html } from '../../src/report/html.js'
import { json } from '../../src/report/json-text.js'
import { markdown } from '../../src/report/markdown.js'
import { terminal } from '../../src/report/terminal.js'

const ok = (area: DoctorCheck['area'], name: string, says: string): DoctorCheck => ({
  area,
  name,
  state: 'ok',
  says,
})
const machine = [ok('machine', 'node', 'Node 24.1.0')]
const unseen: readonly DoctorCheck[] = [
  {
    area: 'unseen',
    name: 'licences',
    state: 'not-checked',
    why: finding('licences-unseen', {}),
  },
]
const contoso = {
  folder: 'stacks/contoso',
  tenant: 'contoso.onmicrosoft.com',
  driver: 'powershell',
  checks: [
    ok('spec', 'spec', 'The spec has no faults: devices 14, sites 3'),
    ok('sign-in', 'sign-in', 'Signed in through PowerShell'),
    {
      area: 'rights',
      name: 'rights',
      state: 'failed',
      why: finding('role-missing', {
        cmdlets: 'New-InboundConnector, Set-InboundConnector',
        what: 'an apply',
        roles: 'the role "Remote and Accepted Domains"',
      }),
    },
    {
      area: 'tenant',
      name: 'dehydrated',
      state: 'warning',
      why: finding('tenant-is-dehydrated', {}),
    },
    ok('dns', 'contoso.com', 'The DNS of contoso.com is read through zone-file'),
  ] satisfies readonly DoctorCheck[],
}
const fabrikam = {
  folder: 'stacks/fabrikam',
  tenant: 'fabrikam.onmicrosoft.com',
  driver: 'simulator',
  checks: contoso.checks.filter(one => one.state === 'ok'),
}

const inputs: Readonly<Record<string, DoctorInput>> = {
  'doctor-one': { machine, folders: [contoso], unseen },
  'doctor-several': { machine, folders: [contoso, fabrikam], unseen },
}

describe.each(Object.entries(inputs))('%s', (name, input) => {
  const report = doctorReport(input)
  const golden = (ending: string) => `golden/${name}.${ending}`

  test('reads well in a terminal', async () => {
    const palette = picocolors.createColors(false)
    const text = terminal([report], { palette, width: 100, verbose: false })
    await expect(text).toMatchFileSnapshot(golden('txt'))
  })

  test('reads well in a pull request', async () => {
    await expect(markdown([report])).toMatchFileSnapshot(golden('md'))
  })

  test('reads well as a page', async () => {
    await expect(html([report])).toMatchFileSnapshot(golden('html'))
  })

  test('is told to scripts in the documented shape', async () => {
    await expect(json([report])).toMatchFileSnapshot(golden('json'))
  })
})
