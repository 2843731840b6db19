/**
 * `npm run bench`: what a run asks of a tenant, counted from its ledger, for 300
 * shared mailboxes of which 100 have members. Counts are the same on every machine.
 *
 * @typedef {import('../test/support/counted-stack.js').CountedPlan} CountedPlan
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { load, transpiled } from './transpiled.mjs'

const at = await transpiled()
/** @type {typeof import('../test/support/calls-stack.js')} */
const { callsStack, mailboxesWithMembers, withOneAddressChanged } = await load(
  at('test/support/calls-stack.ts'),
)
/** @type {typeof import('../test/support/counted-stack.js')} */
const { countedStack } = await load(at('test/support/counted-stack.ts'))

const mostTrips = 12
const mostCmdlets = 12 + mailboxesWithMembers
const mostReadings = 3

/** @param {string} what @param {number} aim @param {number} measured */
function told(what, aim, measured) {
  const figures = [aim, measured].map(one => String(one).padStart(7)).join('   ')
  console.log(`${what.padEnd(78)}${figures}   ${measured <= aim ? 'yes' : 'NO'}`)
}

/** @param {string} what @param {CountedPlan} plan */
function tellPlan(what, { counted }) {
  told(`${what}: round trips`, mostTrips, counted.roundTrips)
  told(`${what}: cmdlets`, mostCmdlets, counted.cmdlets)
}

/** @param {string} what @param {CountedPlan} plan */
async function tellApply(what, plan) {
  const { byKind, writes } = await plan.apply()
  told(`${what}: write cmdlets, to those shown`, plan.shown.length, writes.length)
  const readings = [...byKind.values()].map(one => one.readingTrips)
  told(`${what}: round trips of reading a kind`, mostReadings, Math.max(0, ...readings))
}

const folder = mkdtempSync(join(tmpdir(), 'devicemail-bench-'))
try {
  console.log(`\n${'calls to the tenant'.padEnd(78)}    aim   counted`)
  for (const devices of [200, 2000, 20_000]) {
    const stack = countedStack(mkdtempSync(join(folder, 'stack-')))
    const texts = callsStack({ devices })
    const size = `${devices.toLocaleString('en')} devices`
    stack.write(texts)
    const first = await stack.plan()
    tellPlan(`${size}, first plan`, first)
    await tellApply(`${size}, first apply`, first)
    const done = await stack.plan()
    tellPlan(`${size}, plan when all is done`, done)
    await tellApply(`${size}, apply with nothing to do`, done)
    stack.write({ 'spec.yaml': withOneAddressChanged(texts['spec.yaml'] ?? '') })
    await tellApply(`${size}, apply of one changed address`, await stack.plan())
  }
  const stack = countedStack(mkdtempSync(join(folder, 'stack-')))
  stack.write(callsStack({ devices: 2000, foreign: 300 }))
  const adopting = await stack.plan()
  tellPlan('2,000 devices, 300 mailboxes to adopt, plan', adopting)
  await tellApply('2,000 devices, 300 mailboxes to adopt, apply', adopting)
} finally {
  rmSync(folder, { recursive: true, force: true })
}
