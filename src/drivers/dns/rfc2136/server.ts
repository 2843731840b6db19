/**
 * One name server that shares a key with us: takes a message, and gives an
 * answer that is surely its own. Everything else is thrown as a fault with the
 * way out, and with what is known of the request: a question may be asked again,
 * a change that got no trustworthy answer has an unknown outcome.
 */
import { randomInt } from 'node:crypto'
import { decode, encode, type DecodedPacket } from 'dns-packet'
import { finding, type Finding } from '../../../findings.js'
import { Fault, type FaultKind } from '../../fault.js'
import { deliver, type Address, type Delivery } from '../message/deliver.js'
import type { Patience, Sign } from '../message/patience.js'
import { fudgeSeconds, sign, verify, type Signed, type Verdict } from './tsig.js'
import type { TsigKey } from './tsig-key.js'
import { createTurns } from '../message/turns.js'

export interface NameServerOptions extends Address {
  readonly key: TsigKey
  readonly now: () => Date
  readonly timeoutSeconds: number
  /** With a server that does not answer; shared by all that ask it in one run. */
  readonly patience: Patience
}

export type Answer = Pick<DecodedPacket, 'flag_aa'> & {
  readonly rcode: number
  readonly answers: NonNullable<DecodedPacket['answers']>
  readonly authorities: NonNullable<DecodedPacket['authorities']>
}

export interface NameServer {
  /** As it is told: the port only where it is another than 53. */
  readonly label: string
  readonly keyName: string
  query(name: string, type: 'SOA' | 'TXT'): Promise<Answer>
  /** `update` makes the message from its id; the name is for what is told. */
  update(name: string, update: (id: number) => Buffer): Promise<Answer>
}

/** Name servers bound the connections that they take; 8 at once are quick enough for us. */
const mostConnections = 8

export function createNameServer(options: NameServerOptions): NameServer {
  const { host, port, key } = options
  const shown = host.includes(':') ? `[${host}]` : host
  const label = port === 53 ? host : `${shown}:${String(port)}`
  const turn = createTurns(mostConnections)
  const ask = (name: string, message: Buffer, writes: boolean) =>
    turn(() => exchange({ ...options, label, name, writes }, message))

  return Object.freeze<NameServer>({
    label,
    keyName: key.name,
    query: (name, type) =>
      ask(
        name,
        encode({ type: 'query', id: newId(), flags: 0, questions: [{ name, type }] }),
        false,
      ),
    update: (name, update) => ask(name, update(newId()), true),
  })
}

interface Errand extends NameServerOptions {
  readonly label: string
  readonly name: string
  readonly writes: boolean
}

async function exchange(errand: Errand, message: Buffer): Promise<Answer> {
  const { key, label, name, now, patience, timeoutSeconds } = errand
  const request = sign(message, key, now())
  const borne = await patience({
    server: `updates of ${label}`,
    about: name,
    ask: () => deliver(errand, request.bytes, timeoutSeconds),
    signOf: signOfDelivery,
  })
  if (borne.state === 'given-up') {
    const { most } = borne
    throw failure(
      errand,
      'unreachable',
      finding('name-server-given-up', { server: label, name, most }),
      false,
    )
  }
  const { reply: delivery } = borne
  if (delivery.state !== 'answered') throw undelivered(errand, delivery)
  const verdict = verify(delivery.message, request, key, now())
  if (verdict.state !== 'good') throw untrusted(errand, verdict)
  // A secondary that hands an update on gives it another id, which the signature bears, and puts ours back.
  if (delivery.message.readUInt16BE(0) !== request.bytes.readUInt16BE(0))
    throw unusable(errand, 'it answers another question')
  return read(errand, request, verdict.message)
}

function read(errand: Errand, request: Signed, message: Buffer): Answer {
  const flags = message.readUInt16BE(2)
  const asked = request.bytes.readUInt16BE(2)
  if (flags >> 15 !== 1) throw unusable(errand, 'it is no answer')
  if (((flags ^ asked) & 0x7800) !== 0) throw unusable(errand, 'it is of another kind')
  if ((flags & 0x0200) !== 0) throw unusable(errand, 'it is cut off')
  try {
    const { flag_aa, answers = [], authorities = [] } = decode(message)
    return { flag_aa, rcode: flags & 15, answers, authorities }
  } catch {
    // dns-packet throws plain errors at bytes that are no message.
    throw unusable(errand, 'its bytes are no DNS message')
  }
}

function signOfDelivery(delivery: Delivery): Sign {
  return delivery.state === 'answered' ? 'answer' : delivery.sign
}

function undelivered(errand: Errand, delivery: Exclude<Delivery, { state: 'answered' }>): Fault {
  const { label: server, name, timeoutSeconds: seconds } = errand
  const { state, sent, text: why } = delivery
  const told = {
    unreachable: () => finding('name-server-unreachable', { server, why }),
    silent: () => finding('name-server-silent', { server, name, seconds }),
    closed: () => finding('name-server-closed', { server, name, why }),
  }[state]()
  return failure(errand, 'unreachable', told, sent)
}

function untrusted(errand: Errand, verdict: Exclude<Verdict, { state: 'good' }>): Fault {
  const { label: server, name, key } = errand
  const facts = { server, name, key: key.name }
  switch (verdict.state) {
    // The server says so itself, under its signature: nothing was changed.
    case 'clock-off': {
      const seconds = Math.abs(verdict.seconds)
      const direction = verdict.seconds > 0 ? 'behind' : 'ahead of'
      const clocks = { server, seconds, direction, most: fudgeSeconds }
      return failure(errand, 'denied', finding('name-server-clock-off', clocks), !verdict.refused)
    }
    case 'key-unknown':
      return failure(errand, 'denied', finding('name-server-key-unknown', facts), true)
    case 'signature-refused':
      return failure(errand, 'denied', finding('name-server-secret-wrong', facts), true)
    case 'unsigned':
      return failure(errand, 'unreachable', finding('name-server-answer-unsigned', facts), true)
    case 'forged': {
      const told = finding('name-server-answer-forged', { ...facts, why: verdict.why })
      return failure(errand, 'unreachable', told, true)
    }
  }
}

function unusable(errand: Errand, why: string): Fault {
  const { label: server, name } = errand
  const told = finding('name-server-answer-unusable', { server, name, why })
  return failure(errand, 'unreachable', told, true)
}

/** A change that may have landed has an unknown outcome, whatever went wrong with its answer. */
function failure(
  { label: server, name, writes }: Errand,
  kind: FaultKind,
  told: Finding,
  mayHaveLanded: boolean,
): Fault {
  const operation = writes ? 'replace TXT' : 'read TXT'
  const lost = writes && mayHaveLanded
  const cause = lost
    ? finding('name-server-outcome-unknown', { server, name, why: told.message })
    : told
  return new Fault({
    kind: lost ? 'unknown-outcome' : kind,
    operation,
    text: told.message,
    type: told.code,
    finding: cause,
  })
}

function newId(): number {
  return randomInt(0x10000)
}
