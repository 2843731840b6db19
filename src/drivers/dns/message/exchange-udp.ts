/**
 * Carries one DNS message to a server and its answer back over UDP. A packet may
 * get lost, so a question is sent once more; what does not fit the question may
 * come from anybody, and is passed over.
 */
import { createSocket } from 'node:dgram'
import { isIPv6 } from 'node:net'
import { signOfError, type Sign } from './patience.js'

interface UdpOptions {
  /** For each time that the question is sent. */
  readonly timeoutSeconds: number
  readonly fits: (message: Buffer) => boolean
}

type UdpDelivery =
  | { readonly state: 'answered'; readonly message: Buffer }
  | { readonly state: 'unreachable' | 'silent'; readonly sign: Sign; readonly text: string }

const sends = 2

export function exchangeUdp(
  { host, port }: { readonly host: string; readonly port: number },
  message: Buffer,
  { timeoutSeconds, fits }: UdpOptions,
): Promise<UdpDelivery> {
  return new Promise(resolve => {
    const socket = createSocket(isIPv6(host) ? 'udp6' : 'udp4')
    let sent = 0
    let alarm: NodeJS.Timeout | undefined
    const end = (delivery: UdpDelivery) => {
      clearTimeout(alarm)
      socket.close()
      resolve(delivery)
    }
    const send = () => {
      if (sent === sends) {
        const seconds = String(timeoutSeconds * sends)
        end({ state: 'silent', sign: 'silence', text: `no answer over UDP in ${seconds} s` })
        return
      }
      sent += 1
      socket.send(message)
      alarm = setTimeout(send, timeoutSeconds * 1000)
    }
    socket.on('error', error => {
      end({ state: 'unreachable', sign: signOfError(error), text: error.message })
    })
    socket.on('message', bytes => {
      if (fits(bytes)) end({ state: 'answered', message: bytes })
    })
    // Connected, so that the system tells at once where nobody listens.
    socket.connect(port, host, send)
  })
}
