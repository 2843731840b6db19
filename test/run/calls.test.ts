/**
 * What a run asks of a tenant, counted from its ledger: plans in a dozen round
 * trips whatever the size, applies that write no more than they showed.
 */
import { describe, expect, it } from 'vitest'
import {
  callsStack,
  mailboxesWithMembers,
  withOneAddressChanged,
  type CallsShape,
} from '../support/calls-stack.js'
import { countedStack, type CountedPlan, type CountedStack } from '../support/counted-stack.js'
import { temporaryFolder } from '../support/stack.js'

const most = { roundTrips: 12, cmdlets: 12, readingTrips: 3 }

function prepared(shape: CallsShape): { readonly stack: CountedStack; readonly spec: string } {
  const stack = countedStack(temporaryFolder())
  const texts = callsStack(shape)
  stack.write(texts)
  return { stack, spec: texts['spec.yaml'] ?? '' }
}

function expectFew({ counted, planned }: CountedPlan): void {
  expect(planned.plan.held).toEqual([])
  expect(counted.writes).toEqual([])
  expect(counted.roundTrips).toBeLessThanOrEqual(most.roundTrips)
  expect(counted.cmdlets).toBeLessThanOrEqual(most.cmdlets + mailboxesWithMembers)
}

/** Gives what was written. */
async function expectAsShown(plan: CountedPlan): Promise<readonly string[]> {
  const { receipts, byKind, writes } = await plan.apply()
  expect(receipts.filter(one => one.outcome !== 'written')).toEqual([])
  // A new mailbox is finished when all have been made; the text shows it together.
  expect([...writes].sort()).toEqual([...plan.shown].sort())
  for (const [kind, { readingTrips }] of byKind)
    expect(readingTrips, kind).toBeLessThanOrEqual(most.readingTrips)
  return writes
}

describe('50 sites, 300 shared mailboxes, a hundred of them with members', () => {
  it.each([200, 2000])('%i devices, from the first plan on', async devices => {
    const { stack, spec } = prepared({ devices })

    const first = await stack.plan()
    expectFew(first)
    const written = await expectAsShown(first)
    expect(written.filter(one => one === 'New-Mailbox')).toHaveLength(300)
    expect(written.filter(one => one === 'New-InboundConnector')).toHaveLength(50)
    expect(written.filter(one => one === 'Set-CASMailbox').length).toBeGreaterThan(300)

    const done = await stack.plan()
    expectFew(done)
    expect(done.counted.byCmdlet['Get-MailboxPermission']).toBe(mailboxesWithMembers)
    expect(await expectAsShown(done)).toEqual([])

    stack.write({ 'spec.yaml': withOneAddressChanged(spec) })
    const changed = await stack.plan()
    expectFew(changed)
    expect(await expectAsShown(changed)).toEqual(['Set-InboundConnector'])
  })

  it.each([100, 300])('%i of the mailboxes are there already, to be adopted', async foreign => {
    const { stack } = prepared({ devices: 2000, foreign })
    const adopting = await stack.plan()
    expectFew(adopting)
    const written = await expectAsShown(adopting)
    expect(written.filter(one => one === 'New-Mailbox')).toHaveLength(300 - foreign)
    const done = await stack.plan()
    expectFew(done)
    expect(done.planned.plan.changes).toEqual([])
  })
})
