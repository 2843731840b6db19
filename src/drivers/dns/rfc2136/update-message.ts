/**
 * The update that swaps one TXT set (RFC 2136): it holds only while the set is
 * exactly what was read, record by record and string by string, and then takes
 * the whole set out and puts the new one in, in one step of the server.
 */
import { nameBytes, recordBytes } from './wire.js'

export interface TxtSwap {
  readonly zone: string
  readonly name: string
  /** The data of each record that must be there now; none: no such set. */
  readonly before: readonly Buffer[]
  readonly after: readonly Buffer[]
  readonly ttl: number
}

const cname = 5
const soa = 6
const txt = 16
const inClass = 1
const noneClass = 254
const anyClass = 255
const updateFlags = 5 << 11
const nothing = Buffer.alloc(0)

export function updateMessage(id: number, { zone, name, before, after, ttl }: TxtSwap): Buffer {
  const absent = (type: number) =>
    recordBytes({ name, type, class: noneClass, ttl: 0, data: nothing })
  const required = [
    // Beside an alias a server drops other records without a word.
    absent(cname),
    ...(before.length === 0 ? [absent(txt)] : []),
    ...before.map(data => recordBytes({ name, type: txt, class: inClass, ttl: 0, data })),
  ]
  const changes = [
    recordBytes({ name, type: txt, class: anyClass, ttl: 0, data: nothing }),
    ...after.map(data => recordBytes({ name, type: txt, class: inClass, ttl, data })),
  ]
  const header = Buffer.alloc(12)
  for (const [index, value] of [id, updateFlags, 1, required.length, changes.length, 0].entries())
    header.writeUInt16BE(value, index * 2)
  const zoneSection = Buffer.concat([nameBytes(zone), Buffer.from([0, soa, 0, inClass])])
  return Buffer.concat([header, zoneSection, ...required, ...changes])
}

/** How long the message will be, in bytes: to be asked before it is made, since no record may pass 65,535 either. */
export function updateLength({ zone, name, before, after }: TxtSwap): number {
  const data = [...before, ...after]
  // Beside the data: the conditions on an alias and an absent set, and the one that empties the set.
  const records = data.length + (before.length === 0 ? 3 : 2)
  const bytes = data.reduce((sum, one) => sum + one.length, 0)
  return 12 + nameBytes(zone).length + 4 + records * (nameBytes(name).length + 10) + bytes
}

/** The data of a TXT record: each string with its length before it. */
export function txtData(strings: readonly Buffer[]): Buffer {
  return Buffer.concat(strings.flatMap(one => [Buffer.from([one.length]), one]))
}
