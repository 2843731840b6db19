/** The provider as a server on loopback, for the engine that started it. */
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
      await new Promise<void>(resolve => {
        server.tryShutdown(() => {
          resolve()
        })
      })
      await state.close()
    },
  })
}
