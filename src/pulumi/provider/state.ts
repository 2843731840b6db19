/**
 * The provider between two calls: who listens, and the session that the last
 * Configure began. A provider that was started by hand and is attached to serves
 * one command after another, so each Configure begins anew.
 */
import { finding } from '../../findings.js'
import type { World } from '../../run/world.js'
import type { Narrator } from './narrator.js'
import { Refusal } from './refusal.js'
import { createRemover, type Remover } from './remove.js'
import { createSession, type Session } from './session.js'
import type { Settings } from './settings.js'
import { createSpfWatch, type SpfWatch } from './spf-watch.js'
import { createWriter, type Writer } from './write.js'

export interface ProviderOptions {
  /** Of the package. */
  readonly version: string
  /** Where the process was started. */
  readonly directory: string
  /** The world, which wants the run to end once the signal says so. */
  readonly worldUntil: (stop: AbortSignal) => World
  /** Who listens at that address. */
  readonly narratorAt: (address: string) => Narrator
  /** Who listens before an engine told its address. */
  readonly narrator: Narrator
}

export interface Configured {
  readonly session: Session
  readonly spf: SpfWatch
  readonly write: Writer
  readonly remove: Remover
}

export interface ProviderState {
  readonly options: ProviderOptions
  /** The engine that listens from now on. */
  listen(address: string): void
  narrator(): Narrator
  configure(settings: Settings): Promise<void>
  /** What was configured; throws a `Refusal` where nothing was. */
  configured(): Configured
  /** Counts a call among the running ones until it is answered. */
  track(call: Promise<void>): void
  /** When no call is running any more. */
  answered(): Promise<void>
  /** Finishes the running call and starts nothing new, until it is configured anew. */
  stop(): void
  close(): Promise<void>
}

export function createState(options: ProviderOptions): ProviderState {
  let narrator = options.narrator
  let stop = new AbortController()
  let configured: Configured | undefined
  const running = new Set<Promise<void>>()
  const end = async () => {
    await configured?.session.close()
    configured = undefined
  }
  return Object.freeze({
    options,
    listen(address: string) {
      if (address === '') return
      narrator.close()
      narrator = options.narratorAt(address)
    },
    narrator: () => narrator,
    async configure(settings: Settings) {
      await end()
      stop = new AbortController()
      const { directory, worldUntil } = options
      const world = worldUntil(stop.signal)
      const told: Narrator = {
        tell: (severity, text, urn) => {
          narrator.tell(severity, text, urn)
        },
        settled: () => narrator.settled(),
        close: () => undefined,
      }
      const session = createSession({ settings, directory, world, narrator: told })
      const spf = createSpfWatch(session)
      const write = createWriter(session, spf)
      configured = { session, spf, write, remove: createRemover(session, spf) }
    },
    configured() {
      if (configured) return configured
      throw new Refusal([finding('pulumi-not-configured', {})])
    },
    track(call: Promise<void>) {
      running.add(call)
      void call.finally(() => running.delete(call))
    },
    async answered() {
      while (running.size > 0) await Promise.all(running)
    },
    stop() {
      stop.abort()
    },
    async close() {
      stop.abort()
      await narrator.settled()
      await end()
      narrator.close()
    },
  })
}
