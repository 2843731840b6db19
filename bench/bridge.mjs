/**
 * `npm run bench`: what the bridge to PowerShell costs, beside two others that
 * run the same cmdlets: the floor, one script inside a PowerShell that keeps its
 * results there, and node-powershell the ordinary way, one `invoke` a cmdlet with
 * ConvertTo-Json. All three take turns, so that a busy moment hits them alike.
 *
 * @typedef {import('./bridge-cases.mjs').CaseName} CaseName
 */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { calls } from './bridge-cases.mjs'
import { openFloor, openOrdinary } from './bridge-others.mjs'
import { load, transpiled } from './transpiled.mjs'

const at = await transpiled()
/** @type {typeof import('../src/drivers/exchange/powershell.js')} */
const { createPowerShell } = await load(at('src/drivers/exchange/powershell.ts'))
/** @type {typeof import('../src/drivers/exchange/cmdlet-table.js')} */
const { cmdletNames } = await load(at('src/drivers/exchange/cmdlet-table.ts'))
/** @type {typeof import('../test/support/pwsh.js')} */
const { installExchangeModule, pwsh } = await load(at('test/support/pwsh.ts'))

if (pwsh === undefined) {
  console.log('\nThe bridge was not measured: no pwsh on PATH or in DEVICEMAIL_PWSH.')
  process.exit()
}

const tenant = fork(fileURLToPath(new URL('bridge-tenant.mjs', import.meta.url)), [
  at('test/support/world.ts'),
  at('test/support/cmdlet-server.ts'),
])
/** @type {readonly unknown[]} */
const told = await once(tenant, 'message')
const module = installExchangeModule(String(told[0]))
const env = { ...process.env, PSModulePath: module.path, DEVICEMAIL_PWSH: pwsh }

const port = createPowerShell({
  signIn: { way: 'managed-identity', organization: 'contoso.onmicrosoft.com', clientId: null },
  cloud: 'worldwide',
  commands: cmdletNames,
  token: () => Promise.reject(new Error('No token is needed.')),
  env,
  clock: () => new Date(),
})

/** @param {() => Promise<unknown>} work */
async function timed(work) {
  const begun = performance.now()
  await work()
  return performance.now() - begun
}

/** @param {readonly import('./bridge-cases.mjs').Call[]} batch */
async function ask(batch) {
  for (const outcome of await port.run(batch)) if (outcome.status === 'failed') throw outcome.fault
}

/** @param {CaseName} name @param {number} times */
const together = (name, times) => ask(Array.from({ length: times }, () => calls[name]))

/** @param {CaseName} name @param {number} times */
async function oneByOne(name, times) {
  for (let i = 0; i < times; i += 1) await ask([calls[name]])
}

/**
 * The quickest of some rounds: whatever else the machine does only adds.
 *
 * @param {readonly number[]} values
 */
const quickest = values => Math.min(...values)

/** @param {readonly number[]} values */
const middle = values => [...values].sort((one, other) => one - other)[values.length >> 1] ?? 0

const floor = openFloor(pwsh, env)
const ordinary = await openOrdinary(pwsh, env)

/**
 * @param {CaseName} name
 * @param {number} times
 */
async function compare(name, times) {
  // Short ones are measured more often. The first rounds are for the compilers of both sides.
  const [rounds, warming] = times > 1 ? [15, 10] : [7, 3]
  /** @type {Record<'floor' | 'together' | 'single' | 'ordinary', number[]>} */
  const taken = { floor: [], together: [], single: [], ordinary: [] }
  for (let round = -warming; round < rounds; round += 1) {
    const measured = {
      floor: await floor.run(name, times),
      together: await timed(() => together(name, times)),
      single: await timed(() => oneByOne(name, times)),
      ordinary: await timed(() => ordinary.run(name, times)),
    }
    if (round < 0) continue
    for (const key of /** @type {(keyof typeof taken)[]} */ (Object.keys(taken)))
      taken[key].push(measured[key])
  }
  return {
    floor: quickest(taken.floor),
    together: quickest(taken.together),
    single: quickest(taken.single),
    ordinary: quickest(taken.ordinary),
  }
}

/** @param {number} value */
const ms = value => `${value.toFixed(0)} ms`.padStart(9)
/** @param {number} value */
const x = value => `${value.toFixed(2)} ×`.padStart(8)

try {
  console.log(
    `\n${'PowerShell'.padEnd(30)}    floor  in a batch   one by one  ordinary way       aim`,
  )
  /** @param {string} what @param {CaseName} name @param {number} times @param {number} aim */
  const tell = async (what, name, times, aim) => {
    const found = await compare(name, times)
    const best = found.together / found.floor
    console.log(
      `${what.padEnd(30)}${ms(found.floor)}  ${x(best)}    ${x(found.single / found.floor)}      ` +
        `${x(found.ordinary / found.floor)}  ${x(aim)}  ${best <= aim ? 'yes' : 'NO'}`,
    )
  }
  await tell('200 small reads', 'read', 200, 1.2)
  await tell('500 writes', 'write', 500, 1.2)
  await tell('one read of 2,000 mailboxes', 'mailboxes2000', 1, 1.3)
  await tell('one read of 20,000 mailboxes', 'mailboxes20000', 1, 1.3)

  const small = []
  const large = []
  for (let round = 0; round < 11; round += 1) {
    small.push(await timed(() => together('reply8', 1)))
    large.push(await timed(() => together('reply32', 1)))
  }
  // Their middle: a collection of garbage strikes now the one, now the other.
  const growth = middle(large) / middle(small)
  console.log(
    `${'a reply of 32 MB, to 8 MB'.padEnd(30)}${ms(middle(small))}  ${x(growth)}${' '.repeat(32)}${x(4.5)}  ${growth <= 4.5 ? 'yes' : 'NO'}`,
  )

  setFlagsFromString('--expose-gc')
  /** @type {unknown} */
  const collector = runInNewContext('gc')
  const collect = /** @type {() => void} */ (collector)
  await oneByOne('read', 500)
  collect()
  const before = process.memoryUsage().heapUsed
  await oneByOne('read', 5000)
  collect()
  const bytes = (process.memoryUsage().heapUsed - before) / 5000
  console.log(
    `${'memory kept for a call'.padEnd(30)}${`${bytes.toFixed(0)} B`.padStart(9)}${' '.repeat(42)}${'50 B'.padStart(8)}  ${bytes <= 50 ? 'yes' : 'NO'}`,
  )
} finally {
  await port.close()
  await ordinary.close()
  floor.close()
  tenant.kill()
  module.remove()
}
