/**
 * A real BIND 9 with zones in a folder of its own, on a free port of loopback,
 * and a stranger who changes them by `nsupdate`.
 */
import { execFile, spawn, spawnSync } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

export interface Bind {
  readonly port: number
  /** Runs commands of nsupdate, with the key that may do anything. */
  stranger(...commands: readonly string[]): Promise<void>
  /** Runs one command of rndc: `freeze contoso.com`. */
  rndc(...command: readonly string[]): Promise<void>
  /** All that it has logged. */
  log(): string
  stop(): Promise<void>
}

export interface BindZone {
  readonly name: string
  /** Its records behind SOA and NS, as a master file has them. */
  readonly records?: string
  /** The keys that may change it. */
  readonly keys?: readonly string[]
  /** In the place of the kind of zone and who may change it: `type secondary; primaries { … };`. */
  readonly settings?: string
  /** Of its SOA record; 1 if not given. */
  readonly serial?: number
}

/** The keys that it knows, by name, as a spec writes them. */
export const bindKeys = {
  devicemail: 'hmac-sha256:devicemail:ZGV2aWNlbWFpbC10ZXN0LWtleS1vZi0zMi1ieXRlcyE=',
  'long-key': 'hmac-sha512:long-key:YW5vdGhlciB0ZXN0IGtleSBvZiBkZXZpY2VtYWls',
  reader: 'hmac-sha256:reader:YSBrZXkgdGhhdCBtYXkgb25seSByZWFkIGFuZCBubyBtb3JlIQ==',
} as const

/** Undefined where all is there; else why tests with BIND cannot run. */
export function whyNoBind(): string | undefined {
  for (const program of ['named', 'nsupdate'])
    if (spawnSync(program, ['-V'], { env: environment() }).error)
      return `there is no ${program} here (apt-get install bind9 bind9-dnsutils)`
  return undefined
}

export async function startBind(zones: readonly BindZone[]): Promise<Bind> {
  const folder = await mkdtemp(join(tmpdir(), 'bind-'))
  const [port = 0, control = 0] = await freePorts(2)
  for (const zone of zones) await writeFile(join(folder, `${zone.name}.zone`), zoneText(zone))
  const settings = join(folder, 'named.conf')
  await writeFile(settings, configuration(folder, { port, control }, zones))
  const child = spawn('named', ['-g', '-c', settings], {
    env: environment(),
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const ended = new Promise<void>(resolve => {
    child.on('close', () => {
      resolve()
    })
  })
  let log = ''
  const stop = async () => {
    child.kill('SIGKILL')
    await ended
    await rm(folder, { recursive: true, force: true })
  }
  await new Promise<void>((resolve, reject) => {
    child.stderr.on('data', chunk => {
      log += String(chunk)
      // It listens by then, and the zones are in its memory.
      if (/ running$/m.test(log)) resolve()
    })
    child.on('error', reject)
    child.on('close', () => {
      reject(new Error(`named did not start:\n${log}`))
    })
  })
  return {
    port,
    log: () => log,
    stop,
    stranger: commands(port),
    rndc: controlled(folder, control),
  }
}

function commands(port: number): Bind['stranger'] {
  return (...lines) =>
    new Promise((resolve, reject) => {
      const env = environment()
      const child = execFile(
        'nsupdate',
        ['-y', bindKeys.devicemail],
        { env },
        (error, _, stderr) => {
          if (error) reject(new Error(`nsupdate: ${stderr}`))
          else resolve()
        },
      )
      child.stdin?.end([`server 127.0.0.1 ${String(port)}`, ...lines, 'send', ''].join('\n'))
    })
}

function controlled(folder: string, control: number): Bind['rndc'] {
  return async (...command) => {
    const file = join(folder, 'rndc.key')
    await writeFile(file, keyClause(bindKeys.devicemail))
    const way = ['-s', '127.0.0.1', '-p', String(control), '-k', file]
    await promisify(execFile)('rndc', [...way, ...command], { env: environment() })
  }
}

interface Ports {
  readonly port: number
  /** For rndc. */
  readonly control: number
}

function configuration(
  folder: string,
  { port, control }: Ports,
  zones: readonly BindZone[],
): string {
  const keys = Object.values(bindKeys).map(keyClause)
  const clauses = zones.map(({ name, keys: may = ['devicemail', 'long-key'], settings }) => {
    const grants = may.map(key => `grant ${key} zonesub ANY;`).join(' ')
    const policy = may.length > 0 ? `update-policy { ${grants} };` : ''
    return `zone "${name}" { ${settings ?? `type primary; ${policy}`} file "${name}.zone"; };`
  })
  return [
    'options {',
    `  directory "${folder}"; pid-file none; session-keyfile none; lock-file none;`,
    `  listen-on port ${String(port)} { 127.0.0.1; }; listen-on-v6 { none; };`,
    '  recursion no; notify no; dnssec-validation no; empty-zones-enable no; allow-transfer { none; };',
    '};',
    ...keys,
    `controls { inet 127.0.0.1 port ${String(control)} allow { 127.0.0.1; } keys { devicemail; }; };`,
    ...clauses,
    '',
  ].join('\n')
}

function keyClause(key: string): string {
  const [algorithm = '', name = '', secret = ''] = key.split(':')
  return `key "${name}" { algorithm ${algorithm}; secret "${secret}"; };`
}

function zoneText({ records = '', serial = 1 }: BindZone): string {
  const head = [
    '$TTL 3600',
    `@ IN SOA ns1.example.com. hostmaster.example.com. ${String(serial)} 7200 900 1209600 300`,
  ]
  return [...head, '@ IN NS ns1.example.com.', records, ''].join('\n')
}

/** Debian keeps name servers where only root looks. */
export function environment(): NodeJS.ProcessEnv {
  return { ...process.env, PATH: `${process.env.PATH ?? ''}:/usr/sbin` }
}

/** All held at the same time, so that no two are one. */
async function freePorts(count: number): Promise<readonly number[]> {
  const servers = Array.from({ length: count }, () => createServer())
  const ports: number[] = []
  for (const server of servers) {
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
    const address = server.address()
    if (address === null || typeof address === 'string') throw new Error('no port is free')
    ports.push(address.port)
  }
  for (const server of servers) await new Promise(resolve => server.close(resolve))
  return ports
}
