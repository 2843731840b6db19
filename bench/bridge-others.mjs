/**
 * What the bridge is compared with in bench/bridge.mjs.
 *
 * @typedef {import('./bridge-cases.mjs').CaseName} CaseName
 */
import { spawn } from 'node:child_process'
import process from 'node:process'
import { createInterface } from 'node:readline'
import { PowerShell } from 'node-powershell'
import { commands } from './bridge-cases.mjs'

/**
 * The floor: a PowerShell that runs each command so often, and tells how long it took.
 *
 * @param {string} pwsh
 * @param {NodeJS.ProcessEnv} env
 */
export function openFloor(pwsh, env) {
  const child = spawn(pwsh, ['-NoProfile', '-NonInteractive', '-Command', floorScript()], {
    env,
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  return {
    /** @param {CaseName} name @param {number} times @returns {Promise<number>} */
    async run(name, times) {
      child.stdin.write(`${name} ${times}\n`)
      for (;;) {
        const line = await lines.next()
        if (line.done) throw new Error('The floor ended before its time.')
        const [, milliseconds] = /^took (\S+)$/.exec(line.value) ?? []
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

/**
 * node-powershell as its own pages show it: one `invoke` a cmdlet, the result as JSON.
 *
 * @param {string} pwsh
 * @param {NodeJS.ProcessEnv} env
 */
export async function openOrdinary(pwsh, env) {
  process.env.NODE_POWERSHELL = pwsh
  const shell = new PowerShell({ spawnOptions: { env } })
  await shell.invoke(
    "$ProgressPreference = 'SilentlyContinue'; Import-Module ExchangeOnlineManagement; " +
      'Connect-ExchangeOnline -ManagedIdentity -Organization contoso.onmicrosoft.com -ShowBanner:$false',
  )
  return {
    /** @param {CaseName} name @param {number} times */
    async run(name, times) {
      for (let i = 0; i < times; i += 1) {
        const { raw } = await shell.invoke(`${commands[name]} | ConvertTo-Json -Depth 4 -Compress`)
        if (raw.startsWith('[') || raw.startsWith('{')) JSON.parse(raw)
      }
    },
    close: () => shell.dispose(),
  }
}
