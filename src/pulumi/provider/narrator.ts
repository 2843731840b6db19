/**
 * What the provider tells while it works: to the engine, under the resource it is
 * about. Whoever waits for an answer gets it after all that was told before it,
 * so nothing is lost when the process ends.
 */
import { credentials } from '@grpc/grpc-js'
import engineService from '@pulumi/pulumi/proto/engine_grpc_pb.js'
import engineMessages from '@pulumi/pulumi/proto/engine_pb.js'
import type { Severity } from '../../findings.js'

export interface Narrator {
  tell(severity: Severity, text: string, urn: string): void
  /** Once all was told. */
  settled(): Promise<void>
  close(): void
}

const { LogRequest, LogSeverity } = engineMessages

const severities: Readonly<Record<Severity, engineMessages.LogSeverity>> = {
  information: LogSeverity.INFO,
  warning: LogSeverity.WARNING,
  error: LogSeverity.ERROR,
}

/** Tells the engine at that address; an engine that is gone hears nothing, and nothing fails for it. */
export function engineNarrator(address: string): Narrator {
  const client = new engineService.EngineClient(address, credentials.createInsecure())
  const underway = new Set<Promise<void>>()
  return Object.freeze({
    tell(severity: Severity, text: string, urn: string) {
      const request = new LogRequest()
      request.setSeverity(severities[severity])
      request.setMessage(text)
      request.setUrn(urn)
      const told = new Promise<void>(resolve => {
        client.log(request, () => {
          resolve()
        })
      }).finally(() => underway.delete(told))
      underway.add(told)
    },
    async settled() {
      await Promise.all(underway)
    },
    close() {
      client.close()
    },
  })
}

/** Where no engine listens yet: one line each. */
export function lineNarrator(sink: (line: string) => void): Narrator {
  return Object.freeze({
    tell: (severity: Severity, text: string) => {
      sink(`${severity}: ${text}`)
    },
    settled: () => Promise.resolve(),
    close: () => undefined,
  })
}
