/**
 * Names, records and headers as DNS messages carry them (RFC 1035, section 4).
 *
 * dns-packet writes questions and reads answers. Two things it cannot do are
 * here: find the bytes that a signature covers, and write the records of an
 * update, which may be of class NONE and without data.
 */
import { canonicalName } from '../../../mail/dns-name.js'

export interface NameRead {
  /** Lower case, without a dot at its end. */
  readonly name: string
  /** The byte behind it. */
  readonly end: number
}

const headerLength = 12

/** A name without compression, in lower case as signatures want it. */
export function nameBytes(name: string): Buffer {
  const labels = canonicalName(name).split('.')
  const parts = labels.filter(label => label !== '').map(label => Buffer.from(label, 'latin1'))
  return Buffer.concat([
    ...parts.flatMap(part => [Buffer.from([part.length]), part]),
    Buffer.from([0]),
  ])
}

/** Throws a RangeError where the bytes are no name. */
export function readName(message: Buffer, start: number): NameRead {
  const labels: string[] = []
  let at = start
  let end: number | undefined
  for (let before = start; ;) {
    const length = message.readUInt8(at)
    if (length === 0) return { name: labels.join('.'), end: end ?? at + 1 }
    if (length >= 0xc0) {
      end ??= at + 2
      // A pointer leads to what stands before, so there is no way round in circles.
      const target = message.readUInt16BE(at) & 0x3fff
      if (target >= before) throw new RangeError('a pointer that leads forward')
      at = before = target
    } else if (length > 63 || at + 1 + length > message.length) {
      throw new RangeError('a label that is too long')
    } else {
      labels.push(message.toString('latin1', at + 1, at + 1 + length).toLowerCase())
      at += 1 + length
    }
  }
}

export interface WireRecord {
  readonly name: string
  readonly type: number
  readonly class: number
  readonly ttl: number
  readonly data: Buffer
}

export function recordBytes({ name, type, class: of, ttl, data }: WireRecord): Buffer {
  const fixed = Buffer.alloc(10)
  fixed.writeUInt16BE(type, 0)
  fixed.writeUInt16BE(of, 2)
  fixed.writeUInt32BE(ttl, 4)
  fixed.writeUInt16BE(data.length, 8)
  return Buffer.concat([nameBytes(name), fixed, data])
}

/** Where the last record of a message begins; undefined where it has none. */
export function lastRecordAt(message: Buffer): number | undefined {
  let at = headerLength
  for (let left = message.readUInt16BE(4); left > 0; left -= 1) at = readName(message, at).end + 4
  const records = [6, 8, 10].reduce((sum, offset) => sum + message.readUInt16BE(offset), 0)
  let last: number | undefined
  for (let left = records; left > 0; left -= 1) {
    last = at
    const { end } = readName(message, at)
    at = end + 10 + message.readUInt16BE(end + 8)
  }
  if (at !== message.length) throw new RangeError('a length that does not fit')
  return last
}
