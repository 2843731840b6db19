/** A name server on loopback that gives the answers it is told, or none. */
import { createSocket, type RemoteInfo } from 'node:dgram'

export type Reply =
  | { readonly code: 'NOERROR'; readonly records: readonly Buffer[] }
  | { readonly code: 'NXDOMAIN' | 'SERVFAIL' | 'REFUSED' }
  | { readonly code: 'silence' }
  /** Whatever a test makes of the question, byte by byte. */
  | { readonly code: 'bytes'; readonly of: (query: Buffer) => Buffer }

const codes = { NOERROR: 0, SERVFAIL: 2, NXDOMAIN: 3, REFUSED: 5 } as const

export interface NameServer {
  /** `127.0.0.1:5300`. */
  readonly address: string
  close(): Promise<void>
}

/** `reply` gets the name and the number of the type: 1 for A, 15 for MX, 16 for TXT. */
export async function loopbackNameServer(
  reply: (name: string, type: number) => Reply | Promise<Reply>,
): Promise<NameServer> {
  const socket = createSocket('udp4')
  const answerTo = async (query: Buffer, { port, address }: RemoteInfo) => {
    const { name, type, end } = question(query)
    const answer = await reply(name, type)
    if (answer.code === 'silence') return
    if (answer.code === 'bytes') {
      socket.send(answer.of(query), port, address)
      return
    }
    const records = answer.code === 'NOERROR' ? answer.records : []
    const header = Buffer.from(query.subarray(0, 12))
    header.writeUInt16BE(0x8180 | codes[answer.code], 2)
    header.writeUInt16BE(records.length, 6)
    header.fill(0, 8)
    const body = records.map(data => {
      const head = Buffer.alloc(12)
      head.writeUInt16BE(0xc00c, 0) // The name of the question again.
      head.writeUInt16BE(type, 2)
      head.writeUInt16BE(1, 4)
      head.writeUInt32BE(60, 6)
      head.writeUInt16BE(data.length, 10)
      return Buffer.concat([head, data])
    })
    socket.send(Buffer.concat([header, query.subarray(12, end), ...body]), port, address)
  }
  socket.on('message', (query, from) => void answerTo(query, from))
  await new Promise<void>(resolve => socket.bind(0, '127.0.0.1', resolve))
  const { port } = socket.address()
  return {
    address: `127.0.0.1:${String(port)}`,
    close: () =>
      new Promise(resolve => {
        socket.close(() => {
          resolve()
        })
      }),
  }
}

/** Strings as a TXT record holds them: each with its length before it. */
export function txt(...strings: readonly string[]): Buffer {
  return Buffer.concat(
    strings.map(one => Buffer.concat([Buffer.from([one.length]), Buffer.from(one, 'latin1')])),
  )
}

export function a(...bytes: readonly [number, number, number, number]): Buffer {
  return Buffer.from(bytes)
}

export function mx(preference: number, exchange: string): Buffer {
  const labels = exchange.split('.').map(label => txt(label))
  return Buffer.concat([
    Buffer.from([preference >> 8, preference & 255]),
    ...labels,
    Buffer.from([0]),
  ])
}

function question(query: Buffer): { name: string; type: number; end: number } {
  const labels: string[] = []
  let at = 12
  for (let length = query.readUInt8(at); length > 0; length = query.readUInt8(at)) {
    labels.push(query.toString('latin1', at + 1, at + 1 + length))
    at += length + 1
  }
  return { name: labels.join('.').toLowerCase(), type: query.readUInt16BE(at + 1), end: at + 5 }
}
