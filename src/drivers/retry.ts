/**
 * The one policy for trying again. Only faults that left nothing behind are
 * tried again (throttled, transient); a write whose outcome is unknown never
 * is. The service's own wish (Retry-After) is honoured, else the pauses grow and
 * are scattered, so that many runs do not come back all at once.
 */
import { handleWhen, retry } from 'cockatiel'
import { Fault, isRetryable } from './fault.js'

export interface RetryOptions {
  /** How often in all; the last fault is thrown. */
  readonly attempts?: number
  /** Before the second attempt; doubled before each further one. */
  readonly firstPauseSeconds?: number
  /** No pause is longer than this, whatever the service wishes. */
  readonly longestPauseSeconds?: number
  readonly sleep: (seconds: number) => Promise<void>
  /** From 0 to 1. */
  readonly random: () => number
}

/** Does the work, again where that is safe. The work is told which attempt it is, from 1. */
export type Retry = <Result>(work: (attempt: number) => Promise<Result>) => Promise<Result>

export function createRetry(options: RetryOptions): Retry {
  const { attempts = 6, firstPauseSeconds = 1, longestPauseSeconds = 60 } = options
  const policy = retry(
    handleWhen(error => error instanceof Fault && isRetryable(error)),
    { maxAttempts: attempts - 1 },
  )

  const pauseAfter = (error: unknown, attempt: number) => {
    const wished = error instanceof Fault ? error.retryAfterSeconds : undefined
    // Half of the pause is left to chance.
    const grown = firstPauseSeconds * 2 ** (attempt - 1) * (0.5 + options.random() / 2)
    return Math.min(wished ?? grown, longestPauseSeconds)
  }

  return work => {
    let pause = 0
    // The policy itself does not wait: the pause depends on the fault, and tests have their own time.
    return policy.execute(async ({ attempt }) => {
      if (attempt > 0) await options.sleep(pause)
      try {
        return await work(attempt + 1)
      } catch (error) {
        pause = pauseAfter(error, attempt + 1)
        throw error
      }
    })
  }
}
