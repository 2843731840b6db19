/**
 * Somebody between us and a name server, on loopback: passes each message on
 * over TCP, and does to its answer what a test asks for.
 */
import { connect, createServer, type Socket } from 'node:net'

/** What becomes of an answer: other bytes, the same twice, its first half, nothing at all, or a closed connection. */
export type Deed = Buffer | 'twice' | 'half' | 'silence' | 'close'

export interface Between {
  readonly port: number
  close(): Promise<void>
}

export interface Asking {
  /** Without its length. */
  readonly request: Buffer
  /** Whether it is an update. */
  readonly writes: boolean
}

export interface Passing extends Asking {
  /** Without its length. */
  readonly answer: Buffer
}

export async function startBetween(
  target: number,
  deed: (passing: Passing) => Deed,
  /** What happens before a request is passed on. */
  before: (asking: Asking) => Promise<void> = () => Promise.resolve(),
): Promise<Between> {
  const open = new Set<Socket>()
  const server = createServer(client => {
    open.add(client)
    client.on('close', () => open.delete(client))
    client.on('error', () => client.destroy())
    onMessage(client, request => {
      const writes = ((request.readUInt8(2) >> 3) & 15) === 5
      void before({ request, writes }).then(() => {
        const onward = connect(target, '127.0.0.1', () => onward.write(framed(request)))
        onMessage(onward, answer => {
          onward.destroy()
          carryOut(client, answer, deed({ request, answer, writes }))
        })
      })
    })
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port is free')
  return {
    port: address.port,
    close: () =>
      new Promise(resolve => {
        for (const one of open) one.destroy()
        server.close(() => {
          resolve()
        })
      }),
  }
}

function carryOut(client: Socket, answer: Buffer, deed: Deed): void {
  if (deed === 'silence') return
  if (deed === 'close') client.destroy()
  else if (deed === 'half') client.end(framed(answer).subarray(0, 2 + answer.length / 2))
  else if (deed === 'twice') client.end(Buffer.concat([framed(answer), framed(answer)]))
  else client.end(framed(deed))
}

function onMessage(socket: Socket, take: (message: Buffer) => void): void {
  let received = Buffer.alloc(0)
  socket.on('data', chunk => {
    received = Buffer.concat([received, chunk])
    if (received.length >= 2 && received.length >= 2 + received.readUInt16BE(0))
      take(received.subarray(2))
  })
}

function framed(message: Buffer): Buffer {
  const length = Buffer.alloc(2)
  length.writeUInt16BE(message.length)
  return Buffer.concat([length, message])
}
