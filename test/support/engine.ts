/** What a provider can hear of an engine: a server that takes its log. */
import { Server, ServerCredentials } from '@grpc/grpc-js'
import { EngineService } from '@pulumi/pulumi/proto/engine_grpc_pb.js'
import type engineMessages from '@pulumi/pulumi/proto/engine_pb.js'
import empty from 'google-protobuf/google/protobuf/empty_pb.js'

export interface Told {
  readonly severity: 'debug' | 'information' | 'warning' | 'error'
  readonly message: string
  readonly urn: string
}

export interface TestEngine {
  readonly address: string
  readonly log: readonly Told[]
  readonly close: () => void
}

const severities = ['debug', 'information', 'warning', 'error'] as const

export async function startEngine(): Promise<TestEngine> {
  const log: Told[] = []
  const server = new Server()
  server.addService(EngineService, {
    log(
      call: { readonly request: engineMessages.LogRequest },
      reply: (error: null, answer: empty.Empty) => void,
    ) {
      const { request } = call
      const severity = severities[request.getSeverity()]
      log.push({ severity, message: request.getMessage(), urn: request.getUrn() })
      reply(null, new empty.Empty())
    },
  })
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync('127.0.0.1:0', ServerCredentials.createInsecure(), (error, bound) => {
      if (error) reject(error)
      else resolve(bound)
    })
  })
  return {
    address: `127.0.0.1:${String(port)}`,
    log,
    close: () => {
      server.forceShutdown()
    },
  }
}
