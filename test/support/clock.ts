/** A clock that stands still until a test moves it. */
export interface TestClock {
  readonly now: () => Date
  set(moment: string): void
  advance(seconds: number): void
}

export function createClock(start = '2026-11-24T08:00:00.000Z'): TestClock {
  let current = new Date(start)
  return Object.freeze({
    now: () => current,
    set(moment: string) {
      current = new Date(moment)
    },
    advance(seconds: number) {
      current = new Date(current.getTime() + seconds * 1000)
    },
  })
}
