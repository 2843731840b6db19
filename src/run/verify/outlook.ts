/**
 * What the world sees of the records of a plan: asked of the name servers of
 * each zone, through the resolver, and of the includes that a record was
 * flattened from. Changes nothing.
 */
import { finding, type Finding } from '../../findings.js'
import { aliasOf, wildcardOf } from '../../drivers/dns/name-nature.js'
import type { Resolver } from '../../drivers/drivers.js'
import { devicemailNameOf, parseDevicemailTxt } from '../../mail/devicemail-txt.js'
import { remembering } from '../../mail/dns-memory.js'
import { staleFlattening } from '../../mail/spf-flatten.js'
import { textOfRecord } from '../../mail/spf-txt.js'
import { someAtOnce } from '../../resources/some-at-once.js'
import type { Connection } from '../connect.js'
import type { Planned } from '../plan-stack.js'
import type { Stack } from '../stack.js'
import { todayOf, type World } from '../world.js'
import { spfStands, type SpfStand } from './spf-stands.js'
import { spreadOf, type Outlook } from './spread.js'

interface Matter {
  readonly planned: Planned
  readonly stack: Stack
  readonly connection: Connection
  readonly world: World
}

export async function outlookOf(matter: Matter): Promise<Outlook> {
  const { planned, stack, connection, world } = matter
  const resolve = remembering(connection.drivers.resolve)
  const today = todayOf(world)
  const each = async (stand: SpfStand): Promise<Outlook> => {
    const [spread, names, stale] = await Promise.all([
      look(stand, connection, world, false),
      namesOf(stand, resolve),
      staleFlattening(stand.domain, stand.record, resolve, today),
    ])
    const placed = stale.map(one => (stand.place ? { ...one, place: stand.place } : one))
    return { ...spread, findings: [...names, ...spread.findings, ...placed] }
  }
  return joined(await someAtOnce(spfStands(planned, stack), each))
}

/** After an apply: whether what was written is given already, by each name server. */
export async function spreadAfter(
  { planned, stack, connection, world }: Matter,
  domains: readonly string[],
): Promise<Outlook> {
  const stands = spfStands(planned, stack).filter(({ domain }) => domains.includes(domain))
  return joined(await someAtOnce(stands, one => spreadNow(one, connection, world)))
}

/** The same of one record that was written just now. */
export function spreadNow(stand: SpfStand, connection: Connection, world: World): Promise<Outlook> {
  return look(stand, connection, world, true)
}

const nothing: Outlook = { findings: [], checked: [], notChecked: [], awaited: 0 }

async function look(
  stand: SpfStand,
  { dnsViews: { servers, inside, named }, drivers: { resolve } }: Connection,
  world: World,
  isFresh: boolean,
): Promise<Outlook> {
  if (!servers) return nothing
  const { domain } = stand
  if (world.interrupted()) return { ...nothing, notChecked: [`what the world sees for ${domain}`] }
  const [said, here, there] = await Promise.all([
    servers(domain),
    inside(domain, 'TXT'),
    named === null ? null : resolve(domain, 'TXT'),
  ])
  return spreadOf(stand, {
    said,
    inside: here,
    named: named === null || there === null ? null : { address: named, answer: there },
    now: world.now(),
    isFresh,
  })
}

/** Who else answers for the names: aliases and wildcards, which a resolver follows silently. */
async function namesOf(stand: SpfStand, resolve: Resolver): Promise<readonly Finding[]> {
  const [ofRecord, ofMark] = await Promise.all([
    recordName(stand, resolve),
    markName(stand, resolve),
  ])
  return [...ofRecord, ...ofMark]
}

async function recordName(
  { domain: name, managed, inOrder, place }: SpfStand,
  resolve: Resolver,
): Promise<readonly Finding[]> {
  const target = await aliasOf(resolve, name)
  if (target !== null) return [finding('dns-name-is-alias', { name, target }, place)]
  // Whoever writes by a driver is held by it; a record that does is left alone.
  const wildcard = managed || inOrder ? null : await wildcardOf(resolve, name, 'TXT')
  if (wildcard === null) return []
  return [finding('dns-record-from-wildcard', { domain: name, wildcard }, place)]
}

async function markName(
  { domain, managed, place }: SpfStand,
  resolve: Resolver,
): Promise<readonly Finding[]> {
  const name = devicemailNameOf(domain)
  const { status, records } = await resolve(name, 'TXT')
  if (status !== 'ok' || records.length === 0) return []
  // What we keep there ourselves was read of its zone, where nothing answers in its place.
  if (managed && records.some(one => parseDevicemailTxt(textOfRecord(one)))) return []
  const target = await aliasOf(resolve, name)
  const wildcard = await wildcardOf(resolve, name, target === null ? 'TXT' : 'CNAME')
  if (wildcard !== null) return [finding('dns-mark-from-wildcard', { name, wildcard }, place)]
  return target === null ? [] : [finding('dns-mark-is-alias', { name, target }, place)]
}

function joined(all: readonly Outlook[]): Outlook {
  return {
    findings: all.flatMap(one => one.findings),
    checked: all.flatMap(one => one.checked),
    notChecked: all.flatMap(one => one.notChecked),
    awaited: all.reduce((sum, one) => sum + one.awaited, 0),
  }
}
