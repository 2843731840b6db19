/**
 * Tests reach loopback and nothing else: what passes here passes on a train.
 * Every TCP connection that a test opens goes through this gate.
 */
import { Socket } from 'node:net'

const loopback = /^(localhost|127\.\d+\.\d+\.\d+|::1|::ffff:127\.\d+\.\d+\.\d+)$/i

type Connect = Socket['connect']

const gate: ProxyHandler<Connect> = {
  apply(connect, socket: Socket, args: Parameters<Connect>) {
    const host = hostIn(args.flat())
    if (loopback.test(host)) return Reflect.apply(connect, socket, args)
    const refusal = `A test tried to reach ${host}: only loopback is reachable here.`
    return socket.destroy(new Error(refusal))
  },
}

Reflect.set(Socket.prototype, 'connect', new Proxy(Reflect.get(Socket.prototype, 'connect'), gate))

/** Reads both forms: `{ host, port }`, in which Node's own modules call, and `port, host`. */
function hostIn([first, second]: readonly unknown[]): string {
  if (typeof first !== 'object' || first === null)
    return typeof first === 'number' && typeof second === 'string' ? second : 'localhost'
  return 'host' in first && typeof first.host === 'string' ? first.host : 'localhost'
}
