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
  /** @type {typeof import('../src/run/stack.js')} */
  const { openStack } = await built('run/stack.js')
  /** @type {typeof import('../src/run/connect.js')} */
  const { connect } = await built('run/connect.js')
  /** @type {typeof import('../src/run/plan-stack.js')} */
  const { planStack } = await built('run/plan-stack.js')
  /** @type {typeof import('../src/run/apply-stack.js')} */
  const { applyPlanned, isDone } = await built('run/apply-stack.js')
  /** @type {typeof import('../src/drivers/ledger.js')} */
  const { noLedger } = await built('drivers/ledger.js')
  /** @type {typeof import('../src/drivers/exchange/simulator/store.js')} */
  const { memoryStore } = await built('drivers/exchange/simulator/store.js')
  /** @type {typeof import('../src/drivers/exchange/simulator/tenant-text.js')} */
  const { printTenant } = await built('drivers/exchange/simulator/tenant-text.js')

  const store = memoryStore()
  const opened = openStack(folder, false)
  if (opened.state === 'faulty') throw new Error('The spec has faults.')
  const { stack } = opened
  const connection = connect(folder, stack.spec, world, { ledger: noLedger, store })
  if (!('drivers' in connection)) throw new Error('There is no way to the tenant.')
  /** @type {import('../src/run/plan-stack.js').PlanOptions} */
  const everything = { mode: 'full', targets: [], maxRemovals: null, strict: false }
  const planned = await planStack(stack, connection, world, everything)
  const silent = { onStart: () => undefined, onReceipt: () => undefined }
  const receipts = await applyPlanned(planned, connection, world, silent)
  if (!isDone(planned.plan, receipts)) throw new Error('Not everything was done.')
  const tenant = store.read()
  if (!tenant) throw new Error('Nothing was written.')
  mkdirSync(join(folder, '.simulator'), { recursive: true })
  writeFileSync(join(folder, '.simulator', 'tenant.json'), printTenant(tenant))
}

/** @type {import('../src/run/world.js').World} */
const world = Object.freeze({
  now: () => new Date(),
  wait: () => Promise.resolve(),
  interrupted: () => false,
  random: () => 0.5,
  nodeVersion: process.versions.node,
  platform: process.platform,
  person: false,
  nameServers: [],
  namedResolver: null,
  askNameServer: null,
  fetch,
  env: {},
  processId: process.pid,
  isProcessAlive: () => false,
})
