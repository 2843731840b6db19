/**
 * Carries one DNS message to a server and its answer back, over TCP: each with
 * its length before it (RFC 1035, section 4.2.2). UDP is not used, since its
 * answers may be cut and its senders made up.
 *
 * What fails is told with what is known of the request: once it is on its way,
 * nobody can say whether it was carried out.
 */
import { connect } from 'node:net'
import { signOfError, type Sign } from './patience.js'

export interface Address {
  readonly host: string
  readonly port: number
}

export type Delivery =
  | { readonly state: 'answered'; readonly message: Buffer }
  | {
      readonly state: 'unreachable' | 'silent' | 'closed'
      readonly sent: boolean
      readonly sign: Sign
      /** What the machine says of it. */
      readonly text: string
    }

export function deliver(
  { host, port }: Address,
  message: Buffer,
  timeoutSeconds: number,
): Promise<Delivery> {
  return new Promise(resolve => {
    let sent = false
    let received = Buffer.alloc(0)
    const socket = connect({ host, port })
    const end = (delivery: Delivery) => {
      clearTimeout(alarm)
      socket.destroy()
      resolve(delivery)
    }
    const alarm = setTimeout(() => {
      end({
        state: 'silent',
        sent,
        sign: 'silence',
        text: `no answer in ${String(timeoutSeconds)} s`,
      })
    }, timeoutSeconds * 1000)
    socket.on('connect', () => {
      sent = true
      const length = Buffer.alloc(2)
      length.writeUInt16BE(message.length)
      socket.write(Buffer.concat([length, message]))
    })
    socket.on('data', chunk => {
      received = Buffer.concat([received, chunk])
      if (received.length < 2) return
      const whole = 2 + received.readUInt16BE(0)
      if (received.length >= whole) end({ state: 'answered', message: received.subarray(2, whole) })
    })
    socket.on('error', error => {
      const { message: text } = error
      end({ state: sent ? 'closed' : 'unreachable', sent, sign: signOfError(error), text })
    })
    socket.on('close', () => {
      end({
        state: 'closed',
        sent,
        sign: 'neither',
        text: `${String(received.length)} bytes of an answer`,
      })
    })
  })
}
