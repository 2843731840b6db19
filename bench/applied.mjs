/**
 * A stack of which everything is done already. The simulator writes its file for
 * every change, which takes minutes for thousands of mailboxes; so the apply
 * runs here over memory, with the built program, and the file is written once.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { built } from '../scripts/built.mjs'

/** @param {string} folder of the stack */
export async function applyInMemory(folder) {
  const { openStack } = await built('run/stack.js')
  const { connect } = await built('run/connect.js')
  const { planStack } = await built('run/plan-stack.js')
  const { applyPlanned, isDone } = await built('run/apply-stack.js')
  const { noLedger } = await built('drivers/ledger.js')
  const { memoryStore } = await built('drivers/exchange/simulator/store.js')
  const { printTenant } = await built('drivers/exchange/simulator/tenant-text.js')

  const store = memoryStore()
  const { stack } = openStack(folder, false)
  const connection = connect(folder, stack.spec, world, { ledger: noLedger, store })
  const everything = { mode: 'full', targets: [], maxRemovals: null, strict: false }
  const planned = await planStack(stack, connection, world, everything)
  const silent = { onStart: () => undefined, onReceipt: () => undefined }
  const receipts = await applyPlanned(planned, connection, world, silent)
  if (!isDone(planned.plan, receipts)) throw new Error('Not everything was done.')
  mkdirSync(join(folder, '.simulator'), { recursive: true })
  writeFileSync(join(folder, '.simulator', 'tenant.json'), printTenant(store.read()))
}

const world = Object.freeze({
  now: () => new Date(),
  wait: () => Promise.resolve(),
  interrupted: () => false,
  random: () => 0.5,
  env: {},
  processId: process.pid,
  isProcessAlive: () => false,
})
