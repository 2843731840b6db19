/**
 * A zone on a name server that takes dynamic updates (RFC 2136), such as BIND 9,
 * Knot or PowerDNS. It is read from that very server, never through a cache, and
 * each answer is signed with the key that we share.
 *
 * A set is read just before it is changed, and what was read is the condition
 * of the update: whoever else writes in between wins, and we are told. The
 * strings of other people's records and the TTL stay as they are.
 */
import { finding, type Finding } from '../../findings.js'
import { splitTxt } from '../../mail/spf-txt.js'
import type { TxtChange, TxtReading } from '../drivers.js'
import { Fault, type FaultKind } from '../fault.js'
import { changedMeanwhile } from './changed-meanwhile.js'
import { findTxt, type FoundTxt, type Scope } from './rfc2136/find-txt.js'
import type { NameServer } from './rfc2136/server.js'
import { txtData, updateLength, updateMessage } from './rfc2136/update-message.js'
import { codeName } from './message/response-code.js'
import { isByteText } from './master-file-text.js'
import type { Zone } from './zone.js'

/** The TTL of a set that is new, in seconds. */
const newTtl = 3600

/** A message is 65,535 bytes at most, and a signature needs up to 400 of them. */
const mostBytes = 65_535 - 400

const operation = 'replace TXT'

export function createRfc2136Zone(server: NameServer, scope: Scope): Zone {
  return Object.freeze<Zone>({
    async readTxt(names) {
      const readings = await Promise.all(
        names.map(async name => [name, await readingOf(server, scope, name)] as const),
      )
      return new Map(readings)
    },
    replaceTxt: change => replaceTxt(server, scope, change),
  })
}

async function readingOf(server: NameServer, scope: Scope, name: string): Promise<TxtReading> {
  try {
    const found = await findTxt(server, scope, name)
    if (found.state === 'barred') return { state: 'unknown', why: found.why }
    const values = found.records.map(({ value }) => value)
    return values.length > 0 ? { state: 'present', values, ttl: found.ttl } : { state: 'absent' }
  } catch (fault) {
    if (!(fault instanceof Fault) || !fault.finding) throw fault
    return { state: 'unknown', why: fault.finding }
  }
}

async function replaceTxt(server: NameServer, scope: Scope, change: TxtChange): Promise<void> {
  const { name, before, after } = change
  const strange = after.find(value => !isByteText(value))
  if (strange !== undefined) {
    const why = finding('dns-value-not-bytes', { name, value: strange })
    throw faultOf('rejected', why.message, why)
  }
  const found = await findTxt(server, scope, name)
  if (found.state === 'barred') throw faultOf('rejected', found.why.message, found.why)
  const values = found.records.map(({ value }) => value)
  // A write that is repeated after its outcome was lost finds its work done.
  if (sameSet(values, after)) return
  if (!sameSet(values, before)) throw changedMeanwhile(name)
  const swap = {
    zone: found.zone,
    name,
    before: found.records.map(({ strings }) => txtData(strings)),
    after: after.map(value => dataOf(found, value)),
    ttl: found.ttl ?? newTtl,
  }
  const bytes = updateLength(swap)
  if (bytes > mostBytes) {
    const why = finding('name-server-update-too-long', { server: server.label, name, bytes })
    throw faultOf('rejected', why.message, why)
  }
  const { rcode } = await server.update(name, id => updateMessage(id, swap))
  if (rcode !== 0) throw refusalOf(server, found.zone, name, rcode)
}

/** A value that stays keeps its strings as somebody split them. */
function dataOf({ records }: FoundTxt & { state: 'set' }, value: string): Buffer {
  const kept = records.find(one => one.value === value)
  return txtData(kept?.strings ?? splitTxt(value).map(part => Buffer.from(part, 'latin1')))
}

function refusalOf(server: NameServer, zone: string, name: string, rcode: number): Fault {
  const code = codeName(rcode)
  const facts = { server: server.label, name, code }
  switch (code) {
    case 'NXDOMAIN':
    case 'YXDOMAIN':
    case 'NXRRSET':
    case 'YXRRSET':
      return changedMeanwhile(name)
    case 'SERVFAIL': {
      // One that hands updates on to another says this where it got no answer.
      const why = finding('name-server-server-failed', facts).message
      const told = finding('name-server-outcome-unknown', { server: server.label, name, why })
      return faultOf('unknown-outcome', why, told)
    }
    default: {
      const told = finding('name-server-update-refused', { ...facts, key: server.keyName, zone })
      return faultOf(code === 'REFUSED' ? 'denied' : 'rejected', told.message, told)
    }
  }
}

function faultOf(kind: FaultKind, text: string, told?: Finding): Fault {
  const base = { kind, operation, text }
  return new Fault(told ? { ...base, type: told.code, finding: told } : base)
}

function sameSet(one: readonly string[], other: readonly string[]): boolean {
  return JSON.stringify([...one].sort()) === JSON.stringify([...other].sort())
}
