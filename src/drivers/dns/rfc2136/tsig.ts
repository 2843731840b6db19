/**
 * Signs a DNS message and judges the signature of its answer (RFC 8945).
 *
 * The answer is signed over our own signature too, so it answers this question
 * and no other. A server that does not know the key, or finds our signature
 * wrong, cannot sign what it says: such a complaint is told apart, since anybody
 * on the way could have made it.
 */
import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Algorithm, TsigKey } from './tsig-key.js'
import { lastRecordAt, nameBytes, readName, recordBytes } from './wire.js'

export interface Signed {
  readonly bytes: Buffer
  readonly mac: Buffer
  /** Seconds since 1970. */
  readonly time: number
}

export type Verdict =
  /** The answer without its signature. */
  | { readonly state: 'good'; readonly message: Buffer }
  | { readonly state: 'unsigned' }
  | { readonly state: 'forged'; readonly why: string }
  /** Said without a signature. */
  | { readonly state: 'key-unknown' | 'signature-refused' }
  /** The server's clock less ours; `refused` where the server says so, and did nothing. */
  | { readonly state: 'clock-off'; readonly seconds: number; readonly refused: boolean }

/** The difference of clocks that both sides bear, as RFC 8945 recommends. */
export const fudgeSeconds = 300

const type = 250
const any = 255
const badSignature = 16
const badKey = 17
const badTime = 18

/** The algorithm as names of keys are written, and as Node knows it. */
const hashOf: Readonly<Record<Algorithm, string>> = {
  'hmac-sha256': 'sha256',
  'hmac-sha512': 'sha512',
}

interface Tsig {
  readonly name: string
  readonly algorithm: string
  readonly time: number
  readonly fudge: number
  readonly mac: Buffer
  readonly originalId: number
  readonly error: number
  readonly other: Buffer
}

export function sign(message: Buffer, key: TsigKey, now: Date): Signed {
  const time = Math.floor(now.getTime() / 1000)
  const unsigned: Tsig = {
    name: key.name,
    algorithm: key.algorithm,
    time,
    fudge: fudgeSeconds,
    mac: Buffer.alloc(0),
    originalId: message.readUInt16BE(0),
    error: 0,
    other: Buffer.alloc(0),
  }
  const mac = macOf(key, [message, variables(unsigned)])
  const record = recordBytes({
    name: key.name,
    type,
    class: any,
    ttl: 0,
    data: dataOf({ ...unsigned, mac }),
  })
  return { bytes: Buffer.concat([withRecords(message, 1), record]), mac, time }
}

export function verify(answer: Buffer, request: Signed, key: TsigKey, now: Date): Verdict {
  let found: { readonly message: Buffer; readonly tsig: Tsig } | undefined
  try {
    found = split(answer)
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    return { state: 'forged', why: 'its bytes are no DNS message' }
  }
  if (!found) return { state: 'unsigned' }
  const { message, tsig } = found
  if (tsig.mac.length === 0 && tsig.error === badKey) return { state: 'key-unknown' }
  if (tsig.mac.length === 0 && tsig.error === badSignature) return { state: 'signature-refused' }
  if (tsig.name !== key.name || tsig.algorithm !== key.algorithm)
    return { state: 'forged', why: 'it is signed with another key' }
  const prior = Buffer.alloc(2)
  prior.writeUInt16BE(request.mac.length)
  const mac = macOf(key, [prior, request.mac, message, variables(tsig)])
  if (tsig.mac.length !== mac.length || !timingSafeEqual(tsig.mac, mac))
    return { state: 'forged', why: 'its signature does not fit' }
  if (tsig.error === badTime && tsig.other.length === 6)
    return clockOff(tsig.other.readUIntBE(0, 6) - request.time, true)
  if (tsig.error !== 0)
    return { state: 'forged', why: `it bears the TSIG error ${String(tsig.error)}` }
  const seconds = tsig.time - Math.floor(now.getTime() / 1000)
  return Math.abs(seconds) > fudgeSeconds ? clockOff(seconds, false) : { state: 'good', message }
}

function clockOff(seconds: number, refused: boolean): Verdict {
  return { state: 'clock-off', seconds, refused }
}

/** The message as it was before it was signed, and its signature. */
function split(answer: Buffer): { readonly message: Buffer; readonly tsig: Tsig } | undefined {
  const start = lastRecordAt(answer)
  if (start === undefined || answer.readUInt16BE(10) === 0) return undefined
  const { name, end } = readName(answer, start)
  if (answer.readUInt16BE(end) !== type) return undefined
  const { name: algorithm, end: at } = readName(answer, end + 10)
  const macLength = answer.readUInt16BE(at + 8)
  const behind = at + 10 + macLength
  const otherLength = answer.readUInt16BE(behind + 4)
  if (behind + 6 + otherLength !== answer.length) throw new RangeError('no whole signature')
  const message = withRecords(answer.subarray(0, start), -1)
  const originalId = answer.readUInt16BE(behind)
  // A forwarder may have given the message an id of its own.
  message.writeUInt16BE(originalId, 0)
  return {
    message,
    tsig: {
      name,
      algorithm,
      time: answer.readUIntBE(at, 6),
      fudge: answer.readUInt16BE(at + 6),
      mac: answer.subarray(at + 10, behind),
      originalId,
      error: answer.readUInt16BE(behind + 2),
      other: answer.subarray(behind + 6),
    },
  }
}

/** A copy that counts so many more additional records. */
function withRecords(message: Buffer, more: number): Buffer {
  const copy = Buffer.from(message)
  copy.writeUInt16BE(message.readUInt16BE(10) + more, 10)
  return copy
}

function macOf(key: TsigKey, parts: readonly Buffer[]): Buffer {
  return createHmac(hashOf[key.algorithm], key.reveal()).update(Buffer.concat(parts)).digest()
}

/** What is signed beside the message. */
function variables(tsig: Tsig): Buffer {
  const classAndTtl = Buffer.from([0, any, 0, 0, 0, 0])
  return Buffer.concat([
    nameBytes(tsig.name),
    classAndTtl,
    nameBytes(tsig.algorithm),
    times(tsig),
    complaint(tsig),
  ])
}

function dataOf(tsig: Tsig): Buffer {
  const length = Buffer.alloc(2)
  length.writeUInt16BE(tsig.mac.length)
  const id = Buffer.alloc(2)
  id.writeUInt16BE(tsig.originalId)
  return Buffer.concat([
    nameBytes(tsig.algorithm),
    times(tsig),
    length,
    tsig.mac,
    id,
    complaint(tsig),
  ])
}

function times({ time, fudge }: Tsig): Buffer {
  const bytes = Buffer.alloc(8)
  bytes.writeUIntBE(time, 0, 6)
  bytes.writeUInt16BE(fudge, 6)
  return bytes
}

function complaint({ error, other }: Tsig): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt16BE(error, 0)
  bytes.writeUInt16BE(other.length, 2)
  return Buffer.concat([bytes, other])
}
