/**
 * What the world does to a run, with the real command line: Exchange refuses or
 * does not answer, shows late what was written, and somebody puts back an older
 * copy of the state. Each time the message says what to type; typed, it ends in
 * a preview that shows nothing.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { cli } from '../support/cli.js'
import { pulumiFolder, withPulumi } from '../support/pulumi-cli.js'
import { buildPulumi, type BuiltPulumi } from '../support/pulumi-project.js'
import { settledStack, site, type SettledStack } from '../support/settled-stack.js'

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })
const testPulumi = test.skipIf(pulumiFolder === undefined)

let built: BuiltPulumi
let there: SettledStack

beforeAll(async () => {
  built = await buildPulumi()
  if (pulumiFolder === undefined) return
  there = settledStack(built, {
    ...site('milan', '203.0.113.10'),
    ...relay('turin'),
    ...site('genoa', '203.0.113.40'),
  })
})
afterEach(() => {
  if (pulumiFolder !== undefined) there.restore()
})
afterAll(() => {
  built.remove()
})

/** A site whose connector keeps its name, whatever the site is called. */
function relay(name: string, more = '') {
  const text = site(name, '203.0.113.20')[`${name}.yaml`] ?? ''
  return { [`${name}.yaml`]: text.replace('egress:', `connector: { name: Relay }, ${more}egress:`) }
}

const names = () => there.tenant().connectors.map(row => String(row.Name))
const addresses = () => there.tenant().mailboxes.map(row => String(row.PrimarySmtpAddress))

testPulumi(withPulumi('a throttled or denied write, and one that got no answer'), () => {
  // Two that stay.
  there.write(site('rome', '203.0.113.30'))
  there.behave(`faults:
  - { cmdlet: New-Mailbox, fault: throttled, call: every, retryAfterSeconds: 0.01 }
  - { cmdlet: New-InboundConnector, fault: denied, call: every }
`)
  // Both are tried, whichever fails first.
  const refused = there.up('--continue-on-error')
  expect(refused.code).not.toBe(0)
  expect(refused.text).toMatch(
    /mailbox rome@contoso\.com: the service asks to wait .* Run `pulumi up` again in a few minutes\./u,
  )
  expect(refused.text).toMatch(
    /Give the signed-in identity the role for New-InboundConnector, and run `pulumi up` again\./u,
  )
  expect(names().sort()).toEqual(['Devices at genoa', 'Devices at milan', 'Relay'])
  expect(there.state().things).not.toContain('InboundConnector contoso/rome')

  // One that goes away by itself, and creations that landed without an answer.
  there.behave(`faults:
  - { cmdlet: New-Mailbox, fault: throttled, times: 2, retryAfterSeconds: 0.01 }
  - { cmdlet: New-Mailbox, call: 3, fault: timeout-after-write }
  - { cmdlet: New-InboundConnector, fault: timeout-after-write }
`)
  expect(there.up().code).toBe(0)

  // An update and a removal that landed without an answer, and a removal that did not land.
  there.write({ ...site('milan', '203.0.113.11'), 'rome.yaml': null, 'turin.yaml': null })
  there.behave(`faults:
  - { cmdlet: Set-InboundConnector, fault: timeout-after-write }
  - { cmdlet: Remove-InboundConnector, fault: timeout-after-write }
  - { cmdlet: Remove-InboundConnector, call: 2, fault: timeout-before-write }
`)
  expect(there.up().code).toBe(0)
  there.behave('')
  expect(names().sort()).toEqual(['Devices at genoa', 'Devices at milan'])
  const kept = ['genoa', 'milan', 'rome', 'turin']
  expect(addresses().sort()).toEqual(kept.map(one => `${one}@contoso.com`))
  expect(there.previewed()).toBe(0)
})

testPulumi(withPulumi('the state is put back from an older copy'), () => {
  const copy = join(there.folder, 'older.json')
  writeFileSync(copy, there.pulumi.run('stack', 'export').out)

  // Since then: another address, a new site, one that was renamed, one that another spec took over.
  there.write({
    ...site('milan', '203.0.113.11'),
    ...site('rome', '203.0.113.30'),
    ...relay('naples', 'formerly: turin, '),
    'turin.yaml': null,
  })
  expect(there.up().code).toBe(0)
  there.write({ ...relay('naples'), 'genoa.yaml': null })
  there.editTenant(tenant => {
    const { InboundConnector } = tenant.objects
    const given = InboundConnector.map(row =>
      row.Name === 'Devices at genoa' ? { ...row, Comment: '[devicemail:fabrikam/genoa]' } : row,
    )
    return { ...tenant, objects: { ...tenant.objects, InboundConnector: given } }
  })
  expect(there.pulumi.run('stack', 'import', '--file', copy).code).toBe(0)
  const before = addresses().sort()

  const { code, text } = there.up()
  expect({ code, text }).toMatchObject({ code: 0 })
  const known = ['Devices at genoa', 'Devices at milan', 'Devices at rome', 'Relay']
  expect(names().sort()).toEqual(known)
  expect(there.tenant().connector('Devices at genoa')).toMatchObject({
    Comment: '[devicemail:fabrikam/genoa]',
  })
  expect(text).toContain('"Devices at genoa" bears no mark of ours, so it is left in place')
  expect(text).toContain('turin stands in the tenant as "naples" now, so it is left in place')
  expect(addresses().sort()).toEqual(before)
  expect(there.tenant().softDeleted).toEqual([])
  expect(there.previewed()).toBe(0)
})

testPulumi(withPulumi('customTimeouts, and what Microsoft does not show yet'), async () => {
  const projectFile = join(there.folder, 'Pulumi.yaml')
  const main = readFileSync(projectFile, 'utf8')
  writeFileSync(projectFile, main.replace('program/program.js', 'program/hurried.js'))
  writeFileSync(
    join(there.folder, 'dist/program/hurried.js'),
    `import * as pulumi from '@pulumi/pulumi'
pulumi.runtime.registerStackTransformation(({ resource, props, opts }) => ({
  props,
  opts: resource instanceof pulumi.CustomResource ? { ...opts, customTimeouts: { create: '1s' } } : opts,
}))
export const { devices, spfRecords } = await import('./program.js')
`,
  )
  // Two mailboxes, and Exchange takes its time: the second is not begun.
  there.behave('delays: { answerSeconds: { New-Mailbox: 1.5 } }')
  there.write({
    'more.yaml': `devices:
  fax: { site: milan, profile: old-copier, from: fax@contoso.com, to: anyone }
  scanner: { site: milan, profile: old-copier, from: scan@contoso.com, to: anyone }
`,
  })
  const late = there.up()
  expect(late.code).not.toBe(0)
  expect(late.text).toContain('was not started: the 1 s that customTimeouts give it were over.')
  expect(addresses()).toHaveLength(4)
  expect(there.state().things.filter(one => one.startsWith('SharedMailbox'))).toHaveLength(4)
  expect(there.state().unwell).toEqual([])

  // A connector that shows later than anybody waits for it.
  there.behave('delays: { visibilitySeconds: { InboundConnector: 600 } }')
  there.write(site('rome', '203.0.113.30'))
  const unseen = there.up()
  expect(unseen.code).not.toBe(0)
  expect(unseen.text).toContain('does not show it yet. Run `pulumi up` again in a few minutes')
  expect(unseen.text).toContain('The 1 s that customTimeouts give connector "Devices at rome"')
  expect(there.state().unwell).toEqual(['InboundConnector contoso/rome'])
  there.editTenant(tenant => {
    const { InboundConnector } = tenant.objects
    const shown = InboundConnector.map(row => ({ ...row, visibleFrom: '2026-01-01T00:00:00Z' }))
    return { ...tenant, objects: { ...tenant.objects, InboundConnector: shown } }
  })

  // Now it shows: an update without fields for who looks at the state alone, and else nothing.
  expect(there.pulumi.steps('--refresh=false')).toEqual([
    { op: 'update', type: 'InboundConnector', name: 'contoso/rome', properties: [] },
  ])
  expect(there.previewed()).toBe(0)
  const { json } = await cli(['plan', join(there.folder, 'stacks/contoso'), '--format', 'json'])
  expect(json).toMatchObject({ changes: [] })
  expect(there.up().code).toBe(0)
  expect(there.state().unwell).toEqual([])
  expect(names()).toHaveLength(4)
})
