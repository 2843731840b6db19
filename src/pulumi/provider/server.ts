/** The provider as a server on loopback, for the engine that started it. */
import { setTimeout } from 'node:timers/promises'
import { Server, ServerCredentials } from '@grpc/grpc-js'
import { ResourceProviderService } from '@pulumi/pulumi/proto/provider_grpc_pb.js'
import { providerService } from './service.js'
import { createState, type ProviderOptions } from './state.js'

export interface RunningProvider {
  readonly port: number
  /** The engine that listens, where its address was given at the start. */
  listen(address: string): void
  /** Finishes the running call and starts nothing new. */
  stop(): void
  /** Ends when what runs is answered. */
  close(): Promise<void>
}

/** A spec that a program gives as a whole travels in the configuration, and states may be long. */
const largestMessage = 400 * 1024 * 1024

/** How long an answer may take to the engine, which is on the same machine. In milliseconds. */
const timeOnTheWay = 100

export async function startProvider(options: ProviderOptions): Promise<RunningProvider> {
  const state = createState(options)
  const server = new Server({
    'grpc.max_receive_message_length': largestMessage,
    'grpc.max_send_message_length': largestMessage,
  })
  server.addService(ResourceProviderService, providerService(state))
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync('127.0.0.1:0', ServerCredentials.createInsecure(), (error, bound) => {
      if (error) reject(error)
      else resolve(bound)
    })
  })
  return Object.freeze({
    port,
    listen: (address: string) => {
      state.listen(address)
    },
    stop: () => {
      state.stop()
    },
    async close() {
      state.stop()
      await state.answered()
      // What was answered may be on its way yet. `tryShutdown` would wait for that, but for ever where the
      // engine closes its connection at the same moment, and the engine kills who is not gone in 5 seconds.
      await Promise.race([gracefully(server), setTimeout(timeOnTheWay)])
      server.forceShutdown()
      await state.close()
    },
  })
}

function gracefully(server: Server): Promise<void> {
  return new Promise(resolve => {
    server.tryShutdown(() => {
      resolve()
    })
  })
}
