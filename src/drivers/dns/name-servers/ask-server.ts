/**
 * Asks one name server itself what it gives for the TXT records of a name, and
 * how new its copy of the zone is (the serial in its SOA record). It is asked
 * not to ask others (RD is off), and only what it says of a zone that it keeps
 * counts (AA): a cache in between would tell of yesterday.
 *
 * Over UDP first, and over TCP where the answer was cut (RFC 7766). It never
 * throws: what could not be read says why, and means neither absent nor wrong.
 */
import { randomInt } from 'node:crypto'
import { decode, encode, type DecodedPacket } from 'dns-packet'
import { deliver } from '../message/deliver.js'
import { exchangeUdp } from '../message/exchange-udp.js'
import { codeName } from '../message/response-code.js'

export interface ServerQuestion {
  /** An IPv4 or IPv6 address. */
  readonly address: string
  /** The zone that the server is said to keep. */
  readonly zone: string
  readonly name: string
}

interface Unread {
  readonly state: 'unread'
  readonly why: string
  /** That it gave no sign of life at all. */
  readonly silent?: true
}

export type ServerReply =
  | {
      readonly state: 'answered'
      /** The TXT values, the strings of each joined, one byte a character; [] where there are none. */
      readonly values: readonly string[]
      /** In seconds; where there is no record, how long that may be remembered. Null if not told. */
      readonly ttl: number | null
      /** What the name is an alias of. */
      readonly alias: string | null
      /** Of its copy of the zone; null if not told. */
      readonly serial: number | null
    }
  | Unread

/** Asks one name server. Never throws. */
export type AskServer = (question: ServerQuestion) => Promise<ServerReply>

export interface ServerAskerOptions {
  /** 53 if not given. */
  readonly port?: number
  /** For each question that is sent; over UDP it is sent twice at most. */
  readonly timeoutSeconds: number
}

export function createServerAsker({ port = 53, timeoutSeconds }: ServerAskerOptions): AskServer {
  return async ({ address, zone, name }) => {
    const at = { host: address, port }
    const [txt, soa] = await Promise.all([
      exchange(at, name, 'TXT', timeoutSeconds),
      exchange(at, zone, 'SOA', timeoutSeconds),
    ])
    if (!('state' in txt)) return replyOf(txt, soa, name)
    // Who answers one of the two is alive.
    return 'state' in soa && soa.silent ? txt : { state: 'unread', why: txt.why }
  }
}

type Address = Parameters<typeof deliver>[0]
type Type = 'TXT' | 'SOA'

const noSuchName = 3

/** The whole answer of who keeps the zone, or why there is none. */
async function exchange(
  at: Address,
  name: string,
  type: Type,
  timeoutSeconds: number,
): Promise<DecodedPacket | Unread> {
  const id = randomInt(0x10000)
  const message = encode({ type: 'query', id, flags: 0, questions: [{ name, type }] })
  const fits = (bytes: Buffer) => answers(bytes, id, name, type) !== undefined
  const first = await exchangeUdp(at, message, { timeoutSeconds, fits })
  if (first.state !== 'answered')
    return { ...unread(first.text), ...(first.sign === 'silence' ? { silent: true } : {}) }
  const short = answers(first.message, id, name, type)
  if (short?.flag_tc !== true) return trusted(short)
  const whole = await deliver(at, message, timeoutSeconds)
  return whole.state === 'answered'
    ? trusted(answers(whole.message, id, name, type))
    : unread(`its answer is too long for UDP, and over TCP: ${whole.text}`)
}

/** The message, if it answers this very question: nothing signs it, so all that can be compared is. */
function answers(bytes: Buffer, id: number, name: string, type: Type): DecodedPacket | undefined {
  try {
    const packet = decode(bytes)
    const [asked] = packet.questions ?? []
    const same = asked?.name.toLowerCase() === name.toLowerCase() && asked.type === type
    return packet.type === 'response' && packet.id === id && same ? packet : undefined
  } catch {
    // dns-packet throws plain errors at bytes that are no message.
    return undefined
  }
}

function trusted(packet: DecodedPacket | undefined): DecodedPacket | Unread {
  if (!packet) return unread('its answer is to another question, or no DNS message')
  const code = codeOf(packet)
  if (code !== 0 && code !== noSuchName) return unread(`it answers with ${codeName(code)}`)
  return packet.flag_aa
    ? packet
    : unread('it does not keep the zone (its answer is not authoritative)')
}

function unread(why: string): Unread {
  return { state: 'unread', why }
}

/** dns-packet leaves the code of an answer in its flags. */
function codeOf({ flags = 0 }: DecodedPacket): number {
  return flags & 15
}

function replyOf(packet: DecodedPacket, soa: DecodedPacket | Unread, name: string): ServerReply {
  const found = (packet.answers ?? []).flatMap(one => (one.type === 'TXT' ? [one] : []))
  const alias = (packet.answers ?? []).find(
    one => one.type === 'CNAME' && one.name.toLowerCase() === name.toLowerCase(),
  )
  return {
    state: 'answered',
    values: found.map(({ data }) => joined(data)),
    ttl: found[0]?.ttl ?? negativeTtl(packet),
    alias: alias?.type === 'CNAME' ? alias.data.toLowerCase() : null,
    serial: 'state' in soa ? null : serialIn(soa),
  }
}

function joined(data: unknown): string {
  return [data]
    .flat()
    .map(one => (Buffer.isBuffer(one) ? one.toString('latin1') : String(one)))
    .join('')
}

/** How long "there is none" may be remembered (RFC 2308, section 5). */
function negativeTtl({ authorities = [] }: DecodedPacket): number | null {
  const soa = authorities.find(one => one.type === 'SOA')
  if (soa?.type !== 'SOA') return null
  return Math.min(soa.ttl ?? Infinity, soa.data.minimum ?? Infinity)
}

function serialIn({ answers: found = [] }: DecodedPacket): number | null {
  const soa = found.find(one => one.type === 'SOA')
  return soa?.type === 'SOA' ? (soa.data.serial ?? null) : null
}
