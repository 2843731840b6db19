/**
 * `npm run bench`: what the bridge to PowerShell costs, beside two others that
 * run the same cmdlets: the floor, one script inside a PowerShell that keeps its
 * results there, and node-powershell the ordinary way, one `invoke` a cmdlet with
 * ConvertTo-Json. All three take turns, so that a busy moment hits them alike.
 */
import { fork, spawn } from 'node:child_process'
import { once } from 'node:events'
import process from 'node:process'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { PowerShell } from 'node-powershell'
import { transpiled } from './transpiled.mjs'

const rounds = 5
const at = await transpiled()
const { createPowerShell } = await import(at('src/drivers/exchange/powershell.ts'))
const { cmdletNames } = await import(at('src/drivers/exchange/cmdlet-table.ts'))
const { installExchangeModule, pwsh } = await import(at('test/support/pwsh.ts'))

if (pwsh === undefined) {
  console.log('\nThe bridge was not measured: no pwsh on PATH or in DEVICEMAIL_PWSH.')
  process.exit()
}

const tenant = fork(fileURLToPath(new URL('bridge-tenant.mjs', import.meta.url)), [
  at('test/support/world.ts'),
  at('test/support/cmdlet-server.ts'),
])
const [url] = /** @type {[string]} */ (await once(tenant, 'message'))
const module = installExchangeModule(url)
const env = { ...process.env, PSModulePath: module.path, DEVICEMAIL_PWSH: pwsh }

const signIn = {
  way: 'managed-identity',
  organization: 'contoso.onmicrosoft.com',
  clientId: null,
}
const port = createPowerShell({
  signIn,
  cloud: 'worldwide',
  commands: cmdletNames,
  token: () => Promise.reject(new Error('No token is needed.')),
  env,
  clock: () => new Date(),
})

/**
 * What is measured, as a call and as the text an administrator would type.
 * @type {Record<string, { cmdlet: string, parameters: Record<string, unknown>, select?: string[] }>}
 */
const calls = {
  read: {
    cmdlet: 'Get-InboundConnector',
    parameters: { ResultSize: 'Unlimited' },
    select: [
      'Guid',
      'Name',
      'Comment',
      'Enabled',
      'SenderIPAddresses',
      'SenderDomains',
      'ConnectorType',
    ],
  },
  write: {
    cmdlet: 'Set-InboundConnector',
    parameters: { Identity: 'Milan', Comment: 'x', Confirm: false },
  },
  mailboxes2000: mailboxes(2000),
  mailboxes20000: mailboxes(20_000),
  reply8: { cmdlet: 'Get-User', parameters: { Identity: '8' } },
  reply32: { cmdlet: 'Get-User', parameters: { Identity: '32' } },
}
/** @type {Record<string, string>} */
const commands = {
  read: 'Get-InboundConnector -ResultSize Unlimited',
  write: "Set-InboundConnector -Identity 'Milan' -Comment 'x' -Confirm:$false",
  mailboxes2000: "Get-EXOMailbox -Identity '2000' -ResultSize Unlimited",
  mailboxes20000: "Get-EXOMailbox -Identity '20000' -ResultSize Unlimited",
  reply8: "Get-User -Identity '8'",
  reply32: "Get-User -Identity '32'",
}

/** Only what is compared is asked for. @param {number} count */
function mailboxes(count) {
  return {
    cmdlet: 'Get-EXOMailbox',
    parameters: { Identity: String(count), ResultSize: 'Unlimited' },
    select: [
      'Guid',
      'PrimarySmtpAddress',
      'EmailAddresses',
      'DisplayName',
      'Alias',
      'CustomAttribute15',
    ],
  }
}

/** The floor: a PowerShell that runs each command so often, and tells how long it took. */
function openFloor() {
  const child = spawn(String(pwsh), ['-NoProfile', '-NonInteractive', '-Command', floorScript()], {
    env,
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  return {
    /** @param {string} name @param {number} times @returns {Promise<number>} */
    async run(name, times) {
      child.stdin.write(`${name} ${times}\n`)
      for (;;) {
        const { value } = await lines.next()
        const [, milliseconds] = /^took (\S+)$/.exec(String(value)) ?? []
        if (milliseconds !== undefined) return Number(milliseconds)
      }
    },
    close: () => child.stdin.end(),
  }
}

function floorScript() {
  const cases = Object.entries(commands).map(
    ([name, command]) =>
      `'${name}' { foreach ($i in 1..[int] $times) { $result = ${command} -ErrorAction Stop } }`,
  )
  return `
    $ProgressPreference = 'SilentlyContinue'
    Import-Module ExchangeOnlineManagement
    Connect-ExchangeOnline -ManagedIdentity -Organization contoso.onmicrosoft.com -ShowBanner:$false
    while ($null -ne ($line = [Console]::In.ReadLine())) {
      $name, $times = $line -split ' '
      $watch = [Diagnostics.Stopwatch]::StartNew()
      switch ($name) { ${cases.join('\n')} }
      [Console]::Out.WriteLine('took ' + $watch.Elapsed.TotalMilliseconds.ToString([cultureinfo]::InvariantCulture))
    }`
}

async function openOrdinary() {
  process.env.NODE_POWERSHELL = String(pwsh)
  const shell = new PowerShell({ spawnOptions: { env } })
  await shell.invoke(
    "$ProgressPreference = 'SilentlyContinue'; Import-Module ExchangeOnlineManagement; " +
      'Connect-ExchangeOnline -ManagedIdentity -Organization contoso.onmicrosoft.com -ShowBanner:$false',
  )
  return {
    /** @param {string} name @param {number} times */
    async run(name, times) {
      for (let i = 0; i < times; i += 1) {
        const { raw } = await shell.invoke(`${commands[name]} | ConvertTo-Json -Depth 4 -Compress`)
        if (raw.startsWith('[') || raw.startsWith('{')) JSON.parse(raw)
      }
    },
    close: () => shell.dispose(),
  }
}

/** @param {() => Promise<unknown>} work */
async function timed(work) {
  const begun = performance.now()
  await work()
  return performance.now() - begun
}

/** @param {readonly unknown[]} batch */
async function ask(batch) {
  for (const outcome of await port.run(batch)) if (outcome.status === 'failed') throw outcome.fault
}

/** @param {string} name @param {number} times */
const together = (name, times) => ask(Array.from({ length: times }, () => calls[name]))

/** @param {string} name @param {number} times */
async function oneByOne(name, times) {
  for (let i = 0; i < times; i += 1) await ask([calls[name]])
}

/** @param {readonly number[]} values */
const median = values =>
  [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)] ?? 0

const floor = openFloor()
const ordinary = await openOrdinary()

/** @param {string} name @param {number} times @param {boolean} [withOrdinary] */
async function compare(name, times, withOrdinary = true) {
  /** @type {Record<'floor' | 'together' | 'single' | 'ordinary', number[]>} */
  const taken = { floor: [], together: [], single: [], ordinary: [] }
  // The first two rounds are for the compilers.
  for (let round = -2; round < rounds; round += 1) {
    const measured = {
      floor: await floor.run(name, times),
      together: await timed(() => together(name, times)),
      single: await timed(() => oneByOne(name, times)),
      ordinary: withOrdinary ? await timed(() => ordinary.run(name, times)) : 0,
    }
    if (round < 0) continue
    for (const key of /** @type {(keyof typeof taken)[]} */ (Object.keys(taken)))
      taken[key].push(measured[key])
  }
  return {
    floor: median(taken.floor),
    together: median(taken.together),
    single: median(taken.single),
    ordinary: median(taken.ordinary),
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
  /** @param {string} what @param {string} name @param {number} times @param {number} aim */
  const told = async (what, name, times, aim) => {
    const found = await compare(name, times)
    const best = found.together / found.floor
    console.log(
      `${what.padEnd(30)}${ms(found.floor)}  ${x(best)}    ${x(found.single / found.floor)}      ` +
        `${x(found.ordinary / found.floor)}  ${x(aim)}  ${best <= aim ? 'yes' : 'NO'}`,
    )
  }
  await told('200 small reads', 'read', 200, 1.2)
  await told('500 writes', 'write', 500, 1.2)
  await told('one read of 2,000 mailboxes', 'mailboxes2000', 1, 1.3)
  await told('one read of 20,000 mailboxes', 'mailboxes20000', 1, 1.3)

  const small = []
  const large = []
  for (let round = 0; round < 4; round += 1) {
    small.push(await timed(() => together('reply8', 1)))
    large.push(await timed(() => together('reply32', 1)))
  }
  const growth = median(large) / median(small)
  console.log(
    `${'a reply of 32 MB, to 8 MB'.padEnd(30)}${ms(median(small))}  ${x(growth)}${' '.repeat(32)}${x(4.5)}  ${growth <= 4.5 ? 'yes' : 'NO'}`,
  )

  setFlagsFromString('--expose-gc')
  const collect = /** @type {() => void} */ (runInNewContext('gc'))
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
