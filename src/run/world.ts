/**
 * What a run gets from outside: clock, waiting, environment and the wish to
 * stop. Nothing below reads them from the process, so a test can be the world.
 */
import type { AskServer } from '../drivers/dns/name-servers/ask-server.js'

export interface World {
  now(): Date
  /** Waits; ends early when the run is interrupted. */
  wait(milliseconds: number): Promise<void>
  /** True once a person or a time limit wants the run to end: nothing new is started. */
  interrupted(): boolean
  /** From 0 to 1, for the jitter of retries. */
  random(): number
  /** The version of Node, as in 20.19.0, and the platform, as Node names it. */
  readonly nodeVersion: string
  readonly platform: string
  /** Whether a person sits at the terminal, who could sign in by a browser. */
  readonly person: boolean
  /** Name servers to ask, such as 192.0.2.53; [] are the machine's own. */
  readonly nameServers: readonly string[]
  /** A resolver to ask instead, whose answers are compared with theirs; null where none was named. */
  readonly namedResolver: string | null
  /** Asks a name server itself; null where none is to be asked. */
  readonly askNameServer: AskServer | null
  /** The way to the web; tests lead it to loopback. */
  readonly fetch: typeof fetch
  readonly env: Readonly<Record<string, string | undefined>>
  /** The identity of this process, for the lock. */
  readonly processId: number
  isProcessAlive(processId: number): boolean
}

/** The day of a run, such as 2026-11-28: in UTC, so that it is the same day in every pipeline. */
export function todayOf(world: Pick<World, 'now'>): string {
  return world.now().toISOString().slice(0, 10)
}

/** The same world, which wants the run to end after so many seconds. */
export function withDeadline(world: World, seconds: number | null): World {
  if (seconds === null) return world
  const deadline = world.now().getTime() + seconds * 1000
  const left = () => deadline - world.now().getTime()
  return {
    ...world,
    now: () => world.now(),
    random: () => world.random(),
    isProcessAlive: processId => world.isProcessAlive(processId),
    interrupted: () => world.interrupted() || left() <= 0,
    wait: milliseconds => world.wait(Math.max(0, Math.min(milliseconds, left()))),
  }
}
