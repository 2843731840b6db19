/**
 * The examination of one folder, in order: what a later check leans on comes
 * first, and where it fails the later ones are told as not checked. Nothing is
 * changed, in the tenant or in the folder.
 */
import { isRead } from '../../drivers/exchange/cmdlet-table.js'
import { finding, type Finding } from '../../findings.js'
import { kinds } from '../../resources/kinds.js'
import { allowedCmdlets, connect, type Connection, type ConnectOptions } from '../connect.js'
import type { Opened, Stack } from '../stack.js'
import type { World } from '../world.js'
import { hasFailed, ok, told, type Check } from './check.js'
import { checkDns } from './dns.js'
import { checkRights, type Needs } from './rights.js'
import { checkSignIn } from './sign-in.js'
import { checkTenant } from './tenant.js'

export async function examine(
  opened: Opened,
  world: World,
  options: ConnectOptions,
): Promise<readonly Check[]> {
  if (opened.state === 'faulty')
    return [
      ...faulty(opened.findings),
      ...notChecked(['sign-in', 'rights', 'tenant', 'dns'], 'the spec'),
    ]
  const { stack } = opened
  const spec = ok('spec', 'spec', sizeOf(stack))
  const connection = connect(stack.folder, stack.spec, world, options)
  if (!('drivers' in connection))
    return [
      spec,
      ...connection.map(why => told('sign-in', 'connection', why)),
      ...notChecked(['rights', 'tenant', 'dns'], 'the connection'),
    ]
  try {
    return [spec, ...(await examineTenant(stack, connection, world))]
  } finally {
    await connection.close()
  }
}

async function examineTenant(
  stack: Stack,
  connection: Connection,
  world: World,
): Promise<readonly Check[]> {
  const { checks, offers, mayWrite } = await checkSignIn(connection)
  const dns = await checkDns(stack, connection)
  // The first identity is the one that reads: without it nothing else can be seen.
  if (hasFailed(checks.slice(0, 1)))
    return [...checks, ...notChecked(['rights', 'tenant'], 'the sign-in'), ...dns]
  const rights = offers
    ? checkRights(offers, needsOf(stack, mayWrite))
    : [told('rights', 'rights', finding('rights-not-told', {}))]
  return [...checks, ...rights, ...(await checkTenant(stack, connection, world)), ...dns]
}

/** What may be written is asked of whoever would write; where that one is missing, its sign-in tells. */
function needsOf({ compiled }: Stack, mayWrite: boolean): Needs {
  const wanted = new Set(
    compiled.wanted.filter(one => one.doneBy === 'devicemail').map(one => one.kind),
  )
  return {
    read: allowedCmdlets().filter(isRead),
    written: mayWrite ? kinds.filter(kind => wanted.has(kind.name)) : [],
  }
}

const names = {
  'sign-in': 'the sign-in',
  rights: 'the rights',
  tenant: 'the tenant',
  dns: 'the DNS',
} as const

/** What leans on something that is not in order. */
function notChecked(areas: readonly (keyof typeof names)[], need: string): readonly Check[] {
  return areas.map(area =>
    told(area, area, finding('needs-came-first', { what: names[area], need })),
  )
}

/** What is only a warning, `devicemail validate` tells. */
function faulty(findings: readonly Finding[]): readonly Check[] {
  return findings.filter(one => one.severity === 'error').map(why => told('spec', 'spec', why))
}

function sizeOf({ spec }: Stack): string {
  const { sites, devices } = spec
  return `The spec has no faults: devices ${String(devices.length)}, sites ${String(sites.length)}`
}
