/**
 * Every call fails in turn, in every way in which the world fails, and a process
 * is killed before every call. Afterwards there is no twin, nothing of others is
 * lost, the receipts tell the truth, and the next run brings about what the
 * first would have.
 */
import { expect, it } from 'vitest'
import type { Receipt } from '../../src/engine/plan-data.js'
import { createMark } from '../../src/resources/mark.js'
import { foreignIn } from '../support/foreign.js'
import { setting, type Everything, type Setting } from '../support/setting.js'
import { connector, guard, mailbox, smtpAuth, spf } from '../support/wanted.js'
import { faultNames, Killed, type Disturb } from '../support/wire.js'
import { world } from '../support/world.js'

const mark = createMark('contoso')
const include = 'include:spf.protection.outlook.com'
const marked = (spec: string, terms: string) =>
  `_devicemail IN TXT "v=devicemail1; spec=${spec}; terms=${terms}"`

/** A tenant in which something of every sort is to be made, changed and removed. */
function place(): Setting {
  const ours = (site: string, address: string) => ({
    Name: `Devices at ${site}`,
    Comment: `${mark.text(site)} ticket 4711`,
    SenderIPAddresses: [address],
  })
  return setting({
    tenant: world()
      .domain('contoso.com')
      .domain('fabrikam.com')
      .user({ name: 'Anna', address: 'anna@contoso.com' })
      .user({ name: 'Payroll', address: 'payroll@contoso.com' })
      .connector({ Name: 'Inbound from 7c1e', ConnectorSource: 'HybridWizard' })
      .connector(ours('milan', '203.0.113.10'))
      .connector(ours('oslo', '203.0.113.20'))
      .mailbox({ PrimarySmtpAddress: 'info@contoso.com', DisplayName: 'Of somebody else' })
      .mailbox({
        PrimarySmtpAddress: 'fax@contoso.com',
        CustomAttribute15: mark.text('fax@contoso.com'),
      }),
    zones: {
      'contoso.com': [
        '@ IN TXT "MS=ms1"',
        `@ IN TXT "v=spf1 ip4:203.0.113.10 ip4:203.0.113.20 ip4:192.0.2.9 ${include} -all"`,
        marked('contoso', 'ip4:203.0.113.10 ip4:203.0.113.20'),
        marked('other', 'ip4:192.0.2.9'),
      ],
      'fabrikam.com': [
        `@ IN TXT "v=spf1 ip4:203.0.113.20 mx ~all"`,
        marked('contoso', 'ip4:203.0.113.20'),
      ],
    },
  })
}

const wanted = [
  connector('milan', { egressIps: ['203.0.113.10', '203.0.113.11'] }),
  connector('turin', { egressIps: ['198.51.100.7'] }),
  mailbox('fax@contoso.com', { displayName: 'Fax', members: ['anna@contoso.com'] }),
  mailbox('scan@fabrikam.com', {
    aliases: ['copy@fabrikam.com'],
    members: ['anna@contoso.com'],
    smtpAuth: true,
    signInName: 'scan@fabrikam.com',
  }),
  smtpAuth('payroll@contoso.com'),
  spf('contoso.com', ['ip4:198.51.100.7', 'ip4:203.0.113.10', 'ip4:203.0.113.11']),
  guard(),
]

const done = new Set(['written', 'removed', 'unchanged'])
const nameOf = ({ kind, key }: { readonly kind: string; readonly key: string }) => `${kind}:${key}`

/** A run that is planned undisturbed, and disturbed from the first call of its apply. */
async function disturbed(where: Setting, disturb: Disturb): Promise<readonly Receipt[] | null> {
  const plan = await where.run().plan(wanted)
  const run = where.run({ disturb, looks: 3 })
  try {
    const receipts = await run.apply(plan, wanted)
    expect(receipts.map(nameOf).sort()).toEqual(plan.changes.map(nameOf).sort())
    return receipts
  } catch (error) {
    if (error instanceof Killed) return null
    throw error
  }
}

/** What a world comes to, whatever its objects are numbered and whenever they were made. */
function essence({ tenant, zones }: Everything) {
  const plain = (rows: readonly object[]) =>
    rows
      .map(row =>
        JSON.stringify(row)
          .replace(/[0-9a-f]{8}-0000-4000-8000-[0-9a-f]{12}/g, 'GUID')
          .replace(/"\d{4}-\d\d-\d\dT[^"]*"/g, '"MOMENT"'),
      )
      .sort()
  const lines = (text: string) =>
    text
      .replace(/hostmaster \d+/, 'hostmaster')
      .split('\n')
      .sort()
  return {
    connectors: plain(tenant.objects.InboundConnector),
    organization: tenant.objects.OrganizationConfig,
    recipients: plain(tenant.recipients),
    zones: Object.fromEntries(Object.entries(zones).map(([domain, text]) => [domain, lines(text)])),
  }
}

/** Things of ours that are there twice. */
function twinsIn({ tenant }: Everything): readonly string[] {
  const names = [
    ...tenant.objects.InboundConnector.flatMap(row => [
      String(mark.keyIn(row.Comment)),
      String(row.Name),
    ]),
    ...tenant.recipients.flatMap(one => one.EmailAddresses),
  ].filter(name => name !== 'undefined')
  return names.filter((name, index) => names.indexOf(name) !== index)
}

const healthy = place()
const before = foreignIn(healthy.everything(), wanted)
const undisturbed = healthy.run()
const plan = await undisturbed.plan(wanted)
const counted = healthy.run()
const receipts = await counted.apply(plan, wanted)
const calls = counted.calls()
const end = essence(healthy.everything())

it('undisturbed, all is done', async () => {
  expect(plan.changes).toHaveLength(9)
  expect(receipts.map(one => one.outcome).filter(outcome => !done.has(outcome))).toEqual([])
  expect((await healthy.run().plan(wanted)).changes).toEqual([])
  expect(foreignIn(healthy.everything(), wanted)).toEqual(before)
  expect(new Set(calls.filter(one => one.writes).map(one => one.operation)).size).toBe(10)
})

/** To a reading every failure is the same: it is not known. To a write they are not. */
const failures = [
  ...faultNames.map(fault => [fault, 'write'] as const),
  ...(['transient', 'denied'] as const).map(fault => [fault, 'read'] as const),
]

it.each(failures)('%s, at each call in turn that is to %s', async (fault, way) => {
  for (const { number, operation } of calls.filter(one => one.writes === (way === 'write'))) {
    const told = `${fault} at call ${String(number)}, ${operation}`
    const where = place()

    const results = await disturbed(where, {
      fault: one => (one.number === number ? fault : undefined),
    })

    expect(twinsIn(where.everything()), told).toEqual([])
    expect(foreignIn(where.everything(), wanted), told).toEqual(before)
    const left = new Set((await where.run().plan(wanted)).changes.map(nameOf))
    for (const receipt of results ?? []) {
      expect(`${told}: ${receipt.outcome} ${String(!left.has(nameOf(receipt)))}`).toBe(
        `${told}: ${receipt.outcome} ${String(done.has(receipt.outcome))}`,
      )
      if (!done.has(receipt.outcome)) expect(receipt.finding, told).toBeDefined()
    }
    await heals(where, told)
  }
})

it('killed before each of the calls in turn', async () => {
  for (const { number, operation } of calls) {
    const told = `killed before call ${String(number)}, ${operation}`
    const where = place()

    const results = await disturbed(where, {
      fault: one => (one.number === number ? 'killed' : undefined),
    })

    expect(results, told).toBeNull()
    expect(twinsIn(where.everything()), told).toEqual([])
    expect(foreignIn(where.everything(), wanted), told).toEqual(before)
    await heals(where, told)
  }
})

/** The next run does the rest, and the one after it has nothing to do. */
async function heals(where: Setting, told: string): Promise<void> {
  const results = await where.run().settle(wanted)
  expect(
    results.filter(one => !done.has(one.outcome)),
    told,
  ).toEqual([])
  expect(essence(where.everything()), told).toEqual(end)
  expect((await where.run().plan(wanted)).changes, told).toEqual([])
}
