/**
 * Adaptive pace: once the service throttles, the calls after it wait as well,
 * longer each time it happens and shorter again while it does not. Trying again
 * is not enough by itself: two hundred writes at full speed would each be
 * refused once, and a refused call counts against us too.
 */
export interface Pace {
  /** Waits before the next round trip, if there is reason to. */
  before(): Promise<void>
  /** Learns from how a round trip went. */
  after(throttled: boolean): void
}

const firstSeconds = 0.5
const longestSeconds = 15

export function createPace(sleep: (seconds: number) => Promise<void>): Pace {
  let seconds = 0
  return Object.freeze({
    before: () => (seconds > 0 ? sleep(seconds) : Promise.resolve()),
    after(throttled: boolean) {
      if (throttled) seconds = Math.min(longestSeconds, Math.max(firstSeconds, seconds * 2))
      else seconds = seconds <= firstSeconds ? 0 : seconds / 2
    },
  })
}

/** Never waits. */
export const fullPace: Pace = Object.freeze({
  before: () => Promise.resolve(),
  after: () => undefined,
})
